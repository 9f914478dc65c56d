#!/usr/bin/env bash
# Tests the example on a fresh machine: the values in Go, then each picture rendered.
set -euo pipefail
cd "$(dirname "$0")"
begin=$SECONDS
go vet ./...
go test ./...
./start.sh
node --test --test-reporter=spec render.test.mjs
if grep -q '"resolved"' package-lock.json; then
	echo "package-lock.json names the addresses of one registry: npm install --omit-lockfile-registry-resolved" >&2
	exit 1
fi
echo "passed in $((SECONDS - begin)) s"
