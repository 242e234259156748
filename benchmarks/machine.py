"""Prints, as Markdown, on what and with what the benchmarks run."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path


def processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def first_line(*command: str) -> str:
    try:
        run = subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return run.stdout.splitlines()[0]


def cached(name: str) -> str:
    cache = Path("build/release/CMakeCache.txt").read_text("utf-8")
    found = re.search(rf"^{name}:\w+=(.*)$", cache, re.MULTILINE)
    return found[1] if found else ""


def boost_version() -> str:
    header = Path(cached("AREENA_BOOST_INCLUDE_DIR")) / "boost/version.hpp"
    found = re.search(r'#define BOOST_LIB_VERSION "(.+)"', header.read_text("utf-8"))
    return found[1].replace("_", ".") if found else "unknown"


def main() -> None:
    load = f"{os.getloadavg()[0]:.1f}"
    rows = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processor": f"{processor()}, {os.cpu_count()} threads, load {load} before the run",
        "system": f"{platform.system()} {platform.release()}",
        "compiler": first_line(cached("CMAKE_CXX_COMPILER"), "--version"),
        "build": f"{cached('CMAKE_BUILD_TYPE')} ({cached('CMAKE_CXX_FLAGS_RELEASE')})",
        "Boost": boost_version(),
        "Python": platform.python_version(),
    }
    print("| | |\n|---|---|")
    for name, value in rows.items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
