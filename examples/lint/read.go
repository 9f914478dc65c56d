package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"
)

// mostBytes bounds a file: statements and registers are small.
const mostBytes = 32 << 20

// read returns the tables of a file that are of a kind this program knows.
func read(path string) ([]table, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > mostBytes {
		return nil, fmt.Errorf("%d bytes; at most %d are read", info.Size(), mostBytes)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []table
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv", ".txt":
		rows, err := readCSV(data)
		if err != nil {
			return nil, err
		}
		if t, ok := recognise(rows); ok {
			t.file = filepath.ToSlash(path)
			out = append(out, t)
		}
	case ".xlsx":
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 256 << 20})
		if err != nil {
			return nil, err
		}
		defer f.Close()
		labelled := false
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", sheet, err)
			}
			if t, ok := recognise(rows); ok {
				t.file, t.sheet = filepath.ToSlash(path), sheet
				out = append(out, t)
			}
			labelled = labelled || saysVersion(rows)
		}
		for i := range out {
			out[i].book, out[i].labelled = true, labelled
		}
	default:
		return nil, errors.New("want a file that ends in .csv, .tsv, .txt or .xlsx")
	}
	if len(out) == 0 {
		return nil, errors.New("no Statement of Applicability, register, plan, review or scale: no header line was recognised")
	}
	return out, nil
}

// readCSV reads with the separator that the text uses most in its first lines.
func readCSV(data []byte) ([][]string, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	head := data[:min(len(data), 4000)]
	comma, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(head, []byte(string(c))); n > most {
			comma, most = c, n
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	var rows [][]string
	for {
		row, err := r.Read()
		if row == nil && err != nil {
			if err.Error() == "EOF" {
				return rows, nil
			}
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 { // keep line numbers, where cells hold line ends
			rows = append(rows, nil)
		}
		for i, cell := range row {
			if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@\t\r'", rune(cell[1])) {
				row[i] = cell[1:] // an apostrophe that keeps a spreadsheet from running text
			}
		}
		rows = append(rows, row)
	}
}

// saysVersion reports whether a sheet names a version and an approval.
func saysVersion(rows [][]string) bool {
	version, approved := false, false
	for _, row := range rows[:min(len(rows), 60)] {
		for i, cell := range row {
			c := plain(cell)
			given := len(strings.Fields(c)) > 1 || i+1 < len(row) && strings.TrimSpace(row[i+1]) != ""
			version = version || given && strings.HasPrefix(c, "version")
			approved = approved || given && strings.HasPrefix(c, "approved")
		}
	}
	return version && approved
}
