#!/bin/sh
# A new module gets this one by its path, as from where it is published, builds a program with it and runs that: from a
# repository that is made of the files here, with an installed library.
# usage: get_test.sh CMAKE BUILD_DIRECTORY SCRATCH LIBRARY_DIRECTORY RELEASE GO...
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cmake=$1 build=$2 scratch=$3 libraries=$4 release=$5
shift 5
module=github.com/neuroshard-ai/libneuroshard-version/bindings/go
rm -rf "$scratch"
mkdir -p "$scratch/repository/bindings"
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"

# Nothing of what the person who runs this has configured.
export HOME="$scratch" GIT_CONFIG_NOSYSTEM=1 GOENV=off XDG_CONFIG_HOME="$scratch"
cp -R "$project/bindings/go" "$scratch/repository/bindings/"
cp "$project/LICENSE" "$scratch/repository/" # which go takes into a module that has none of its own
cd "$scratch/repository"
git init --quiet .
git add --all
git -c user.name=test -c user.email=test@localhost commit --quiet --message "$release"
git tag "bindings/go/v$release"
export GIT_CONFIG_COUNT=1 GIT_CONFIG_VALUE_0="https://${module%/bindings/go}"
export GIT_CONFIG_KEY_0="url.file://$scratch/repository.insteadOf"

export GOPROXY=direct GOSUMDB=off GOFLAGS=-modcacherw GOTOOLCHAIN=local
export PKG_CONFIG_PATH="$scratch/prefix/$libraries/pkgconfig" LD_LIBRARY_PATH="$scratch/prefix/$libraries"
number=0
for go; do
    number=$((number + 1))
    export GOPATH="$scratch/$number/path"
    mkdir -p "$scratch/$number/program"
    cd "$scratch/$number/program"
    "$go" mod init example.org/program
    cp "$project/examples/go/ten_tasks/main.go" .
    "$go" get "$module@v$release"
    "$go" build -o program .
    sh "$project/examples/expect_ten_tasks.sh" ./program
    cmp "$project/LICENSE" "$GOPATH/pkg/mod/$module@v$release/LICENSE"
done
