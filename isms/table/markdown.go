package table

import "strings"

// AppendMarkdown appends the table in the Markdown of GitHub: title as a
// heading of the given level (1 to 6; 0 for none), titles, rows. Numbers are
// aligned to the right; bars, line ends and markup characters in text are
// escaped.
func (t Table) AppendMarkdown(dst []byte, level int) []byte {
	if level > 0 && t.Title != "" {
		dst = append(dst, strings.Repeat("#", min(level, 6))+" "...)
		dst = appendEscaped(dst, t.Title)
		dst = append(dst, "\n\n"...)
	}
	dst = append(dst, '|')
	for _, c := range t.Columns {
		dst = append(dst, ' ')
		dst = appendEscaped(dst, c.Title)
		dst = append(dst, " |"...)
	}
	dst = append(dst, "\n|"...)
	for _, c := range t.Columns {
		if c.Kind == KindInt || c.Kind == KindDecimal {
			dst = append(dst, " ---: |"...)
		} else {
			dst = append(dst, " --- |"...)
		}
	}
	dst = append(dst, '\n')
	for i := range t.Rows {
		dst = append(dst, '|')
		for j := range t.Columns {
			dst = append(dst, ' ')
			dst = appendEscaped(dst, t.cell(i, j).Cited())
			dst = append(dst, " |"...)
		}
		dst = append(dst, '\n')
	}
	return dst
}

func appendEscaped(dst []byte, s string) []byte {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for i := range len(s) {
		switch c := s[i]; c {
		case '\n', '\r':
			dst = append(dst, "<br>"...)
		case '|', '\\', '`', '*', '_', '[', ']', '#':
			dst = append(dst, '\\', c)
		case '<':
			dst = append(dst, "&lt;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
