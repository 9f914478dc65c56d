module github.com/ismskit/ismskit/examples/oscal

go 1.26.0

require (
	github.com/defenseunicorns/go-oscal v0.7.1
	github.com/ismskit/ismskit v0.0.0
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.2 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	golang.org/x/text v0.14.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

replace github.com/ismskit/ismskit => ../..
