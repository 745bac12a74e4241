#!/bin/sh
# Installs a build into a prefix and moves that, to a place with a blank in its name. Beside it, a prefix whose packager
# left the static library out.
# usage: install.sh CMAKE BUILD_DIRECTORY SCRATCH_DIRECTORY
set -eu
scratch=$3
rm -rf "$scratch"
"$1" --install "$2" --prefix "$scratch/first"
mv "$scratch/first" "$scratch/moved prefix"
cp -R "$scratch/moved prefix" "$scratch/shared only"
find "$scratch/shared only" \( -name '*.a' -o -name '*-static*.cmake' \) -exec rm {} +
