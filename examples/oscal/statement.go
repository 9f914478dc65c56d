package main

import (
	"cmp"
	"fmt"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/soa"
)

// Words of OSCAL for how far a control is. Its list is open, so that what has not
// been started is called that and not planned. What nobody has said, and what
// nobody has decided, has no status.
var states = map[soa.ImplementationStatus]string{
	soa.Implemented: "implemented", soa.PartiallyImplemented: "partial", soa.Planned: "planned", soa.NotImplemented: "not-started",
}

const (
	excludedState = "not-applicable"
	unjustified   = "No justification is given."
	undescribed   = "How it is implemented is not described."
	leftOut       = "Left out; the status says why."
)

// row is what a security plan says of one control.
type row struct {
	Control        isms.Ref            `json:"control"`
	Applicability  soa.Applicability   `json:"applicability"`
	Decision       soa.Decision        `json:"decision"`
	Reasons        []soa.Reason        `json:"reasons"`
	NoLongerValid  []soa.Reason        `json:"noLongerValid"`
	MergeConflicts []soa.MergeConflict `json:"mergeConflicts"`
}

// applicability is what a security plan says of the whole statement.
type applicability struct {
	Version string     `json:"version"`
	State   soa.State  `json:"state"`
	Hash    string     `json:"hash"`
	Header  soa.Header `json:"header"`
	Rows    []row      `json:"rows"`
}

// applicabilityOf is what the statement of a system has to read back as.
func applicabilityOf(s soa.Statement) applicability {
	a := applicability{Version: s.Version(), State: s.State(), Hash: s.Hash(), Header: s.Header()}
	for r := range s.Rows() {
		x := row{Control: r.Ref(), Applicability: r.Applicability(), Decision: r.Decision()}
		for v := range r.Reasons() {
			x.Reasons = append(x.Reasons, v)
		}
		for v := range r.NoLongerValid() {
			x.NoLongerValid = append(x.NoLongerValid, v)
		}
		for v := range r.MergeConflicts() {
			x.MergeConflicts = append(x.MergeConflicts, v)
		}
		a.Rows = append(a.Rows, x)
	}
	return a
}

// plan writes the Statement of Applicability as a system-security-plan: one
// component, the management system itself, and for each control its status in it.
// A justification is the remark of the control, for one that is left out the remark
// of its status; reasons and the rest are properties.
func (w *writer) plan() (types.OscalCompleteSchema, error) {
	w.begin()
	a := applicabilityOf(w.stmt)
	if len(a.Rows) == 0 {
		return types.OscalCompleteSchema{}, fmt.Errorf("%w: the Statement of Applicability has no rows", errNothing)
	}
	org := w.sys.Organization
	self := types.SystemComponent{
		UUID: w.id("component", "this-system"), Type: "this-system", Title: "Information security management system", Description: line(org.Name, "unnamed"),
		Status: types.SystemComponentStatus{State: w.operation("operational", "under-development")},
	}
	components, known := []types.SystemComponent{self}, map[isms.ID]string{}
	var rows []types.ImplementedRequirement
	for _, r := range a.Rows {
		d := r.Decision
		q := types.ImplementedRequirement{UUID: w.id("requirement", string(r.Control)), ControlId: controlID(r.Control), Remarks: d.Justification}
		var props []types.Property
		by := types.ByComponent{ComponentUuid: self.UUID, UUID: w.id("by-component", string(r.Control)), Description: cmp.Or(d.How, undescribed)}
		if d.Excluded {
			q.Remarks, by.Description = "", cmp.Or(d.How, leftOut)
			by.ImplementationStatus = &types.ImplementationStatus{State: excludedState, Remarks: cmp.Or(d.Justification, unjustified)}
		} else if s := states[d.Implementation]; s != "" && r.Applicability == soa.Applicable {
			by.ImplementationStatus = &types.ImplementationStatus{State: s}
			if !d.Due.IsZero() {
				by.ImplementationStatus.Remarks = "Due " + d.Due.String() + "."
			}
		} else {
			w.put(&props, "implementation", d.Implementation)
		}
		if d.Owner != "" {
			q.ResponsibleRoles = &[]types.ResponsibleRole{{RoleId: controlOwner.ID, PartyUuids: &[]string{w.party(d.Owner, "person")}}}
		}
		bys := []types.ByComponent{by}
		if d.Provider != "" {
			if known[d.Provider] == "" {
				known[d.Provider] = w.id("component", string(d.Provider))
				components = append(components, types.SystemComponent{
					UUID: known[d.Provider], Type: "service", Title: line(string(d.Provider), "unnamed"), Description: "Performs controls for the organization.",
					Status: types.SystemComponentStatus{State: "other", Remarks: "The management system does not run it."},
				})
			}
			bys = append(bys, types.ByComponent{
				ComponentUuid: known[d.Provider], UUID: w.id("by-component", string(r.Control), string(d.Provider)),
				Description: cmp.Or(d.Assurance, "Nothing is said of what assures that the provider performs it."),
			})
		}
		q.ByComponents = &bys
		w.put(&props, "control", r.Control)
		w.put(&props, "applicability", r.Applicability)
		w.put(&props, "reasons", r.Reasons)
		w.put(&props, "noLongerValid", r.NoLongerValid)
		w.put(&props, "mergeConflicts", r.MergeConflicts)
		w.put(&props, "decision", d, "control", "excluded", "justification", "implementation", "how")
		q.Props = list(props)
		rows = append(rows, q)
	}
	scope := cmp.Or(w.sys.Records.Scope.Statement, a.Header.Scope, "The scope is not stated.")
	var props []types.Property
	w.put(&props, "version", a.Version)
	w.put(&props, "state", a.State)
	w.put(&props, "hash", a.Hash)
	w.put(&props, "header", a.Header)
	if a.Header.PreparedBy != "" {
		w.party(a.Header.PreparedBy, "person")
	}
	return types.OscalCompleteSchema{SystemSecurityPlan: &types.SystemSecurityPlan{
		UUID: w.id("plan", a.Version, w.asOf.String()), Metadata: w.metadata("Statement of Applicability", props, controlOwner), ImportProfile: types.ImportProfile{Href: profileFile},
		SystemCharacteristics: types.SystemCharacteristics{
			SystemIds: []types.SystemId{{ID: w.id("system"), IdentifierType: "https://ietf.org/rfc/rfc4122"}}, SystemName: line(org.Name, "unnamed"), Description: scope,
			Status: types.Status{State: w.operation("operational", "under-development")}, AuthorizationBoundary: types.AuthorizationBoundary{Description: scope},
			SystemInformation: types.SystemInformation{InformationTypes: w.information()},
		},
		SystemImplementation: types.SystemImplementation{Components: components},
		ControlImplementation: types.ControlImplementation{
			Description:             "One entry for each control of Annex A and each of the organization's own. The items of clauses 4 to 10 cannot be excluded and have no entry.",
			ImplementedRequirements: rows,
		},
	}}, w.err()
}

