#!/bin/sh
# Wherever the library directory is, pkg-config finds the prefix from the place of its file; a library directory outside
# of the prefix is named as it is.
# usage: library_directory.sh CMAKE SOURCE_DIRECTORY PKG_CONFIG WORK_DIRECTORY
set -eu
cmake=$1 source=$2 pkg_config=$3 work=$4

# Configures for a library directory, puts the file into a directory and asks pkg-config for a variable.
variable_of() {
    "$cmake" -S "$source" -B "$work/build" -DNSV_BUILD_TESTS=OFF -DNSV_BUILD_CLI=OFF -DCMAKE_INSTALL_LIBDIR="$1" >"$work/log"
    mkdir -p "$2"
    cp "$work/build/neuroshard_version.pc" "$2"
    PKG_CONFIG_PATH="$2" "$pkg_config" --variable="$3" neuroshard_version
}

expect() {
    if [ "$1" != "$2" ]; then
        echo "expected $1, found $2"
        exit 1
    fi
}

rm -rf "$work"
mkdir -p "$work"
for libdir in lib lib64 lib/x86_64-linux-gnu; do
    prefix=$(variable_of "$libdir" "$work/prefix/$libdir/pkgconfig" prefix)
    expect "$(realpath "$work/prefix")" "$(realpath "$prefix")"
done
expect /elsewhere/lib "$(variable_of /elsewhere/lib "$work/elsewhere" libdir)"
rm -rf "$work"
