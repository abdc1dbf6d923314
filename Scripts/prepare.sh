#!/usr/bin/env bash
# Installs what `build`, `test` or `lint` needs and the system lacks: prepare.sh [build|test|profile|lint]
set -euo pipefail

purpose=${1:-build}
packages=()

need() { # need PACKAGE PATH…: the package is missing when none of the paths exists
    local package=$1 path
    shift
    for path in "$@"; do
        # The pattern is expanded on purpose: a library lies in a folder named after the machine.
        # shellcheck disable=SC2086
        for found in $path; do [ -e "$found" ] && return; done
    done
    packages+=("$package")
}

need_command() { command -v "$2" >/dev/null 2>&1 || packages+=("$1"); }

if ! command -v swift >/dev/null 2>&1; then
    echo "prepare: 'swift' is not on the PATH. Install the Swift 6.3 toolchain from swift.org." >&2
    exit 1
fi

[ "$purpose" = lint ] && exit 0

need libncurses-dev /usr/include/ncursesw/ncurses.h /usr/include/ncurses.h
need libsqlite3-dev /usr/include/sqlite3.h
need libxlsxwriter-dev /usr/include/xlsxwriter.h
need libarchive-dev /usr/include/archive.h
need libcrypt-dev /usr/include/crypt.h
need libxml2 '/usr/lib/*/libxml2.so.*'
if [ "$purpose" = test ]; then
    need_command tmux tmux
    need_command sqlite3 sqlite3
    need_command python3 python3
    need_command procps pgrep
fi
if [ "$purpose" = profile ]; then
    need_command valgrind valgrind
    need_command binutils objcopy
    need_command python3 python3
    need_command sqlite3 sqlite3
fi
[ ${#packages[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
explain() {
    echo "prepare: cannot install what is missing. Install these packages, then try again:" >&2
    echo "    apt-get install ${packages[*]}" >&2
    exit 1
}
command -v apt-get >/dev/null 2>&1 || explain
if [ ${#as_root[@]} -gt 0 ] && ! command -v sudo >/dev/null 2>&1; then explain; fi

echo "prepare: installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq || true
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || explain
