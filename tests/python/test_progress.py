"""Progress that shows itself: in a notebook, on a terminal, and nowhere else."""

from __future__ import annotations

import io
import re
import sys
import types
from pathlib import Path
from typing import Any, get_args

import pytest

import areena
from areena import _progress, selection, timetable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Shell:
    """A notebook's shell, and what its display was asked to show."""

    kernel = object()

    def __init__(self) -> None:
        self.shown: list[Any] = []
        self.updates = 0

    def display(self, drawing: Any, *, display_id: bool) -> Shell:
        assert display_id is True
        self.shown.append(drawing)
        return self

    def update(self, drawing: Any) -> None:
        self.updates += 1
        self.shown.append(drawing)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(_progress.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell()
    ipython: Any = types.ModuleType("IPython")
    ipython.get_ipython = lambda: shell
    display: Any = types.ModuleType("IPython.display")
    display.display = shell.display
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return shell


def test_a_notebook_shows_a_bar_ten_times_a_second_at_most(
    notebook: Shell, clock: list[float]
) -> None:
    with areena.ProgressBar(language="fi") as bar:
        for step in range(1000):
            bar("place", step, 1000)
            clock[0] += 0.001
    assert len(notebook.shown) == 11  # ten in a second, and the last
    assert notebook.updates == 10
    first, last = notebook.shown[0], notebook.shown[-1]
    assert "<progress aria-label='Sijoitetaan aikatauluun' value='0' max='100'>" in (
        first._repr_html_()
    )
    assert "value='10'" in notebook.shown[1]._repr_html_()
    assert repr(notebook.shown[1]) == "Sijoitetaan aikatauluun 10 %"
    assert repr(last) == "Valmis, 1 s"
    assert "<progress" not in last._repr_html_()


def test_what_is_not_known_has_a_bar_without_a_value(notebook: Shell) -> None:
    bar = areena.ProgressBar()
    bar("equal shares", 3, 0)
    shown = notebook.shown[0]._repr_html_()
    assert "<progress aria-label='Sharing the effort'></progress>" in shown
    assert repr(notebook.shown[0]) == "Sharing the effort"


def test_what_ends_by_an_exception_says_so(notebook: Shell, clock: list[float]) -> None:
    bar = areena.ProgressBar(language="sv")

    def interrupted() -> None:
        with bar:
            bar("cover", 1, 2)
            clock[0] += 1.26
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert repr(notebook.shown[-1]) == "Avbrutet, 1,3 s"
    bar("cover", 2, 2)
    bar.close()
    assert len(notebook.shown) == 2


def test_markup_in_a_phase_is_escaped(notebook: Shell) -> None:
    areena.ProgressBar()("<b>'\"", 1, 2)
    assert "<b>" not in notebook.shown[0]._repr_html_()
    assert "aria-label='&lt;b&gt;&#x27;&quot;'" in notebook.shown[0]._repr_html_()


def test_a_terminal_keeps_one_line_and_then_none(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    with areena.ProgressBar() as bar:
        bar("place", 1, 4)
        clock[0] += 0.2
        bar("place", 2, 4)
    clear = "\r\033[K"
    assert terminal.getvalue() == (
        f"{clear}Placing in the timetable  25 %{clear}Placing in the timetable  50 %{clear}"
    )


def test_elsewhere_it_is_silent(capsys: pytest.CaptureFixture[str], tiny: areena.Network) -> None:
    with areena.ProgressBar() as bar:
        bar("place", 1, 2)
    areena.plan(tiny, progress=True)
    assert capsys.readouterr() == ("", "")


def test_an_interactive_python_without_a_kernel_is_a_terminal(
    notebook: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "kernel", None, raising=False)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    areena.ProgressBar()("place", 1, 2)
    assert not notebook.shown
    assert "50 %" in stream.getvalue()


def test_true_shows_a_bar_of_its_own_that_ends(notebook: Shell, tiny: areena.Network) -> None:
    plan = areena.plan(tiny, progress=True)
    assert plan == areena.plan(tiny, progress=False) == areena.plan(tiny)
    assert len(notebook.shown) >= 2
    assert re.fullmatch(r"Valmis, [\d,]+ s", repr(notebook.shown[-1]))
    before = len(notebook.shown)
    plan.what_if(capacity={tiny.capacities[0].organization: "-10%"}, progress=True)
    assert re.fullmatch(r"Valmis, [\d,]+ s", repr(notebook.shown[-1]))
    assert len(notebook.shown) > before


@pytest.mark.usefixtures("notebook")
def test_a_bar_that_fails_ends_the_work(tiny: areena.Network) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no display")

    sys.modules["IPython.display"].display = broken  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="no display"):
        areena.plan(tiny, progress=True)


def test_something_else_is_refused(tiny: areena.Network) -> None:
    with pytest.raises(TypeError, match="a callable or True is expected, not str"):
        areena.plan(tiny, progress="yes")  # type: ignore[arg-type]


def test_engines_take_true_too(notebook: Shell) -> None:
    election = selection.reads(
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\npark;60\n"
        "bridge;50\nVOTES\nvoter_id;vote\n1;park\n2;park,bridge\n"
    )
    selection.select(election, progress=True)
    assert repr(notebook.shown[0]) == "Sharing the effort"
    assert repr(notebook.shown[-1]).startswith("Done in")


def test_a_bar_says_how_good_it_is_by_now(notebook: Shell, clock: list[float]) -> None:
    bar = areena.ProgressBar(language="fi")
    bar("place", 1, 4, areena.Standing("value", 40, 48.5))
    clock[0] += 1
    bar("cover", 2, 4, areena.Standing("leximin", 0.25, None))
    clock[0] += 1
    bar("prove", 3, 4, None)
    assert [repr(each) for each in notebook.shown] == [
        "Sijoitetaan aikatauluun · arvo 40, raja 48,5, ero 18\N{NO-BREAK SPACE}% 25 %",
        "Parannetaan kattavuutta · vähiten katetun kattavuus 25\N{NO-BREAK SPACE}% 50 %",
        "Todistetaan parhaaksi 75 %",
    ]


@pytest.mark.parametrize("measure", get_args(timetable.Measure))
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_objective_has_a_name(notebook: Shell, language: str, measure: str) -> None:
    areena.ProgressBar(language=language)("smooth", 0, 1, areena.Standing(measure, 1, 1))
    assert " · " in repr(notebook.shown[0])


def test_a_callback_is_told_the_standing(root: Path) -> None:
    problem = timetable.read(root / "examples/timetable/office.json")
    told: list[areena.Standing] = []

    def follow(_phase: str, done: int, total: int, standing: areena.Standing | None) -> None:
        assert done <= total
        if standing is not None:
            told.append(standing)

    timetable.search(problem, objectives=["value"], progress=follow)
    assert told
    assert {each.objective for each in told} == {"value"}
    assert told[-1].bound is not None
    assert told[-1].value == 41 <= told[-1].bound


def test_planning_tells_the_support_kept_so_far(finland: areena.Network) -> None:
    told: list[areena.Standing] = []

    def follow(_phase: str, _done: int, _total: int, standing: areena.Standing | None) -> None:
        if standing is not None:
            told.append(standing)

    plan = areena.plan(finland, starts=2, work=400_000, progress=follow)
    support = [each for each in told if each.objective == "support"]
    assert support == sorted(support, key=lambda each: each.value)
    (bound,) = (b for b in plan.bounds if b.among.name == "plans" and b.part == "support")
    assert {each.bound for each in support} == {float(bound.bound)}
    assert 0 < support[-1].value <= float(plan.objective.support) + 1e-9
    assert told[-1].objective in ("leximin", "end_quarters", "peak_load")


def test_a_bar_of_a_plan_says_what_is_reached(
    notebook: Shell, finland: areena.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_progress, "_SECONDS", 0)  # draws all there is
    areena.plan(finland, starts=1, work=400_000, progress=True)
    assert any(re.search(r" · tuki [\d,]+, raja [\d,]+, ero ", repr(d)) for d in notebook.shown)


def test_a_line_longer_than_the_terminal_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    _progress.Terminal(stream).draw("Placing · support 12, bound 15, gap 20%, and more", 50)
    line = stream.getvalue().removeprefix("\r\033[K")
    assert len(line) == 39
    assert line.endswith("…  50 %")


def test_a_gap_is_a_share_of_the_bound() -> None:
    assert areena.Standing("value", 8, 10).gap == pytest.approx(0.2)
    assert areena.Standing("ends", 8, 0).gap == 1
    assert areena.Standing("ends", 8, None).gap is None
