package isms_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func byPath(d isms.Diagnostic) string { return string(d.Path) }

// folds are declarations over the rules of these tests: chains, circles, a rule that
// follows from itself, and a heavier one from a lighter.
var folds = []isms.Follows{
	{Code: unranked.Code, From: ownerMissing.Code, Datum: byPath},
	{Code: hint.Code, From: unranked.Code, Datum: byPath},
	{Code: hint.Code, From: hint.Code, Datum: func(isms.Diagnostic) string { return "all" }},
	{Code: ownerMissing.Code, From: unranked.Code, Datum: func(d isms.Diagnostic) string { return d.Arg("n").Value }},
	{Code: ownerMissing.Code, From: hint.Code, Datum: byPath},
}

func placesOf(r isms.Report) []isms.Folded {
	var out []isms.Folded
	for d := range r.Found() {
		out = append(append(out, isms.Folded{Code: d.Code, Path: d.Path, Key: d.Key}), d.Folded...)
	}
	slices.SortFunc(out, func(a, b isms.Folded) int { return cmpText(a.Key, b.Key) })
	return slices.Compact(out)
}

func cmpText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestFoldingLosesNoPlaceAndChangesNoStatus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport(t, "findings").Merge(anyReport(t, "more"))
		list := rapid.SliceOf(rapid.SampledFrom(folds)).Draw(t, "declarations")
		f := r.Fold(list...)
		if x, y := placesOf(r), placesOf(f); !slices.Equal(x, y) {
			t.Fatalf("places %v became %v", x, y)
		}
		before := isms.Assess(day, demoRules, nil, r)
		for item := range isms.Assess(day, demoRules, nil, f).Items() {
			if was, ok := before.LookupItem(item.Ref); !ok || was.Status != item.Status {
				t.Fatalf("%s was %q and is %q after folding", item.Ref, was.Status, item.Status)
			}
		}
		if !slices.EqualFunc(slices.Collect(r.Ran()), slices.Collect(f.Ran()), func(a, b isms.Ran) bool { return a.Code == b.Code && slices.Equal(a.Refs, b.Refs) }) {
			t.Fatal("folding changed which rules ran")
		}
		for _, p := range placesOf(r) {
			at := f.At(p.Path)
			of, err := f.Of(p.Code)
			if len(at) == 0 || len(of) == 0 || err != nil {
				t.Fatalf("nothing is found at %s, or of %s, after folding", p.Path, p.Code)
			}
		}
		if x, y := text(t, f.Under("a.b")), text(t, r.Under("a.b").Fold(list...)); len(list) == 0 && x != y {
			t.Fatalf("%s, want %s", x, y)
		}
		slow := r.Trace(func(p isms.Path) isms.Path { return p.Under("a.b") })
		if x, y := text(t, r.Under("a.b")), text(t, slow); x != y {
			t.Fatalf("under a.b %s, want %s", x, y)
		}
		if x := placesOf(f.Under("a.b")); !slices.Equal(x, placesOf(r.Under("a.b"))) {
			t.Fatalf("the folded places do not move with the report: %v", x)
		}
	})
}

