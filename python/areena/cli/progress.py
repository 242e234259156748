"""How far long work is, on one line of a terminal."""

from __future__ import annotations

import sys
from types import TracebackType


class ProgressLine:
    """Called with a phase and its steps; draws on stderr, and only when that is a terminal."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()
        self._last = ""

    def __call__(self, phase: str, done: int, total: int) -> None:
        share = f" {100 * done // total:3d} %" if total > 0 else ""
        line = f"{phase}{share}"
        if self._shows and line != self._last:
            self._last = line
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shows and self._last:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
