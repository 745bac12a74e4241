#!/bin/sh
# Builds the Debian packages from what git tracks here: in a root file system that has Debian's packages alone, by an ordinary
# user, without a network, running the tests. Then builds them once more, elsewhere and in another year, and compares.
# usage: package.sh OUTPUT; must be run by root
set -eu
here=$(dirname "$0")
output=$1
release=bookworm

say() { printf '\n== %s\n' "$*" >&2; }

version=$(dpkg-parsechangelog --show-field Version)
name=$(dpkg-parsechangelog --show-field Source)
upstream=${version%-*}
root=$output/root
built=$output/built
again=$output/again

source_package() {
    rm -rf "$output/source"
    mkdir -p "$output/source/$name-$upstream"
    git ls-files -z ':!debian' | tar --create --null --verbatim-files-from --files-from - --transform "flags=r;s,^,$name-$upstream/," \
        --owner 0 --group 0 --numeric-owner --mtime "@$(dpkg-parsechangelog --show-field Timestamp)" |
        xz >"$output/source/${name}_$upstream.orig.tar.xz"
    tar --extract --file "$output/source/${name}_$upstream.orig.tar.xz" --directory "$output/source"
    git ls-files -z debian | tar --create --null --verbatim-files-from --files-from - | tar --extract --directory "$output/source/$name-$upstream"
    (cd "$output/source" && dpkg-source --build "$name-$upstream" && rm -r "$name-$upstream")
}

# Made anew when it would need other packages.
build_root() {
    wanted=$(md5sum <debian/control)
    [ "$(cat "$root/wanted" 2>/dev/null)" != "$wanted" ] || return 0
    rm -rf "$root"
    mmdebstrap --quiet --skip=cleanup/apt/lists --dpkgopt=force-unsafe-io --variant=buildd --include=ca-certificates,faketime,locales "$release" "$root" http://deb.debian.org/debian
    cp "$output/source/$name"_*.dsc "$output/source/$name"_*.tar.* "$root/root"
    sh "$here/enter.sh" "$root" root /root apt-get --quiet build-dep --yes "./${name}_$version.dsc"
    sh "$here/enter.sh" "$root" root / localedef -i fr_FR -f UTF-8 fr_FR.UTF-8
    sh "$here/enter.sh" "$root" root / useradd --home-dir /nonexistent builder
    echo "$wanted" >"$root/wanted"
}

# build DIRECTORY RESULT COMMAND...: in DIRECTORY of the root, leaving what is built in RESULT
build() {
    directory=$1 result=$2
    shift 2
    rm -rf "${root:?}$directory" "$result"
    mkdir -p "$root$directory" "$result"
    cp "$output/source/$name"_* "$root$directory"
    chroot "$root" chown -R builder: "$directory"
    # shellcheck disable=SC2016 # expanded by the shell inside
    sh "$here/enter.sh" --offline "$root" builder "$directory" sh -eu -c '
        dpkg-source --extract "$0"_*.dsc source >extract.log
        cd source
        exec "$@"' "$name" "$@" >"$result/build.log" 2>&1 || { tail -n 60 "$result/build.log" >&2 && return 1; }
    cp "$root$directory/$name"_* "$root$directory"/*.deb "$result"
    rm -r "${root:?}$directory"
}

mkdir -p "$output"
say "source package"
source_package
say "a root file system with what the packages are built with"
build_root
say "packages, and the tests"
build /build/first "$built" env "DEB_BUILD_OPTIONS=${DEB_BUILD_OPTIONS:-}" dpkg-buildpackage --no-sign
say "packages once more, in another directory, year, time zone, and language"
build /home/a-directory-with-a-longer-name "$again" sh -c "umask 0027; exec env TZ=Pacific/Kiritimati LC_ALL=fr_FR.UTF-8 \
    DEB_BUILD_OPTIONS='nocheck parallel=1' faketime -f +400d dpkg-buildpackage --no-sign --build=binary"
for package in "$built"/*.deb; do
    cmp "$package" "$again/$(basename "$package")"
done
rm -r "$again"
say "lintian"
lintian --allow-root --display-info --pedantic --fail-on error,warning "$built"/*.changes
