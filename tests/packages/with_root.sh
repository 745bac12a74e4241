#!/bin/sh
# Runs a command while a root file system has what a system has at run time, in namespaces of its own: what it mounts and starts
# ends with it.
# usage: with_root.sh [--offline] ROOT COMMAND [ARGUMENT...]; must be run by root
set -eu
if [ "$1" = --offline ]; then
    shift
    # shellcheck disable=SC2016 # expanded by the shell inside
    exec unshare --net sh -euc 'ip link set lo up && exec "$@"' sh sh "$0" "$@"
fi
root=$1
shift
cp /etc/resolv.conf "$root/etc/resolv.conf"
# shellcheck disable=SC2016
exec unshare --mount --pid --fork --kill-child --mount-proc sh -euc '
    mount -t proc proc "$0/proc"
    mount --rbind --make-rslave /dev "$0/dev"
    exec "$@"' "$root" "$@"
