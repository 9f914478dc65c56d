package isms_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/internal/golden"
	"github.com/ismskit/ismskit/isms"
)

// oddKeys could be read as something else than a key.
var oddKeys = []string{
	"", "*", "#1", "#", "[", "]", `"`, `\`, `"]`, `a]b`, `["x"]`, "a.b", " a", "a ", "a b", "\t", "\u202e", "a\u200bb", "\u00a0", "\U0001f600", "\U000e0001", "\ufffd", "<&>", "資産", "tbd",
	strings.Repeat("x", 128), strings.Repeat("x", 129), strings.Repeat("ü", 65),
}

func anyKey(t *rapid.T, label string) string {
	return rapid.OneOf(rapid.SampledFrom(oddKeys), rapid.String(), rapid.StringMatching(`[A-Z]-[0-9]{1,2}`), rapid.StringMatching(`[\[\]"#*.\\ a]{0,6}`)).Draw(t, label)
}

// anyPath draws a path with the steps that it is to read back as.
func anyPath(t *rapid.T) (isms.Path, []isms.Segment) {
	var p isms.Path
	var steps []isms.Segment
	add := func(s isms.Segment) { steps = append(steps, s) }
	for range rapid.IntRange(0, 4).Draw(t, "steps") {
		list := rapid.SampledFrom([]string{"risks", "", "überprüft"}).Draw(t, "list")
		what := rapid.IntRange(0, 3).Draw(t, "what")
		if list != "" && what > 0 {
			add(isms.Segment{Name: list, Position: -1})
		}
		switch what {
		case 0:
			name := anyKey(t, "name")
			p = p.Field(name)
			add(isms.Segment{Name: name, Position: -1, Item: strings.HasSuffix(string(p), "]")})
		case 1:
			key := anyKey(t, "key")
			p = p.Item(list, isms.ID(key))
			add(isms.Segment{Name: key, Item: true, Position: -1})
		case 2:
			i := rapid.IntRange(0, 999).Draw(t, "position")
			p = p.Index(list, i)
			add(isms.Segment{Item: true, Position: i})
		case 3:
			p = p.Any(list)
			add(isms.Segment{Item: true, Any: true, Position: -1})
		}
	}
	return p, steps
}

func TestSegmentsReadBackWhatAPathIsBuiltOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, want := anyPath(t)
		got, err := p.Segments()
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s reads back as %+v, %v, want %+v", p, got, err, want)
		}
		for _, r := range string(p) {
			if r != ' ' && isms.ID("x"+string(r)+"x").Validate() != nil {
				t.Fatalf("%s holds %U, which cannot be seen", p, r)
			}
		}
	})
}

func TestPathsOfDifferentStepsDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, as := anyPath(t)
		b, bs := anyPath(t)
		if (a == b) != slices.Equal(as, bs) {
			t.Fatalf("%s of %+v and %s of %+v", a, as, b, bs)
		}
	})
}

func TestPathUnderAnotherHasTheStepsOfBoth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, as := anyPath(t)
		b, bs := anyPath(t)
		got, err := b.Under(a).Segments()
		if err != nil || !slices.Equal(got, slices.Concat(as, bs)) {
			t.Fatalf("%s under %s is %s: %+v, %v", b, a, b.Under(a), got, err)
		}
		if !b.Under(a).Within(a) {
			t.Fatalf("%s is not within %s", b.Under(a), a)
		}
	})
}

// The slow twin compares the steps.
func TestWithinAgainstTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, have := anyPath(t)
		pattern, want := anyPath(t)
		if rapid.Bool().Draw(t, "near") { // mostly the same
			pattern, want = "", have[:rapid.IntRange(0, len(have)).Draw(t, "long")]
			for _, s := range want {
				switch {
				case s.Any, s.Item && rapid.Bool().Draw(t, "any"):
					pattern = pattern.Any("")
				case s.Position >= 0:
					pattern = pattern.Index("", s.Position)
				case s.Item:
					pattern = pattern.Item("", isms.ID(s.Name))
				default:
					pattern = pattern.Field(s.Name)
				}
			}
			want, _ = pattern.Segments()
		}
		twin := len(have) >= len(want)
		for i := range want {
			twin = twin && (have[i] == want[i] || have[i].Item && want[i].Any)
		}
		if p.Within(pattern) != twin {
			t.Fatalf("%s within %s: %t, want %t", p, pattern, !twin, twin)
		}
	})
}

