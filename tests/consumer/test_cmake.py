"""C++ users: with the installed package, with the source as a subfolder, with a wrong version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.build, pytest.mark.timeout(3600)]

HERE = Path(__file__).resolve().parent


def cmake(*arguments: str | Path) -> None:
    done = subprocess.run(
        ["cmake", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def program_output(build: Path) -> str:
    return subprocess.run([build / "user"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def prefix(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the release build is installed for the test, away from the source tree."""
    build = root / "build/release"
    if not (build / "CMakeCache.txt").is_file():
        pytest.skip("no release build: cmake --preset release && cmake --build --preset release")
    prefix = tmp_path_factory.mktemp("installed")
    cmake("--install", build, "--prefix", prefix)
    return prefix


def configure(user: str, build: Path, *options: str) -> None:
    cmake("-G", "Ninja", "-S", HERE / user, "-B", build, *options)


def test_an_installed_areena_is_found_and_used(prefix: Path, tmp_path: Path) -> None:
    configure("find_package", tmp_path, f"-DCMAKE_PREFIX_PATH={prefix}")
    cmake("--build", tmp_path)
    version, quarter = program_output(tmp_path).split()
    assert quarter == "2027Q1"
    told = (tmp_path / "interface.txt").read_text(encoding="utf-8").splitlines()
    assert told == [
        f"version {version}",
        f"includes {prefix}/include",
        "links Threads::Threads",
        "options ",
    ]


def test_a_version_that_is_not_there_is_refused(prefix: Path, tmp_path: Path) -> None:
    configure("refused", tmp_path, f"-DCMAKE_PREFIX_PATH={prefix}")


def test_an_installation_holds_headers_library_and_package_only(prefix: Path) -> None:
    kinds = {path.suffix for path in prefix.rglob("*") if path.is_file()}
    assert kinds == {".hpp", ".a", ".cmake", ""}
    assert [path.name for path in prefix.rglob("*") if path.is_file() and not path.suffix] == [
        "LICENSE"
    ]


def test_areena_builds_as_a_part_of_another_project(root: Path, tmp_path: Path) -> None:
    configure(
        "add_subdirectory",
        tmp_path,
        f"-DAREENA_SOURCE={root}",
        f"-DPython_EXECUTABLE={sys.executable}",
        "-DAREENA_USE_CCACHE=ON",
        "-DCMAKE_CXX_FLAGS=-O0",
    )
    cmake("--build", tmp_path)
    assert program_output(tmp_path).split()[1] == "2027Q1"
