#!/bin/sh
# A consumer's program needs the shared library or not, as it was meant to, and prints what the example must print.
# usage: check_program.sh FORM READELF EXPECT_OUTPUT EXPECTED_FILE PROGRAM [ARGUMENT...], FORM being shared or static
set -eu
form=$1 readelf=$2 expect_output=$3
shift 3
if "$readelf" -d "$2" | grep -q 'NEEDED.*libneuroshard_version\.so'; then linked=shared; else linked=static; fi
if [ "$linked" != "$form" ]; then
    echo "expected a program with the $form library, found one with the $linked library"
    exit 1
fi
sh "$expect_output" "$@"