func TestPathWithin(t *testing.T) {
	for _, c := range []struct {
		p, pattern isms.Path
		want       bool
	}{
		{"register.risks[R-1].owner", "", true},
		{"register.risks[R-1].owner", "register", true},
		{"register.risks[R-1].owner", "register.risks", true},
		{"register.risks[R-1].owner", "register.risks[*]", true},
		{"register.risks[R-1].owner", "register.risks[*].owner", true},
		{"register.risks[#0].owner", "register.risks[*].owner", true},
		{"register.risks[R-1].owner", "register.risks[R-1]", true},
		{"register.risks[R-1]", `register.risks["R-1"]`, false}, // which is no path
		{"register.risks[R-1].owner", "register.risks[R-2]", false},
		{"register.risks[R-1].owner", "register.risks[*].name", false},
		{"register.risks", "register.risks[*]", false},
		{"register.risks[R-1]", "register.risks[R-1].owner", false},
		{"register.risksOf", "register.risks", false},
		{"register.risks[R-10]", "register.risks[R-1]", false},
		{"register.risks[*]", "register.risks[R-1]", false},
		{"register.risks[*]", "register.risks[*]", true},
		{"register.risks.name", "register.risks[*]", false},
		{"names[blue]", "names.blue", false},
		{"", "register", false},
		{"", "", true},
		{"a..b", "a..b", true}, // no path, and itself
		{"a..b", "a", false},
		{"a.b", "a..b", false},
		{"a", "]", false},
		{"]", "a", false},
	} {
		if got := c.p.Within(c.pattern); got != c.want {
			t.Errorf("%s within %s: %t, want %t", c.p, c.pattern, got, c.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { isms.Path("register.risks[R-1].owner").Within("register.risks[*].owner") }); n > 0 {
		t.Errorf("Within allocates %v times, want 0", n)
	}
}

func TestTextThatIsNoPath(t *testing.T) {
	for _, p := range []isms.Path{
		".a", "a.", "a..b", "a[", "a]", "a[]", "a[b", "a[b]c", "a[#]", "a[#-1]", "a[#01]", "a[#1x]", "a[#99999999999999999999]", `a["b]`, `a["b"`, `a["b"c]`, `a["\"]`, `a["\x"]`, `a[b"c]`, "a[[b]", "a[ b]", "a b", "a.b c", `a["x"]`, `a["\ud800"]`, `a["\u0061"]`, `a["\u202E"]`, "a\u200b", "a[\u202e]", `"a"`, "a\xff",
	} {
		if steps, err := p.Segments(); golden.Codes(err) != "isms/no-path" || steps != nil || p.Validate() == nil {
			t.Errorf("%q: %+v, %v, want that it is refused", p, steps, err)
		}
	}
}

func TestItemsStandByTheirKeyOrPosition(t *testing.T) {
	for _, c := range []struct {
		keys, want []string
	}{
		{nil, []string{}},
		{[]string{"a", "b"}, []string{"r[a]", "r[b]"}},
		{[]string{"a", "b", "a"}, []string{"r[#0]", "r[b]", "r[#2]"}},
		{[]string{"", "b", " "}, []string{"r[#0]", "r[b]", "r[#2]"}},
		{[]string{"#1", "", "*"}, []string{`r["#1"]`, "r[#1]", `r["*"]`}},
		{[]string{"a\xff", "a\xfe", "a\ufffd"}, []string{"r[#0]", "r[#1]", `r["a\ufffd"]`}},
		{[]string{"a", "A", "a "}, []string{"r[a]", "r[A]", `r["a "]`}},
	} {
		got := []string{}
		for _, p := range isms.ItemPaths("", "r", c.keys, func(k *string) string { return *k }) {
			got = append(got, string(p))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("keys %q stand as %q, want %q", c.keys, got, c.want)
		}
	}
}

// Each path leads to one item of the list, found by walking the steps.
func TestItemPathsLeadToTheirItems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := make([]string, rapid.IntRange(0, 6).Draw(t, "items"))
		for i := range keys {
			keys[i] = rapid.OneOf(rapid.SampledFrom([]string{"a", "", "#0", "#1", "*", "n/a"}), rapid.Custom(func(t *rapid.T) string { return anyKey(t, "key") })).Draw(t, "key")
		}
		at, _ := anyPath(t)
		paths := isms.ItemPaths(at, "list", keys, func(k *string) string { return *k })
		for i, p := range paths {
			steps, err := p.Segments()
			if err != nil || slices.Index(paths, p) != i || !p.Within(at.Any("list")) {
				t.Fatalf("item %d of %q stands as %s, %v", i, keys, p, err)
			}
			last := steps[len(steps)-1]
			if last.Position == i {
				continue
			}
			if last.Position >= 0 || last.Name != keys[i] || slices.Index(keys, last.Name) != i {
				t.Fatalf("%s does not lead to item %d of %q", p, i, keys)
			}
		}
	})
}

func FuzzPath(f *testing.F) {
	for _, s := range []string{"", "register.risks[R-1].owner", "a[#0]", "a[*].b", `a["#1"]["\u202e"]`, "[x].y", "a..b", "a[", `a["`, "a[#01]"} {
		f.Add(s, "a[*]")
	}
	f.Fuzz(func(t *testing.T, s, pattern string) {
		p := isms.Path(s)
		if !p.Within(p) || !p.Within("") || p.Within(isms.Path(pattern)) && p != isms.Path(pattern) && pattern != "" && isms.Path(pattern).Validate() != nil {
			t.Errorf("%q within %q", s, pattern)
		}
		steps, err := p.Segments()
		if err != nil {
			if p.Within("a") && s != "a" {
				t.Errorf("%q is no path and within another", s)
			}
			return
		}
		// What is read is built again, and means the same.
		var again isms.Path
		for _, step := range steps {
			switch {
			case step.Any:
				again = again.Any("")
			case step.Position >= 0:
				again = again.Index("", step.Position)
			case step.Item:
				again = again.Item("", isms.ID(step.Name))
			default:
				again = again.Field(step.Name)
			}
		}
		if back, err := again.Segments(); err != nil || !slices.Equal(back, steps) || !p.Within(again) || !again.Within(p) {
			t.Errorf("%q reads as %+v, is built as %q, and reads as %+v, %v", s, steps, again, back, err)
		}
		if len(again) > len(p) && !strings.Contains(s, `"`) {
			t.Errorf("%q is built as %q", s, again)
		}
		if _, err := json.Marshal(p); err != nil {
			t.Error(err)
		}
	})
}
