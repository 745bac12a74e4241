#!/usr/bin/env bash
# Makes the libraries that this one and its tests need, from Debian's sources, for a system that Debian has no packages for:
#   dependencies.sh windows|musl PREFIX
# PREFIX being where the toolchain file of that name looks for them: build-windows/dependencies, or build-musl/dependencies.
# Static ones alone, so that what is linked with them needs no other file. What PREFIX has already is left as it is.
set -euo pipefail

if [ $# -ne 2 ]; then
    echo "usage: dependencies.sh windows|musl PREFIX" >&2
    exit 64
fi
case $1 in
    windows)
        readonly CC=x86_64-w64-mingw32-gcc-posix AR=x86_64-w64-mingw32-ar RANLIB=x86_64-w64-mingw32-ranlib
        readonly OPENSSL_TARGET=mingw64
        ;;
    musl)
        CC=$(realpath -m "$2/bin/cc")
        readonly CC AR=ar RANLIB=ranlib OPENSSL_TARGET=linux-x86_64
        ;;
    *)
        echo "dependencies.sh: expected windows or musl, found '$1'" >&2
        exit 64
        ;;
esac
mkdir -p "$2"/{apt,bin,built,include,lib/pkgconfig,log,sources}
PREFIX=$(realpath "$2")
TOOLCHAIN=$(realpath "$(dirname "${BASH_SOURCE[0]}")/$1.cmake")
readonly PREFIX TOOLCHAIN

# An apt of its own: the machine's is neither read nor changed.
export APT_CONFIG=$PREFIX/apt/apt.conf
configure_apt() {
    local suite
    cd "$PREFIX/apt"
    mkdir -p state/lists/partial cache/archives/partial
    touch state/status
    for suite in "debian bookworm" "debian-security bookworm-security"; do
        printf '%s [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/%s main\n' \
            deb "$suite" deb-src "$suite"
    done >sources.list
    cat >apt.conf <<TEXT
APT::Architecture "amd64";
APT::Architectures "amd64";
Dir::Etc::SourceList "$PREFIX/apt/sources.list";
Dir::Etc::SourceParts "-";
Dir::State "$PREFIX/apt/state";
Dir::State::Status "$PREFIX/apt/state/status";
Dir::Cache "$PREFIX/apt/cache";
APT::Sandbox::User "root";
TEXT
    apt-get -q update
}

# Debian's musl comes without C++. Zig has both, and is a compiler for other systems in one package.
make_zig() {
    local language
    python3 -m venv "$PREFIX/zig"
    "$PREFIX/zig/bin/pip" install --quiet ziglang==0.12.1
    for language in cc c++; do
        cat >"$PREFIX/bin/$language" <<TEXT
#!/bin/sh
export ZIG_GLOBAL_CACHE_DIR=$PREFIX/zig/cache ZIG_LOCAL_CACHE_DIR=$PREFIX/zig/cache
exec $(echo "$PREFIX"/zig/lib/python3*/site-packages/ziglang/zig) $language -target x86_64-linux-musl "\$@"
TEXT
        chmod +x "$PREFIX/bin/$language"
    done
}

# Headers alone are the same for every system: they are taken as Debian has packaged them.
take_headers() {
    apt-get -q download "$1"
    dpkg-deb -x "$1"_*.deb .
    cp -R usr/. "$PREFIX/"
}

# As its authors released it: what Debian changes is for Debian.
build() {
    apt-get -q source --tar-only --download-only "$1"
    tar -xf "$1"_*.orig.tar.[gx]z --strip-components=1
    "build_$1"
}

with_cmake() {
    cmake -B build -G Ninja --toolchain "$TOOLCHAIN" -DCMAKE_INSTALL_PREFIX="$PREFIX" \
        -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_BUILD_TYPE=Release -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DBUILD_SHARED_LIBS=OFF "$@"
    cmake --build build
    cmake --install build
}

build_fmtlib() { with_cmake -DFMT_TEST=OFF -DFMT_DOC=OFF; }
build_simdjson() { with_cmake; }
build_googletest() { with_cmake -DBUILD_GMOCK=OFF; }
build_cjson() { with_cmake -DENABLE_CJSON_TEST=OFF -DENABLE_CUSTOM_COMPILER_FLAGS=OFF; }

# It always makes a shared library as well, which a linker would prefer.
build_cmocka() {
    with_cmake -DWITH_EXAMPLES=OFF -DWITH_STATIC_LIB=ON
    rm -f "$PREFIX"/lib/libcmocka.{so*,dll.a}
    mv "$PREFIX/lib/libcmocka-static.a" "$PREFIX/lib/libcmocka.a"
}

build_openssl() {
    ./Configure $OPENSSL_TARGET CC="${CMAKE_C_COMPILER_LAUNCHER:-} $CC" AR=$AR RANLIB=$RANLIB \
        --prefix="$PREFIX" --libdir=lib no-shared no-tests no-engine no-dso no-tls no-dtls
    make -j "$(nproc)" build_generated
    make -j "$(nproc)" libcrypto.a # digests are all that is used
    cp libcrypto.a "$PREFIX/lib/"
    cp -R include/openssl "$PREFIX/include/"
}

build_sqlite3() {
    ./configure --disable-tcl --disable-readline
    make sqlite3.c
    ${CMAKE_C_COMPILER_LAUNCHER:-} "$CC" -O2 -fPIC -c sqlite3.c
    $AR rcs "$PREFIX/lib/libsqlite3.a" sqlite3.o
    cp sqlite3.h "$PREFIX/include/"
}

log=
say_why() {
    [ -n "$log" ] || return 0
    tail -n 20 "$log" >&2
    echo "dependencies.sh: could not make ${log##*/}; the whole log is $log" >&2
}
trap say_why EXIT

# once NAME COMMAND...
once() {
    local name=$1
    shift
    [ ! -e "$PREFIX/built/$name" ] || return 0
    echo "dependencies.sh: $name" >&2
    log=$PREFIX/log/$name
    rm -rf "$PREFIX/sources/$name"
    mkdir "$PREFIX/sources/$name"
    (cd "$PREFIX/sources/$name" && "$@") >"$log" 2>&1
    log=
    touch "$PREFIX/built/$name"
}

once apt configure_apt
[ "$1" != musl ] || once zig make_zig
for package in nlohmann-json3-dev libexpected-dev libcli11-dev; do once $package take_headers $package; done
for package in fmtlib simdjson googletest cmocka cjson sqlite3 openssl; do once $package build $package; done
