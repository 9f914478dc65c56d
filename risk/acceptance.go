package risk

import (
	"slices"

	"github.com/ismskit/ismskit/internal/text"
	"github.com/ismskit/ismskit/isms"
)

// Acceptance is the recorded decision to live with a risk at the level it had
// then (6.1.3 f). The level, the method and the assets are frozen, so that an
// acceptance becomes outdated by itself; [Evaluation.Accept] freezes them.
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

	RequestedBy isms.ID   `json:"requestedBy,omitzero"`
	RequestedOn isms.Date `json:"requestedOn,omitzero"`
	ApprovedBy  isms.ID   `json:"approvedBy,omitzero"`
	ApprovedOn  isms.Date `json:"approvedOn,omitzero"` // zero: requested only
	// Delegation names the [Delegation] by which somebody with the authority
	// passed it to the approver.
	Delegation isms.ID `json:"delegation,omitzero"`

	Expires  isms.Date `json:"expires,omitzero"`  // last day it counts; zero: without end
	ReviewBy isms.Date `json:"reviewBy,omitzero"` // the day to look at it again

	// Extends is the acceptance that this one follows: an extension is a new
	// review with a record of its own.
	Extends isms.ID `json:"extends,omitzero"`
	// Confirmed are methods under which the acceptance was confirmed later.
	Confirmed []Confirmation `json:"confirmed,omitzero"`

	RevokedOn        isms.Date `json:"revokedOn,omitzero"`
	RevokedBy        isms.ID   `json:"revokedBy,omitzero"`
	RevocationReason string    `json:"revocationReason,omitzero"`
}

// Confirmation says that an acceptance was looked at again after a change of
// method and holds for the level under the new one.
type Confirmation struct {
	Method string    `json:"method"` // hash of the new method
	Level  Level     `json:"level"`  // the accepted level in its terms
	By     isms.ID   `json:"by"`
	On     isms.Date `json:"on"`
}

// Delegation passes the authority to accept risks from one who has it to
// another, up to a level and for a time.
type Delegation struct {
	ID    isms.ID     `json:"id"`
	From  isms.ID     `json:"from"`
	To    isms.ID     `json:"to"`
	UpTo  string      `json:"upTo"` // key or name of a band
	Valid isms.Window `json:"valid,omitzero"`
}

// AcceptanceStatus is how far an acceptance counts on a day.
type AcceptanceStatus string

// The statuses. Only [AcceptanceInForce] and [AcceptanceReviewDue] count.
const (
	AcceptanceRequested AcceptanceStatus = "requested" // not approved yet
	AcceptanceInForce   AcceptanceStatus = "in force"
	AcceptanceReviewDue AcceptanceStatus = "review due" // in force, but the day of its review has come
	AcceptanceExpired   AcceptanceStatus = "expired"    // the last day has passed
	AcceptanceOutdated  AcceptanceStatus = "outdated"   // what was accepted is no longer the case
	AcceptanceRejected  AcceptanceStatus = "rejected"   // against the acceptance criteria
	AcceptanceRevoked   AcceptanceStatus = "revoked"
)

var wordsAcceptanceStatuses = [...][2]AcceptanceStatus{
	{AcceptanceRequested, "Requested"},
	{AcceptanceInForce, "In force"},
	{AcceptanceReviewDue, "Due for review"},
	{AcceptanceExpired, "Expired"},
	{AcceptanceOutdated, "Outdated"},
	{AcceptanceRejected, "Rejected"},
	{AcceptanceRevoked, "Revoked"},
}

// AcceptanceStatuses returns the vocabulary of [AcceptanceStatus].
func AcceptanceStatuses() isms.Words[AcceptanceStatus] {
	return isms.WordsOf("risk.acceptance-status", wordsAcceptanceStatuses[:])
}

// InForce reports whether an acceptance of that status counts.
func (s AcceptanceStatus) InForce() bool { return s == AcceptanceInForce || s == AcceptanceReviewDue }

// AcceptanceReason says why an acceptance is outdated or rejected.
type AcceptanceReason string

