#!/usr/bin/env bash
# What Debian 12 has for another architecture, in a directory: the libraries that are linked with, and those that programs need
# to run there. The packages are only unpacked, so that nothing of theirs has to run here.
# usage: sysroot.sh ARCHITECTURE DIRECTORY, ARCHITECTURE being Debian's word for it
set -euo pipefail
architecture=$1 directory=$2
release=bookworm mirror=http://deb.debian.org/debian # without its security updates: nothing of this meets strangers
libraries=libstdc++-12-dev,libfmt-dev,nlohmann-json3-dev,libexpected-dev,libcli11-dev,libsimdjson-dev,libssl-dev,libsqlite3-dev
libraries_of_tests=libgtest-dev,libcmocka-dev,libcjson-dev
of_programs=libc-bin # the locale C.UTF-8, by which the command knows what a terminal shows

# Made beside its place, so that one whose making was interrupted is not taken for a whole one.
unfinished=$directory.unfinished
rm -rf "$unfinished"
mkdir -p "$unfinished"
mmdebstrap --quiet --variant=extract --architectures="$architecture" \
    --include="$libraries,$libraries_of_tests,$of_programs" --format=tar "$release" - "$mirror" |
    tar -x -C "$unfinished" --no-same-owner --exclude='./dev/*'
# They would lead out of the directory: to this machine's files.
find "$unfinished" -type l -lname '/*' -printf '%p\t%l\n' | while IFS=$'\t' read -r link target; do
    ln -sfnr "$unfinished$target" "$link"
done
rm -rf "$directory"
mv "$unfinished" "$directory"
