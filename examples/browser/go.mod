module github.com/ismskit/ismskit/examples/browser

go 1.26.0

require github.com/ismskit/ismskit v0.0.0

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
)

replace github.com/ismskit/ismskit => ../..
