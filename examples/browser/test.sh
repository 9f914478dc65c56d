#!/usr/bin/env bash
# Tests the example on a fresh machine, in at most eight minutes: the facade
# natively, then the page in Debian's Chromium, against what Go says natively.
set -euo pipefail
cd "$(dirname "$0")"
if [ "${1:-}" != inside ]; then
	exec timeout --kill-after=10 480 "./$(basename "$0")" inside
fi
if ! command -v chromium >/dev/null; then
	sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	export DEBIAN_FRONTEND=noninteractive
	install="$sudo apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core"
	$install >/dev/null 2>&1 || { $sudo apt-get update -qq && $install >/dev/null; }
fi
begin=$SECONDS
./build.sh &
build=$!
trap 'kill $build 2>/dev/null || true' EXIT
go vet ./...
GOOS=js GOARCH=wasm go vet ./wasm
go test ./...
go build -o .cache/native ./native
wait $build
node test/browser.mjs
echo "passed in $((SECONDS - begin)) s"
