// Package oscalcheck holds the OSCAL documents that the library writes against
// the official JSON schema, and against the Go types of another project. It is
// a module of its own, so that nobody who imports the library inherits its
// requirements. It has tests only:
//
//	go -C internal/oscalcheck test ./...
package oscalcheck
