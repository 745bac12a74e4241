#!/bin/sh
# Nothing installed remembers where it was built: no text names a directory of the build, and programs and libraries
# search for others only beside themselves.
# usage: build_paths.sh PREFIX READELF DIRECTORY...
set -eu
prefix=$1 readelf=$2
shift 2
failed=0
for directory; do
    if grep -rIF -e "$directory" "$prefix"; then failed=1; fi
done

elf_files=$(LC_ALL=C grep -rlaP -e '^\x7fELF' "$prefix")
# shellcheck disable=SC2016 # $ORIGIN is the loader's word, not the shell's
absolute=$(echo "$elf_files" | tr '\n' '\0' | xargs -0 "$readelf" -d |
    sed -n 's/.*(R\(UN\)\{0,1\}PATH).*\[\(.*\)\]/\2/p' | tr ':' '\n' | grep -v '^\$ORIGIN\(/\|$\)' || true)
if [ -z "$elf_files" ] || [ -n "$absolute" ]; then
    echo "search paths that are not relative to \$ORIGIN: $absolute"
    failed=1
fi
exit $failed
