#!/bin/sh
# Packs crates and builds what is packed; in each are its sources, what cargo writes, and what crates.io shows.
# usage: package_test.sh RELEASE CRATE... -- CARGO PACKAGE_COMMAND...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
release=$1
shift
crates=
while [ "$1" != -- ]; do
    crates="$crates $1"
    shift
done
shift
packages=$CARGO_TARGET_DIR/package
mkdir -p "$packages"
"$@" 2>"$packages/log" || { cat "$packages/log" && exit 1; }
if grep -A 2 'warning: manifest' "$packages/log"; then exit 1; fi

cd "$packages"
for crate in $crates; do
    name=$crate-$release
    {
        printf '%s\n' Cargo.toml Cargo.toml.orig LICENSE README.md
        cd "$here/$crate"
        find src build.rs -type f 2>/dev/null || true # one of them has no build.rs
        cd "$packages"
    } | sed "s|^|$name/|" | LC_ALL=C sort >expected.txt
    # In a repository of git, or since some release, cargo adds two files of its own.
    tar -tzf "$name.crate" | grep -v '/\(\.cargo_vcs_info\.json\|Cargo\.lock\)$' | LC_ALL=C sort | diff -u expected.txt -
    tar -xzOf "$name.crate" "$name/LICENSE" | cmp - "$here/../../LICENSE"
done
