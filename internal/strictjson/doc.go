// Package strictjson reads and writes the JSON of stored documents without the
// leniency of encoding/json: what it does not understand it refuses, all at once
// and with the place, instead of dropping it.
//
//  1. Decode fills a value from text and returns every [Problem], up to a limit:
//     unknown, repeated and differently cased keys, null, numbers that are not
//     whole, invalid UTF-8, trailing text, too deep, too long, too many.
//  2. Encode writes a value in one canonical form: fields in the order of the
//     struct, lists never null, escapes always the same, no floats.
//
// It knows structs with json tags, slices, maps with string keys, strings, whole
// numbers, booleans, types with their own text or JSON form, and pointers to these
// in fields that are left out when nil. Types that it
// cannot keep without loss, such as floats, are refused by [CheckType].
//
// It leaves out streams: a document is one piece of memory with a size limit.
package strictjson
