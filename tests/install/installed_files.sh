#!/bin/sh
# The files of a prefix are those of the lists: no more, no fewer. An extension module's name says which Python it is for.
# usage: installed_files.sh PREFIX LIST...
set -eu
prefix=$1
shift
LC_ALL=C sort "$@" >"$prefix/../expected_files.txt"
cd "$prefix"
find . ! -type d | sed 's|^\./||; s|_native\.cpython-[^/]*\.so$|_native.so|' | LC_ALL=C sort | diff -u ../expected_files.txt -
