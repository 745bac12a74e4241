#!/bin/sh
# In bare Debian root file systems: the built packages alone, with every test of debian/tests, their upgrade and their removal;
# then this checkout with git alone, and the two commands of the README.
# usage: bare.sh OUTPUT, that of package.sh; must be run by root
set -eu
here=$(dirname "$0")
output=$1
release=bookworm
root=$output/bare

say() { printf '\n== %s\n' "$*" >&2; }
enter() { sh "$here/enter.sh" "$@"; }
bare_root() {
    rm -rf "$root"
    mmdebstrap --quiet --skip=cleanup/apt/lists --dpkgopt=force-unsafe-io --variant=minbase "$@" "$release" "$root" http://deb.debian.org/debian
    # The network is this machine's, and so are the certificates that its administrator trusts: those of a proxy, say.
    cp -R /usr/local/share/ca-certificates "$root/usr/local/share"
}

# What a package must not leave: everything but what apt and dpkg keep for themselves.
files() {
    find "$root" -xdev \( -path "$root/var/lib/dpkg" -o -path "$root/var/lib/apt" -o -path "$root/var/cache" -o \
        -path "$root/var/log" -o -path "$root/packages" -o -path "$root/etc/resolv.conf" -o -path "$root/etc/ld.so.cache" \) \
        -prune -o -printf '%P %y %l\n' | sort
}

# later SOURCE DESTINATION: the packages once more, as a revision that comes after
later() {
    for package in "$1"/*.deb; do
        dpkg-deb --raw-extract "$package" "$output/later"
        sed -i "s/$version/${version}later1/g" "$output/later/DEBIAN/control"
        dpkg-deb --root-owner-group --build "$output/later" "$2" >/dev/null
        rm -r "$output/later"
    done
}

# Whatever apt needs for them is there before they are, so that only what they leave is left.
installation() {
    say "installing, upgrading, and removing the packages"
    bare_root
    mkdir -p "$root/packages/now" "$root/packages/later"
    # shellcheck disable=SC2086 # a list of files
    cp $packages "$root/packages/now"
    later "$root/packages/now" "$root/packages/later"
    names=$(for package in "$root"/packages/now/*.deb; do dpkg-deb --field "$package" Package; done)
    # shellcheck disable=SC2086 # a list of packages
    enter "$root" root / sh -euc 'apt-get --quiet install --yes --no-install-recommends /packages/now/*.deb
        dpkg --purge "$@"' sh $names >"$output/installation.log" 2>&1
    files >"$output/before.txt"
    # shellcheck disable=SC2086
    enter "$root" root / sh -euc 'dpkg --install /packages/now/*.deb && neuroshard version
        dpkg --install /packages/later/*.deb && neuroshard version
        dpkg --purge "$@"' sh $names >>"$output/installation.log" 2>&1
    files >"$output/after.txt"
    diff -u "$output/before.txt" "$output/after.txt"
}

installed_tests() {
    say "the tests of the installed packages"
    bare_root
    enter "$root" root / useradd --create-home tester
    # shellcheck disable=SC2086
    sh "$here/with_root.sh" "$root" autopkgtest --user tester --output-dir "$output/autopkgtest" $packages "$output"/built/*.dsc \
        -- chroot "$root"
}

# The checkout, as git has it, and its two commands.
first_steps() {
    say "a new machine with git alone: ./dev demo, ./dev test"
    bare_root --include=git
    git bundle create --quiet "$root/root/checkout" HEAD
    enter "$root" root /root git clone --quiet checkout libneuroshard_version
    enter "$root" root /root/libneuroshard_version ./dev demo
    enter "$root" root /root/libneuroshard_version ./dev test
}

version=$(dpkg-parsechangelog --show-field Version)
packages=$(find "$output/built" -name '*.deb' ! -name '*-dbgsym_*' | sort)
installation
rm -rf "$output/autopkgtest"
installed_tests
first_steps
rm -r "$root"
