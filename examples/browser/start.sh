#!/usr/bin/env bash
# Builds the page and serves it on loopback:  ./start.sh [port]
set -euo pipefail
cd "$(dirname "$0")"
./build.sh
exec node serve.mjs "${1:-8000}"