// Reasons why an acceptance is outdated or rejected.
const (
	ReasonLevelUnknown    AcceptanceReason = "level unknown"          // then or now
	ReasonHigherLevel     AcceptanceReason = "higher level"           // above the accepted one
	ReasonMethodChanged   AcceptanceReason = "method changed"         // and not confirmed since
	ReasonMethodUnknown   AcceptanceReason = "method unknown"         // not recorded
	ReasonNoCriteria      AcceptanceReason = "no acceptance criteria" // nobody said what may be accepted
	ReasonNoAuthority     AcceptanceReason = "no authority"           // the approver may not accept that level
	ReasonSelfApproved    AcceptanceReason = "self approved"          // requester and approver are one
	ReasonValidityTooLong AcceptanceReason = "validity too long"      // longer than the criteria allow, or without end
	ReasonValidityUnknown AcceptanceReason = "validity unknown"       // the calendar ends before the longest validity
	ReasonNoApprover      AcceptanceReason = "no approver"            // approved by nobody
)

var wordsAcceptanceReasons = [...][2]AcceptanceReason{
	{ReasonLevelUnknown, "Risk level unknown"},
	{ReasonHigherLevel, "Risk level above the accepted one"},
	{ReasonMethodChanged, "Method changed"},
	{ReasonMethodUnknown, "Method unknown"},
	{ReasonNoCriteria, "No risk acceptance criteria"},
	{ReasonNoAuthority, "No authority to accept"},
	{ReasonSelfApproved, "Self-approved"},
	{ReasonValidityTooLong, "Validity too long"},
	{ReasonValidityUnknown, "Longest validity unknown"},
	{ReasonNoApprover, "No approver"},
}

// AcceptanceReasons returns the vocabulary of [AcceptanceReason].
func AcceptanceReasons() isms.Words[AcceptanceReason] {
	return isms.WordsOf("risk.acceptance-reason", wordsAcceptanceReasons[:])
}

// AcceptanceState is the status of an acceptance with what led to it.
type AcceptanceState struct {
	Status  AcceptanceStatus   `json:"status"`
	Reasons []AcceptanceReason `json:"reasons,omitzero"` // why outdated or rejected
	// BelowAccepted says that the level has fallen below the accepted one.
	BelowAccepted bool `json:"belowAccepted,omitzero"`
	// SelfApproved says that requester and approver are one, as the method allows.
	SelfApproved bool `json:"selfApproved,omitzero"`
	// Uncovered is the number of assets of the risk that the acceptance does not
	// cover, NotCovered the first 100 of them.
	Uncovered  int       `json:"uncovered,omitzero"`
	NotCovered []isms.ID `json:"notCovered,omitzero"`
}

// situation is what an acceptance is compared with: the risk as it is today.
// The zero Situation knows nothing, and nothing is in force under it.
type situation struct {
	Method  Compiled
	Level   Level // of the stage that was accepted
	Owner   isms.ID
	Affects []Property
	Assets  []isms.ID // all that are at risk, groups resolved
	// Delegations are the records known.
	Delegations []Delegation

	cal         isms.Calendar
	delegations map[isms.ID]int32 // their places, if they were looked up before
	sorted      bool              // the assets are sorted, each once
}

// state returns how far the acceptance counts on a day. The last day belongs to
// it. In force means: approved by somebody with the authority, for a level not
// below the present one, under the same method, and not expired.
func (a Acceptance) state(asOf isms.Date, now situation) AcceptanceState {
	state := AcceptanceState{}
	switch {
	case !a.RevokedOn.IsZero() && (asOf.IsZero() || !a.RevokedOn.After(asOf)) || a.RevokedOn.IsZero() && a.RevokedBy != "":
		state.Status = AcceptanceRevoked
		return state
	case a.ApprovedOn.IsZero() || a.ApprovedOn.After(asOf):
		state.Status = AcceptanceRequested
		return state
	case !a.Expires.IsZero() && a.Expires.Before(asOf):
		state.Status = AcceptanceExpired
		return state
	}
	level, outdated := a.levelUnder(asOf, now)
	var rejected []AcceptanceReason
	if !slices.Contains(outdated, ReasonMethodChanged) && !slices.Contains(outdated, ReasonMethodUnknown) {
		rejected = a.rejection(level, now, &state)
	}
	switch {
	case len(rejected) > 0:
		state.Status, state.Reasons = AcceptanceRejected, append(rejected, outdated...)
		return state
	case len(outdated) > 0:
		state.Status, state.Reasons = AcceptanceOutdated, outdated
		return state
	}
	state.BelowAccepted = now.Level < level
	state.Uncovered, state.NotCovered = a.uncovered(now)
	state.Status = AcceptanceInForce
	if !a.ReviewBy.IsZero() && !a.ReviewBy.After(asOf) {
		state.Status = AcceptanceReviewDue
	}
	return state
}

