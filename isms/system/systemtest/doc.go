// Package systemtest makes whole management systems for tests, and holds the laws
// of package system as functions that an embedder calls on data of his own.
//
// The usual path:
//
//  1. [Sound] gives a system of any size in which nothing stands in the way of a
//     stage 2 audit on a day; change one thing and see what is found.
//  2. [In] gives the system of an organization in a state of its certification cycle:
//     with nothing yet, applying, certified, suspended, expired.
//  3. [Drop] takes one part away, drawn from a source of choices.
//  4. [Check] holds the laws against a system of your own: the stored document
//     reads back equal, the order of lists does not matter, leaving something out
//     makes no line good.
//
// The organizations and all their people are invented.
package systemtest
