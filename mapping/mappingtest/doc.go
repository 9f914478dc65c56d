// Package mappingtest helps embedders to test what they bring to package
// mapping: lists of items and crosswalks.
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
//
// It imports no testing package, and it does not judge whether a publisher is
// right.
package mappingtest
