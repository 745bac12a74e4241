#!/bin/sh
# Links an example statically against an installation, and runs it without the shared library.
# usage: static_test.sh CMAKE BUILD_DIRECTORY SCRATCH LIBRARY_DIRECTORY CARGO [OPTION...]
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cmake=$1 build=$2 scratch=$3 libraries=$4
shift 4
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch.log"
export CARGO_TARGET_DIR="$scratch/target" NEUROSHARD_VERSION_STATIC=1
export PKG_CONFIG_PATH="$scratch/prefix/$libraries/pkgconfig"
cargo=$1
shift
"$cargo" build "$@" --manifest-path "$project/examples/rust/Cargo.toml"
unset LD_LIBRARY_PATH
sh "$project/examples/expect_ten_tasks.sh" "$CARGO_TARGET_DIR/debug/ten_tasks"
