#!/bin/sh
# Writes neuroshard-version-sys/src/bindings.rs anew from the header: generate.sh HEADER OUTPUT
#
# Made with the bindgen of Debian 12, 0.60.1; others write the same declarations in another form.
set -eu

bindgen --default-enum-style newtype --size_t-is-usize --enable-function-attribute-detection \
    --allowlist-function 'nsv_.*' --allowlist-type 'nsv_.*' --allowlist-var 'NSV_.*' --blocklist-type '__.*' \
    --output "$2" "$1"
