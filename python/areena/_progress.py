"""How far long work is: a bar in a notebook, a line on a terminal, nothing anywhere else."""

from __future__ import annotations

import html
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from areena._faces.words import Words, words

__all__ = ["Progress", "ProgressBar", "Standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How good what a computation has found is by now.

    Attributes
    ----------
    objective : str
        What is being improved: one of ``timetable.Measure``, or of a plan's ``support``,
        ``leximin``, ``coverage``, ``end_quarters`` and ``peak_load``.
    value : float
        Of leximin the coverage of the one covered least; coverage in shares of one.
    bound : float, optional
        What cannot be exceeded, or gone below where less is better.
    """

    objective: str
    value: float
    bound: float | None

    @property
    def gap(self) -> float | None:
        """How far the two are apart: a share of the bound, or of the value where that is 0."""
        if self.bound is None:
            return None
        if self.value == self.bound:
            return 0.0
        return abs((self.bound - self.value) / (self.bound or self.value))


Standing.__module__ = "areena"

# What functions with long work take: True stands for a ProgressBar of their own. The standing is
# None where there is none to tell.
Progress = Callable[[str, int, int, Standing | None], object] | bool | None


# Often enough to look alive, seldom enough for a notebook over a slow line.
_SECONDS = 0.1


class _Screen(Protocol):
    """Where progress is drawn."""

    def draw(self, text: str, percent: int | None) -> None:
        """Draws over what was drawn before; how much of all is done, if that is known."""

    def end(self, text: str) -> None:
        """Leaves nothing half drawn behind."""


class Terminal:
    """One line of a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._last = ""

    def draw(self, text: str, percent: int | None) -> None:
        done = "" if percent is None else f" {percent:3d} %"
        room = shutil.get_terminal_size().columns - 1 - len(done)  # a line too long would stay
        line = (text if len(text) <= room else f"{text[: max(0, room - 1)]}…") + done
        if line != self._last:
            self._last = line
            print(f"\r\033[K{line}", end="", file=self._stream, flush=True)

    def end(self, text: str) -> None:  # noqa: ARG002
        if self._last:
            print("\r\033[K", end="", file=self._stream, flush=True)


class _Drawing:
    """What a notebook shows for the bar at one moment."""

    def __init__(self, text: str, bar: str = "") -> None:
        self._text = text
        self._bar = bar

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return f"<div role='status'>{self._bar}{html.escape(self._text)}</div>"


class _Notebook:
    def __init__(self, display: Callable[..., Any]) -> None:
        self._display = display
        self._handle: Any = None

    def draw(self, text: str, percent: int | None) -> None:
        known = "" if percent is None else f" value='{percent}' max='100'"
        bar = f"<progress aria-label='{html.escape(text)}'{known}></progress> "
        self._show(_Drawing(text if percent is None else f"{text} {percent} %", bar))

    def end(self, text: str) -> None:
        if self._handle is not None:
            self._show(_Drawing(text))

    def _show(self, drawing: _Drawing) -> None:
        if self._handle is None:
            self._handle = self._display(drawing, display_id=True)
        else:
            self._handle.update(drawing)


def _screen() -> _Screen | None:
    """Where somebody would see it, or nowhere."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None and getattr(shell, "kernel", None) is not None:
        from IPython.display import display

        return _Notebook(display)
    return Terminal(sys.stderr) if sys.stderr is not None and sys.stderr.isatty() else None


class ProgressBar:
    """Shows how far long work is: a bar in a notebook, a line on a terminal, else nothing.

    ``progress=True`` makes one for a single piece of work. Make it yourself to follow several, as a
    context manager: at its end a notebook keeps one line that says how long it took, a terminal
    keeps nothing.

    Parameters
    ----------
    language : str
        ``"fi"``, ``"sv"`` or ``"en"``.

    Examples
    --------
    >>> import areena
    >>> with areena.ProgressBar(language="fi") as progress:
    ...     plan = areena.plan(areena.examples.tiny(), progress=progress)
    """

    def __init__(self, *, language: str = "en") -> None:
        self._words: Words = words(language)
        self._screen = _screen()
        self._began = time.monotonic()
        self._drawn: float | None = None
        self._ended = False

    def __call__(self, phase: str, done: int, total: int, standing: Standing | None = None) -> None:
        """Draws a step, at most ten times a second; a total of 0 is not known."""
        if self._screen is None or self._ended:
            return
        now = time.monotonic()
        if self._drawn is not None and now - self._drawn < _SECONDS:
            return
        self._drawn = now
        percent = 100 * done // total if total > 0 else None
        self._screen.draw(self._said(phase) + self._reached(standing), percent)

    def close(self, *, stopped: bool = False) -> None:
        """Ends the drawing; once ended, further steps are not drawn.

        Parameters
        ----------
        stopped : bool
            Whether the work did not come to its end.
        """
        if self._screen is None or self._ended:
            return
        self._ended = True
        seconds = self._words.number(Decimal(f"{time.monotonic() - self._began:.1f}"), 1)
        self._screen.end(self._words("progress.stopped" if stopped else "progress.done", s=seconds))

    def _said(self, phase: str) -> str:
        key = f"progress.{phase.replace(' ', '_')}"
        return self._words(key) if key in self._words else phase

    def _reached(self, standing: Standing | None) -> str:
        if standing is None:
            return ""
        said = self._words
        shares = standing.objective in ("leximin", "peak", "peak_load")

        def number(value: float) -> str:
            exact = Decimal(f"{value:.6f}")
            return said.percent(exact) if shares else said.number(exact)

        told = {
            "objective": said(f"progress.of.{standing.objective}"),
            "value": number(standing.value),
        }
        if standing.bound is None or standing.gap is None:
            return said("progress.reached", **told)
        gap = said.percent(Decimal(f"{standing.gap:.6f}"))
        return said("progress.reached_of", bound=number(standing.bound), gap=gap, **told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(stopped=kind is not None)


ProgressBar.__module__ = "areena"
