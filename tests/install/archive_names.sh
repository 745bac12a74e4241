#!/bin/sh
# The archive and the C++ header meet in one program: a name that both define would silently become one function.
# usage: archive_names.sh GCC NM PREFIX ARCHIVE SOURCE WORK_DIRECTORY, SOURCE being any program that uses the header
set -eu
compiler=$1 nm=$2 prefix=$3 archive=$4 source=$5 work=$6
mkdir -p "$work"
cd "$work"

names_in() {
    "$nm" --extern-only --defined-only --format=posix "$1" | sed -n 's/^\([^ ]*10neuroshard[^ ]*\) .*/\1/p' | LC_ALL=C sort -u
}

"$compiler" -std=c++20 -fkeep-inline-functions -I"$prefix/include" -c "$source" -o header.o
names_in header.o >header.txt
names_in "$archive" >archive.txt
if [ ! -s header.txt ] || [ ! -s archive.txt ]; then
    echo "expected names of namespace neuroshard in both"
    exit 1
fi
LC_ALL=C comm -12 header.txt archive.txt >both.txt
if [ -s both.txt ]; then
    echo "the header and the archive both define:"
    cat both.txt
    exit 1
fi
