// Package mappingtest helps embedders to test what they bring to package
// mapping: lists of items, crosswalks, and code that reads the results.
//
// The usual path, in a test of your own table:
//
//		func TestTable(t *testing.T) {
//			if err := mappingtest.CheckCrosswalk(table); err != nil {
//				t.Error(err)
//			}
//			for s := range mappingtest.Suspicions(table) {
//				t.Log(s)
//			}
//		}
//
//	 1. [CheckFramework] and [CheckCrosswalk] test the laws of your tables.
//	 2. [Suspicions] names what is allowed and usually a slip: a lost trailing
//	    zero, a pair that points to a heading.
//	 3. [Laws] are properties of the package itself, to run with your own source
//	    of choices; [NewWorld] makes up a truth to hold your own inferences
//	    against.
//
// It imports no testing package, and it does not judge whether a publisher is
// right.
package mappingtest
