package risk

import (
	"bytes"
	"encoding/json"

	"github.com/ismskit/ismskit/internal/strictjson"
	"github.com/ismskit/ismskit/isms"
)

// storedScorer is the JSON form of a scorer.
type storedScorer struct {
	Kind            string           `json:"kind"`
	Cells           Matrix           `json:"cells,omitzero"`           // matrix
	WeightedSum     *WeightedSum     `json:"weightedSum,omitzero"`     // weighted sum
	WeightedProduct *WeightedProduct `json:"weightedProduct,omitzero"` // weighted product
	Table           *tabulated       `json:"table,omitzero"`           // table
}

const (
	kindMatrix          = "matrix"
	kindProduct         = "product"
	kindSum             = "sum"
	kindWeightedSum     = "weighted sum"
	kindWeightedProduct = "weighted product"
	kindTable           = "table"
)

// plainMethod is Method without its JSON methods.
type plainMethod Method

type storedMethod struct {
	plainMethod
	Scorer *storedScorer `json:"scorer,omitzero"`
}

// MarshalJSON writes the method with its scorer. A scorer of the embedder's own is
// called for every combination and written as a table; it returns an [isms.Error] if
// that cannot be done.
func (m Method) MarshalJSON() ([]byte, error) {
	var s *storedScorer
	if m.Scorer != nil {
		var err error
		if s, err = m.storeScorer(); err != nil {
			return nil, err
		}
	}
	if m.Likelihood == nil {
		m.Likelihood = Scale{}
	}
	if m.Impact == nil {
		m.Impact = Scale{}
	}
	if m.Bands == nil {
		m.Bands = []Band{}
	}
	if m.Criteria == nil {
		m.Criteria = []Criterion{}
	}
	return json.Marshal(storedMethod{plainMethod(m), s})
}

var storedLimits = strictjson.Limits{PerByte: 24, Types: strictjson.TypesOf(storedMethod{})}

// UnmarshalJSON reads what MarshalJSON writes, strictly: unknown, repeated and
// differently cased keys, and null in place of a value are refused. "null" as a
// whole leaves m as it is.
func (m *Method) UnmarshalJSON(text []byte) error {
	if bytes.Equal(bytes.TrimSpace(text), []byte("null")) {
		return nil
	}
	var stored storedMethod
	if err := strictjson.Decode(text, &stored, storedLimits); err != nil {
		return isms.RefuseAll(err)
	}
	out := Method(stored.plainMethod)
	if stored.Scorer != nil {
		var err error
		if out.Scorer, err = stored.Scorer.scorer(); err != nil {
			return err
		}
	}
	*m = out
	return nil
}

func (m Method) storeScorer() (*storedScorer, error) {
	switch s := m.Scorer.(type) {
	case Matrix:
		return &storedScorer{Kind: kindMatrix, Cells: append(Matrix{}, s...)}, nil
	case Product:
		return &storedScorer{Kind: kindProduct}, nil
	case Sum:
		return &storedScorer{Kind: kindSum}, nil
	case WeightedSum:
		return &storedScorer{Kind: kindWeightedSum, WeightedSum: &s}, nil
	case WeightedProduct:
		return &storedScorer{Kind: kindWeightedProduct, WeightedProduct: &s}, nil
	case tabulated:
		return &storedScorer{Kind: kindTable, Table: &s}, nil
	}
	t, defects := m.compile()
	for _, d := range defects {
		if d.Code == DefectNotTotal {
			return nil, isms.Refuse(scorerNotStored, d.Problem.Path, "", isms.ArgSentence("why", sentenceOf(d.Problem)))
		}
	}
	if t == nil || t.scores == nil {
		return nil, isms.Refuse(scorerNotStored, "scorer", "", isms.ArgSentence("why", scalesUnusable.With()))
	}
	return &storedScorer{Kind: kindTable, Table: &tabulated{len(m.Likelihood), len(m.EaseOfExploitation), len(m.Impact), t.scores}}, nil
}

// scorer returns the scorer of a stored form.
func (s *storedScorer) scorer() (Scorer, error) {
	var found []Scorer
	if s.Cells != nil {
		found = append(found, s.Cells)
	}
	if s.WeightedSum != nil {
		found = append(found, *s.WeightedSum)
	}
	if s.WeightedProduct != nil {
		found = append(found, *s.WeightedProduct)
	}
	if s.Table != nil {
		found = append(found, *s.Table)
	}
	if len(found) == 0 {
		switch s.Kind {
		case kindMatrix:
			return Matrix{}, nil
		case kindProduct:
			return Product{}, nil
		case kindSum:
			return Sum{}, nil
		}
	}
	if len(found) == 1 {
		kind := ""
		switch found[0].(type) {
		case Matrix:
			kind = kindMatrix
		case WeightedSum:
			kind = kindWeightedSum
		case WeightedProduct:
			kind = kindWeightedProduct
		case tabulated:
			kind = kindTable
		}
		if kind == s.Kind {
			return found[0], nil
		}
	}
	var kinds []isms.Arg
	for _, kind := range [...]string{kindMatrix, kindProduct, kindSum, kindWeightedSum, kindWeightedProduct, kindTable} {
		kinds = append(kinds, isms.ArgInput("", kind))
	}
	return nil, isms.Refuse(unknownScoring, "scorer.kind", s.Kind, isms.ArgList("words", kinds...))
}

// MarshalJSON writes the register with lists that are never null.
func (r Register) MarshalJSON() ([]byte, error) {
	type plain Register
	p := plain(r)
	p.Assets, p.Risks, p.Controls, p.Treatments = listed(p.Assets), listed(p.Risks), listed(p.Controls), listed(p.Treatments)
	p.Acceptances, p.Delegations = listed(p.Acceptances), listed(p.Delegations)
	p.Changes, p.History = listed(p.Changes), listed(p.History)
	return json.Marshal(p)
}

func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
