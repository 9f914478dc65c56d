#!/usr/bin/env bash
# Writes the document set of the quickstart's organization to dist:
# ./start.sh [flags of the program]
set -euo pipefail
cd "$(dirname "$0")"
go run . "$@"
