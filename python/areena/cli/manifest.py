"""What an earlier run wrote into a folder, so that a later one takes away what no longer belongs.

The folder holds a list, `.areena-files.json`, of what was written last with the SHA-256 of each
file. A file goes only if the list names it, it lies inside the folder, and it is still what was
written: a file of somebody else's, and one that was changed since, stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

NAME = ".areena-files.json"
_FORMAT = "areena-files"
_VERSION = 1


def manifest_of(files: Mapping[str, str]) -> str:
    """The list of files (path inside the folder, content) as JSON."""
    hashes = {name: _hash(files[name].encode("utf-8")) for name in sorted(files)}
    document = {"format": _FORMAT, "version": _VERSION, "files": hashes}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def read_manifest(folder: Path) -> dict[str, str]:
    """What the folder's list says was written; nothing where there is no list that can be read."""
    try:
        document = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        return {}
    if document.get("version") != _VERSION or not isinstance(document.get("files"), dict):
        return {}
    return {name: str(value) for name, value in document["files"].items() if _is_inside(name)}


def remove_left_over(
    folder: Path, before: Mapping[str, str], now: Iterable[str]
) -> tuple[list[Path], list[Path]]:
    """Removes what was written before and is not now; folders that this empties go too.

    Returns:
        What was removed, and what stays because it was changed since it was written.
    """
    removed, kept = [], []
    for name in sorted(set(before) - set(now)):
        place = folder / name
        if not _is_plain(folder, place):
            continue
        if _hash(place.read_bytes()) != before[name]:
            kept.append(place)
            continue
        place.unlink()
        removed.append(place)
        for parent in PurePosixPath(name).parents[:-1]:
            with contextlib.suppress(OSError):  # not empty
                (folder / parent).rmdir()
    return removed, kept


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    )


def _is_plain(folder: Path, place: Path) -> bool:
    """A file that is reached without a symbolic link below the folder."""
    steps = [place, *place.parents]
    below = steps[: steps.index(folder)]
    return place.is_file() and not any(each.is_symlink() for each in below)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
