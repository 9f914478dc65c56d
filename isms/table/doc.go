// Package table provides tables as data, for whoever makes documents of them:
// typed columns, rows of cells, and their forms in CSV, Markdown and JSON. What a
// page looks like is for the host.
//
// The usual path:
//
//  1. [Of] makes a [Table] of rows: each column is a key, a title and a function
//     of the row ([Col], [ValueCol]).
//  2. [Table.Only] picks columns, [Table.At] a cell.
//  3. [Table.AppendCSV], [Table.AppendMarkdown] or package encoding/json write it;
//     [ParseCSV] and package encoding/json read it back.
//
// Keys are stable words for programs; titles are for people.
package table
