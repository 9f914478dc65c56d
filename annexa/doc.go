// Package annexa is the catalogue of reference controls: Annex A of ISO/IEC
// 27001:2022 with the attributes of ISO/IEC 27002:2022, the annex of the 2013
// edition, and how the two correspond.
//
// The usual path:
//
//  1. Write the id of a control as a literal ("8.28") and [Lookup] its
//     [Control]; text from outside goes through [ParseID].
//  2. Ask for controls by attribute, theme or novelty with a [Query]; the
//     answer is a [Set], a comparable value with set algebra.
//  3. Come from the 2013 edition with [ParseFormerID] and
//     [FormerID.Successors].
//
// A control in Annex A has a dense [ID.Position] from 0 to 92, so an embedder
// can keep tables of its own beside these.
//
// Titles and attribute values are names; purposes are this library's own words.
// What the standards say about a control is to be read there.
package annexa
