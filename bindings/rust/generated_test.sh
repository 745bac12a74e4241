#!/bin/sh
# The declarations are what bindgen makes of the header: generated_test.sh HEADER OUTPUT
set -eu
here=$(dirname "$0")
sh "$here/generate.sh" "$1" "$2"
diff -u "$here/neuroshard-version-sys/src/bindings.rs" "$2"
