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
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from areena import _core
from areena._progress import (
    Following,
    Progress,
    ProgressBar,
    ProgressWithStanding,
    takes_standing,
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


@dataclass(frozen=True, slots=True)
class Resource:
    """A pool of effort: what it has in a period may go to any of its skills."""

    key: str
    skills: tuple[int, ...]
    available: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a mode takes of a skill over its whole duration."""

    skill: int
    amount: int


@dataclass(frozen=True, slots=True)
class Stock:
    """Used up once for the whole horizon and not renewed, such as money."""

    key: str
    amount: int


@dataclass(frozen=True, slots=True)
class Consumption:
    """What a mode uses up of a stock, however long it takes."""

    stock: int
    amount: int


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do an activity, in any whole duration from ``min_duration`` to ``max_duration``.

    Each requirement is spread evenly over it. ``value`` is what doing it in this mode adds to the
    activity's value, ``value_per_period`` the same for each period between its end and the last
    one's.
    """

    key: str
    min_duration: int
    max_duration: int
    requirements: tuple[Requirement, ...]
    coverage: int = 0
    consumptions: tuple[Consumption, ...] = ()
    value: Fraction | int = 0
    value_per_period: Fraction | int = 0


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """An activity that must be placed as well, and end ``lag`` periods or more before."""

    activity: int
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """The one place that an activity may have; ``duration`` counts closed periods, too."""

    mode: int
    start: int
    duration: int = 1


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that may be placed: in one mode, inside [earliest, deadline), or left out.

    Attributes
    ----------
    key : str
    earliest, deadline : int
    modes : tuple of Mode
    prerequisites : tuple of Prerequisite
        No cycles.
    excludes : tuple of int
        Never placed together; naming it on one side is enough.
    value : Fraction or int
        What placing it is worth.
    mandatory : bool
        Never given up for another that is not mandatory.
    required : tuple of int
        Placed only if all these are placed, at any time. They may require each other: all or none.
    pinned : Pin, optional
        Placed just there, before anything that is not pinned.
    """

    key: str
    earliest: int
    deadline: int
    modes: tuple[Mode, ...]
    prerequisites: tuple[Prerequisite, ...] = ()
    excludes: tuple[int, ...] = ()
    value: Fraction | int = 1
    mandatory: bool = False
    required: tuple[int, ...] = ()
    pinned: Pin | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Covered by min(one whole, base + coverage of the placed modes of its activities).

    ``weight`` counts in the coverage of its beneficiary; ``value`` is what covering it fully adds
    to the value of a timetable, and a part of it in proportion.
    """

    weight: int
    activities: tuple[int, ...]
    base: int = 0
    value: Fraction | int = 0


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Somebody whose needs are to be covered."""

    key: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """The whole question.

    Attributes
    ----------
    num_periods : int
    skills : tuple of str
        Keys.
    resources : tuple of Resource
    activities : tuple of Activity
    beneficiaries : tuple of Beneficiary
    fixed : tuple of tuple of int
        Standing work that takes its effort first: a row for each skill, an amount for each period;
        empty when there is none.
    stocks : tuple of Stock
    closed : tuple of int
        Periods in which no activity works, ascending. One may pause over them: it neither starts
        nor ends in one, and only open periods count for the duration of its mode.
    """

    num_periods: int
    skills: tuple[str, ...]
    resources: tuple[Resource, ...]
    activities: tuple[Activity, ...]
    beneficiaries: tuple[Beneficiary, ...] = ()
    fixed: tuple[tuple[int, ...], ...] = ()
    stocks: tuple[Stock, ...] = ()
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """An activity in its place; ``duration`` counts closed periods over which it pauses, too."""

    activity: int
    mode: int
    start: int
    duration: int

    @property
    def end(self) -> int:
        """The first period after it."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Shortage:
    """Skills that together are asked for more in a period than there is, and what is missing."""

    skills: tuple[int, ...]
    period: int
    amount: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What a resource gives to a skill in a period."""

    resource: int
    skill: int
    period: int
    amount: int


@dataclass(frozen=True, slots=True)
class StockShortage:
    """A stock that is short, and by how much."""

    stock: int
    amount: int


@dataclass(frozen=True, slots=True)
class Placement:
    """A place in time that an activity might have, and what it would be short of."""

    mode: int
    start: int
    duration: int
    missing: int
    shortages: tuple[Shortage, ...]
    in_order: bool
    stocks: tuple[StockShortage, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An activity that is not placed, with the reason and its data."""

    activity: int
    reason: Reason
    mandatory: bool
    placement: Placement | None
    other: int | None
    other_placed: bool


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest load as a share of what there is, and the skills and period that attain it."""

    share: Fraction
    skills: tuple[int, ...]
    period: int


@dataclass(frozen=True, slots=True)
class Changes:
    """How many activities of an earlier timetable are dropped, in another mode, at another time.

    Fewer dropped are better, then fewer switched, then fewer moved.
    """

    dropped: int = 0
    switched: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Objective:
    """What a timetable is worth, part by part.

    ``pinned`` and then ``mandatory`` decide before all; then the parts that are asked for, in the
    order asked for. ``changes`` are counted only if they are among them.
    """

    mandatory: int
    value: Fraction
    leximin: tuple[int, ...]
    coverage: int
    ends: int
    peak: Peak
    pinned: int = 0
    makespan: int = 0
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no timetable can exceed, part by part of ``Objective``."""

    mandatory: int
    value: Fraction
    leximin: tuple[int, ...]
    coverage: int
    pinned: int = 0

    def proved_parts(self, objective: Objective) -> int:
        """How many parts, from the first on, reach their bound and so are best: 0 to 4.

        The parts are mandatory, value, leximin and coverage.
        """
        if (objective.pinned, objective.mandatory) != (self.pinned, self.mandatory):
            return 0
        if objective.value != self.value:
            return 1
        return 4 if objective.leximin == self.leximin else 2


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What no timetable is worth more than, and what effort would be paid for it.

    Attributes
    ----------
    bound : Fraction
        On ``Objective.value``; exact.
    prices : tuple of tuple of float
        For each resource, in each period, what one more unit would be worth at most to the relaxed
        problem. Lagrangian prices: a whole timetable may gain less, or nothing. Empty where they
        were not found.
    work : int
        Units used.
    """

    bound: Fraction
    prices: tuple[tuple[float, ...], ...]
    work: int


@dataclass(frozen=True, slots=True)
class Proof:
    """How far a timetable is proved best.

    Attributes
    ----------
    parts : int
        So many parts of the objective, from the first on, are proved: first what is mandatory,
        with pinned before it, then the objectives in the order asked for. No timetable is better
        in any of them without being worse in one before it.
    bound : Objective, optional
        What cannot be exceeded (``ends`` and ``peak``: gone below) by a timetable that is as good
        in all the parts before. None for a problem too large to begin with.
    work : int
        Units of work used.
    solver : {'own', 'highs'}
        'highs' where HiGHS was needed for a part or a bound. It computes in doubles: that nothing
        better exists is as sure as its tolerances. What it finds is verified in whole numbers.
    """

    parts: int
    bound: Objective | None
    work: int
    solver: Solver = "own"


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the objectives, with what is reached, and how far that is proved best.

    Attributes
    ----------
    measure : {'value', 'leximin', 'coverage', 'ends', 'peak', 'changes', 'makespan'}
    value : tuple of Fraction
        Compared one after the other: a single one, but for leximin the coverage of each beneficiary
        in ascending order (millionths), and for changes those dropped, switched and moved.
    bound : tuple of Fraction, optional
        What a timetable as good in all the stages before cannot exceed, or go below where less is
        better. None if there was no time.
    proved : bool
        The value is the best there is.
    """

    measure: Measure
    value: tuple[Fraction, ...]
    bound: tuple[Fraction, ...] | None
    proved: bool

    @property
    def gap(self) -> Fraction | None:
        """How far the value is from its bound where the two first differ.

        A share of the bound, or of the value where the bound is 0. None without a bound.
        """
        if self.bound is None:
            return None
        for reached, limit in zip(self.value, self.bound, strict=True):
            if reached != limit:
                return abs(limit - reached) / (limit or reached)
        return Fraction(0)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Keeps every rule of its problem, however the search ended."""

    assignments: tuple[Assignment, ...]
    left_out: tuple[LeftOut, ...]
    flows: tuple[Flow, ...]
    shortages: tuple[Shortage, ...]
    objective: Objective
    proof: Proof
    ending: Ending
    work: int
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A group of rules, of an activity, a skill (``capacity``) or a stock."""

    rule: Rule
    index: int


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether all that must be placed can be, and if not, what is in its way.

    Attributes
    ----------
    answer : {'feasible', 'infeasible', 'unknown'}
    assignments : tuple of Assignment
        If feasible, a way to place all that must be, with what that waits for and requires.
    rules : tuple of NamedRule
        If infeasible, rules that cannot all be kept, whatever the others say.
    minimal : bool
        Without any one of ``rules`` the others can be kept.
    confirmed : bool
        Found again by a plain enumeration of all places.
    work : int
    """

    answer: Literal["feasible", "infeasible", "unknown"]
    assignments: tuple[Assignment, ...]
    rules: tuple[NamedRule, ...]
    minimal: bool
    confirmed: bool
    work: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing checked; the message is empty if all is well."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a second look at a timetable found."""

    ok: bool
    checks: tuple[Check, ...]


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
    progress: Progress | ProgressWithStanding = None,
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
        Called now and then as ``progress(phase, done, total)``, or with what is reached as a
        fourth argument (``objective``, ``value``, ``bound``, ``gap``, or None) if it names a fourth
        parameter. What it raises ends the search. True shows an ``areena.ProgressBar``.

    Returns
    -------
    Timetable

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), for a solver that is not there
        (``timetable.solver``), and for objectives that are not there or named twice
        (``timetable.objectives``).
    """
    if progress is True:
        with ProgressBar() as bar:
            return search(
                problem,
                order=order,
                start=start,
                objectives=objectives,
                seed=seed,
                work=work,
                proof=proof,
                value_only=value_only,
                solver=solver,
                progress=bar,
            )
    following = (
        Following(cast(ProgressWithStanding, progress)) if takes_standing(progress) else None
    )
    return _core._search(
        problem,
        list(order),
        list(start),
        list(objectives),
        seed,
        work,
        proof,
        value_only,
        solver,
        cast(Progress, progress) if following is None else following,
        None if following is None else following.tell,
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
    return _core._timetable_relaxation(problem, work, progress)


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
    return _core._timetable_feasibility(problem, seed, work, proof, progress)


def verify(
    problem: Problem, timetable: Timetable, *, start: Iterable[Assignment] = ()
) -> Verification:
    """Checks a timetable against its problem from scratch, with no code of the search.

    Never raises for a wrong timetable; the problem must be valid. ``start`` is what the search
    began with: changes are counted from it.
    """
    return _core._verify_timetable(problem, timetable, list(start))
