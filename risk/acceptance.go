package risk

import "github.com/ismskit/ismskit/isms"

// An Acceptance is the recorded decision to live with a risk at the level it had
// then (6.1.3 f). The level, the method and the assets are frozen, so that an
// acceptance goes stale by itself.
type Acceptance struct {
	ID    isms.ID `json:"id"`
	Risk  isms.ID `json:"risk"`
	Stage Stage   `json:"stage,omitzero"` // which risk was accepted; empty is [Residual]
	Level Level   `json:"level"`          // as it was, counted from 1
	// Method is the hash of the method that gave the level, see [Method.Hash].
	Method string `json:"method,omitzero"`
	// Assets are those the acceptance covers; what joins later is not covered.
	// Empty covers the risk whatever its assets.
	Assets []isms.ID `json:"assets,omitzero"`

	Reason     string   `json:"reason,omitzero"`
	Conditions []string `json:"conditions,omitzero"`

	Requester isms.ID   `json:"requester,omitzero"`
	Requested isms.Date `json:"requested,omitzero"`
	Approver  isms.ID   `json:"approver,omitzero"`
	Approved  isms.Date `json:"approved,omitzero"` // zero: requested only
	// Delegation is the record by which somebody with the authority passed it to
	// the approver.
	Delegation isms.ID `json:"delegation,omitzero"`

	Wanted  isms.Date `json:"wanted,omitzero"`  // last day that the requester asked for
	Expires isms.Date `json:"expires,omitzero"` // last day it counts; zero: without end
	Review  isms.Date `json:"review,omitzero"`  // the day to look at it again

	// Extends is the acceptance that this one follows: an extension is a new
	// review with a record of its own.
	Extends isms.ID `json:"extends,omitzero"`
	// Confirmed are methods under which the acceptance was confirmed later.
	Confirmed []Confirmation `json:"confirmed,omitzero"`

	Revoked       isms.Date `json:"revoked,omitzero"`
	RevokedBy     isms.ID   `json:"revokedBy,omitzero"`
	RevokedReason string    `json:"revokedReason,omitzero"`
}

// A Confirmation says that an acceptance was looked at again after a change of
// method and holds for the level under the new one.
type Confirmation struct {
	Method string    `json:"method"` // hash of the new method
	Level  Level     `json:"level"`  // the accepted level in its terms
	By     isms.ID   `json:"by"`
	On     isms.Date `json:"on"`
}
