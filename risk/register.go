package risk

import (
	"github.com/ismskit/ismskit/isms"
)

// Register is the risk register of a management system together with the
// method that gives its levels: a plain record, which may be a draft and wrong.
// [Register.Check] says how; [Register.Evaluate] computes the levels.
type Register struct {
	Method Method `json:"method"`
	// Assessed is the day of the latest risk assessment as a whole.
	Assessed isms.Date `json:"assessed,omitzero"`
	// Reassessment is the planned interval between two risk assessments (8.2), also
	// by the key of a risk level: high risks more often than low ones.
	Reassessment isms.Cadence `json:"reassessment,omitzero"`

	Assets      []Asset      `json:"assets"`
	Risks       []Risk       `json:"risks"`
	Controls    []Control    `json:"controls"`
	Treatments  []Treatment  `json:"treatments"`
	Acceptances []Acceptance `json:"acceptances"`
	// Delegations are the records by which the authority to accept was passed on.
	Delegations []Delegation `json:"delegations"`
	// Changes are the significant changes that were proposed or happened (8.2).
	Changes []Change `json:"changes"`
	// History holds earlier ratings; the risks hold those that stand.
	History []Assessment `json:"history"`
}

// Risk is one scenario of the register, found from the side of the assets
// (asset, threat, vulnerability) or from the side of events (source, objective,
// interested party, scenario) or both. Everything is optional for a draft but
// the ID.
type Risk struct {
	ID          isms.ID `json:"id"`
	Title       string  `json:"title,omitzero"`
	Description string  `json:"description,omitzero"`

	// Asset-based identification. Asset may be a group; Assets are further ones.
	Asset         isms.ID   `json:"asset,omitzero"`
	Assets        []isms.ID `json:"assets,omitzero"`
	Threat        string    `json:"threat,omitzero"`
	Vulnerability string    `json:"vulnerability,omitzero"`

	// Event-based identification.
	Source          string `json:"source,omitzero"`          // who or what brings it about
	Objective       string `json:"objective,omitzero"`       // what the source wants
	InterestedParty string `json:"interestedParty,omitzero"` // the interested party concerned
	Scenario        string `json:"scenario,omitzero"`        // how it would go

	Consequence string `json:"consequence,omitzero"`
	// Affects are the affected properties; empty is not decided.
	Affects []Property `json:"affects,omitzero"`
	Owner   isms.ID    `json:"owner,omitzero"` // the risk owner

	// Existing are the controls already in place, as "A.5.7" or "own:C-1".
	// Those yet to come stand in a [Treatment].
	Existing []isms.Ref `json:"existing,omitzero"`
	// Credits say what single controls do to this risk, existing or planned.
	Credits []Credit `json:"credits,omitzero"`

	Inherent Rating `json:"inherent,omitzero"`
	Current  Rating `json:"current,omitzero"`
	Target   Rating `json:"target,omitzero"`
	Residual Rating `json:"residual,omitzero"`

	// Reassessment goes before that of the register, as far as it is set.
	Reassessment isms.Cadence `json:"reassessment,omitzero"`

	Closed       isms.Date `json:"closed,omitzero"` // the day the risk ceased to exist
	ClosedReason string    `json:"closedReason,omitzero"`
}

// Control is what the register knows of a control: its state. Controls that
// are not listed count as implemented where they are [Risk.Existing] or stand in
// a treatment that is done, as planned elsewhere.
type Control struct {
	Control isms.Ref     `json:"control"` // "A.5.7", "own:C-1"
	State   ControlState `json:"state,omitzero"`
	On      isms.Date    `json:"on,omitzero"` // since when
	Reason  string       `json:"reason,omitzero"`
}

// Credit is what one control does for one risk; it never reaches other risks.
// While the control is planned it counts towards [Target] only, once it is
// implemented towards [Current] too, and when it is lost not at all.
type Credit struct {
	Control            isms.Ref `json:"control"`
	Likelihood         Effect   `json:"likelihood,omitzero"`
	EaseOfExploitation Effect   `json:"easeOfExploitation,omitzero"`
	Impact             Effect   `json:"impact,omitzero"`
	Reason             string   `json:"reason,omitzero"`
}

// Change is a significant change that calls for a new assessment (8.2).
type Change struct {
	ID          isms.ID   `json:"id"`
	On          isms.Date `json:"on,omitzero"` // proposed or happened
	Description string    `json:"description,omitzero"`
	Risks       []isms.ID `json:"risks,omitzero"` // the risks it concerns; empty is all
}

// Assessment is an earlier rating of a risk. Closing a risk adds none.
type Assessment struct {
	Risk   isms.ID `json:"risk"`
	Stage  Stage   `json:"stage"`
	Rating Rating  `json:"rating"`
	Method string  `json:"method,omitzero"` // hash of the method, see [Method.Hash]
	Level  Level   `json:"level,omitzero"`  // as it was then
}
