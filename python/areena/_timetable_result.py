"""What ``areena.timetable`` says of a problem: timetables, how good they are, and what was found.

Used through ``areena.timetable``, which offers every name of here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from areena.timetable import Ending, Measure, Reason, Rule, Solver


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


for _each in (
    Assignment,
    Shortage,
    Flow,
    StockShortage,
    Placement,
    LeftOut,
    Peak,
    Changes,
    Objective,
    Bounds,
    Relaxation,
    Proof,
    Stage,
    Timetable,
    NamedRule,
    Feasibility,
    Check,
    Verification,
):
    _each.__module__ = "areena.timetable"
