#!/bin/sh
# All Go but what SWIG has written is as gofmt writes it: format_test.sh GO FOLDER...
set -eu
gofmt=$("$1" env GOROOT)/bin/gofmt
shift
unformatted=$("$gofmt" -l "$@" | grep -v '^internal/raw/raw\.go$' || true)
test -z "$unformatted" || { echo "not formatted: $unformatted"; exit 1; }
