package mapping

import (
	"errors"

	"github.com/ismskit/ismskit/isms"
)

// mostProblems is how many problems of one input are listed; more are counted.
const mostProblems = 20

// problems gathers what is wrong with one input.
type problems struct {
	list []error
	more int
}

// count returns the number of problems.
func (p *problems) count() int { return len(p.list) + p.more }

func (p *problems) refuse(m isms.Message, at isms.Path, value string, args ...isms.Arg) {
	p.add(isms.Refuse(m, at, value, args...))
}

func (p *problems) add(err error) {
	switch {
	case err == nil:
	case len(p.list) == mostProblems:
		p.more++
	default:
		p.list = append(p.list, err)
	}
}

// under adds the problems of a part of the input.
func (p *problems) under(at isms.Path, err error) { p.add(isms.RefuseUnder(at, err)) }

// err returns all problems as one [isms.Error]; nil if there are none.
func (p *problems) err() error {
	err := isms.RefuseAll(p.list...)
	var all *isms.Error
	if errors.As(err, &all) {
		all.More += p.more
	}
	return err
}
