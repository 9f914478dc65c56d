// Package risk is the methodology of risk assessment and treatment under
// ISO/IEC 27001:2022, clauses 6.1.2, 6.1.3, 8.2 and 8.3.
package risk
