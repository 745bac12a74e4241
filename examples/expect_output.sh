#!/bin/sh
# Runs a program and compares, to the byte, what it prints with a file. What it printed stays in the working directory.
# usage: expect_output.sh FILE PROGRAM [ARGUMENT...]
set -eu
expected=$1
shift
printed=$(basename "$1").txt
"$@" >"$printed"
diff -u "$expected" "$printed"
