// Package facade is the whole library behind one function, for hosts that can
// only exchange bytes: a page in a browser, another language, another process.
//
// The usual path:
//
//  1. Send a day and below it the stored document to [Call] with the operation
//     [OpEvaluate]; the answer holds everything that follows from them.
//  2. Change the document, send it again with the report of the first answer, and
//     read what appeared and what was resolved.
//  3. Send the document with [OpEncode] to get its canonical form for storing.
//
// Call keeps nothing between calls and reads no clock, so the same request gives
// the same bytes natively and in a browser. TypeScript holds the shapes of the
// requests and answers for a page.
package facade
