#!/bin/sh
# Builds the jar that has the native library in it, and runs examples with that jar and nothing else of ours.
# usage: bundle_test.sh CMAKE BUILD_DIRECTORY READELF JAVA JAR_PROGRAM
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cmake=$1 build=$2 readelf=$3 java=$4 jar_program=$5
cd "$project"
"$cmake" --preset bundle -B "$build"
"$cmake" --build "$build" --target neuroshard_version_java

rm -rf "$build/unpacked"
mkdir "$build/unpacked"
cp "$build/bindings/java/neuroshard-version.jar" "$build/unpacked/"
cd "$build/unpacked"
"$jar_program" --extract --file neuroshard-version.jar
cmp META-INF/LICENSE "$project/LICENSE"
grep -q '^  OpenSSL 3' META-INF/NOTICE
sh "$project/bindings/needs_only_libc.sh" "$readelf" "$(find com -name '*.so')" \
    '^\(Java_com_neuroshard_version_RawJNI_.*\|JNI_OnLoad\)$'

unset LD_LIBRARY_PATH
set -- "$java" -Djava.library.path= -cp neuroshard-version.jar
sh "$project/examples/expect_ten_tasks.sh" "$@" "$project/examples/java/ten_tasks.java"
for example in handshake node; do
    sh "$project/examples/expect_output.sh" "$project/examples/java/$example.txt" "$@" "$project/examples/java/$example.java"
done
