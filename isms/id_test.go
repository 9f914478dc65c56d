package isms_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/ismskit/ismskit/isms"
)

func TestIDCheck(t *testing.T) {
	for id, ok := range map[isms.ID]bool{
		"R-1":                                  true,
		"risk 7 / Überwachung":                 true,
		"資産-1":                                 true,
		isms.ID(strings.Repeat("x", 128)):      true,
		isms.ID(strings.Repeat("x", 129)):      false,
		"":                                     false,
		" R-1":                                 false,
		"R-1 ":                                 false,
		"R\n1":                                 false,
		"R\u202e1":                             false, // right-to-left override
		"R\u200b1":                             false, // zero width space
		"R\u00a01":                             false, // no-break space
		"R\x001":                               false,
		"R\xff1":                               false, // not UTF-8
		"R\ufffd1":                             false, // what broken text turns into
		isms.ID(strings.Repeat("ü", 64)):       true,
		isms.ID(strings.Repeat("ü", 64) + "x"): false,
	} {
		err := id.Validate()
		if (err == nil) != ok {
			t.Errorf("ID %q: %v", id, err)
		}
		if _, perr := isms.ParseID(string(id)); (perr == nil) != ok {
			t.Errorf("ParseID(%q): %v", id, perr)
		}
	}
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"R-1", "", " x", "\u202e", "a\xffb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := isms.ParseID(s)
		if err == nil && string(id) != s {
			t.Errorf("ParseID(%q) = %q", s, id)
		}
		if err == nil && strings.ContainsAny(s, "\n\r\t\x00\u200e\u200f\u202a\u202e\u2066") {
			t.Errorf("ParseID(%q) accepts an invisible character", s)
		}
	})
}

func TestDeriveID(t *testing.T) {
	// The namespace is derived here a second time, and the value is fixed for ever.
	ns := uuid.NewSHA1(uuid.NameSpaceURL, []byte("github.com/ismskit/ismskit"))
	want := uuid.NewSHA1(ns, []byte("9:treatment3:R-1")).String()
	got := isms.DeriveID("treatment", "R-1")
	if string(got) != want || got != "b3cd1b3c-4fe9-55fb-afc9-0454d4658b2b" {
		t.Errorf("DeriveID = %s, want %s", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringMatching(`[ab:0-9]{0,4}`), 0, 4)
		a, b := parts.Draw(t, "a"), parts.Draw(t, "b")
		same := len(a) == len(b)
		for i := range min(len(a), len(b)) {
			same = same && a[i] == b[i]
		}
		if (isms.DeriveID(a...) == isms.DeriveID(b...)) != same {
			t.Fatalf("%q and %q", a, b)
		}
		if isms.DeriveID(a...).Validate() != nil {
			t.Fatalf("derived ID of %q does not pass", a)
		}
	})
}

func TestPath(t *testing.T) {
	for want, got := range map[isms.Path]isms.Path{
		"risks[R-1].treatment.owner": isms.Path("").Item("risks", "R-1").Field("treatment").Field("owner"),
		`risks["a]b"]`:               isms.Path("").Item("risks", "a]b"),
		`risks["a\u202eb"]`:          isms.Path("").Item("risks", "a\u202eb"), // nothing in a path is unseen
		`risks[" x"]`:                isms.Path("").Item("risks", " x"),
		`risks["a\"b"]`:              isms.Path("").Item("risks", `a"b`),
		`risks[a b]`:                 isms.Path("").Item("risks", "a b"),
		`risks[""].owner`:            isms.Path("").Item("risks", "").Field("owner"),
		"soa.controls[#2]":           isms.Path("soa").Index("controls", 2),
	} {
		if got != want {
			t.Errorf("path %s, want %s", got, want)
		}
	}
}
