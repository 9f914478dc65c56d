package oscal_test

import (
	"github.com/ismskit/ismskit/mapping"
	"github.com/ismskit/ismskit/mapping/published"
)

// fw returns a published framework.
func fw(id string) mapping.Framework {
	f, ok := published.LookupFramework(id)
	if !ok {
		panic("no framework " + id)
	}
	return f
}

// cw returns a published crosswalk.
func cw(source, target string) mapping.Crosswalk {
	c, ok := published.Crosswalk(source, target)
	if !ok {
		panic("no crosswalk from " + source + " to " + target)
	}
	return c
}