func TestFindingsFoldIntoTheOneTheyFollowFrom(t *testing.T) {
	hint := hint
	hint.Severity = isms.SeverityWarning
	var c isms.Checker
	c.Ran(demoRules...)
	c.Find(ownerMissing, "risks[R-1]")
	c.Find(unranked.For("A.5.7"), "risks[R-1]")
	c.Find(hint, "risks[R-1]")
	c.Find(unranked, "risks[R-2]")
	for name, tc := range map[string]struct {
		list []isms.Follows
		want []string
	}{
		"nothing declared":                        {nil, []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1]", "demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"one step":                                {folds[:1], []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1] + demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"a chain ends at its root":                {folds[:2], []string{"demo/owner-missing risks[R-1] + demo/hint risks[R-1] + demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"from itself":                             {folds[2:3], []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1]", "demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"an error stays beside a warning":         {folds[4:], []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1]", "demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"without a datum":                         {[]isms.Follows{{Code: hint.Code, From: unranked.Code, Datum: func(isms.Diagnostic) string { return "" }}}, []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1]", "demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
		"the first of several takes what follows": {[]isms.Follows{{Code: hint.Code, From: unranked.Code, Datum: func(isms.Diagnostic) string { return "all" }}}, []string{"demo/owner-missing risks[R-1]", "demo/unranked risks[R-1]", "demo/unranked risks[R-2] + demo/hint risks[R-1]"}},
		"its own follower stays a root":           {[]isms.Follows{folds[0], {Code: ownerMissing.Code, From: ownerMissing.Code, Datum: byPath}}, []string{"demo/hint risks[R-1]", "demo/owner-missing risks[R-1] + demo/unranked risks[R-1]", "demo/unranked risks[R-2]"}},
	} {
		var got []string
		for d := range c.Report().Fold(tc.list...).Found() {
			line := d.Code + " " + string(d.Path)
			for _, f := range d.Folded {
				line += " + " + f.Code + " " + string(f.Path)
			}
			got = append(got, line)
		}
		slices.Sort(got)
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
	var only isms.Checker
	only.Find(ownerMissing, "a.owner")
	only.Find(unranked, "b.rank")
	both := only.Report().Fold(isms.Follows{Code: unranked.Code, From: ownerMissing.Code, Datum: func(isms.Diagnostic) string { return "all" }})
	if of, err := both.Of(unranked.Code); err != nil || len(of) != 1 || len(both.At("b")) != 1 || len(both.Under("c").At("c.b.rank")) != 1 {
		t.Errorf("a folded finding is not found by its rule and place: %v, %v", of, err)
	}
	folded := slices.Collect(c.Report().Fold(folds[:1]...).Found())
	if i := slices.IndexFunc(folded, func(d isms.Diagnostic) bool { return len(d.Folded) > 0 }); i < 0 || !folded[i].Concerns("A.5.7") {
		t.Error("a finding does not take the controls of what is folded into it")
	}
}

// A note changes no status, so what is heavier never takes its clauses.
func TestNotesFoldIntoNotesOnly(t *testing.T) {
	more := hint
	more.Code = "demo/more"
	for into, left := range map[string]int{unranked.Code: 3, more.Code: 2} {
		var c isms.Checker
		c.Find(unranked, "x")
		c.Find(hint, "x")
		c.Find(more, "x")
		r := c.Report().Fold(isms.Follows{Code: hint.Code, From: into, Datum: byPath})
		if n := len(slices.Collect(r.Found())); n != left {
			t.Errorf("%d findings are left where a note follows from %s, want %d", n, into, left)
		}
	}
}

// Two equally heavy findings that follow from each other have no first: both stay.
func TestCirclesStay(t *testing.T) {
	a, b := ownerMissing, ownerMissing
	a.Code, b.Code = "demo/a", "demo/b"
	hint := hint
	hint.Severity = isms.SeverityWarning
	var c isms.Checker
	c.Find(a, "x")
	c.Find(b, "x")
	c.Find(hint, "x")
	r := c.Report().Fold(isms.Follows{Code: "demo/a", From: "demo/b", Datum: byPath}, isms.Follows{Code: "demo/b", From: "demo/a", Datum: byPath}, isms.Follows{Code: hint.Code, From: "demo/a", Datum: byPath})
	if n := len(slices.Collect(r.Found())); n != 3 {
		t.Errorf("%d findings are left of a circle and what hangs on it, want all 3", n)
	}
}

func TestGroupsAreByRuleAndField(t *testing.T) {
	var c isms.Checker
	c.Find(ownerMissing, "risks[R-1].owner")
	c.Find(ownerMissing.For("A.5.7"), "risks[#3].owner")
	c.Find(ownerMissing, "assets[A-1].owner")
	c.Find(hint, "risks[R-1].owner")
	got := map[string]int{}
	for _, g := range c.Report().Groups() {
		got[g.Code+" "+string(g.Field)] = len(g.Found)
		if g.Field == "risks[*].owner" && g.Code == ownerMissing.Code && !slices.Contains(g.Refs, "A.5.7") {
			t.Error("a group does not concern the controls of all of its findings")
		}
	}
	want := map[string]int{"demo/owner-missing risks[*].owner": 2, "demo/owner-missing assets[*].owner": 1, "demo/hint risks[*].owner": 1}
	for k, n := range want {
		if got[k] != n || len(got) != len(want) {
			t.Errorf("groups %v, want %v", got, want)
		}
	}
	if g := (isms.Report{}).Groups(); g == nil || len(g) != 0 {
		t.Errorf("the groups of an empty report are %v", g)
	}
}

func TestGroupsHoldEachFindingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReport(t, "findings")
		var all []isms.Diagnostic
		for _, g := range r.Groups() {
			for _, d := range g.Found {
				if d.Code != g.Code || d.Path.Pattern() != g.Field {
					t.Fatalf("%s stands in the group of %s at %s", d, g.Code, g.Field)
				}
				if g.Severity == isms.SeverityNote && d.Severity != isms.SeverityNote {
					t.Fatalf("the group of %s is lighter than %s", g.Code, d)
				}
			}
			all = append(all, g.Found...)
		}
		if x, y := text(t, mergeFound(all)), text(t, slices.Collect(r.Found())); x != y && len(all) > 0 {
			t.Fatalf("grouped %s, found %s", x, y)
		}
	})
}

// A group is as heavy as the heaviest of its findings.
func TestGroupsAreAsHeavyAsTheirFindings(t *testing.T) {
	light, heavy := ownerMissing, ownerMissing
	light.Severity = isms.SeverityWarning
	var c isms.Checker
	c.Find(light, "risks[R-1].owner")
	c.Find(heavy, "risks[R-2].owner")
	if g := c.Report().Groups(); len(g) != 1 || g[0].Severity != isms.SeverityError {
		t.Errorf("%+v, want one group of an error", g)
	}
}

func TestPatternsAndMatches(t *testing.T) {
	for _, c := range []struct{ path, pattern, at isms.Path }{
		{"register.risks[R-1].owner", "register.risks[*]", "register.risks[R-1]"},
		{"register.risks[R-1].owner", "register.risks[*].owner", "register.risks[R-1].owner"},
		{`risks["a]b"].owner`, "risks[*]", `risks["a]b"]`},
		{"[#3].x", "[*]", "[#3]"},
		{"a.b", "", ""},
		{"a.b", "a.b", "a.b"},
	} {
		if at, ok := c.path.Match(c.pattern); !ok || at != c.at {
			t.Errorf("%s matches %s as %q, %v, want %q", c.path, c.pattern, at, ok, c.at)
		}
	}
	if at, ok := isms.Path("a.b").Match("a[*]"); ok || at != "" {
		t.Errorf("a member is taken for an item: %q", at)
	}
	for path, want := range map[isms.Path]isms.Path{
		"register.risks[R-1].owner": "register.risks[*].owner", `x["[1]"][#2].y[*]`: "x[*][*].y[*]", "": "", "]": "]", "a": "a", "[a].b": "[*].b",
	} {
		if got := path.Pattern(); got != want || path != "]" && !path.Within(got) {
			t.Errorf("the pattern of %s is %s, want %s", path, got, want)
		}
	}
}
