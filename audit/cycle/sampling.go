package cycle

import (
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// SiteSample is the number of sites of a multi-site organization that one audit covers
// (IAF MD 1), in addition to the central function.
type SiteSample struct {
	Sites  int `json:"sites"`  // without the central function
	Random int `json:"random"` // at least, of these: a quarter, rounded up
}

// SampleSites returns the sample for a number of similar sites without the central
// function: the square root for an initial audit, 0.6 of it for surveillance, 0.8 of it
// for recertification, each rounded up. Small sites are not merged first. It returns an
// error for other audits, and for fewer than 0 or more than 10^9 sites. Where sampling
// is not appropriate, see [AllSites].
func SampleSites(sites int, k audit.Kind) (SiteSample, error) {
	var errs []error
	if sites < 0 || sites > maxPersonnel {
		errs = append(errs, refuseNumber("sites", sites, 0, maxPersonnel))
	}
	var n int
	switch k {
	case audit.Initial:
		n = ceilRoot(int64(sites), 1, 1)
	case audit.Surveillance:
		n = ceilRoot(int64(sites), 3, 5)
	case audit.Recertification:
		n = ceilRoot(int64(sites), 4, 5)
	default:
		errs = append(errs, isms.Refuse(noSample, "kind", string(k), isms.ArgWords("kinds", audit.Kinds(), audit.Initial, audit.Surveillance, audit.Recertification)))
	}
	if err := isms.RefuseAll(errs...); err != nil {
		return SiteSample{}, err
	}
	return SiteSample{Sites: n, Random: (n + 3) / 4}, nil
}

// AllSites returns the number of sites to be audited where sampling is not appropriate:
// all of them, but 30 %, rounded up, in each calendar year of surveillance. It returns
// an error as [SampleSites] does.
func AllSites(sites int, k audit.Kind) (int, error) {
	if _, err := SampleSites(sites, k); err != nil {
		return 0, err
	}
	if k == audit.Surveillance {
		return int((3*int64(sites) + 9) / 10), nil
	}
	return sites, nil
}

// DrawSites returns the sites to be audited, sorted: chosen, completed by random
// selection from sites. It returns an error if a site is unknown or repeated, if chosen
// exceeds the non-random share, if there are too few sites, or if sites are to be drawn and
// chance is nil. Equal inputs and chance give equal results, in any order of input.
func DrawSites(sites, chosen []isms.ID, s SiteSample, chance isms.Chance) ([]isms.ID, error) {
	all, errs := distinct("sites", sites)
	out, doubled := distinct("chosen", chosen)
	errs = append(errs, doubled...)
	for i, id := range chosen {
		if _, ok := slices.BinarySearch(all, id); !ok {
			errs = append(errs, isms.Refuse(unknownSite, isms.Path("").Index("chosen", i), string(id)))
		}
	}
	missing := s.Sites - len(out)
	rest := slices.DeleteFunc(all, func(id isms.ID) bool { _, taken := slices.BinarySearch(out, id); return taken })
	switch {
	case s.Sites < 0 || s.Random < 0 || missing < s.Random:
		errs = append(errs, isms.Refuse(tooManyChosen, "chosen", "", isms.ArgInt("n", len(out)), isms.ArgInt("sites", s.Sites), isms.ArgInt("random", s.Random)))
	case missing > len(rest):
		errs = append(errs, isms.Refuse(tooFewSites, "sites", "", isms.ArgInt("missing", missing), isms.ArgInt("n", len(rest))))
	}
	if missing > 0 && chance == nil {
		errs = append(errs, isms.Refuse(noChance, "chance", ""))
	}
	if len(errs) > 0 {
		return nil, isms.RefuseAll(errs...)
	}
	all = rest
	for i := range missing {
		j := i + min(max(chance.IntN(len(all)-i), 0), len(all)-i-1)
		all[i], all[j] = all[j], all[i]
	}
	out = append(out, all[:missing]...)
	slices.Sort(out)
	return out, nil
}

// distinct returns the IDs of a list, sorted and each once, and why it is refused if
// one is there twice.
func distinct(list string, ids []isms.ID) (out []isms.ID, errs []error) {
	seen := make(map[isms.ID]bool, len(ids)) // for look-up only
	for i, id := range ids {
		if seen[id] {
			errs = append(errs, isms.Refuse(doubledSite, isms.Path("").Index(list, i), string(id)))
			continue
		}
		seen[id] = true
		out = append(out, id)
	}
	slices.Sort(out)
	return out, errs
}
