#!/bin/sh
# Links the examples statically against an installation, and runs one without the shared library.
# usage: static_test.sh CMAKE BUILD_DIRECTORY SCRATCH LIBRARY_DIRECTORY GO
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cmake=$1 build=$2 scratch=$3 libraries=$4 go=$5
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch.log"
export PKG_CONFIG_PATH="$scratch/prefix/$libraries/pkgconfig"
unset LD_LIBRARY_PATH
rm -rf "$scratch/programs" # go does not see that the library has changed
cd "$project/examples/go"
"$go" build -tags static -o "$scratch/programs/" ./...
sh "$project/examples/expect_ten_tasks.sh" "$scratch/programs/ten_tasks"
