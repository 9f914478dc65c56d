package record

import "github.com/ismskit/ismskit/isms"

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
	supplierUnassessed = shall("overdue-risk-assessment-of-supplier", "Overdue risk assessment of supplier", "the risk of supplier {supplier} is due to be judged; last judged: {assessed}, due: {due}",
		"Assess the risks of the supplier and record the date.", "8.1 s6", "A.5.19")
	supplierUncontracted = shall("supplier-without-security-terms-in-force", "Supplier without security terms in force", "supplier {supplier} has no {lacks}",
		"Agree information security terms with the supplier.", "8.1 s6", "A.5.20")
	supplierChain = asks("undocumented-management-of-sub-suppliers", "Undocumented management of sub-suppliers", "for supplier {supplier} nobody has said how those behind it are dealt with",
		"Document what is required of sub-suppliers and how it is verified.", "8.1 s6", "A.5.21")
	supplierUnmonitored = shall("overdue-review-of-supplier", "Overdue review of supplier", "the service of supplier {supplier} is due for review; last reviewed: {reviewed}, due: {due}",
		"Review the services against the agreed terms and record the date.", "8.1 s6", "A.5.22")

	supplierRules = []isms.Rule{supplierUnassessed, supplierUncontracted, supplierChain, supplierUnmonitored}
)

func (c *check) checkSuppliers() {
	if len(c.Suppliers) == 0 && c.absent(noSuppliers) {
		for _, r := range supplierRules {
			c.Ran(r.At("8.1 s6")) // no controls: whether they are needed the statement of applicability says
		}
		return
	}
	c.each(len(c.Suppliers) > 0, "suppliers, nor a statement that there are none,", supplierRules...)
	for _, s := range c.Suppliers {
		at, supplier := item("suppliers", s.ID), isms.ArgID("supplier", s.ID)
		if due, ok := c.inTime(s.Assessed, isms.Cadence{Every: s.Review.Every}, c.limits.Supplier); !ok {
			c.Find(supplierUnassessed, at.Field("assessed"), supplier, isms.ArgDate("assessed", s.Assessed), isms.ArgDate("due", due))
		}
		switch {
		case !c.done(s.Contracted) || blank(s.Terms):
			c.Find(supplierUncontracted, at.Field("contracted"), supplier, isms.ArgText("lacks", "agreed security terms"))
		case !s.ContractEnds.IsZero() && s.ContractEnds.Before(c.asOf):
			c.Find(supplierUncontracted, at.Field("contractEnds"), supplier, isms.ArgText("lacks", "terms any more: they ended on "+s.ContractEnds.String()))
		}
		if s.ICT && blank(s.SubSuppliers) {
			c.Find(supplierChain, at.Field("subSuppliers"), supplier)
		}
		last := c.latest(s.Reviewed, s.Contracted) // a new supplier is reviewed one interval after the contract
		if due, ok := c.inTime(last, s.Review, c.limits.Supplier); !ok {
			c.Find(supplierUnmonitored, at.Field("reviewed"), supplier, isms.ArgDate("reviewed", s.Reviewed), isms.ArgDate("due", due))
		}
	}
}