// uncovered counts the assets that the acceptance does not cover and lists the
// first of them. Its cost does not grow with the assets of the situation, once
// they are sorted.
func (a Acceptance) uncovered(now situation) (int, []isms.ID) {
	if len(a.Assets) == 0 {
		return 0, nil
	}
	assets := now.Assets
	if !now.sorted {
		assets = slices.Clone(assets)
		slices.Sort(assets)
		assets = slices.Compact(assets)
	}
	covered := make(map[isms.ID]bool, len(a.Assets))
	for _, id := range a.Assets {
		if _, ok := slices.BinarySearch(assets, id); ok {
			covered[id] = true
		}
	}
	n := len(assets) - len(covered)
	var first []isms.ID
	for _, id := range assets {
		if len(first) == min(n, 100) {
			break
		}
		if !covered[id] {
			first = append(first, id)
		}
	}
	return n, first
}

// levelUnder returns the accepted level in terms of the present method, and what
// makes the acceptance outdated.
func (a Acceptance) levelUnder(asOf isms.Date, now situation) (Level, []AcceptanceReason) {
	level, why := a.Level, []AcceptanceReason(nil)
	hash := now.Method.Hash()
	if a.Method != hash || hash == "" {
		why = []AcceptanceReason{ReasonMethodChanged}
		if a.Method == "" {
			why = []AcceptanceReason{ReasonMethodUnknown}
		}
		var last isms.Date
		for _, c := range a.Confirmed {
			if c.Method != hash || hash == "" || c.By == "" || c.On.IsZero() || !asOf.IsZero() && c.On.After(asOf) {
				continue
			}
			// The later confirmation counts, of two on one day the stricter.
			if d := c.On.Compare(last); d > 0 || d == 0 && c.Level < level {
				level, last, why = c.Level, c.On, nil
			}
		}
	}
	_, known := now.Method.band(level)
	_, knownNow := now.Method.band(now.Level)
	switch {
	case !known || !knownNow:
		why = append(why, ReasonLevelUnknown)
	case now.Level > level:
		why = append(why, ReasonHigherLevel)
	}
	return level, why
}

func (c Compiled) band(l Level) (Band, bool) {
	if c.t == nil || l < 1 || int64(l) > int64(len(c.t.method.Bands)) {
		return Band{}, false
	}
	return c.t.method.Bands[l-1], true
}

// rejection returns why the acceptance is against the criteria.
func (a Acceptance) rejection(level Level, now situation, state *AcceptanceState) []AcceptanceReason {
	if now.Method.t != nil && len(now.Method.t.method.Criteria) == 0 {
		return []AcceptanceReason{ReasonNoCriteria}
	}
	at := now.Method.criterion(level, now.Affects)
	if at < 0 {
		return nil // the level is unknown, which makes it outdated
	}
	var why []AcceptanceReason
	criterion := &now.Method.t.method.Criteria[at]
	switch {
	case a.ApprovedBy == "":
		why = append(why, ReasonNoApprover)
	case !a.authorized(level, now):
		why = append(why, ReasonNoAuthority)
	}
	if a.ApprovedBy != "" && a.RequestedBy == a.ApprovedBy {
		if state.SelfApproved = !text.Blank(now.Method.t.method.SelfAcceptance); !state.SelfApproved {
			why = append(why, ReasonSelfApproved)
		}
	}
	if !criterion.LongestValidity.IsZero() {
		last, err := criterion.LongestValidity.From(a.ApprovedOn, now.cal)
		if _, unknown := isms.UnknownDay(err); unknown {
			why = append(why, ReasonValidityUnknown)
		} else if err != nil || a.Expires.IsZero() || !last.IsZero() && a.Expires.After(last) {
			why = append(why, ReasonValidityTooLong)
		}
	}
	return why
}

// mayAccept reports whether somebody has the authority of a criterion of their own.
func (t *tables) mayAccept(criterion int32, who, owner isms.ID) bool {
	if who == "" {
		return false
	}
	if len(t.authority[criterion]) == 0 {
		return t.method.Criteria[criterion].Acceptability != Unacceptable && who == owner
	}
	_, ok := slices.BinarySearch(t.authority[criterion], who)
	return ok
}

