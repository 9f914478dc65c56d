// Package pictures draws what the examples show, as SVG text: a risk matrix, a
// timeline and stacked bars. The same values give the same bytes; all coordinates
// are whole numbers. Colours are never the only carrier: names and numbers stand
// beside them.
//
// It is no part of the library: an example of what becomes of its values.
package pictures
