#!/usr/bin/env bash
# Builds the page into dist: the library as WebAssembly, then the page around it.
# Needs Go 1.26 and Node.js 20.19 or later with npm; the packages come by the
# exact versions and hashes of package-lock.json.
set -euo pipefail
cd "$(dirname "$0")"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || a == 20 && b >= 19 ? 0 : 1)' && command -v npm >/dev/null || {
	echo "Node.js 20.19 or later with npm is needed: $(node --version 2>/dev/null || echo none)"
	exit 1
}
generated=web/src/generated
mkdir -p "$generated" .cache
# The stamp holds the lock file that node_modules was installed from.
cmp -s package-lock.json .cache/installed.json && [ -d node_modules ] || {
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	cp package-lock.json .cache/installed.json
}
# Without inlining the library is an eighth smaller on the wire.
GOOS=js GOARCH=wasm go build -trimpath -gcflags=all=-l -ldflags "-s -w" -o "$generated/ismskit.wasm" ./wasm
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$generated/"
node_modules/.bin/tsc --noEmit
node_modules/.bin/vite build --logLevel warn
node compress.mjs
