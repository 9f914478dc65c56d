package mapping

import "github.com/ismskit/ismskit/isms"

// problems gathers what is wrong with one input.
type problems struct{ all isms.Error }

// count returns the number of problems.
func (p *problems) count() int { return len(p.all.Problems) + p.all.More }

func (p *problems) refuse(m isms.Message, at isms.Path, value string, args ...isms.Arg) {
	p.add(isms.Refuse(m, at, value, args...))
}

func (p *problems) add(err error) {
	if err != nil {
		p.all.Add(err)
	}
}

// under adds the problems of a part of the input.
func (p *problems) under(at isms.Path, err error) { p.add(isms.RefuseUnder(at, err)) }

// err returns all problems as one [isms.Error]; nil if there are none.
func (p *problems) err() error { return p.all.OrNil() }
