#!/bin/sh
# Builds the RPM packages from the sources as they are here, installs them into a directory, and uses what is there.
# What the spec needs to build is not looked for among RPM packages: the system may have it from others.
# usage: packages.sh SOURCE_DIRECTORY WORK_DIRECTORY, the former absolute
set -eu
mkdir -p "$2"
source=$1 work=$(cd "$2" && pwd)
release=$(sed -n 's/#define NSV_LIBRARY_VERSION_\(MAJOR\|MINOR\|PATCH\) //p' "$source/include/neuroshard_version.h" | paste -s -d .)
spec=$source/rpm/libneuroshard-version.spec
root=$work/root

say() { printf '\n== %s\n' "$*" >&2; }
fail() {
    echo "$*" >&2
    exit 1
}

say "building the packages, and running the tests"
grep -q "^Version: *$release\$" "$spec" || fail "expected Version: $release in $spec, as in the header"
rm -rf "${work:?}"/*
mkdir -p "$work/SOURCES" "$work/home" "$root"
archive=$work/SOURCES/libneuroshard-version-$release.tar.gz
if git -C "$source" rev-parse 2>/dev/null; then
    changed=$(git -C "$source" stash create) # with what is not committed yet, where there is something
    git -C "$source" archive --prefix "libneuroshard-version-$release/" --output "$archive" "${changed:-HEAD}"
else
    tar -c -z -f "$archive" -C "$source" --exclude './build*' --transform "s|^\.|libneuroshard-version-$release|" .
fi
rpmbuild -ba --nodeps --define "_topdir $work" --define "_smp_build_ncpus 2" "$spec" >"$work/build.log" 2>&1 || {
    tail -n 40 "$work/build.log"
    fail "rpmbuild failed; the whole log is $work/build.log"
}
! grep -i 'warning: File listed twice' "$work/build.log" || fail "a package has a file twice"

say "what each package has"
export HOME="$work/home" # Debian's rpm makes a database there, even to look into a file
machine=$(rpm --eval '%{_target_cpu}')
libraries=$(rpm --eval '%{_libdir}')
# The file of a package: package NAME [ARCHITECTURE]
package() { echo "$work/RPMS/${2-$machine}/$1-$release-1$(rpm --eval '%{?dist}').${2-$machine}.rpm"; }

# expect_files PACKAGE PATTERN...: some file of the package matches each of them.
expect_files() {
    package=$1
    shift
    for path; do
        rpm --query --package --list "$package" | grep -q -x -e "$path" || fail "expected $path in $package"
    done
}
so=$libraries/libneuroshard_version
doc=/usr/share/doc/libneuroshard-version-doc
go=/usr/share/gocode/src/github.com/neuroshard-ai/libneuroshard-version/bindings/go
library=$(package libneuroshard-version)
expect_files "$library" "$so.so.1" "$so.so.$release"
expect_files "$(package libneuroshard-version-devel)" /usr/include/neuroshard_version.h /usr/include/neuroshard_version.hpp \
    "$so.so" "$libraries/pkgconfig/neuroshard_version.pc" '/usr/share/man/man3/nsv_version_parse[.]3.*'
expect_files "$(package libneuroshard-version-static)" "$so.a"
expect_files "$(package neuroshard)" /usr/bin/neuroshard '/usr/share/man/man1/neuroshard[.]1.*' \
    /usr/share/bash-completion/completions/neuroshard /usr/share/zsh/site-functions/_neuroshard \
    /usr/share/fish/vendor_completions.d/neuroshard.fish
expect_files "$(package python3-neuroshard-version)" '.*/site-packages/neuroshard_version/_native.*[.]so' \
    '.*/site-packages/neuroshard/core/governance/__init__.py'
expect_files "$(package libneuroshard-version-java)" /usr/share/java/neuroshard-version.jar "${so}_jni.so"
expect_files "$(package golang-github-neuroshard-ai-libneuroshard-version-devel noarch)" "$go/go.mod" "$go/internal/raw/link.go"
expect_files "$(package libneuroshard-version-doc noarch)" "$doc/html/index.html" "$doc/semantics.md" "$doc/examples/nep.json"

# The symbols of 1.0 are what the library provides, and what all else requires of it: no package has a copy of its own.
symbols='libneuroshard_version.so.1(NEUROSHARD_VERSION_1.0)(64bit)'
rpm --query --package --provides "$library" | grep -q -x -F "$symbols" || fail "expected that $library provides $symbols"
for name in neuroshard python3-neuroshard-version libneuroshard-version-java; do
    rpm --query --package --requires "$(package "$name")" | grep -q -x -F "$symbols" || fail "expected that $name requires $symbols"
done
# All files but licenses are in one package each.
twice=$(rpm --query --package --queryformat '[%{FILEMODES:perms} %{FILENAMES}\n]' "$work"/RPMS/*/*.rpm |
    grep -v -e ^d -e /licenses/ | LC_ALL=C sort | uniq -d)
[ -z "$twice" ] || fail "in more than one package: $twice"

say "using what they install"
if [ "$(id -u)" -eq 0 ]; then
    rpm --root "$root" --nodeps --install "$work"/RPMS/*/*.rpm
else
    for file in "$work"/RPMS/*/*.rpm; do rpm2cpio "$file" | (cd "$root" && cpio --extract --make-directories --quiet); done
fi
cd "$work"
export LD_LIBRARY_PATH="$root$libraries"
expect() {
    [ "$1" = "$2" ] || fail "expected '$1', found '$2'"
}
expect "NeuroShard v1.0.0" "$("$root/usr/bin/neuroshard" --state - version | head -n 1)"

export PKG_CONFIG_SYSROOT_DIR="$root" PKG_CONFIG_PATH="$root$libraries/pkgconfig"
# shellcheck disable=SC2046 # several options
cc "$source/examples/c/check_peer.c" $(pkg-config --cflags --libs neuroshard_version) -o "$work/check_peer"
sh "$source/examples/expect_output.sh" "$source/examples/c/check_peer.txt" "$work/check_peer" 1.0.0 1.0.5 1.2.0 0.9.0 2.0.0

modules=$(dirname "$(find "$root/usr" -path '*/site-packages/neuroshard_version')")
export PYTHONPATH="$modules" PYTHONDONTWRITEBYTECODE=1
sh "$source/examples/expect_output.sh" "$source/examples/python/handshake.txt" /usr/bin/python3 \
    "$source/examples/python/handshake.py"
expect "$release" "$(/usr/bin/python3 -c 'from importlib.metadata import version; print(version("neuroshard-version"))')"
sh "$source/examples/expect_output.sh" "$source/examples/java/handshake.txt" java -Djava.library.path="$root$libraries" \
    -cp "$root/usr/share/java/neuroshard-version.jar" "$source/examples/java/handshake.java"

say "what they tell of where they were built; rpmlint"
sh "$source/tests/install/build_paths.sh" "$root" readelf "$work/BUILD" "$source/"
if command -v rpmlint >/dev/null; then
    rpmlint --strict --rpmlintrc "$source/rpm/libneuroshard-version.rpmlintrc" "$spec" "$work"/RPMS/*/*.rpm
fi
