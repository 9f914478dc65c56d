package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	types "github.com/defenseunicorns/go-oscal/src/types/oscal-1-2-2"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/audit/cycle"
	"github.com/ismskit/ismskit/audit/programme"
	"github.com/ismskit/ismskit/examples/internal/input"
	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/system"
	"github.com/ismskit/ismskit/risk"
	"github.com/ismskit/ismskit/soa"
)

var (
	asOf     = isms.MustDate("2026-10-05")
	allFiles = []string{catalogFile, profileFile, planFile, programmeFile, resultsFile, actionsFile, crosswalkFile}
)

func larkspur(t *testing.T) system.System {
	t.Helper()
	text, err := os.ReadFile("../quickstart/larkspur.json")
	if err != nil {
		t.Fatal(err)
	}
	sys, err := system.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	return sys
}

// written returns the documents of a system by name, having read them back.
func written(t *testing.T, sys system.System) map[string]file {
	t.Helper()
	files, err := documents(sys, asOf)
	if err != nil {
		t.Fatal(err)
	}
	if err := readBack(sys, asOf, files); err != nil {
		t.Fatal(err)
	}
	out := map[string]file{}
	for _, f := range files {
		out[f.name] = f
	}
	return out
}

func parse(t *testing.T, f file) types.OscalCompleteSchema {
	t.Helper()
	var d types.OscalCompleteSchema
	if err := json.Unmarshal(f.text, &d); err != nil {
		t.Fatal(f.name, err)
	}
	return d
}

func replaced(t *testing.T, text []byte, old, with string) []byte {
	t.Helper()
	out := bytes.Replace(text, []byte(old), []byte(with), 1)
	if bytes.Equal(out, text) {
		t.Fatalf("%q is not in the document", old)
	}
	return out
}

func TestCommand(t *testing.T) {
	var first map[string][]byte
	for range 2 {
		dir := t.TempDir()
		var out, errs bytes.Buffer
		if code := run([]string{"-out", dir}, &out, &errs); code != 0 {
			t.Fatalf("exit status %d: %s", code, errs.String())
		}
		got := map[string][]byte{}
		for _, name := range allFiles {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			got[name] = text
			if !strings.Contains(out.String(), name) {
				t.Errorf("%s is not announced", name)
			}
		}
		for name, text := range first {
			if !bytes.Equal(text, got[name]) {
				t.Errorf("%s differs on the second run", name)
			}
		}
		first = got
	}
}

// Every organization is written and reads back; what OSCAL cannot express of it is said.
func TestEveryOrganization(t *testing.T) {
	for name, want := range map[string][]string{
		"empty": {
			"programme.json   not written: OSCAL has no empty list: the programme has no audit",
			"results.json     not written: OSCAL has no empty list: no audit was conducted and nothing was found",
			"actions.json     not written: OSCAL has no empty list: there is neither a nonconformity nor a treatment",
			"There is no Statement of Applicability yet", "No certificate can be shown: there is no certificate and no application.",
		},
		"applying":  {"No certificate can be shown: no certificate is granted", "actions.json"},
		"certified": {"results.json", "actions.json"},
		"suspended": {"No certificate can be shown: the certificate is suspended"},
		"expired":   {"No certificate can be shown: the certificate has expired"},
	} {
		dir := t.TempDir()
		var out, errs bytes.Buffer
		if code := run([]string{"-in", input.Organization(name), "-out", dir}, &out, &errs); code != 0 {
			t.Fatalf("%s: %s", name, errs.String())
		}
		for _, w := range want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("%s: the program says\n%swant %q", name, out.String(), w)
			}
		}
		if got := strings.Contains(out.String(), "not written"); got != (name == "empty") {
			t.Errorf("%s: the program says\n%s", name, out.String())
		}
	}
}

