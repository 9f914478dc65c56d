package annexatest_test

import (
	"fmt"

	"github.com/ismskit/ismskit/annexa"
	"github.com/ismskit/ismskit/annexa/annexatest"
	"github.com/ismskit/ismskit/isms/ismstest"
)

// In a fuzz target the choices come from the fuzzer's input.
func Example() {
	c := ismstest.Bytes([]byte{33, 7, 2, 1, 0, 1})
	fmt.Println(annexatest.Ref(c), annexatest.Ref(c))
	// Output: A.5.34 A.5.8
}

// A selection of an embedder's own must survive any set of controls.
func ExampleSet() {
	s := annexatest.Set(ismstest.Bytes([]byte{8}))
	fmt.Println(s.Len(), annexa.FullSet().Minus(s).Empty())
	// Output: 93 true
}

func ExampleRef() {
	fmt.Println(annexatest.Ref(ismstest.Bytes([]byte{92})))
	// Output: A.8.34
}

func ExampleQuery() {
	q := annexatest.Query(ismstest.Bytes([]byte{15, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 0}))
	s, err := q.Select()
	fmt.Println(q, "->", s.Len(), err)
	// Output: preventive, corrective, physical, new -> 1 <nil>
}

func ExampleExtension() {
	x := annexatest.Extension(ismstest.Bytes([]byte{2}))
	_, err := annexa.NewCatalog(x)
	fmt.Println(len(x.Controls), err)
	// Output: 2 <nil>
}

func ExampleCheckCatalog() {
	c, err := annexa.NewCatalog(annexa.Extension{Controls: []annexa.CustomControl{{Ref: "own:C-1", Title: "Separate tenants"}}})
	fmt.Println(err, annexatest.CheckCatalog(c))
	// Output: <nil> <nil>
}
