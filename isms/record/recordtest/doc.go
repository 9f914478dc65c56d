// Package recordtest gives management system records for tests: Sound ones, in
// which record.Records.Check finds nothing on the day they are made for. Change
// one thing and see what is found.
package recordtest
