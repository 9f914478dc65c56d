package strictjson_test

import (
	"reflect"
	"testing"

	"github.com/ismskit/ismskit/internal/strictjson"
)

type line struct {
	ID string `json:"id"`
}

type lines []line

func (lines) OneOrMany() bool { return true }

// words has the method and holds no objects, so that it stays a list.
type words []string

func (words) OneOrMany() bool { return true }

type order struct {
	Items lines  `json:"items"`
	Words words  `json:"words"`
	Plain []line `json:"plain"`
}

// In the documents of others, fields that are not known are passed over, and
// everything else is as strict as ever.
func TestForeignFieldsArePassedOver(t *testing.T) {
	text := `{"items":[{"id":"a","more":{"x":[1.5,true]}}],"Items":[{"id":"b"}],"extra":null}`
	var o order
	err := strictjson.Decode([]byte(text), &o, strictjson.Limits{Foreign: true})
	if got := places(err); got != "null extra:1" {
		t.Fatal(got)
	}
	if err := strictjson.Decode([]byte(text[:len(text)-len(`,"extra":null}`)]+"}"), &o, strictjson.Limits{Foreign: true}); err != nil {
		t.Fatal(err)
	}
	if want := (order{Items: lines{{"a"}}}); !reflect.DeepEqual(o, want) {
		t.Errorf("%+v, want %+v", o, want)
	}
	if err := strictjson.Decode([]byte(`{"extra":1,"extra":2}`), &o, strictjson.Limits{Foreign: true}); places(err) != "doubled-key extra:1" {
		t.Error(err)
	}
	if err := strictjson.Decode([]byte(`{"extra":1}`), &o, strictjson.Limits{}); err == nil {
		t.Error("an unknown field is passed over where all are ours")
	}
}

// A list that says so may stand as its only object.
func TestOneOrMany(t *testing.T) {
	for text, want := range map[string]order{
		`{"items":{"id":"a"}}`:             {Items: lines{{"a"}}},
		`{"items":[{"id":"a"}]}`:           {Items: lines{{"a"}}},
		`{"items":[{"id":"a"},{"id":""}]}`: {Items: lines{{"a"}, {""}}},
		`{"items":[]}`:                     {Items: lines{}},
	} {
		var o order
		if err := strictjson.Decode([]byte(text), &o, strictjson.Limits{}); err != nil || !reflect.DeepEqual(o, want) {
			t.Errorf("%s: %+v, %v", text, o, err)
		}
	}
	for text, want := range map[string]string{
		`{"items":{"id":5}}`:   "wrong-kind items.id:1",
		`{"items":[[]]}`:       "wrong-kind items[#0]:1",
		`{"words":{"id":"a"}}`: "wrong-kind words:1",
		`{"plain":{"id":"a"}}`: "wrong-kind plain:1",
	} {
		var o order
		if err := strictjson.Decode([]byte(text), &o, strictjson.Limits{}); places(err) != want {
			t.Errorf("%s: %s, want %s", text, places(err), want)
		}
	}
}
