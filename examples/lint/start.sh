#!/usr/bin/env bash
# Prints what an auditor would question in spreadsheets:  ./start.sh [flags] files
# Without any, in examples of what is found in the wild.
set -euo pipefail
cd "$(dirname "$0")"
if [ $# -gt 0 ]; then
	exec go run . "$@"
fi
mkdir -p dist
go build -o dist/lint .
status=0
dist/lint testdata/editions-mixed.csv testdata/excluded-with-risk.csv testdata/one-word-justifications.csv || status=$?
echo "exit status $status: 1 stands for warnings, 2 for errors"
