#!/bin/sh
# Runs a command in a root file system.
# usage: enter.sh [--offline] ROOT USER DIRECTORY COMMAND [ARGUMENT...]; must be run by root
set -eu
network=
if [ "$1" = --offline ]; then
    network=--offline
    shift
fi
root=$1 user=$2 directory=$3
shift 3
# shellcheck disable=SC2016,SC2086 # expanded by the shell inside; one option or none
exec sh "$(dirname "$0")/with_root.sh" $network "$root" chroot "$root" setpriv --reuid "$user" --regid "$user" --init-groups \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$directory" LC_ALL=C.UTF-8 sh -euc 'cd "$0" && exec "$@"' "$directory" "$@"
