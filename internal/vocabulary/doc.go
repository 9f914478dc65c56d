// Package vocabulary lists the vocabularies of all packages of the library in one
// place, for the generators of schemas and of types of other languages and for tests:
// [All] as they are declared, [ByType] by the type of the words.
package vocabulary
