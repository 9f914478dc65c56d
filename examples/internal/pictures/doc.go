// Package pictures draws what the examples show: a risk matrix, a loss exceedance
// curve, a timeline and counts in columns. A picture is a value; its Spec is a
// Vega-Lite specification as Go structs, its SVG is text. Neither needs a browser,
// a font or a clock, and the same values give the same bytes.
//
// Every picture begins with what its reader should conclude, and names whom and
// which day it is about. Colour never carries anything alone: names and numbers
// stand beside it, lines differ in their dashes and points in their shapes.
//
// It is no part of the library: an example of what can be made of its values.
package pictures
