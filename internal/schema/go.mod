module github.com/ismskit/ismskit/internal/schema

go 1.26.0

replace github.com/ismskit/ismskit => ../..

require (
	github.com/ismskit/ismskit v0.0.0-00010101000000-000000000000
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	golang.org/x/text v0.14.0 // indirect
)
