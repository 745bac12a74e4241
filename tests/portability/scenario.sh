#!/bin/sh
# A node is taken through upgrades, far in time and in blocks, and says what it has come to: the same, to the byte, on every
# system. A store that another system left says the same.
# usage: scenario.sh EXPECTED_FILE OTHER_STORE DIRECTORY NEUROSHARD..., the latter perhaps after what runs it
set -eu
expected=$1 other=$2 directory=$3
shift 3
inputs=$(cd "$(dirname "$0")" && pwd)
rm -rf "$directory"
mkdir -p "$directory"
cd "$directory"
{
    printf exec
    printf " '%s'" "$@"
    # shellcheck disable=SC2016 # for the script that is written here
    echo ' --state node "$@"'
} >neuroshard

neuroshard() {
    echo "\$ neuroshard $*"
    sh ./neuroshard "$@" 2>&1 || echo "exit code $?"
}

live() {
    cp "$inputs/network.json" "$inputs/peers.jsonl" "$inputs"/nep-*.json .
    neuroshard nep schedule nep-001.json --network network.json --supported 1.0.0..2.0.0 --height 1000 --time 2040-01-01
    neuroshard nep schedule nep-002.json --height 1001 --time 2040-01-01T00:00:01Z
    neuroshard nep schedule nep-003.json --height 1001 --time 2040-01-01T00:00:01Z
    neuroshard nep cancel NEP-003 --reason Regretted --height 1100 --time 2040-01-02
    neuroshard nep reschedule NEP-002 4294967297 2040-02-01 --height 1200 --time 2040-01-03
    neuroshard nep reschedule NEP-002 4294967297 2040-02-10 --height 1200 --time 2040-01-03
    neuroshard network timeline --time 2040-01-18
    neuroshard network readiness peers.jsonl --time 2040-01-18
    neuroshard nep activate NEP-001 --height 1500 --time 2040-01-08
}

tell() {
    neuroshard log verify
    neuroshard log show
    neuroshard log export
    neuroshard nep show NEP-002 --json --time 2040-01-31
    neuroshard network status --time 2040-01-31
    neuroshard network status --json --height 4294967296 --time 2040-02-09
}

live >printed.txt
tell >state.txt
cat state.txt >>printed.txt
diff -u "$expected" printed.txt

rm -r node
cp -R "$other" node
tell >state_of_other.txt
diff -u state.txt state_of_other.txt
