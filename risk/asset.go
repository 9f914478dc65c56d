package risk

import "github.com/ismskit/ismskit/isms"

// Asset is something of value to the organization: information, a service,
// the platform it runs on, what people know. Only the ID is needed.
type Asset struct {
	ID    isms.ID   `json:"id"`
	Name  string    `json:"name,omitzero"`
	Kind  AssetKind `json:"kind,omitzero"`
	Owner isms.ID   `json:"owner,omitzero"`
	// Group is the asset group that the asset belongs to, itself an asset of the
	// register; a risk at the group is a risk at its members.
	Group isms.ID `json:"group,omitzero"`
	// DependsOn names the assets that this one needs: if they fail, it fails.
	// They inherit its values; cycles are allowed.
	DependsOn []isms.ID `json:"dependsOn,omitzero"`
	// Values are the asset's own impacts: how bad the loss of a property is.
	Values []Impact `json:"values,omitzero"`
	// Overrides replace what the asset would inherit, with a reason.
	Overrides []Override `json:"overrides,omitzero"`
}

// AssetKind is what sort of thing an asset is; embedders add their own words. Suggestions
// are in [Assets].
type AssetKind string

// Override sets the impact of an asset whatever it would inherit. It counts
// only with a reason.
type Override struct {
	Property Property  `json:"property"`
	Grade    Grade     `json:"grade"`
	Reason   string    `json:"reason"`
	By       isms.ID   `json:"by,omitzero"`
	On       isms.Date `json:"on,omitzero"`
}
