"""What ``areena.timetable`` answers about a timetable that is there.

What it would take to have what is left out, what more or less capacity would do, how to keep a
timetable when the world changes, and what has to be given up of one thing for more of another.
Used through ``areena.timetable``, which offers every name of here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from areena import _core
from areena._arguments import names, whole_number
from areena._progress import Progress

if TYPE_CHECKING:
    from areena.timetable import (
        Assignment,
        Ending,
        LeftOut,
        Measure,
        Objective,
        Problem,
        Shortage,
        Solver,
    )


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Limits of each search that a question takes; as the arguments of ``search``."""

    objectives: tuple[Measure, ...] = ()
    seed: int = 0
    work: int = _core._default_search_work()
    proof: int = _core._default_search_proof()
    solver: Solver = "own"

    def __post_init__(self) -> None:
        """As ``search`` does: TypeError and ValueError name the limit that is none."""
        names("objectives", self.objectives)
        for name in ("seed", "work", "proof"):
            whole_number(name, getattr(self, name))


_DEFAULT = SearchOptions()


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of the activities of one timetable in another; positions, ascending.

    One that is done in another mode and at another time stands in both ``switched`` and ``moved``.
    """

    dropped: tuple[int, ...]
    switched: tuple[int, ...]
    moved: tuple[int, ...]
    added: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """Capacity to be added so that an activity fits beside all that is placed.

    Attributes
    ----------
    amount : int
        Units of effort, over all periods.
    shortages : tuple of Shortage
        Where: by somebody who has the skills of each set.
    assignments : tuple of Assignment
        Where everything is then.
    proved : bool
        With less it would not fit.
    """

    amount: int
    shortages: tuple[Shortage, ...]
    assignments: tuple[Assignment, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class Price:
    """The best timetable found that has an activity, and what that does to the rest."""

    assignments: tuple[Assignment, ...]
    difference: Difference
    objective: Objective


@dataclass(frozen=True, slots=True)
class Admission:
    """What it would take to have one activity that is left out.

    Attributes
    ----------
    reason : LeftOut
        Why it is left out, the rest as it is.
    movable : Extra, optional
        The least capacity to be added if the others may move, each in its mode. None if no
        capacity would do, or it was not asked for.
    price : Price, optional
        None where there is no room, or it was not asked for.
    verdict : {'improves', 'not_worth', 'no_room'}
        With it the timetable is better: the search had not found that; or it is no better; or it
        has no room, whatever gives way that is not mandatory.
    proved : bool
        Of the verdict.
    work : int
    """

    reason: LeftOut
    movable: Extra | None
    price: Price | None
    verdict: Literal["improves", "not_worth", "no_room"]
    proved: bool
    work: int


@dataclass(frozen=True, slots=True)
class CapacityStep:
    """A change of capacity by ``delta`` units in one period, or in each of them.

    ``of`` a resource: what it has, never below zero. Of a skill: more for it alone, or so much of
    it taken up by standing work.
    """

    of: Literal["resource", "skill"]
    index: int
    delta: int
    period: int | None = None


@dataclass(frozen=True, slots=True)
class Marginal:
    """The best timetable found with changed capacity, and how it differs from the unchanged one.

    ``proved`` counts the leading parts of the objective that are proved, as in ``Proof``.
    """

    steps: tuple[CapacityStep, ...]
    assignments: tuple[Assignment, ...]
    difference: Difference
    objective: Objective
    proved: int
    work: int


@dataclass(frozen=True, slots=True)
class Marginals:
    """Changes of capacity side by side.

    ``unchanged`` is the given timetable, searched on for as long as each of the others: no change
    is credited with what search alone finds.
    """

    unchanged: Marginal
    changed: tuple[Marginal, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A timetable made from an earlier one.

    Attributes
    ----------
    assignments : tuple of Assignment
    difference : Difference
        From the earlier one.
    objective : Objective
        Of the problem as it is now.
    proved : int
        How many of these are proved, given those before: that no more of what must stay or come in
        can be placed, and that there are no fewer drops, switches, moves.
    ending : {'finished', 'work_limit', 'stopped'}
    work : int
    """

    assignments: tuple[Assignment, ...]
    difference: Difference
    objective: Objective
    proved: int
    ending: Ending
    work: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Resources that are gone, a skill that nobody has any more, or both: resources without it."""

    resources: tuple[int, ...] = ()
    skill: int | None = None


@dataclass(frozen=True, slots=True)
class Stress:
    """What a loss does; ``standing`` is standing work that does not fit any more."""

    loss: Loss
    repair: Repair
    standing: tuple[Shortage, ...]


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """A timetable than which none has both more value and more of the other part."""

    assignments: tuple[Assignment, ...]
    objective: Objective


@dataclass(frozen=True, slots=True)
class Front:
    """Points by value, the least first; the other part gets worse from one to the next.

    ``complete`` if every step was proved: these are all there are, and none is beaten.
    """

    points: tuple[FrontPoint, ...]
    complete: bool
    solves: int


def admissions(
    problem: Problem,
    assignments: Iterable[Assignment],
    activities: Iterable[int] = (),
    *,
    movable: bool = True,
    price: bool = True,
    search: SearchOptions = _DEFAULT,
    progress: Progress = None,
    threads: int = 1,
) -> tuple[Admission, ...]:
    """What it would take to have each activity that is left out.

    Parameters
    ----------
    problem : Problem
    assignments : iterable of Assignment
        The timetable asked about. It is taken to keep every rule of ``problem``, as ``search`` made
        it; ``verify`` tells of one from elsewhere.
    activities : iterable of int
        About which; by default all that are left out.
    movable, price : bool
        Whether to search for the least capacity to be added if the others may move, and for the
        best timetable that has it. With both off only the reason is told, without a search.
    search : SearchOptions
        Of each of the two to four searches.
    progress : callable or True, optional
        As for ``search``.
    threads : int
        The answer is the same for any number.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and ``timetable.index`` for one that is placed.
    """
    return _core._timetable_admissions(
        problem, assignments, list(activities), movable, price, search, progress, threads
    )


def marginals(
    problem: Problem,
    assignments: Iterable[Assignment],
    changes: Iterable[Iterable[CapacityStep]],
    *,
    search: SearchOptions = _DEFAULT,
    progress: Progress = None,
    threads: int = 1,
) -> Marginals:
    """Solves again for every change of capacity, each made of one or more steps.

    All begin with ``assignments``, improved at unchanged capacity. Where capacity only grows the
    answer is never worse. What of ``assignments`` breaks a rule is passed over, as by ``search``.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and ``timetable.index`` for a step that names what
        is not there.
    """
    return _core._timetable_marginals(problem, assignments, changes, search, progress, threads)


def repair(
    problem: Problem,
    earlier: Iterable[Assignment],
    *,
    period: int = 0,
    admit: Iterable[int] = (),
    fill: bool = True,
    search: SearchOptions = _DEFAULT,
    progress: Progress = None,
) -> Repair:
    """Keeps an earlier timetable as far as the problem, as it is now, allows.

    What is mandatory, what has begun before ``period`` and what is to be admitted come first; then
    the fewest are dropped, the fewest done in another mode, the fewest moved, in this order.

    Parameters
    ----------
    problem : Problem
    earlier : iterable of Assignment
    period : int
        The first that can still be planned. What has begun before it stays as it is.
    admit : iterable of int
        What must come in beside what is kept.
    fill : bool
        Add what still fits once the repair is made.
    search, progress
        As for ``admissions``.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and ``timetable.index`` for a period or an activity
        that is not there.
    """
    return _core._timetable_repair(problem, earlier, period, list(admit), fill, search, progress)


def stress(
    problem: Problem,
    earlier: Iterable[Assignment],
    losses: Iterable[Loss],
    *,
    period: int = 0,
    search: SearchOptions = _DEFAULT,
    progress: Progress = None,
    threads: int = 1,
) -> tuple[Stress, ...]:
    """Every loss by itself, from ``period`` on, each with a repaired timetable; nothing is added.

    ``earlier`` is taken to keep every rule of ``problem``: what breaks one is dropped with each
    loss, as if by it.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and ``timetable.index`` for a loss of what is not
        there.
    """
    return _core._timetable_stress(problem, earlier, losses, period, search, progress, threads)


def pareto_front(
    problem: Problem,
    against: Literal["leximin", "ends"] = "leximin",
    *,
    most_solves: int = 1000,
    search: SearchOptions = _DEFAULT,
    progress: Progress = None,
) -> Front:
    """The Pareto front of value and another part of the objective, in exact numbers.

    Epsilon-constraint method: each point costs about one search, and nothing is rounded. Ends, not
    complete, after ``most_solves``.

    Raises
    ------
    InvalidError
        For a broken problem (``timetable.*``), and ``timetable.overflow`` if the values have no
        common denominator in which they sum below 2^53.
    """
    return _core._timetable_front(problem, against, most_solves, search, progress)


for _each in (
    SearchOptions,
    Difference,
    Extra,
    Price,
    Admission,
    CapacityStep,
    Marginal,
    Marginals,
    Repair,
    Loss,
    Stress,
    FrontPoint,
    Front,
    admissions,
    marginals,
    repair,
    stress,
    pareto_front,
):
    _each.__module__ = "areena.timetable"
