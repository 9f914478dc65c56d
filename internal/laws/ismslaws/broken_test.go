package ismslaws

import (
	"encoding/json"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ismskit/ismskit/isms"
	"github.com/ismskit/ismskit/isms/table"
)

var errBroken = errors.New("broken")

// A law that cannot fail is decoration: each fails, in each way that it can, when
// one verb of the kernel is broken on purpose.
func TestLawsFailInABrokenKernel(t *testing.T) {
	for _, c := range []struct {
		name  string
		holds func(kernel, isms.Chance) error
		broke func(*kernel)
		want  string // of the message
	}{
		{"windows do not join: the first day counts", lawSeries, func(k *kernel) {
			k.due = func(s isms.Series, after, upTo isms.Date) iter.Seq[isms.Date] {
				return isms.Series.Due(s, after.AddDays(-1), upTo)
			}
		}, "in two parts"},
		{"each day comes twice", lawSeries, func(k *kernel) {
			k.due = func(s isms.Series, after, upTo isms.Date) iter.Seq[isms.Date] {
				return func(yield func(isms.Date) bool) {
					for d := range s.Due(after, upTo) {
						for range 2 {
							if !yield(d) {
								return
							}
						}
					}
				}
			}
		}, "is not before"},
		{"merge takes the first", lawMerge, func(k *kernel) {
			k.merge = func(r isms.Report, _ ...isms.Report) isms.Report { return r }
		}, "in the other order"},
		{"merge forgets odd numbers of findings", lawMerge, func(k *kernel) {
			k.merge = func(r isms.Report, others ...isms.Report) isms.Report {
				m := r.Merge(others...)
				if len(slices.Collect(m.Found()))%2 == 1 {
					return isms.Report{}
				}
				return m
			}
		}, "in other groups"},
		{"merge forgets equals", lawMerge, func(k *kernel) {
			k.merge = func(r isms.Report, others ...isms.Report) isms.Report {
				if r.Equal(others[0]) {
					return isms.Report{}
				}
				return r.Merge(others...)
			}
		}, "with itself"},
		{"a diff never empty", lawMerge, func(k *kernel) {
			k.diff = func(isms.Report, isms.Report) isms.ReportDiff { return isms.ReportDiff{Stopped: []isms.Ran{{}}} }
		}, "differs from itself"},
		{"the first report counts alone", lawOrder, func(k *kernel) {
			k.assess = func(asOf isms.Date, rules []isms.Rule, js []isms.Judgement, reports ...isms.Report) isms.Readiness {
				return isms.Assess(asOf, rules, js, reports[:min(1, len(reports))]...)
			}
		}, "another order gives another readiness"},
		{"an odd number of reports is good", lawSilence, oddIsGood, "leaving out report"},
		{"an odd number of reports is good", lawAdverse, oddIsGood, "one more error turned"},
		{"the file is cut", lawCSV, func(k *kernel) {
			k.appendCSV = func(t table.Table, dst []byte) []byte { b := t.AppendCSV(dst); return b[:len(b)/2] }
		}, "does not read back"},
		{"a row is lost", lawCSV, func(k *kernel) {
			k.parseCSV = func(text []byte, columns []table.Header) (table.Table, error) {
				t, err := table.ParseCSV(text, columns)
				t.Rows = t.Rows[:len(t.Rows)/2]
				return t, err
			}
		}, "is written again as"},
		{"no JSON", lawJSON, func(k *kernel) { k.marshal = func(any) ([]byte, error) { return nil, errBroken } }, "broken"},
		{"no JSON read", lawJSON, func(k *kernel) { k.unmarshal = func([]byte, any) error { return errBroken } }, "broken"},
		{"nothing read", lawJSON, func(k *kernel) { k.unmarshal = func([]byte, any) error { return nil } }, "reads back as"},
		{"rows are lost", lawJSON, func(k *kernel) {
			k.unmarshal = func(text []byte, into any) error {
				err := json.Unmarshal(text, into)
				into.(*table.Table).Rows = nil
				return err
			}
		}, "reads back as"},
		{"the title is lost", lawJSON, func(k *kernel) {
			k.unmarshal = func(text []byte, into any) error {
				err := json.Unmarshal(text, into)
				into.(*table.Table).Title += "."
				return err
			}
		}, "reads back as"},
		{"the name is lost", lawJSON, func(k *kernel) {
			k.unmarshal = func(text []byte, into any) error {
				err := json.Unmarshal(text, into)
				into.(*table.Table).Name = ""
				return err
			}
		}, "reads back as"},
		{"places are read in lower case", lawText, func(k *kernel) {
			k.parseRef = func(s string) (isms.Ref, error) { return isms.Ref(strings.ToLower(s)), nil }
		}, "place"},
		{"no place is read", lawText, func(k *kernel) {
			k.parseRef = func(s string) (isms.Ref, error) { return isms.Ref(s), errBroken }
		}, "broken"},
		{"no ID passes", lawText, func(k *kernel) { k.checkID = func(isms.ID) error { return errBroken } }, "broken"},
		{"no text", lawText, func(k *kernel) { k.marshal = func(any) ([]byte, error) { return nil, errBroken } }, "broken"},
		{"nothing is read", lawText, func(k *kernel) { k.unmarshal = func([]byte, any) error { return nil } }, "and reads back as"},
	} {
		r := rand.New(rand.NewPCG(7, 7))
		k, seen := sound(), false
		c.broke(&k)
		for range 500 {
			if err := c.holds(k, r); err != nil && strings.Contains(err.Error(), c.want) {
				seen = true
				break
			}
		}
		if !seen {
			t.Errorf("%s: no law says %q", c.name, c.want)
		}
	}
}

// oddIsGood assesses an odd number of reports as if every rule had run and found
// nothing.
func oddIsGood(k *kernel) {
	k.assess = func(asOf isms.Date, rules []isms.Rule, js []isms.Judgement, reports ...isms.Report) isms.Readiness {
		if len(reports)%2 == 0 {
			return isms.Assess(asOf, rules, js, reports...)
		}
		var check isms.Checker
		check.Ran(rules...)
		return isms.Assess(asOf, rules, js, check.Report())
	}
}

// A law that was not given its verbs would hold for nothing: the laws that are
// handed out use the kernel itself, and stop when the caller does.
func TestLawsStop(t *testing.T) {
	n := 0
	for name := range Laws() {
		if n++; name == "" || n == 2 {
			break
		}
	}
	if n != 2 {
		t.Error(n)
	}
}
