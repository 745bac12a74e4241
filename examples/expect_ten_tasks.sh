#!/bin/sh
# Runs a language's program of the ten tasks on a new store, and compares, to the byte, what it prints with ten_tasks.txt.
# usage: expect_ten_tasks.sh PROGRAM [ARGUMENT...]
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$@" "$scratch/protocol.db" >"$scratch/printed.txt"
diff -u "$(dirname "$0")/ten_tasks.txt" "$scratch/printed.txt"