func TestBadInput(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.json")
	if err := os.WriteFile(bad, []byte(`{"format": "ismskit/system"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		args       []string
		code       int
	}{
		{"no such flag", "flag provided", []string{"-what"}, 2},
		{"no such file", "no such file", []string{"-in", "nowhere.json"}, 1},
		{"no day", "-asof", []string{"-asof", "today"}, 1},
		{"a day that OSCAL does not know", "1900 to 2999", []string{"-asof", "1812-10-05"}, 1},
		{"no management system", "version", []string{"-in", bad}, 1},
	} {
		dir := filepath.Join(t.TempDir(), "out")
		var out, errs bytes.Buffer
		if code := run(append(c.args, "-out", dir), &out, &errs); code != c.code || !strings.Contains(errs.String(), c.want) {
			t.Errorf("%s: exit status %d, %q; want %d and %q", c.name, code, errs.String(), c.code, c.want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: something was written", c.name)
		}
	}
}

// The plan read back is what a statement can be built from again: with the
// register and the obligations it has the hash that was approved.
func TestStatementCanBeBuiltFromThePlan(t *testing.T) {
	sys := larkspur(t)
	approved, ok := sys.At(isms.Date{}).Approved()
	if !ok {
		t.Fatal("no approved statement")
	}
	got, err := readPlan(parse(t, written(t, sys)[planFile]))
	if err != nil {
		t.Fatal(err)
	}
	in := soa.Input{Version: got.Version, Header: got.Header, Register: sys.Register, Obligations: sys.Obligations}
	for _, r := range got.Rows {
		in.Decisions = append(in.Decisions, r.Decision)
	}
	again, err := soa.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash() != approved.Hash() || got.Hash != approved.Hash() || got.State != soa.Approved {
		t.Errorf("%s (%s) in the plan, %s built from it, want %s", got.Hash, got.State, again.Hash(), approved.Hash())
	}
}

// Every word of a decision, in the words of OSCAL.
func TestStatusOfEachControl(t *testing.T) {
	sys := system.System{
		Organization: system.Organization{Name: "Test"},
		Applicability: system.ApplicabilityDecisions{
			Version: "1",
			Custom:  []annexa.CustomControl{{Ref: "own:C-1", Title: "Own", AttributeValues: annexa.Preventive}, {Ref: "ISO/IEC 27017 CLD.6.3.1", Title: "Shared roles", Catalog: "ISO/IEC 27017"}},
			Decisions: []soa.Decision{
				{Control: "A.5.1", Implementation: soa.Implemented, How: "a policy\nin two lines"},
				{Control: "A.5.2", Implementation: soa.PartiallyImplemented, Due: isms.MustDate("2026-12-01"), Justification: " ends with a blank "},
				{Control: "A.5.3", Implementation: soa.Planned, Owner: "amal", Evidence: []isms.ID{"EV-1", "EV-2"}},
				{Control: "A.5.4", Implementation: soa.NotImplemented},
				{Control: "A.5.5", Excluded: true, Justification: "because\nit has two lines"},
				{Control: "A.5.6", Excluded: true},
				{Control: "A.5.7", Undecided: true, Justification: "to be discussed"},
				{Control: "A.5.8"},
				{Control: "A.5.10", Implementation: soa.Implemented, Responsibility: soa.ResponsibilityProvider, Provider: "hoster", Reasons: []soa.Reason{{Basis: soa.BasisContractual, Source: "K-1", Text: "as agreed"}}},
				{Control: "own:C-1", Implementation: soa.Implemented},
			},
		},
	}
	p := parse(t, written(t, sys)[planFile]).SystemSecurityPlan
	self := p.SystemImplementation.Components[0]
	if self.Type != "this-system" || len(p.SystemImplementation.Components) != 2 {
		t.Errorf("components: %+v", p.SystemImplementation.Components)
	}
	got := map[string]types.ImplementationStatus{}
	for _, q := range p.ControlImplementation.ImplementedRequirements {
		by := items(q.ByComponents)[0]
		if by.ComponentUuid != self.UUID {
			t.Errorf("%s: the first component is not the system", q.ControlId)
		}
		if by.ImplementationStatus != nil {
			got[q.ControlId] = *by.ImplementationStatus
		}
	}
	want := map[string]types.ImplementationStatus{
		"a.5.1": {State: "implemented"}, "a.5.2": {State: "partial", Remarks: "Due 2026-12-01."}, "a.5.3": {State: "planned"}, "a.5.4": {State: "not-started"},
		"a.5.5": {State: "not-applicable", Remarks: "because\nit has two lines"}, "a.5.6": {State: "not-applicable", Remarks: unjustified},
		"a.5.10": {State: "implemented"}, "own.C-1": {State: "implemented"},
	} // neither what nobody decided nor what nobody said has a status
	for id, s := range want {
		if got[id] != s {
			t.Errorf("%s: %+v, want %+v", id, got[id], s)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d controls have a status, want %d: %v", len(got), len(want), got)
	}
}

// Findings of all grades and origins, with texts that OSCAL is particular about.
func TestFindings(t *testing.T) {
	sys := larkspur(t)
	day := isms.MustDate("2026-09-01")
	raise := func(f audit.Finding, events ...audit.Event) {
		n, err := audit.Raise(day, "auditor", f)
		for _, e := range events {
			if err == nil {
				n, err = n.Apply(e)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		sys.Findings.Items = append(sys.Findings.Items, audit.RegisterItem{Nonconformity: n})
	}
	for _, g := range append(slices.Collect(audit.Grades().All()), "") {
		raise(audit.Finding{ID: isms.ID("G-" + g), Grade: g, Audit: audit.Initial, Requirements: []isms.Ref{"A.8.28"}, Statement: "One line.\nAnother."})
	}
	raise(audit.Finding{ID: "S-1", Grade: audit.Minor, Audit: audit.Surveillance, Requirements: []isms.Ref{"6.1.3 d 4", "own:C-1"}, Statement: "x", Evidence: " seen\n"},
		audit.Event{Kind: audit.Corrected, On: day, By: "amal", Text: "put right\nat once", Consequences: "none"},
		audit.Event{Kind: audit.Withdrawn, On: day.AddDays(3), By: "auditor", Text: "a mistake"})
	late, err := audit.Raise(asOf.AddDays(1), "auditor", audit.Finding{ID: "L-1", Grade: audit.Major, Audit: audit.Internal, Requirements: []isms.Ref{"4.1"}, Statement: "later"})
	if err != nil {
		t.Fatal(err)
	}
	sys.Findings.Items = append(sys.Findings.Items, audit.RegisterItem{Nonconformity: late})

	files := written(t, sys)
	status, titles := map[string]string{}, []string{}
	for _, r := range parse(t, files[resultsFile]).AssessmentResults.Results {
		titles = append(titles, r.Title)
		for _, f := range items(r.Findings) {
			status[f.Title] = f.Target.Status.State + " " + f.Target.Status.Reason + " " + f.Target.TargetId
		}
	}
	for id, want := range map[string]string{
		"NC-1": "not-satisfied fail a.6.5", "OB-1": "satisfied pass cl.9.1-b", "G-major": "not-satisfied fail a.8.28", "G-minor": "not-satisfied fail a.8.28",
		"G-area of concern": "not-satisfied other a.8.28", "G-": "not-satisfied other a.8.28", "G-opportunity for improvement": "satisfied pass a.8.28", "S-1": "not-satisfied fail cl.6.1.3-d-4", "L-1": "",
	} {
		if status[id] != want {
			t.Errorf("%s: %q, want %q", id, status[id], want)
		}
	}
	if want := []string{"Internal audit IA-2026", "Findings from elsewhere: initial", "Findings from elsewhere: surveillance"}; !slices.Equal(titles, want) {
		t.Errorf("results %q, want %q", titles, want)
	}
	open := map[string]string{}
	for _, k := range items(parse(t, files[actionsFile]).PlanOfActionAndMilestones.Risks) {
		open[k.Title] = k.Status
	}
	for id, want := range map[string]string{
		"NC-1": "remediating", "NC-2": "open", "G-": "open", "G-area of concern": "open", "S-1": "closed", "OB-1": "", "G-observation": "", "L-1": "",
	} {
		if got := open["Nonconformity "+id]; got != want {
			t.Errorf("%s: status %q in the plan of action, want %q", id, got, want)
		}
	}
}

// What larkspur says in places that are not read back.
func TestLarkspur(t *testing.T) {
	files := written(t, larkspur(t))
	c := parse(t, files[planFile]).SystemSecurityPlan.SystemCharacteristics
	if c.Status.State != "operational" || !strings.HasPrefix(c.Description, "Delivery of managed services") {
		t.Errorf("%s: %s", c.Status.State, c.Description)
	}
	info := c.SystemInformation.InformationTypes[0]
	if info.Title != "Customer data held for managed services" || info.ConfidentialityImpact.Base != "catastrophic" || info.IntegrityImpact.Base != "critical" || info.AvailabilityImpact.Base != "critical" {
		t.Errorf("%+v", info)
	}
	due := map[string]string{}
	for _, k := range items(parse(t, files[actionsFile]).PlanOfActionAndMilestones.Risks) {
		if k.Deadline != nil {
			due[k.Title] = k.Deadline.Format("2006-01-02")
		}
	}
	// the first steps that are open: see the deadlines that the quickstart prints
	if due["Nonconformity NC-1"] != "2027-01-20" || due["Nonconformity NC-2"] != "2026-08-23" || due["Leaver keeps access"] != "2026-10-30" || due["Ransomware encrypts customer data"] != "" {
		t.Errorf("deadlines: %v", due)
	}
	empty := parse(t, written(t, system.System{})[planFile]).SystemSecurityPlan.SystemCharacteristics
	if empty.Status.State != "under-development" || len(empty.SystemInformation.InformationTypes) != 1 {
		t.Errorf("an empty system: %+v", empty)
	}
}

func TestTreatmentsAreResponses(t *testing.T) {
	sys := system.System{Organization: system.Organization{Name: "Test"}, Register: risk.Register{
		Method: risk.ISO27005(),
		Risks: []risk.Risk{
			{ID: "R-1", Title: "a", Inherent: risk.Rating{Likelihood: 4, Impact: 5}}, {ID: "R-2"}, {ID: "R-3", Closed: asOf}, {ID: "R-4", Title: "untreated"},
		},
		Treatments: []risk.Treatment{
			{ID: "T-1", Title: "all ways\nat once", Risks: []isms.ID{"R-1", "R-2", "R-9"}, Options: slices.Collect(risk.Options().All()), Status: risk.ActionInProgress, Due: asOf, Percent: 40},
			{ID: "T-2", Risks: []isms.ID{"R-1"}, Due: asOf.AddDays(-9), Rescheduled: []risk.Reschedule{{From: asOf, To: asOf.AddDays(1), Reason: "late"}}},
			{ID: "T-3", Title: "done", Risks: []isms.ID{"R-1", "R-3"}, Options: []risk.Option{risk.Modify}, Status: risk.ActionCompleted, Completed: asOf},
			{ID: "T-4", Title: "given up", Risks: []isms.ID{"R-2"}, Status: risk.ActionCancelled},
		},
	}}
	files := written(t, sys)
	for _, name := range []string{programmeFile, resultsFile} {
		if f := files[name]; f.text != nil || f.why == nil {
			t.Errorf("%s is written for a system without audits", name)
		}
	}
	got := map[string]string{}
	for _, k := range items(parse(t, files[actionsFile]).PlanOfActionAndMilestones.Risks) {
		s := k.Status
		if k.Deadline != nil {
			s += " " + k.Deadline.Format("2006-01-02")
		}
		for _, r := range items(k.Remediations) {
			s += "; " + r.Title + " " + r.Lifecycle
			for _, p := range items(r.Props) {
				if p.Name == "type" {
					s += " " + p.Value
				}
			}
		}
		got[k.Title] = s
	}
	for title, want := range map[string]string{
		"a":         "remediating 2026-09-26; all ways at once planned mitigate accept avoid share; T-2 planned; done completed mitigate",
		"R-2":       "remediating 2026-10-05; all ways at once planned mitigate accept avoid share",
		"R-3":       "closed; done completed mitigate",
		"untreated": "",
	} {
		if got[title] != want {
			t.Errorf("%s: %q, want %q", title, got[title], want)
		}
	}
}

// busy is larkspur with what it lacks: a certificate, audits without days, a
// nonconformity that came back, a control of its own, reasons that lapsed and
// values that a merge could not place.
func busy(t *testing.T) system.System {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	sys := larkspur(t)
	var err error
	sys.Cycle, err = cycle.From("CERT-1", isms.MustDate("2026-09-15"), cycle.StandardTerms())
	check(err)
	sys.Programme.Audits = append(sys.Programme.Audits,
		programme.InternalAudit{ID: "IA-X", Scope: []isms.Ref{"A.8.28", "own:C-1"}, Planned: isms.Window{First: isms.MustDate("2027-01-01")}},
		programme.InternalAudit{ID: "IA-Y", Cancelled: "nobody\nwas there", Conducted: isms.On(isms.MustDate("2026-09-01")), ImplementedAndMaintained: isms.No},
	)
	sys.Programme.Audits[0].Conducted.Last = sys.Programme.Audits[0].Conducted.First
	day := isms.MustDate("2026-03-02")
	n, err := audit.Raise(day, "auditor", audit.Finding{ID: "N-1", Grade: audit.Major, Audit: audit.Internal, AuditID: "IA-Y", Requirements: []isms.Ref{"A.8.13"}, Statement: "no restore tests"})
	check(err)
	for _, e := range []audit.Event{
		{Kind: audit.Corrected, Text: "one restore done", Consequences: "none"},
		{Kind: audit.CauseDetermined, Text: "nobody in charge", Similar: "none"},
		{Kind: audit.PlanSubmitted, Actions: []audit.Action{{ID: "A-1", What: "name somebody"}, {ID: "A-2", What: "test\nmonthly", Due: isms.MustDate("2026-04-30")}}},
		{Kind: audit.PlanAccepted},
		{Kind: audit.ActionCompleted, Action: "A-1"},
		{Kind: audit.ActionCompleted, Action: "A-2"},
		{Kind: audit.EffectivenessReviewed, Effect: audit.NotEffective, Evidence: "no test in May", Changes: "none"},
		{Kind: audit.Disputed, Text: "why"},
	} {
		day = day.AddDays(1)
		e.On, e.By = day, "amal"
		n, err = n.Apply(e)
		check(err)
	}
	sys.Findings.Items = append(sys.Findings.Items, audit.RegisterItem{Nonconformity: n})
	sys.Findings.Complete = ""

	in := soa.Input{Version: "2", Register: sys.Register, Custom: []annexa.CustomControl{{Ref: "own:C-1", Title: "Own", AttributeValues: annexa.Preventive | annexa.Detect}}, Decisions: sys.Applicability.Decisions}
	base, err := soa.Build(in)
	check(err)
	mine, theirs := "mine", "theirs\nin two lines"
	edited, err := base.Edit(soa.Edit{Control: "A.5.1", How: &mine})
	check(err)
	generated, err := base.Edit(soa.Edit{Control: "A.5.1", How: &theirs})
	check(err)
	generated, err = generated.Regenerate(risk.Register{}, nil)
	check(err)
	merged, err := soa.Merge(base, edited, generated)
	check(err)
	merged, err = merged.Apply(soa.Event{Kind: soa.Approve, By: "managing-director", On: isms.MustDate("2026-10-01")})
	check(err)
	sys.Statements = append(sys.Statements, merged)
	return sys
}

func TestBusySystem(t *testing.T) {
	sys := busy(t)
	files := written(t, sys)
	a, err := readPlan(parse(t, files[planFile]))
	if err != nil || a.Version != "2" || len(a.Rows) != 94 {
		t.Fatalf("version %q with %d rows, %v", a.Version, len(a.Rows), err)
	}
	var lapsed, left int
	for _, r := range a.Rows {
		lapsed += len(r.NoLongerValid)
		left += len(r.MergeConflicts)
	}
	if lapsed < 50 || left != 1 {
		t.Errorf("%d lapsed reasons, %d merge conflicts", lapsed, left)
	}
	tasks := map[string]int{}
	for _, task := range items(parse(t, files[programmeFile]).AssessmentPlan.Tasks) {
		tasks[task.Type]++
	}
	if tasks["action"] != 5 || tasks["milestone"] < 2 {
		t.Errorf("tasks: %v", tasks)
	}
	for _, k := range items(parse(t, files[actionsFile]).PlanOfActionAndMilestones.Risks) {
		if k.Title != "Nonconformity N-1" {
			continue
		}
		var done []string
		for _, r := range items(k.Remediations) {
			done = append(done, r.Title+" "+r.Lifecycle)
		}
		if want := []string{"name somebody completed", "test monthly completed"}; k.Status != "open" || !slices.Equal(done, want) {
			t.Errorf("an ineffective action: status %s, responses %q, want %q", k.Status, done, want)
		}
	}
	for _, r := range parse(t, files[resultsFile]).AssessmentResults.Results {
		if r.Remarks != "Whether every finding is listed is not known." {
			t.Errorf("%s: %s", r.Title, r.Remarks)
		}
	}
}

// A change to a document, as another tool would make it, is seen.
func TestReadBackSeesChanges(t *testing.T) {
	sys := larkspur(t)
	files := written(t, sys)
	for _, c := range []struct{ name, old, with string }{
		{catalogFile, `"title": "Threat intelligence"`, `"title": "Intelligence"`},
		{catalogFile, `"value": "preventive"`, `"value": "detective"`},
		{catalogFile, `"value": "6.1.1 a"`, `"value": "6.1.1 b"`},
		{planFile, `"state": "partial"`, `"state": "implemented"`},
		{planFile, `"state": "not-applicable"`, `"state": "planned"`},
		{planFile, `"remarks": "Nothing is developed`, `"remarks": "Little is developed`},
		{planFile, `"value": "T-11"`, `"value": "T-12"`},
		{programmeFile, `"2027-06-14T00:00:00Z"`, `"2027-06-15T00:00:00Z"`},
		{programmeFile, `"2027-06-14T00:00:00Z"`, `"2027-06-14T09:30:00Z"`},
		{resultsFile, `"2026-07-24T00:00:00Z"`, `"2026-07-23T00:00:00Z"`},
		{resultsFile, `"description": "Rights of leavers`, `"description": "Some rights of leavers`},
		{resultsFile, `"value": "minor"`, `"value": "major"`},
		{actionsFile, `"description": "Both accounts closed`, `"description": "No account closed`},
		{actionsFile, `"start": "2026-08-12T00:00:00Z"`, `"start": "2026-08-11T00:00:00Z"`},
		{actionsFile, `"title": "Disk encryption enforced, remote wipe",
        "uuid"`, `"title": "Disk encryption", "uuid"`},
		{actionsFile, `"value": "4"`, `"value": "3"`},
		{crosswalkFile, `"id-ref": "a.`, `"id-ref": "a.9`},
	} {
		changed := []file{}
		for _, name := range allFiles {
			f := files[name]
			if name == c.name {
				f.text = replaced(t, f.text, c.old, c.with)
			}
			changed = append(changed, f)
		}
		if err := readBack(sys, asOf, changed); err == nil {
			t.Errorf("%s: %q for %q goes unseen", c.name, c.with, c.old)
		}
	}
}

// Identifiers are version 5 and each once in a document; what refers to a control
// or to a thing finds it. The schema would not notice.
func TestReferencesResolve(t *testing.T) {
	t.Run("larkspur", func(t *testing.T) { resolve(t, larkspur(t)) })
	t.Run("busy", func(t *testing.T) { resolve(t, busy(t)) })
}

func resolve(t *testing.T, sys system.System) {
	files := written(t, sys)
	controls, uuids := map[string]bool{}, map[string]bool{}
	visit := func(name string, f func(path, key, value string)) {
		var doc any
		if err := json.Unmarshal(files[name].text, &doc); err != nil {
			t.Fatal(err)
		}
		var walk func(path, key string, v any)
		walk = func(path, key string, v any) {
			switch v := v.(type) {
			case map[string]any:
				for k, x := range v {
					walk(path+"/"+k, k, x)
				}
			case []any:
				if len(v) == 0 {
					t.Errorf("%s: %s is empty", name, path)
				}
				for _, x := range v {
					walk(path, key, x)
				}
			case string:
				f(path, key, v)
			case nil:
				t.Errorf("%s: %s is null", name, path)
			}
		}
		walk("", "", doc)
	}
	for _, name := range allFiles {
		here := map[string]bool{}
		visit(name, func(path, key, v string) {
			switch {
			case key == "id" && name == catalogFile:
				if controls[v] {
					t.Errorf("%s is twice in the catalog", v)
				}
				controls[v] = true
			case key == "uuid":
				if here[v] || len(v) != 36 || v[14] != '5' {
					t.Errorf("%s: %s is twice in the document or not of version 5", name, v)
				}
				here[v], uuids[v] = true, true
			}
		})
	}
	seen := map[string]int{}
	for _, name := range allFiles {
		visit(name, func(path, key, v string) {
			switch {
			case key == "control-id", key == "target-id", key == "with-ids" && strings.Contains(path, "target-gap"), key == "id-ref" && strings.Contains(path, "/targets/"):
				seen["control"]++
				if !controls[v] {
					t.Errorf("%s: %s is not in the catalog", name, v)
				}
			case strings.HasSuffix(key, "-uuid") || key == "party-uuids":
				seen["thing"]++
				if !uuids[v] {
					t.Errorf("%s: nothing has the identifier %s", name, v)
				}
			case key == "href" && !strings.HasPrefix(v, "#"):
				seen["file"]++
				if !slices.Contains(allFiles, v) {
					t.Errorf("%s refers to %s", name, v)
				}
			}
		})
	}
	if seen["control"] < 500 || seen["thing"] < 200 || seen["file"] != 6 {
		t.Errorf("too few references were looked at: %v", seen)
	}
}

// The catalog holds names, and nothing of what the standards or this library say
// about them.
func TestCatalogHoldsNoText(t *testing.T) {
	text := written(t, larkspur(t))[catalogFile].text
	for _, field := range []string{`"parts"`, `"prose"`, `"params"`} {
		if bytes.Contains(text, []byte(field)) {
			t.Errorf("the catalog has %s", field)
		}
	}
	for q := range isms.Requirements(isms.EditionOn(asOf)) {
		if bytes.Contains(text, []byte(q.Text)) {
			t.Errorf("the text of %s is in the catalog", q.Ref)
		}
	}
	for c := range annexa.All() {
		if bytes.Contains(text, []byte(c.Purpose)) {
			t.Errorf("the purpose of %s is in the catalog", c.Ref)
		}
	}
}
