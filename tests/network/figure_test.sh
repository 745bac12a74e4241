#!/bin/sh
# The showcase, and the picture that it draws: figure_test.sh PYTHON PROGRAMS PICTURE OUTPUT
set -eu
"$1" "$(dirname "$0")/showcase.py" "$2" --svg "$4"
cmp "$3" "$4"
