"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from areena.cli import manifest


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did to a folder."""

    paths: list[Path]
    removed: list[Path]
    """Files of an earlier run that are no longer a part of it."""
    kept: list[Path]
    """Such files that somebody has changed since; they stay."""


def write_files(folder: Path, files: Mapping[str, str]) -> Written:
    """Writes `files` (path inside `folder`, content) as UTF-8.

    What an earlier run wrote there and this one does not is removed (`manifest.py` says when).
    Everything is written beside its place first and moved there at the end, so that a disk that
    fills up, or a folder that may not be written to, leaves what was there before. The list of what
    was written comes last: a run that is cut short is made good by the next one.

    Raises:
        OSError: nothing was changed, and no folder that was not there is left behind.
    """
    before = manifest.read_manifest(folder)
    places = _write(folder, files)
    removed, kept = manifest.remove_left_over(folder, before, files)
    _write(folder, {manifest.NAME: manifest.manifest_of(files)})
    return Written(places, removed, kept)


def _write(folder: Path, files: Mapping[str, str]) -> list[Path]:
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            place = folder / name
            made += _make_folders(place.parent)
            if place.is_dir():
                raise IsADirectoryError(f"'{place}' is a folder; a file should go there")
            beside = place.with_name(f".{place.name}.{os.getpid()}.part")
            staged.append((beside, place))
            beside.write_bytes(content.encode("utf-8"))
        for beside, place in staged:
            beside.replace(place)
    except BaseException:
        for beside, _ in staged:
            beside.unlink(missing_ok=True)
        for each in reversed(made):
            with contextlib.suppress(OSError):
                each.rmdir()
        raise
    return [place for _, place in staged]


def _make_folders(folder: Path) -> list[Path]:
    """The folders that had to be made, the outermost first."""
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    if not at.is_dir():
        raise NotADirectoryError(f"'{at}' is not a folder")
    missing.reverse()
    for each in missing:
        each.mkdir()
    return missing
