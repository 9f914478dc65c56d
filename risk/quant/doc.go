// Package quant puts losses into money: how often, how much, how bad in a bad
// year, and what a control is worth. It follows the terms of FAIR (Factor
// Analysis of Information Risk) and serves the analysis of ISO/IEC 27001:2022,
// 6.1.2 d, where an organization prefers figures to grades.
//
// The usual path:
//
//  1. Describe a [Scenario]: how often it happens (per year) and what it costs
//     (per event), each as a [Distribution] such as [Poisson], [PERT] or
//     [Lognormal90]; or go down the FAIR tree, to contacts, probability of
//     action, capability, resistance and secondary losses.
//  2. Ask for the closed form where that is enough: [Scenario.ExpectedLoss].
//  3. [Simulate] many years with a seed of your own. The [Result] has the mean,
//     the value at risk, the expected shortfall and the loss exceedance curve.
//  4. Hold it against what the organization bears: [Tolerance.Compare].
//  5. Simulate again [Scenario.With] a control and the same seed, and compare:
//     [ReturnOnControl].
//  6. Add scenarios up: [SimulatePortfolio].
//
// # Chance
//
// Every quantity of a scenario has its own random numbers, which follow from
// the seed, the ID of the scenario, the quantity, and the number of the trial.
// So a trial is the same whoever draws it, in whatever order and however the
// trials are split: results of parts [Result.Merge] to the very result of the
// whole. The package starts no goroutines; callers who want to use several
// cores give each a range of trials ([Options].First), best in multiples of
// 2^14.
//
// One random number makes one value, through the inverse of the distribution
// function. So two scenarios with one ID and one seed meet the same chances: a
// [Control] never makes a trial worse. The same holds for parameters that move
// the whole distribution down (a lower rate, a lighter lognormal with the same
// sigma) by more than the error of the tables. It does not hold for parameters
// that trade one end for the other: a PERT distribution with a lower high and
// the same mode also has fewer small values.
//
// # Numbers
//
// Amounts come in as decimal text and go out as [isms.Money]; in between there
// are floats, the only ones of this library. Every product that feeds a sum is
// rounded by itself and the elementary functions are our own, so that amd64,
// 386, arm64, wasm and the others compute the same bits.
//
// Quantiles of PERT and lognormal variates come from tables; a PERT value is
// within 4e-9 of (high - low), a lognormal one within sigma times 1e-8 of its
// size, of the exact quantile of its random number. Random numbers are the odd
// multiples of 2^-53 between 0 and 1, which cuts off what happens less than once
// in 2^53 years. Sums of losses are exact; what the figures of a [Result] leave
// open is said there.
//
// # Left out
//
// Dependence between scenarios (they are independent of each other), discounting
// of future years, conversion of currencies, and fitting distributions to
// data. A [Scenario] counts at most 500 events a year one by one; beyond
// that, use [AverageYear].
package quant
