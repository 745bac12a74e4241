#!/bin/sh
# What is checked in is what SWIG makes of the header: generated_test.sh SWIG SCRATCH
# Where it is not, `go generate ./internal/raw` makes it so.
set -eu
swig=$1 scratch=$2
mkdir -p "$scratch"
cd "$(dirname "$0")/internal/raw"
arguments=$(sed -n 's|^//go:generate swig \(.*\) -o raw_wrap\.c raw\.i$|\1|p' link.go)
# shellcheck disable=SC2086 # several arguments
"$swig" $arguments -outdir "$scratch" -o "$scratch/raw_wrap.c" raw.i
cmp raw.go "$scratch/raw.go"
cmp raw_wrap.c "$scratch/raw_wrap.c"