var controlOwner = types.Role{ID: "control-owner", Title: "Owner of a control"}

// operation says whether the management system operates on the day.
func (w *writer) operation(yes, no string) string {
	if d := w.sys.Operating; !d.IsZero() && !(!w.asOf.IsZero() && d.After(w.asOf)) {
		return yes
	}
	return no
}

// information lists the assets whose loss somebody has rated. OSCAL wants at least
// one.
func (w *writer) information() []types.InformationType {
	var out []types.InformationType
	for _, a := range w.sys.Register.Assets {
		t := types.InformationType{UUID: w.id("information", string(a.ID)), Title: line(a.Name, line(string(a.ID), "unnamed")), Description: cmp.Or(string(a.Kind), "An asset of the risk register.")}
		for _, v := range a.Values {
			steps := w.sys.Register.Method.Impact
			impact := &types.Impact{Base: fmt.Sprint("grade ", v.Grade)}
			if g := int(v.Grade); g >= 1 && g <= len(steps) {
				impact.Base = line(steps[g-1].Name, impact.Base)
			}
			switch v.Property {
			case "confidentiality":
				t.ConfidentialityImpact = impact
			case "integrity":
				t.IntegrityImpact = impact
			case "availability":
				t.AvailabilityImpact = impact
			}
		}
		if len(a.Values) > 0 {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		out = append(out, types.InformationType{Title: "Information in scope", Description: "Nobody has rated the loss of an asset."})
	}
	return out
}

// readPlan reads what plan writes.
func readPlan(doc types.OscalCompleteSchema) (applicability, error) {
	if doc.SystemSecurityPlan == nil {
		return applicability{}, fmt.Errorf("oscal: no system-security-plan")
	}
	var r reader
	var a applicability
	m := doc.SystemSecurityPlan.Metadata.Props
	r.take(m, "version", &a.Version)
	r.take(m, "state", &a.State)
	r.take(m, "hash", &a.Hash)
	r.take(m, "header", &a.Header)
	for _, q := range doc.SystemSecurityPlan.ControlImplementation.ImplementedRequirements {
		var x row
		r.take(q.Props, "control", &x.Control)
		r.take(q.Props, "applicability", &x.Applicability)
		r.take(q.Props, "reasons", &x.Reasons)
		r.take(q.Props, "noLongerValid", &x.NoLongerValid)
		r.take(q.Props, "mergeConflicts", &x.MergeConflicts)
		r.take(q.Props, "decision", &x.Decision)
		r.take(q.Props, "implementation", &x.Decision.Implementation)
		x.Decision.Control, x.Decision.Justification = x.Control, q.Remarks
		if bys := items(q.ByComponents); len(bys) > 0 {
			if d := bys[0].Description; d != undescribed && d != leftOut {
				x.Decision.How = d
			}
			if s := bys[0].ImplementationStatus; s != nil {
				if s.State == excludedState {
					x.Decision.Excluded, x.Decision.Justification = true, s.Remarks
					if s.Remarks == unjustified {
						x.Decision.Justification = ""
					}
				}
				for i, word := range states {
					if word == s.State {
						x.Decision.Implementation = i
					}
				}
			}
		}
		a.Rows = append(a.Rows, x)
	}
	return a, r.err
}

// reader keeps the first problem.
type reader struct{ err error }

func (r *reader) take(ps *[]types.Property, name string, into any) {
	if err := take(ps, name, into); r.err == nil {
		r.err = err
	}
}
