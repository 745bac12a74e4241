#!/bin/sh
# Builds and runs a C program as a Makefile would, with the flags that pkg-config gives.
# usage: pkg_config.sh FORM PKG_CONFIG COMPILER LIBRARY_DIRECTORY SOURCE WORK_DIRECTORY CHECK...
set -eu
# shellcheck disable=SC2034 # compiler and source are used in the eval below
form=$1 pkg_config=$2 compiler=$3 library_directory=$4 source=$5 work=$6
shift 6
mkdir -p "$work"
cd "$work"
export PKG_CONFIG_PATH="$library_directory/pkgconfig" LD_LIBRARY_PATH="$library_directory"
case $form in
    shared) flags=$("$pkg_config" --cflags --libs neuroshard_version) ;;
    # Where both libraries are installed, -l takes the shared one unless the file is named.
    static) flags=$("$pkg_config" --static --cflags --libs neuroshard_version |
        sed 's/-lneuroshard_version/-l:libneuroshard_version.a/') ;;
esac
# pkg-config quotes blanks for the shell that reads its output: hence eval.
eval '"$compiler" "$source" -o program' "$flags"
"$@"
