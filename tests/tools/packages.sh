#!/bin/sh
# Install the packages that a build (or with "test" the tests, with "fuzz" libFuzzer) needs and that are missing.
# Nothing that Debian starts as a service: what is tried with an SSH server is tried where there is one.
# Debian and Ubuntu: by apt-get, with sudo where needed. Elsewhere: name them in one sentence.
stamp=build/.packages-$1
[ -e "$stamp" ] && exit 0

packages="gcc make pkg-config libc6-dev libncurses-dev libsqlite3-dev libcsv-dev libutf8proc-dev libexpat1-dev"
[ "$1" = test ] && packages="$packages libcmocka-dev sqlite3 tmux mandoc clang clang-format python3"
[ "$1" = fuzz ] && packages="$packages libcmocka-dev clang libclang-rt-dev"

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    missing=
    for package in $packages; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$' || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        sudo=
        [ "$(id -u)" = 0 ] || sudo=sudo
        echo "Installing with apt-get:$missing"
        export DEBIAN_FRONTEND=noninteractive
        { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null; } || {
            echo "steerco needs these packages, and apt-get could not install them:$missing" >&2
            exit 1
        }
    fi
else
    for header in curses.h sqlite3.h csv.h utf8proc.h expat.h; do
        echo "#include <$header>" | ${CC:-cc} -E -I/usr/include/ncursesw - >/dev/null 2>&1 || {
            echo "steerco needs a C compiler and the development files of ncursesw, sqlite3, libcsv, utf8proc and expat" \
                "(<$header> was not found)." >&2
            exit 1
        }
    done
fi
mkdir -p build && : >"$stamp"
