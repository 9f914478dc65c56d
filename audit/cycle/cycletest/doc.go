// Package cycletest provides generators and laws for tests of embedders that store
// certification cycles.
//
// The usual path, in a test of your own storage:
//
//  1. Draw a [Cycle] from an isms.Chance.
//  2. Store it and read it back.
//  3. Pass it to [CheckCycle].
//
// Not included: nonconformities and deadline policies, which are in package audittest.
package cycletest
