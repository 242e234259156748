# shellcheck shell=bash
# Words and settings that setup, demo and test share. Sourced from the root of the repository.
say() { printf '%s\n' "areena: $*" >&2; }
fail() {
    say "$*"
    exit 1
}

# Compilations survive a new clone or build folder: paths are hashed relative to this one.
export CCACHE_BASEDIR="$PWD"
export CCACHE_NOHASHDIR=1

jobs_wanted() { echo "${AREENA_JOBS:-$(nproc 2>/dev/null || echo 2)}"; }

# One hash of the contents and names of the files below the given paths.
hash_of() {
    { find "$@" -type f -not -path '*/__pycache__/*' -print0 2>/dev/null || true; } |
        LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
}
