// Package draw makes values of the kernel by chance, for the kits that test packages of
// this module and for their tests: [Pick] and [Chance] choose, [Date], [Rules], [Report]
// and the others make values that are sound.
package draw
