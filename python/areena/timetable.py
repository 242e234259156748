"""Placing activities in time within the capacity of pools of skills.

It stands alone: a ``Problem`` in, a ``Timetable`` out. Everything refers to everything else by
position in the problem's tuples; keys are carried for messages and results. Amounts are whole
units of effort, periods count from 0, intervals of periods are half-open, and coverage is in
millionths of one whole.

Examples
--------
>>> from areena import timetable
>>> full = timetable.Mode("full", 2, 3, (timetable.Requirement(0, 8),), coverage=500_000)
>>> problem = timetable.Problem(
...     num_periods=4,
...     skills=("law",),
...     resources=(timetable.Resource("office", skills=(0,), available=(5, 5, 5, 5)),),
...     activities=(timetable.Activity("guide", earliest=0, deadline=4, modes=(full,)),),
...     beneficiaries=(timetable.Beneficiary("north", (timetable.Need(1, (0,)),)),),
... )
>>> made = timetable.search(problem)
>>> made.assignments
(Assignment(activity=0, mode=0, start=0, duration=2),)
>>> timetable.verify(problem, made).ok
True
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal

from areena import _core
from areena._arguments import names, whole_number
from areena._progress import Progress
from areena._timetable_problem import (
    Activity,
    Beneficiary,
    Consumption,
    Mode,
    Need,
    Pin,
    Prerequisite,
    Problem,
    Requirement,
    Resource,
    Stock,
)
from areena._timetable_questions import (
    Admission,
    CapacityStep,
    Difference,
    Extra,
    Front,
    FrontPoint,
    Loss,
    Marginal,
    Marginals,
    Price,
    Repair,
    SearchOptions,
    Stress,
    admissions,
    marginals,
    pareto_front,
    repair,
    stress,
)
from areena._timetable_result import (
    Assignment,
    Bounds,
    Changes,
    Check,
    Feasibility,
    Flow,
    LeftOut,
    NamedRule,
    Objective,
    Peak,
    Placement,
    Proof,
    Relaxation,
    Shortage,
    Stage,
    StockShortage,
    Timetable,
    Verification,
)

__all__ = [
    "Activity",
    "Admission",
    "Assignment",
    "Beneficiary",
    "Bounds",
    "CapacityStep",
    "Changes",
    "Check",
    "Consumption",
    "Difference",
    "Extra",
    "Feasibility",
    "Flow",
    "Front",
    "FrontPoint",
    "LeftOut",
    "Loss",
    "Marginal",
    "Marginals",
    "Mode",
    "NamedRule",
    "Need",
    "Objective",
    "Peak",
    "Pin",
    "Placement",
    "Prerequisite",
    "Price",
    "Problem",
    "Proof",
    "Relaxation",
    "Repair",
    "Requirement",
    "Resource",
    "SearchOptions",
    "Shortage",
    "Stage",
    "Stock",
    "StockShortage",
    "Stress",
    "Timetable",
    "Verification",
    "admissions",
    "bounds",
    "feasibility",
    "highs_version",
    "marginals",
    "pareto_front",
    "read",
    "reads",
    "relaxation",
    "repair",
    "search",
    "stress",
    "verify",
    "write",
]

Reason = Literal[
    "window",
    "excluded",
    "prerequisite",
    "required",
    "stock",
    "capacity",
    "no_gain",
    "unfinished",
]
Ending = Literal["finished", "work_limit", "stopped"]
Rule = Literal[
    "placed",
    "pinned",
    "window",
    "duration",
    "prerequisite",
    "required",
    "excluded",
    "capacity",
    "stock",
]
Solver = Literal["own", "highs", "automatic"]
Measure = Literal["value", "leximin", "coverage", "ends", "peak", "changes", "makespan"]

_WORK = _core._default_search_work()
_PROOF = _core._default_search_proof()


def read(path: str | os.PathLike[str]) -> Problem:
    """Reads a problem from a JSON document, format ``areena-timetable`` (docs/timetable.md).

    Amounts have at most two decimals there; the problem holds hundredths.

    Raises
    ------
    InvalidError
        With every fault, each with line and column (``timetable.*``, ``document.*``, ``json.*``).
    FileError
        If the file cannot be read.
    """
    return _core._read_timetable(path)


def reads(text: str) -> Problem:
    """Reads a problem from the text of its document; see ``read``."""
    return _core._timetable_from_text(text)


def write(problem: Problem) -> str:
    """The problem as a JSON document; ``reads`` gives the problem back.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and if an activity's value has more than six
        decimals (``timetable.value``).
    """
    return _core._write_timetable(problem)


def search(
    problem: Problem,
    *,
    order: Iterable[int] = (),
    start: Iterable[Assignment] = (),
    objectives: Iterable[Measure] = (),
    seed: int = 0,
    work: int = _WORK,
    proof: int = _PROOF,
    value_only: bool = False,
    solver: Solver = "own",
    progress: Progress = None,
) -> Timetable:
    """Places as much as fits, as well as it can find, and proves it best as far as it can.

    Parameters
    ----------
    problem : Problem
    order : iterable of int
        The order in which activities are first inserted; by default by value.
    start : iterable of Assignment
        Of an earlier timetable, to begin with; one that does not fit is passed over.
    objectives : iterable of str
        What is better, the most important first, some of 'value', 'leximin', 'coverage', 'ends',
        'peak', 'changes' (to ``start``) and 'makespan'. By default the first five. Pinned and then
        mandatory activities come before all; what is not named does not count.
    seed : int
        The same problem and options give the same timetable.
    work : int
        Limit, in placements tried times their periods.
    proof : int
        Limit of the work of proving, in about the same units; 0 for none. Up to some ten activities
        in ten periods are mostly proved in full.
    value_only : bool
        Place as much value as can be and leave it at that: coverage, ends and peak fall as they
        may, and nothing is explained. ``objectives`` are then not looked at.
    solver : {'own', 'highs', 'automatic'}
        With what to prove: areena's own branch and bound, the same on every machine; that first
        and then HiGHS, with ``proof`` once more as its limit, which proves far larger problems; or
        HiGHS where areena was built with it.
    progress : callable or True, optional
        Called now and then as ``progress(phase, done, total, standing)``; ``standing`` is an
        ``areena.Standing``: which of the objectives is being improved, its value, bound and gap.
        What it raises ends the search. True shows an ``areena.ProgressBar``.

    Returns
    -------
    Timetable

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), for a solver that is not there
        (``timetable.solver``), and for objectives that are not there or named twice
        (``timetable.objectives``).
    TypeError, ValueError
        For ``objectives`` that are one text, and a seed, work or proof that is no whole number from
        0 up within 64 bits.
    """
    return _core._search(
        problem,
        list(order),
        list(start),
        names("objectives", objectives),
        whole_number("seed", seed),
        whole_number("work", work),
        whole_number("proof", proof),
        value_only,
        solver,
        progress,
    )


def highs_version() -> str:
    """The version of HiGHS that areena was built with, as '1.15.1'; empty if without."""
    return _core._highs_version()


def bounds(problem: Problem) -> Bounds:
    """Bounds what a timetable can reach, by relaxations: it need not be reachable.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``).
    """
    return _core._timetable_bounds(problem)


def relaxation(
    problem: Problem, *, work: int = 20_000_000, progress: Progress = None
) -> Relaxation:
    """Bounds the value by prices of capacity and all other rules (Lagrangian relaxation).

    With enough work it comes near the bound of the linear relaxation, and is never above that of
    ``bounds``.

    Parameters
    ----------
    problem : Problem
    work : int
        Limit, in about the units of ``search``.
    progress : callable or True, optional
        As for ``search``; the phase is "relax".

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``).
    """
    return _core._timetable_relaxation(problem, whole_number("work", work), progress)


def feasibility(
    problem: Problem,
    *,
    seed: int = 0,
    work: int = _WORK,
    proof: int = _PROOF,
    progress: Progress = None,
) -> Feasibility:
    """Whether all mandatory and pinned activities can be placed; if not, a few rules that conflict.

    Each rule in turn is left out, and stays out if what is left is proved infeasible all the same
    (a deletion filter): one search for each rule that concerns what must be placed.

    Parameters
    ----------
    problem : Problem
    seed, work, proof : int
        As for ``search``, of each search.
    progress : callable or True, optional
        As for ``search``.

    Returns
    -------
    Feasibility

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``).
    """
    return _core._timetable_feasibility(
        problem,
        whole_number("seed", seed),
        whole_number("work", work),
        whole_number("proof", proof),
        progress,
    )


def verify(
    problem: Problem, timetable: Timetable, *, start: Iterable[Assignment] = ()
) -> Verification:
    """Checks a timetable against its problem from scratch, with no code of the search.

    Never raises for a wrong timetable; the problem must be valid. ``start`` is what the search
    began with: changes are counted from it.
    """
    return _core._verify_timetable(problem, timetable, list(start))
