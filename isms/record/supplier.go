package record

import (
	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Supplier is an external provider that is relevant to information security (8.1,
// controls A.5.19 to A.5.22).
type Supplier struct {
	ID           isms.ID      `json:"id"`
	Name         string       `json:"name"`
	Assessed     isms.Date    `json:"assessed,omitzero"`     // last risk assessment (A.5.19)
	Contracted   isms.Date    `json:"contracted,omitzero"`   // agreement of the security terms (A.5.20)
	ContractEnds isms.Date    `json:"contractEnds,omitzero"` // last day of the terms; zero: not set
	Terms        string       `json:"terms,omitzero"`        // where the security terms are documented
	ICT          bool         `json:"ict,omitzero"`          // information and communication technology
	SubSuppliers string       `json:"subSuppliers,omitzero"` // management of its sub-suppliers (A.5.21)
	Reviewed     isms.Date    `json:"reviewed,omitzero"`     // last review against the terms (A.5.22)
	Review       isms.Cadence `json:"review,omitzero"`       // the interval is that of risk assessments, too; zero: every Limits.Supplier
}

var (
	supplierUnassessed = needing(shall("overdue-risk-assessment-of-supplier", "Overdue risk assessment of supplier", "supplier {supplier} is due for risk assessment; last assessed: {last}, due: {due}",
		"Assess the risks of the supplier and record the date.", "8.1 s6", "A.5.19"), theSuppliers).RestsOn("suppliers[*].contracted")
	supplierUncontracted = needing(shall("supplier-without-security-terms-in-force", "Supplier without security terms in force", "supplier {supplier} has no security terms in force: {why}",
		"Agree information security terms with the supplier.", "8.1 s6", "A.5.20"), theSuppliers)
	supplierChain = needing(asks("undocumented-management-of-sub-suppliers", "Undocumented management of sub-suppliers", "the management of the sub-suppliers of supplier {supplier} is not documented",
		"Document what is required of sub-suppliers and how it is verified.", "8.1 s6", "A.5.21"), theSuppliers)
	supplierUnreviewed = needing(shall("overdue-review-of-supplier", "Overdue review of supplier", "the services of supplier {supplier} are due for review; last reviewed: {last}, due: {due}",
		"Review the services against the agreed terms and record the date.", "8.1 s6", "A.5.22"), theSuppliers).RestsOn("suppliers[*].contracted")

	supplierRules = []isms.Rule{supplierUnassessed, supplierUncontracted, supplierChain, supplierUnreviewed}
)

func (c *check) checkSuppliers() {
	if len(c.Suppliers) == 0 && c.absent(noSuppliers) {
		for _, r := range supplierRules {
			c.Ran(r.At("8.1 s6")) // no controls: whether they are needed the statement of applicability says
		}
		return
	}
	c.apply(len(c.Suppliers) > 0, theSuppliers, supplierRules...)
	for i, at := range c.paths["suppliers"] {
		s := &c.Suppliers[i]
		supplier := isms.ArgID("supplier", s.ID)
		if due, ok := c.inTime(supplierUnassessed, s.Assessed, isms.Cadence{Every: s.Review.Every}, c.limits.Supplier); !ok {
			c.Find(supplierUnassessed, at.Field("assessed"), supplier, isms.ArgDate("last", s.Assessed), isms.ArgDate("due", due))
		}
		c.checkTerms(s, at)
		if s.ICT && text.Unanswered(s.SubSuppliers) {
			c.Find(supplierChain, at.Field("subSuppliers"), supplier)
		}
		last := c.latest(s.Reviewed, s.Contracted) // a new supplier is reviewed one interval after the contract
		if due, ok := c.inTime(supplierUnreviewed, last, s.Review, c.limits.Supplier); !ok {
			c.Find(supplierUnreviewed, at.Field("reviewed"), supplier, isms.ArgDate("last", s.Reviewed), isms.ArgDate("due", due))
		}
	}
}

// checkTerms looks for security terms that are in force.
func (c *check) checkTerms(s *Supplier, at isms.Path) {
	find := func(field string, why isms.Sentence) {
		c.Find(supplierUncontracted, at.Field(field), isms.ArgID("supplier", s.ID), isms.ArgSentence("why", why))
	}
	switch {
	case !c.done(s.Contracted):
		find("contracted", termsNotAgreed.With())
	case text.Blank(s.Terms):
		find("terms", termsNotRecorded.With())
	case !s.ContractEnds.IsZero() && s.ContractEnds.Before(c.asOf):
		find("contractEnds", termsEnded.With(isms.ArgDate("ended", s.ContractEnds)))
	}
}
