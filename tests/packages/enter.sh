#!/bin/sh
# Runs a command in a root file system, in namespaces of its own: what it mounts and starts ends with it.
# usage: enter.sh [--offline] ROOT USER DIRECTORY COMMAND [ARGUMENT...]; must be run by root
set -eu
network=
if [ "$1" = --offline ]; then
    network=--net
    shift
fi
root=$1 user=$2 directory=$3
shift 3
# shellcheck disable=SC2016,SC2086 # expanded by the shell inside; one option or none
exec unshare --mount --pid --fork --kill-child $network sh -eu -c '
    root=$0 user=$1 directory=$2
    shift 2
    [ -z "'"$network"'" ] || ip link set lo up
    mount -t proc proc "$root/proc"
    mount --rbind --make-rslave /dev "$root/dev"
    [ -n "'"$network"'" ] || cp /etc/resolv.conf "$root/etc/resolv.conf"
    exec chroot "$root" setpriv --reuid "$user" --regid "$user" --init-groups env -i "PATH=/usr/sbin:/usr/bin:/sbin:/bin" \
        "HOME=$directory" LC_ALL=C.UTF-8 sh -eu -c "cd \"\$0\" && exec \"\$@\"" "$directory" "$@"
' "$root" "$user" "$directory" "$@"
