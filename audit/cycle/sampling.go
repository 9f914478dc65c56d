package cycle

import (
	"fmt"
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
	if sites < 0 || sites > maxPersonnel {
		return SiteSample{}, fmt.Errorf("cycle: SampleSites(%d): want 0 to %d sites", sites, maxPersonnel)
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
		return SiteSample{}, fmt.Errorf("cycle: SampleSites: no sample is set for an audit of kind %q", string(k))
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
// exceeds the non-random share, or if there are too few sites. Equal inputs and source
// give equal results, in any order of input.
func DrawSites(sites, chosen []isms.ID, s SiteSample, from isms.Chance) ([]isms.ID, error) {
	all, err := distinct("sites", sites)
	if err != nil {
		return nil, err
	}
	out, err := distinct("chosen sites", chosen)
	if err != nil {
		return nil, err
	}
	for _, id := range out {
		i, ok := slices.BinarySearch(all, id)
		if !ok {
			return nil, fmt.Errorf("cycle: DrawSites: chosen site %q is not among the sites", string(id))
		}
		all = slices.Delete(all, i, i+1)
	}
	missing := s.Sites - len(out)
	switch {
	case s.Sites < 0 || s.Random < 0 || missing < s.Random:
		return nil, fmt.Errorf("cycle: DrawSites: %d sites chosen of a sample of %d: %d have to be drawn at random", len(out), s.Sites, s.Random)
	case missing > len(all):
		return nil, fmt.Errorf("cycle: DrawSites: %d sites to draw and %d to draw from", missing, len(all))
	case missing > 0 && from == nil:
		return nil, fmt.Errorf("cycle: DrawSites: no source to draw %d sites with", missing)
	}
	for i := range missing {
		j := i + min(max(from.IntN(len(all)-i), 0), len(all)-i-1)
		all[i], all[j] = all[j], all[i]
	}
	out = append(out, all[:missing]...)
	slices.Sort(out)
	return out, nil
}

func distinct(what string, ids []isms.ID) ([]isms.ID, error) {
	out := slices.Clone(ids)
	slices.Sort(out)
	for i := 1; i < len(out); i++ {
		if out[i] == out[i-1] {
			return nil, fmt.Errorf("cycle: DrawSites: %q is twice among the %s", string(out[i]), what)
		}
	}
	return out, nil
}
