package cycle

import (
	"fmt"
	"slices"

	"github.com/ismskit/ismskit/audit"
	"github.com/ismskit/ismskit/isms"
)

// A SiteSample says how many sites of an organization with several are audited
// (IAF MD 1). The central function is audited each time, on top of them.
type SiteSample struct {
	Sites  int `json:"sites"`  // beside the central function
	Random int `json:"random"` // of them, at least, drawn at random: a quarter, rounded up
}

// SampleSites returns the sample for a number of sites, the central function not
// counted: the square root for an initial audit, 0.6 of it for surveillance, 0.8
// of it for recertification, each rounded up. It errs for other audits and for
// fewer than 0 or more than 10^9 sites. Sites have to be alike for this; see
// [AllSites]. They are counted as they are: small ones are not merged first.
func SampleSites(sites int, k audit.Kind) (SiteSample, error) {
	if sites < 0 || sites > maxPersons {
		return SiteSample{}, fmt.Errorf("audit: SampleSites(%d): want 0 to %d sites", sites, maxPersons)
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
		return SiteSample{}, fmt.Errorf("audit: SampleSites: no sample is set for an audit of kind %q", string(k))
	}
	return SiteSample{Sites: n, Random: (n + 3) / 4}, nil
}

// AllSites returns how many sites are audited where sampling does not fit: all of
// them, but 30 % rounded up in each calendar year of surveillance. The central
// function comes on top. It errs as [SampleSites] does.
func AllSites(sites int, k audit.Kind) (int, error) {
	if _, err := SampleSites(sites, k); err != nil {
		return 0, err
	}
	if k == audit.Surveillance {
		return int((3*int64(sites) + 9) / 10), nil
	}
	return sites, nil
}

// DrawSites returns the sites of a sample, sorted: the chosen ones, and as many
// drawn at random as are missing, at least the random share. It errs when too
// many are chosen to leave the random share, when a chosen site is not among the
// sites, when a site is given twice, and when there are too few. The same source
// gives the same sites, whatever the order of the input.
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
			return nil, fmt.Errorf("audit: DrawSites: chosen site %q is not among the sites", string(id))
		}
		all = slices.Delete(all, i, i+1)
	}
	missing := s.Sites - len(out)
	switch {
	case s.Sites < 0 || s.Random < 0 || missing < s.Random:
		return nil, fmt.Errorf("audit: DrawSites: %d sites chosen of a sample of %d: %d have to be drawn at random", len(out), s.Sites, s.Random)
	case missing > len(all):
		return nil, fmt.Errorf("audit: DrawSites: %d sites to draw and %d to draw from", missing, len(all))
	case missing > 0 && from == nil:
		return nil, fmt.Errorf("audit: DrawSites: no source to draw %d sites with", missing)
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
			return nil, fmt.Errorf("audit: DrawSites: %q is twice among the %s", string(out[i]), what)
		}
	}
	return out, nil
}
