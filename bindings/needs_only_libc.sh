#!/bin/sh
# A shared object needs the C library and nothing else, and leaves no name of what is in it to others.
# usage: needs_only_libc.sh READELF FILE NAME, NAME being a pattern of the names that it is to define
set -eu
readelf=$1 file=$2 name=$3
needed=$("$readelf" -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
others=$(echo "$needed" | grep -v '^\(libc\|libm\|ld-linux[^.]*\)\.so\.' || true)
if [ -z "$needed" ] || [ -n "$others" ]; then
    echo "expected $file to need the C library alone, and it needs: $needed"
    exit 1
fi
defined=$("$readelf" -W --dyn-syms "$file" | awk '$1 ~ /^[0-9]+:$/ && $7 != "UND" && $8 != "" { print $8 }')
others=$(echo "$defined" | grep -v "$name" || true)
if [ -z "$defined" ] || [ -n "$others" ]; then
    echo "expected $file to define names like $name alone, and it defines: $others"
    exit 1
fi
