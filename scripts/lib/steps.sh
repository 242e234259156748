# shellcheck shell=bash
# The steps of scripts/test. Each leaves a record below build/test-results: a JUnit file of its test
# cases, or one line in steps.tsv; tally.py adds them up.

results="$PWD/build/test-results"

start_results() {
    rm -rf "$results"
    mkdir -p "$results"
    : >"$results/steps.tsv"
}

# step NAME COMMAND...: one thing that passes or fails as a whole.
step() {
    local name=$1 began=$SECONDS verdict=passed
    shift
    say "$name ..."
    if ! "$@" >"$results/$name.log" 2>&1; then
        verdict=failed
        grep -E 'error:|Error|FAILED' "$results/$name.log" | cut -c1-300 | head -n 30
        tail -n 20 "$results/$name.log" | cut -c1-300
    fi
    say "$name: $verdict ($((SECONDS - began)) s)"
    printf '%s\t%s\n' "$name" "$verdict" >>"$results/steps.tsv"
    [ $verdict = passed ]
}

# cases NAME COMMAND...: a runner that writes $results/NAME.xml; without that file, one failure.
cases() {
    local name=$1 began=$SECONDS
    shift
    say "$name ..."
    if ! "$@" >"$results/$name.log" 2>&1; then
        tail -n 150 "$results/$name.log"
    fi
    say "$name: done ($((SECONDS - began)) s)"
    [ -s "$results/$name.xml" ] || printf '%s\tfailed\n' "$name" >>"$results/steps.tsv"
}

# The presets take the packages of .venv (Boost's headers, pybind11) and the jobs from the environment.
configure() {
    local preset=$1
    shift
    cmake --preset "$preset" -DPython_EXECUTABLE="$PWD/.venv/bin/python" "$@"
}
build() { configure "$@" && cmake --build --preset "$1"; }

cpp_tests() {
    local preset=$1
    step "build-$preset" build "$preset" || return 1
    cases "cpp-$preset" ctest --preset "$preset" --output-junit "$results/cpp-$preset.xml"
}

python_tests() {
    local name=$1
    shift
    cases "$name" .venv/bin/python -m pytest --continue-on-collection-errors \
        --junitxml "$results/$name.xml" -q "$@"
}

# The same tests against a module built with the sanitizers, which must be loaded before Python.
sanitized_python_tests() {
    local site=build/asan-ubsan/site
    step build-sanitized-module build asan-ubsan -DAREENA_BUILD_PYTHON=ON || return 1
    rm -rf "$site"
    mkdir -p "$site"
    cp -r python/areena "$site/"
    step install-sanitized-module cmake --install build/asan-ubsan --component python \
        --prefix "$site" || return 1
    LD_PRELOAD="$("${CXX:-g++}" -print-file-name=libasan.so) $("${CXX:-g++}" -print-file-name=libstdc++.so)" \
        ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 \
        PYTHONPATH="$PWD/$site" AREENA_SANITIZED=1 \
        python_tests python-sanitized tests/python -m "not build"
}

finish() {
    local python=.venv/bin/python
    [ -x $python ] || python=python3
    "$python" scripts/lib/tally.py "$results"
    exit $?
}
