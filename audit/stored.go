package audit

import "github.com/ismskit/ismskit/internal/strictjson"

// storedLimits bound the stored form of a nonconformity, which is the list of its
// events. Replaying them takes as much memory again.
var storedLimits = strictjson.Limits{PerByte: 24, Types: strictjson.TypesOf([]Event{})}
