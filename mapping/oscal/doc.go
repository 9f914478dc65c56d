// Package oscal reads and writes crosswalks as OSCAL mapping-collections
// (NIST OSCAL 1.2.x, control mapping model, read 2026-11-22 in version 1.2.2).
//
// The usual path:
//
//  1. [From] a crosswalk and a [Head], which says what OSCAL asks for and a
//     crosswalk does not hold: title, day, method, status, and, where the
//     catalogs of the two frameworks write ids in their own way, [IDs]. Encode
//     the [Document] with encoding/json.
//  2. [Parse] a document of somebody else; one mapping may come as an object
//     or in an array, both are in use.
//  3. [Document.Crosswalk] reads a mapping with the items of your two
//     frameworks, [Document.CrosswalkWith] one that writes them as IDs say.
//
// What a crosswalk holds survives the way out and back. Where OSCAL has no
// word that says just what is known, the relationship is written in the
// namespace [Namespace], and a reader who does not know it learns nothing,
// which is the truth. A relationship in a namespace of somebody else is read
// as unspecified, its word is kept.
//
// The package does not validate against the schema and drops what a crosswalk
// does not hold: confidence scores, coverage, qualifiers, parties. The list of
// unmapped controls is written for others and not read: what is not mapped
// allows no inference.
package oscal
