# Shared by the scripts of this folder; each of them starts with:  . "$(dirname "$0")/lib.sh"
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C GOFLAGS="${GOFLAGS:-}"
PATH="$(go env GOPATH)/bin:$PATH"

# need COMMAND PACKAGE: installs a Debian package when the command is missing.
need() {
	command -v "$1" >/dev/null && return
	local sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	{ $sudo apt-get install -qq -y "$2" || { $sudo apt-get update -qq && $sudo apt-get install -qq -y "$2"; }; } >/dev/null 2>&1 || true
	command -v "$1" >/dev/null || { echo "$1 is missing and the package $2 could not be installed"; exit 1; }
}

# tool NAME ARGS...: a tool of internal/tools, run in the root of the module.
tool() {
	local name=$1
	shift
	go tool -modfile=internal/tools/go.mod "$name" "$@"
}

# ours NAME ARGS...: a program of our own in internal/tools, run in the root of the module.
ours() {
	local name=$1
	shift
	mkdir -p .cache/bin
	(cd internal/tools && go build -o ../../.cache/bin/"$name" ./"$name")
	.cache/bin/"$name" "$@"
}

# library: the packages that embedders import (no internal, no examples).
library() { go list ./... | grep -vE '/(internal|examples)(/|$)'; }

# core: the library without the kits that embedders use in their tests.
core() { library | grep -vE 'test$'; }
