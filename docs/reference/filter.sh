#!/bin/sh
# What Doxygen reads in place of a file, so that pages lead to each other: "S17" to that rule, "an nsv_reason" to that type, the
# name of a guide to its page, a link to a part of a guide to its heading, and an enumerator of C++ to that of C whose value it
# has. A link to nothing is an error of Doxygen's.
# usage: filter.sh FILE
set -eu
case $1 in
    *.h | *.hpp)
        exec sed 's~= \(NSV_[A-Z_]*\)\(,\| }\)~= \1 /**< #\1 */\2~g
            s/\bS\([1-9][0-9]*\)\b/@ref S\1 "S\1"/g
            s/\b\([Aa]n\) \(nsv_[a-z_]*\)/\1 #\2/g
            s|\bdocs/\([a-z-]*\)\.md\b|@ref guide-\1|g' "$1"
        ;;
    */mainpage.md) exec cat "$1" ;;
esac
page=guide-$(basename "$1" .md)
# Files that are in the sources alone cannot be reached from a page; what follows a fence's language is for the tests.
sed "1s/\$/ {#$page}/
    s/^\*\*\(S[1-9][0-9]*\) — /\\\\anchor \1 &/
    s/(S\([1-9][0-9]*\))/(@ref S\1 \"S\1\")/g
    s/\[\([^]]*\)\](\.\.\/[^)]*)/\1/g
    s/](\([a-z-]*\)\.md)/](@ref guide-\1)/g
    s/](\([a-z-]*\)\.md#\([a-z-]*\))/](@ref guide-\1-\2)/g
    s/^\`\`\`\([a-z]\{1,\}\) .*/\`\`\`\1/
    /^## /{
        h
        s/^## //
        s/[^A-Za-z0-9 -]//g
        s/ /-/g
        s/.*/\L&/
        G
        s/^\(.*\)\n\(.*\)\$/\2 {#$page-\1}/
    }" "$1"