// authorized reports whether the approver may accept the level, by their own authority
// or by delegation. Who may accept a higher level may accept a lower one.
func (a Acceptance) authorized(level Level, now situation) bool {
	may := func(who isms.ID) bool {
		for l := level; ; l++ {
			at := now.Method.criterion(l, now.Affects)
			if at < 0 {
				return false
			}
			if now.Method.t.mayAccept(at, who, now.Owner) {
				return true
			}
		}
	}
	passes := func(d Delegation) bool {
		return d.ID == a.Delegation && d.To == a.ApprovedBy && d.From != d.To && d.Valid.Contains(a.ApprovedOn) &&
			now.Method.LevelOfKey(d.UpTo) >= level && may(d.From)
	}
	if may(a.ApprovedBy) {
		return true
	}
	known := now.Delegations
	if now.delegations != nil {
		at, ok := now.delegations[a.Delegation]
		if !ok {
			return false
		}
		known = known[at : at+1]
	}
	return a.Delegation != "" && slices.ContainsFunc(known, passes)
}

// Accept completes an acceptance for the register as it was evaluated: it
// freezes level, method and assets, and refuses what would not be in force on
// the day of its approval. Of what the caller gave, only those three are
// replaced. An extension names the record that it follows in Extends and is a
// review of its own; the old record stays as it is.
func (v Evaluation) Accept(a Acceptance) (Acceptance, error) {
	if v.e == nil {
		return Acceptance{}, isms.Refuse(noEvaluation, "", "")
	}
	e := v.e
	errs := []error{isms.RefuseUnder("id", a.ID.Validate())}
	refuse := func(wrong bool, m isms.Message, at isms.Path, value isms.ID) {
		if wrong {
			errs = append(errs, isms.Refuse(m, at, string(value)))
		}
	}
	i, ok := e.find(a.Risk)
	refuse(!ok, unknownRisk, "risk", a.Risk)
	if a.Stage != "" {
		errs = append(errs, Stages().Validate("stage", a.Stage))
	}
	refuse(a.ApprovedOn.IsZero(), noApproval, "approvedOn", "")
	refuse(slices.ContainsFunc(e.register.Acceptances, func(o Acceptance) bool { return o.ID == a.ID }), idDoubled, "id", a.ID)
	refuse(a.Extends != "" && !slices.ContainsFunc(e.register.Acceptances, func(o Acceptance) bool { return o.ID == a.Extends && o.Risk == a.Risk }), unknownExtended, "extends", a.Extends)
	if err := isms.RefuseAll(errs...); err != nil {
		return Acceptance{}, err
	}
	now := e.situation(i, a.Stage)
	if now.Level == 0 {
		return Acceptance{}, isms.Refuse(levelUndetermined, "risk", "", isms.ArgID("risk", a.Risk), isms.ArgWord("why", UnknownReasons(), e.outcomeAt(i, a.Stage).Reason))
	}
	a.Level, a.Method, a.Assets = now.Level, now.Method.Hash(), now.Assets
	a.Conditions, a.Confirmed = slices.Clone(a.Conditions), nil
	if s := a.state(a.ApprovedOn, now); !s.Status.InForce() {
		return Acceptance{}, s.refuse()
	}
	return a, nil
}

// field returns the field of an acceptance that is against the criteria, empty for the
// acceptance as a whole.
func (r AcceptanceReason) field() isms.Path {
	switch r {
	case ReasonNoApprover, ReasonNoAuthority:
		return "approvedBy"
	case ReasonSelfApproved:
		return "requestedBy"
	case ReasonValidityTooLong, ReasonValidityUnknown:
		return "expires"
	}
	return ""
}

// refuse returns why an acceptance is refused that would not be in force.
func (s AcceptanceState) refuse() error {
	status := isms.ArgWord("status", AcceptanceStatuses(), s.Status)
	var errs []error
	for _, why := range s.Reasons {
		at := why.field()
		if why == ReasonNoCriteria {
			at = "risk"
		}
		errs = append(errs, isms.Refuse(wouldBeFor, at, "", status, isms.ArgWord("why", AcceptanceReasons(), why)))
	}
	if len(errs) == 0 {
		at := isms.Path("expires")
		if s.Status == AcceptanceRevoked {
			at = "revokedOn"
		}
		errs = append(errs, isms.Refuse(wouldBe, at, "", status))
	}
	return isms.RefuseAll(errs...)
}

