#!/usr/bin/env bash
# Tests the example on a fresh machine: the values in Go, then everything as it comes
# out of a printer, by LibreOffice and Chromium. Installs both where they are missing.
#
#	KEEP=folder ./test.sh   keeps the PDF files, to look at
set -euo pipefail
cd "$(dirname "$0")"
begin=$SECONDS
go vet ./...
go test ./...

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-calc)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi liberation || missing+=(fontconfig fonts-liberation fonts-dejavu-core)
if [ ${#missing[@]} -gt 0 ]; then
	sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	export DEBIAN_FRONTEND=noninteractive
	install="$sudo apt-get install -qq -y --no-install-recommends ${missing[*]}"
	$install >/dev/null 2>&1 || { $sudo apt-get update -qq && $install >/dev/null; }
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }
go run . -out "$work/set" 2>/dev/null

# Spreadsheets.
timeout 240 soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work/pdf" "$work"/set/xlsx/*.xlsx >/dev/null 2>&1
# The page: without a network, as a file.
timeout 120 chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync \
	--user-data-dir="$work/chromium" --no-pdf-header-footer --print-to-pdf="$work/pdf/report.pdf" "file://$work/set/report.html" >/dev/null 2>&1

files=0
for pdf in "$work"/pdf/*.pdf; do
	name=$(basename "$pdf" .pdf)
	text=${pdf%.pdf}.txt
	pdftotext -layout "$pdf" "$text"
	pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	pdfinfo "$pdf" | grep -Eq '^Page size: *84[0-9.]+ x 59[0-9.]+ pts' || fail "$name is not A4 in landscape"
	[ "$pages" -ge 3 ] && [ "$pages" -le 40 ] || fail "$name has $pages pages"
	[ "$(grep -c "Page [0-9]* of $pages" "$text")" -eq "$pages" ] || fail "$name: not every page has its number"
	[ "$(grep -ci 'state of 2026-10-05' "$text")" -ge "$pages" ] || fail "$name: not every page names the day"
	files=$((files + 1))
done
[ "$files" -eq 8 ] || fail "$files PDF files, want 7 spreadsheets and the page"

# What a reader looks for is there, and headers stand on every page of a long table.
for list in statement-of-applicability report; do
	for control in $(seq -f 'A.5.%g' 37) $(seq -f 'A.6.%g' 8) $(seq -f 'A.7.%g' 14) $(seq -f 'A.8.%g' 34); do
		grep -qF "$control " "$work/pdf/$list.txt" || fail "$list lacks $control"
	done
done
# Columns that go over to another page begin with reference and title again.
[ "$(grep -Ec '^ *Reference +Control ' "$work/pdf/statement-of-applicability.txt")" -ge 8 ] || fail "the header of the Statement of Applicability is not repeated"
[ "$(grep -c 'A\.5\.10 *Acceptable use' "$work/pdf/statement-of-applicability.txt")" -ge 2 ] || fail "references are not repeated"
for words in 'Least implemented' 'Without controls, 24 of 30' 'Corrective action report' 'Certificate valid'; do
	grep -qF "$words" "$work/pdf/report.txt" || fail "the page does not print \"$words\""
done
if [ -n "${KEEP:-}" ]; then
	mkdir -p "$KEEP"
	cp "$work"/pdf/*.pdf "$KEEP"
fi
echo "passed in $((SECONDS - begin)) s, $files files printed"
