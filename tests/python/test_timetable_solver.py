"""Timetables proved with HiGHS, where the package was built with it."""

from __future__ import annotations

import os

import pytest

import areena
from areena import timetable

PROBLEM = """{
 "format": "areena-timetable", "version": 1, "periods": 3, "skills": ["law"],
 "resources": [{"id": "office", "skills": ["law"], "available": [4, 4, 4]}],
 "activities": [
  {"id": "guide", "modes": [{"id": "light", "requirements": [{"skill": "law", "amount": 3}]}]},
  {"id": "model", "modes": [{"id": "light", "requirements": [{"skill": "law", "amount": 3}]}]},
  {"id": "clinic", "modes": [{"id": "light", "requirements": [{"skill": "law", "amount": 7}],
                              "min_duration": 2, "max_duration": 2}]}]}"""

needs_highs = pytest.mark.skipif(
    not timetable.highs_version(), reason="the package was built without HiGHS"
)


def test_an_unknown_solver_is_refused() -> None:
    with pytest.raises(areena.InvalidError, match="'simplex' is no solver") as caught:
        timetable.search(timetable.reads(PROBLEM), solver="simplex")  # type: ignore[arg-type]
    assert caught.value.code == "timetable.solver"


def test_automatic_works_with_and_without_highs() -> None:
    problem = timetable.reads(PROBLEM)
    made = timetable.search(problem, solver="automatic")
    assert timetable.verify(problem, made).ok
    assert made.objective == timetable.search(problem).objective


@needs_highs
def test_highs_is_asked_only_where_the_own_proof_does_not_suffice() -> None:
    problem = timetable.reads(PROBLEM)
    made = timetable.search(problem, solver="highs")
    assert made.proof.parts == 6
    assert made.proof.solver == "own"


@needs_highs
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_child_after_fork_proves_with_highs_too() -> None:
    problem = timetable.reads(PROBLEM)
    before = timetable.search(problem, solver="highs", proof=50)
    child = os.fork()
    if child == 0:
        try:
            same = timetable.search(problem, solver="highs", proof=50) == before
        except BaseException:
            same = False
        os._exit(0 if same else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
