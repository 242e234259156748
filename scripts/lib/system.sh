# shellcheck shell=bash
# System packages, installed only where what they bring is missing. Needed ones end the run when they
# cannot be had; wished ones are named and done without (their tests skip).

have() { command -v "$1" >/dev/null 2>&1; }

has_compiler() {
    local version
    version=$("${CXX:-g++}" -dumpversion 2>/dev/null) || return 1
    [ -n "${CXX:-}" ] || [ "${version%%.*}" -ge 12 ]
}
has_python() {
    "${PYTHON:-python3}" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
        2>/dev/null
}
has_python_headers() {
    "${PYTHON:-python3}" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' 2>/dev/null
}
has_catch2() {
    local prefix
    for prefix in /usr /usr/local ${CMAKE_PREFIX_PATH:+${CMAKE_PREFIX_PATH//[:;]/ }}; do
        [ -e "$prefix/include/catch2/catch.hpp" ] || [ -e "$prefix/include/catch2/catch_all.hpp" ] ||
            continue
        return 0
    done
    return 1
}
has_chromium() { have chromium || have chromium-browser || have google-chrome; }
has_fonts() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ]; }

install_with_apt() {
    local -a root=()
    if [ "$(id -u)" -ne 0 ]; then
        have sudo && sudo -n true 2>/dev/null || return 1
        root=(sudo -n)
    fi
    have apt-get || return 1
    say "installing with apt: $*"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2 || true
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends "$@" >&2
}

ensure_system_packages() {
    local -a needed=() wished=()
    has_compiler || needed+=(g++)
    have git || needed+=(git)
    has_python || needed+=(python3 python3-venv)
    has_python_headers || needed+=(python3-dev)
    has_catch2 || wished+=(catch2)
    have ccache || wished+=(ccache)
    has_chromium || wished+=(chromium)
    has_fonts || wished+=(fonts-dejavu-core)
    if [ ${#needed[@]} -gt 0 ]; then
        install_with_apt "${needed[@]}" ||
            fail "missing and not installable from here: ${needed[*]}. Install them and run again."
        has_compiler || fail "areena needs GCC 12 or newer; set CXX to a compiler of C++20"
        { has_python && has_python_headers; } ||
            fail "areena needs Python 3.11 or newer with its headers; set PYTHON to one"
    fi
    if [ ${#wished[@]} -gt 0 ]; then
        install_with_apt "${wished[@]}" || say "going on without: ${wished[*]}"
    fi
    return 0
}
