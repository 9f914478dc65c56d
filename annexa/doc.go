// Package annexa is the catalog of reference controls: Annex A of ISO/IEC
// 27001:2022 with the attributes of ISO/IEC 27002:2022, the annex of the 2013
// edition, how the two correspond, and an organization's custom controls.
//
// The usual path:
//
//  1. Write a control as the literal of a reference ("A.8.28") and [Lookup] its
//     [Control]; text from outside ("8.28") goes through [ParseControl], whose errors
//     say what would be right.
//  2. Ask for controls by attribute, theme or novelty with a [Query]; the
//     answer is a [Set], a comparable value with set algebra.
//  3. See how a selection spreads with [Set.Balance], and what it lacks with
//     [Set.Gaps].
//  4. Come from the 2013 edition with [Transition], or pair by pair with
//     [Ref2013.Successors] and [Control.Predecessors].
//  5. Add custom controls and custom attributes with [NewCatalog]; a [Catalog]
//     answers the same questions over all.
//
// A control of Annex A has a dense [Position] from 0 to 92, so an embedder can keep
// tables of its own beside these. Looking up, querying and the algebra
// allocate nothing.
//
// Titles and attribute values are names; purposes are this library's own words.
// [Sources] says where the tables come from, [Disputes] where the sources did
// not agree. The text of the controls and the guidance on them are not here:
// they are to be read in the standards. Whether a control is necessary is not
// decided here either: that follows from the risks (package soa).
package annexa
