# shellcheck shell=bash
# .venv with the pinned packages, and areena built and installed into it.

venv_python="$PWD/.venv/bin/python"

ensure_venv() {
    local python stamp
    python=$(command -v "${PYTHON:-python3}")
    # Scripts in .venv name their folder, so a moved clone needs a new one.
    stamp="$PWD $("$python" -VV | tr '\n' ' ') $(hash_of scripts/requirements.txt)"
    if [ -x "$venv_python" ] && [ "$(cat .venv/areena-venv.stamp 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    say "making .venv"
    "$python" -m venv --clear .venv
    "$venv_python" -m pip install --quiet --disable-pip-version-check -r scripts/requirements.txt >&2
    printf '%s' "$stamp" >.venv/areena-venv.stamp
}

# The installed package is a wheel like everybody's, built in a folder that is kept, so that only
# what changed is compiled. Tests then see what users get.
ensure_package() {
    local stamp log=build/python.log
    stamp=$(hash_of CMakeLists.txt cmake include src bindings python pyproject.toml README.md LICENSE \
        examples/tiny examples/finland)
    if [ "$(cat .venv/areena-package.stamp 2>/dev/null)" = "$stamp" ]; then return; fi
    say "building and installing areena (log: $log)"
    mkdir -p build
    rm -f .venv/areena-package.stamp
    if ! PATH="$PWD/.venv/bin:$PATH" CMAKE_BUILD_PARALLEL_LEVEL="$(jobs_wanted)" \
        "$venv_python" -m pip install --verbose --disable-pip-version-check --no-index \
        --no-build-isolation --no-deps --force-reinstall \
        --config-settings=build-dir=build/python \
        --config-settings=cmake.define.AREENA_WARNINGS_AS_ERRORS=ON . >"$log" 2>&1; then
        grep -E 'error:|Error|FAILED' "$log" | cut -c1-300 | head -n 30 >&2
        fail "the build failed; all of it is in $log"
    fi
    printf '%s' "$stamp" >.venv/areena-package.stamp
}
