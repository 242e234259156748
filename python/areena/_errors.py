"""The errors of areena: one root, and a class for each built-in one that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from areena._core import Finding, Place

__all__ = ["CancelledError", "Error", "FileError", "InvalidError", "NotFoundError"]


class Error(Exception):
    """Root of all errors that areena raises on purpose.

    Parameters
    ----------
    message : str
        A sentence for people; ``str(error)`` gives it back.
    code : str
        Stable name of the fault, ``area.reason``, for programs.
    place : Place, optional
        Where it stands in a file, if that is known.
    findings : tuple of Finding
        Everything that was found wrong, where one look found several things.
    """

    code: str
    place: Place | None
    findings: tuple[Finding, ...]

    def __init__(
        self,
        message: str = "",
        *,
        code: str = "",
        place: Place | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.findings = findings

    def __str__(self) -> str:
        # Not KeyError's, which shows the message in quotes.
        return str(self.args[0]) if self.args else ""


class InvalidError(Error, ValueError):
    """Broken input, or a value that breaks a rule."""


class NotFoundError(Error, KeyError):
    """An id that is not there; the message names the nearest ones."""


class FileError(Error, OSError):
    """A file that cannot be read or written."""


class CancelledError(Error):
    """Work was asked to stop before there was a result to hand back."""


for _class in (Error, InvalidError, NotFoundError, FileError, CancelledError):
    _class.__module__ = "areena"
