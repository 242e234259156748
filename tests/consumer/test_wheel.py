"""`pip install .` as users do it: from a source distribution, in isolation, into an empty place."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.build, pytest.mark.timeout(3600)]


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | more
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    code = f"from scikit_build_core.build import build_sdist; build_sdist({str(folder)!r})"
    run(sys.executable, "-c", code, cwd=root)
    (archive,) = folder.glob("*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source distribution with what the index gives for the build requirements."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    reachable = subprocess.run(
        [*pip, "download", "--quiet", "--no-deps", "--dest", folder / "probe", "scikit-build-core"],
        capture_output=True,
        check=False,
    )
    if reachable.returncode != 0:
        pytest.skip("no package index can be reached, and an isolated build needs one")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.glob("areena-*")
    # The place and the flags of scripts/setup, so that ccache knows what it has compiled there.
    settings = ("build-dir=build/python", "cmake.define.AREENA_WARNINGS_AS_ERRORS=ON")
    options = [f"--config-settings={setting}" for setting in settings]
    run(
        *(*pip, "wheel", "--no-deps", "--wheel-dir", folder, *options, source),
        cwd=folder,
        CCACHE_BASEDIR=str(source),
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_source_distribution_holds_what_a_build_needs_and_no_more(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"CMakeLists.txt", "LICENSE", "README.md", "include/areena/version.hpp"} <= names
    assert not [name for name in names if name.startswith(("build/", ".venv/", "out/", ".git/"))]
    assert not [name for name in names if name.endswith((".so", ".pyc"))]


def test_the_wheel_holds_the_package_and_its_examples_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"areena"}
    assert "areena/py.typed" in names
    assert "areena/_core.pyi" in names
    assert {f"areena/_examples/{name}/network.json" for name in ("tiny", "finland")} <= set(names)
    finland = ("datapackage.json", "tables/ages-16-18.csv")
    assert {f"areena/_examples/finland/{name}" for name in finland} <= set(names)
    wrong = (".hpp", ".cpp", ".cmake", ".a", ".pyc", "CMakeLists.txt")
    assert [name for name in names if name.endswith(wrong)] == []


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", wheel, cwd=tmp_path)
    code = (
        "import areena; plan = areena.plan(areena.examples.tiny()); "
        "print(areena.__version__, plan.verified.ok)"
    )
    assert run(python, "-c", code, cwd=tmp_path).split()[1] == "True"
