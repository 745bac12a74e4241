#!/bin/sh
# The files of a prefix are those of the lists: no more, no fewer.
# usage: installed_files.sh PREFIX LIST...
set -eu
prefix=$1
shift
LC_ALL=C sort "$@" >"$prefix/../expected_files.txt"
cd "$prefix"
find . ! -type d | sed 's|^\./||' | LC_ALL=C sort | diff -u ../expected_files.txt -
