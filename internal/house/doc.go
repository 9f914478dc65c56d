// Package house keeps the rules of the house: what the library packages may
// import, use, declare and promise. Its tests run with all others.
//
// Each rule is a function from a loaded [Tree] to findings:
//
//  1. [Load] parses and type-checks the packages of the module.
//  2. [Purity], [Recursion], [Arrows], [Docs], [Examples], [FuzzTargets], [Codes] look at the tree;
//     [Requirements], [MachineText] and [Readme] at single files.
//  3. [Allow] takes away what exceptions.txt explains, line by line.
//
// Every rule is proved on small trees under testdata/seeded that break it, with
// the exact findings expected.
//
// What the rules cannot see: writes through a pointer or slice that was handed
// to another function, and what an embedder's own code does.
package house
