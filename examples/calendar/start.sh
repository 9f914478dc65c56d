#!/usr/bin/env bash
# Writes the calendar of the quickstart's organization to dist/larkspur.ics:
# ./start.sh [flags of the program]
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p dist
go run . -out dist/larkspur.ics "$@"
echo "$(grep -c '^BEGIN:VEVENT' dist/larkspur.ics) entries in dist/larkspur.ics"
