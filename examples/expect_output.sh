#!/bin/sh
# Runs a program and compares, to the byte, what it prints with a file.
# usage: expect_output.sh FILE PROGRAM [ARGUMENT...]
set -eu
expected=$1
shift
printed=$(mktemp) # a file of its own: tests run at once, and several by the same interpreter
trap 'rm -f "$printed"' EXIT
"$@" >"$printed"
diff -u "$expected" "$printed"
