"""Sample networks that come with the package.

``tiny`` has five invented members and everything a network can have; ``finland`` the 46 municipal
providers of vocational education with a 2020 decision, with sixty illustrative commitments;
``election`` is a participatory budget of an invented town.
"""

from __future__ import annotations

from pathlib import Path

from areena import Network, NotFoundError, read, selection

__all__ = ["election", "finland", "folder", "tiny"]


def folder(name: str) -> Path:
    """The folder of a sample: in the installed package, else in a checkout of the repository.

    Parameters
    ----------
    name : str
        ``"tiny"`` or ``"finland"``.

    Raises
    ------
    NotFoundError
        If there is no such sample.
    """
    here = Path(__file__).resolve().parent
    for parent in (here / "_examples", here.parent.parent / "examples"):
        if (parent / name / "network.json").is_file():
            return parent / name
    raise NotFoundError(
        f"no sample network {name!r}; there are 'tiny' and 'finland'", code="examples.not_found"
    )


def tiny() -> Network:
    """Five invented members, six commitments: readable in a minute."""
    return read(folder("tiny"))


def finland() -> Network:
    """The 46 municipal providers, mainland areas and figures, sixty illustrative commitments."""
    return read(folder("finland"))


def election() -> selection.Election:
    """Twelve projects and two hundred ballots of Kivikko, an invented town with an island."""
    here = Path(__file__).resolve().parent
    for parent in (here / "_examples", here.parent.parent / "examples"):
        if (parent / "elections/kivikko.pb").is_file():
            return selection.read(parent / "elections/kivikko.pb")
    raise NotFoundError("the sample election is not there", code="examples.not_found")
