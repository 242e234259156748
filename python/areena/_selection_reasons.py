"""What ``areena.selection`` says about an outcome beside the winners: whose share was respected.

Used through ``areena.selection``, which offers every name of here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class UnderservedGroup:
    """Supporters of a project left out who together deserved more than any of them got.

    Attributes
    ----------
    project : str
        Left out, and supported by all of them.
    voters : int
        How many they are.
    ballots : tuple of int
        Theirs, by position among the different ballots of the election.
    deserved : Fraction, optional
        What each would have if the group spent its part of the budget on utility at the project's
        price; under cost utility, its part of the budget. None for a free project.
    got : Fraction
        The most that one of them has from the winners with the project added; at most ``deserved``.
    """

    project: str
    voters: int
    ballots: tuple[int, ...]
    deserved: Fraction | None
    got: Fraction


@dataclass(frozen=True, slots=True)
class EjrPlus:
    """Whether a selection gives extended justified representation in the strong sense (EJR+).

    Attributes
    ----------
    holds : bool
    underserved : tuple of UnderservedGroup
        One for each project that shows the contrary: it holds every other group that does.
    """

    holds: bool
    underserved: tuple[UnderservedGroup, ...]


@dataclass(frozen=True, slots=True)
class AllOutcomes:
    """Every set of winners that some tie-break leads to.

    Attributes
    ----------
    outcomes : tuple of tuple of str
        Each in one order of selection that gives it: ``select(order=...)`` then selects it. First
        that of the tie keys.
    complete : bool
        Whether every tie-break leads to one of them; if not, a limit was met, or add-1 met ties at
        shares other than the last.
    runs : int
        How often the rule was run.
    """

    outcomes: tuple[tuple[str, ...], ...]
    complete: bool
    runs: int


for _each in (UnderservedGroup, EjrPlus, AllOutcomes):
    _each.__module__ = "areena.selection"
