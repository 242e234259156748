"""What is to be placed in time, and what there is to do it with.

Used through ``areena.timetable``, which offers every name of here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


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


for _each in (
    Resource,
    Requirement,
    Stock,
    Consumption,
    Mode,
    Prerequisite,
    Pin,
    Activity,
    Need,
    Beneficiary,
    Problem,
):
    _each.__module__ = "areena.timetable"
