#!/usr/bin/env bash
# Writes the pictures to dist: specifications, SVG and PNG.  ./start.sh [flags of the program]
# Needs Go 1.26 and Node.js 20.19 or later with npm; the packages come by the exact
# versions and hashes of package-lock.json.
set -euo pipefail
cd "$(dirname "$0")"
# The stamp is the lock file that node_modules was installed from.
cmp -s package-lock.json node_modules/.installed.json || {
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	cp package-lock.json node_modules/.installed.json
}
rm -rf dist
go run . "$@" -out dist
node render.mjs dist
