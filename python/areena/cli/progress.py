"""How far long work is, on one line of a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from areena._progress import Terminal


class ProgressLine:
    """Called with a phase and its steps; draws on stderr, and only when that is a terminal."""

    def __init__(self) -> None:
        self._line = Terminal(sys.stderr) if sys.stderr.isatty() else None

    def __call__(self, phase: str, done: int, total: int) -> None:
        if self._line is not None:
            self._line.draw(phase, 100 * done // total if total > 0 else None)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line is not None:
            self._line.end("")
