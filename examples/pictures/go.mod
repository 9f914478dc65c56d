module github.com/ismskit/ismskit/examples/pictures

go 1.26.0

ignore ./node_modules

require github.com/ismskit/ismskit v0.0.0

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
)

replace github.com/ismskit/ismskit => ../..
