#!/bin/sh
# Runs a program for Windows: wine.sh PREFIX PROGRAM [ARGUMENT...]
# Wine's own services keep the output open of what has started them, which would make a test last as long as they do.
WINEPREFIX=$1 WINEDEBUG=-all
export WINEPREFIX WINEDEBUG
shift
wine wineboot >/dev/null 2>&1
exec wine "$@"
