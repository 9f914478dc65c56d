package record

import "github.com/ismskit/ismskit/isms"

// A Supplier provides something from outside that matters to security (8.1,
// controls A.5.19 to A.5.22).
type Supplier struct {
	ID           isms.ID       `json:"id"`
	Name         string        `json:"name"`
	Assessed     isms.Date     `json:"assessed,omitzero"`     // last day its risk was judged (A.5.19)
	Contracted   isms.Date     `json:"contracted,omitzero"`   // the day security terms were agreed (A.5.20)
	ContractEnds isms.Date     `json:"contractEnds,omitzero"` // last day of the terms; zero: until ended
	Terms        string        `json:"terms,omitzero"`        // where the security terms are
	ICT          bool          `json:"ict,omitzero"`          // hardware, software or services of information technology
	Chain        string        `json:"chain,omitzero"`        // how the suppliers behind it are dealt with (A.5.21)
	Reviewed     isms.Date     `json:"reviewed,omitzero"`     // last day its service was held against the terms (A.5.22)
	Every        isms.Interval `json:"every,omitzero"`        // how often; zero: Limits.Supplier
}

var (
	supplierUnassessed = shall("supplier-unassessed", "a supplier was not assessed", "the risk of supplier {supplier} is due to be judged; last judged: {assessed}, due: {due}",
		"judge the risk and note the day", "8.1 s6", "A.5.19")
	supplierUncontracted = shall("supplier-uncontracted", "a supplier has no security terms in force", "supplier {supplier} has no {lacks}",
		"agree security terms", "8.1 s6", "A.5.20")
	supplierChain = asks("supplier-chain", "nobody has said how the suppliers behind a supplier are dealt with", "for supplier {supplier} nobody has said how those behind it are dealt with",
		"say it: what is demanded, what is checked", "8.1 s6", "A.5.21")
	supplierUnmonitored = shall("supplier-unmonitored", "the service of a supplier was not reviewed", "the service of supplier {supplier} is due for review; last reviewed: {reviewed}, due: {due}",
		"hold the service against the terms and note the day", "8.1 s6", "A.5.22")

	supplierRules = []isms.Rule{supplierUnassessed, supplierUncontracted, supplierChain, supplierUnmonitored}
)

func (c *check) checkSuppliers() {
	if len(c.Suppliers) == 0 && c.absent(NoSuppliers) {
		for _, r := range supplierRules {
			c.Ran(r.At("8.1 s6")) // no controls: whether they are needed the statement of applicability says
		}
		return
	}
	c.each(len(c.Suppliers) > 0, "suppliers, nor a statement that there are none,", supplierRules...)
	for _, s := range c.Suppliers {
		at, supplier := item("suppliers", s.ID), isms.ArgID("supplier", s.ID)
		every := or(s.Every, c.limits.Supplier)
		if !c.within(s.Assessed, every) {
			c.Find(supplierUnassessed, at.Field("assessed"), supplier, isms.ArgDate("assessed", s.Assessed), isms.ArgDate("due", c.dueOf(s.Assessed, every)))
		}
		switch {
		case !c.done(s.Contracted) || blank(s.Terms):
			c.Find(supplierUncontracted, at.Field("contracted"), supplier, isms.ArgText("lacks", "agreed security terms"))
		case s.ContractEnds.Before(c.asOf):
			c.Find(supplierUncontracted, at.Field("contractEnds"), supplier, isms.ArgText("lacks", "terms any more: they ended on "+s.ContractEnds.String()))
		}
		if s.ICT && blank(s.Chain) {
			c.Find(supplierChain, at.Field("chain"), supplier)
		}
		last := c.latest(s.Reviewed, s.Contracted) // a new supplier is reviewed one interval after the contract
		if !c.within(last, every) {
			c.Find(supplierUnmonitored, at.Field("reviewed"), supplier, isms.ArgDate("reviewed", s.Reviewed), isms.ArgDate("due", c.dueOf(last, every)))
		}
	}
}