// outcomeAt returns the outcome that an acceptance of a stage is about.
func (e *evaluation) outcomeAt(i int, s Stage) Outcome {
	a := e.assessed(i, 0)
	if s == "" || s == Residual {
		return a.After()
	}
	return a.At(s)
}

func (e *evaluation) situation(i int, s Stage) situation {
	k := &e.register.Risks[e.order[i]]
	return situation{
		Method: e.method, Level: e.outcomeAt(i, s).Level, Owner: k.Owner, Affects: k.Affects,
		Assets: e.atRisk(k), Delegations: e.register.Delegations, cal: e.cal, delegations: e.delegations, sorted: true,
	}
}

// atRisk returns all assets of a risk, groups resolved, sorted, each once. What it
// returns for a single group is looked up once and shared.
func (e *evaluation) atRisk(k *Risk) []isms.ID {
	named := append(slices.Clone(k.Assets), k.Asset)
	slices.Sort(named)
	named = slices.DeleteFunc(slices.Compact(named), func(id isms.ID) bool { return id == "" })
	if len(named) == 1 {
		return e.membersOf(named[0])
	}
	var assets []isms.ID
	for _, id := range named {
		assets = append(assets, e.membersOf(id)...)
	}
	slices.Sort(assets)
	return slices.Compact(assets)
}

// membersOf returns what is in a group; of an asset that is none, the asset.
func (e *evaluation) membersOf(id isms.ID) []isms.ID {
	if m, ok := e.groups[id]; ok {
		return m
	}
	m := e.assetValues.Members(id)
	if len(m) == 0 {
		m = []isms.ID{id}
	}
	if e.groups != nil {
		e.groups[id] = m
	}
	return m
}

// accept states each acceptance and what they add up to for each risk.
func (e *evaluation) accept() {
	e.acceptances = make([]AcceptanceState, len(e.register.Acceptances))
	e.delegations = make(map[isms.ID]int32, len(e.register.Delegations))
	for i := range e.register.Delegations {
		e.delegations[e.register.Delegations[i].ID] = int32(i)
	}
	e.groups = make(map[isms.ID][]isms.ID)
	defer func() { e.groups = nil }() // from here on nothing is written
	for i := range e.rows {
		w := &e.rows[i]
		p := w.stages[w.stands]
		// An acceptance covers what it names, or all.
		covered, all := map[isms.ID]bool(nil), false
		var now situation
		for n, at := range e.accepted.of(i) {
			a := &e.register.Acceptances[at]
			if n == 0 {
				now = e.situation(i, a.Stage)
			}
			now.Level = e.outcomeAt(i, a.Stage).Level
			s := a.state(e.asOf, now)
			e.acceptances[at] = s
			level, _ := a.levelUnder(e.asOf, now)
			if !s.Status.InForce() || Level(p.level) > level {
				continue
			}
			all = all || s.Uncovered == 0
			for _, id := range a.Assets {
				if covered == nil {
					covered = make(map[isms.ID]bool)
				}
				covered[id] = true
			}
		}
		if p.why == whyNone {
			w.carried = isms.No
			if all || covered != nil && !slices.ContainsFunc(now.Assets, func(id isms.ID) bool { return !covered[id] }) {
				w.carried = isms.Yes
			}
		}
		switch {
		case w.acceptability == "":
		case w.acceptability == Acceptable || w.acceptability == Tolerable && w.carried == isms.Yes:
			w.within = isms.Yes
		default:
			w.within = isms.No
		}
	}
	// What is left are acceptances of risks that the register does not have.
	for i := range e.register.Acceptances {
		if e.acceptances[i].Status == "" {
			e.acceptances[i] = e.register.Acceptances[i].state(e.asOf, situation{Method: e.method})
		}
	}
}

// LookupAcceptance returns the state of an acceptance of the register, and whether
// there is one with this ID.
func (v Evaluation) LookupAcceptance(id isms.ID) (AcceptanceState, bool) {
	if v.e == nil {
		return AcceptanceState{}, false
	}
	at := slices.IndexFunc(v.e.register.Acceptances, func(a Acceptance) bool { return a.ID == id })
	if at < 0 {
		return AcceptanceState{}, false
	}
	return v.e.acceptances[at].clone(), true
}

func (s AcceptanceState) clone() AcceptanceState {
	s.Reasons = slices.Clone(s.Reasons)
	s.NotCovered = slices.Clone(s.NotCovered)
	return s
}
