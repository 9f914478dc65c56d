// Command schema writes the JSON Schema (draft 2020-12) of the stored document of a
// management system from the Go types of the library.
//
//	go run . > ../../isms/system/isms.schema.json
//
// What the schema says is what the decoder does, as far as a schema can: fields that
// are not known, null and values of another type are refused, only format and version
// are required, and words of a vocabulary are listed while others stay allowed, as a
// later version may know them. What a schema cannot say the decoder says alone: keys
// given twice, days that do not exist, places that the standard does not have, events
// that do not follow on each other, and how much memory a document may stand for.
//
// It is a module of its own, so that the validator of its tests is no dependency of
// the library.
package main
