"""What ``areena.selection`` says about an outcome beside the winners: whose share was respected.

Used through ``areena.selection``, which offers every name of here.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


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


@dataclass(frozen=True, slots=True)
class Outspent:
    """A winner that supporters of a project left out helped to pay for.

    Attributes
    ----------
    project : str
        The winner.
    voters : int
        Supporters of both who paid something.
    paid : Fraction
        What they paid together.
    """

    project: str
    voters: int
    paid: Fraction


@dataclass(frozen=True, slots=True)
class LastAffordable:
    """When the supporters of a project left out last had its cost together.

    Attributes
    ----------
    round : int
        Before this round, counted from 1.
    before : str, optional
        The project selected in it; None after the last one.
    money : Fraction
        What they had together; at least the cost.
    """

    round: int
    before: str | None
    money: Fraction


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a project was left out, and what would have brought it in.

    Attributes
    ----------
    project : str
    cost, votes : int
    budget_left : int
        After the selection.
    effective_support : Fraction, optional
        Equal shares, when its own rounds are over: how many supporters could still pay an even part
        of the cost.
    last_affordable : LastAffordable, optional
        Equal shares; None if its supporters never had the cost together.
    money_left : Fraction, optional
        Equal shares: what its supporters have left. Phragmen: what they earned and did not spend.
    outspent : tuple of Outspent
        Equal shares and Phragmen: where their money went, by round.
    largest_cost : int, optional
        A cost at which it would have been selected, though not at one more, all else equal. None if
        it would not be selected for free either.
    is_largest : bool
        Whether that is the largest of all costs below its own.
    extra_supporters : int, optional
        How many more voters would have had to add it to their ballots. None if no number would do.
    is_fewest : bool
        Whether fewer would not do, whoever they were.
    joiners : tuple of (int, int)
        Who, for instance: position among the different ballots, and how many of those who cast it.
    """

    project: str
    cost: int
    votes: int
    budget_left: int
    effective_support: Fraction | None
    last_affordable: LastAffordable | None
    money_left: Fraction | None
    outspent: tuple[Outspent, ...]
    largest_cost: int | None
    is_largest: bool
    extra_supporters: int | None
    is_fewest: bool
    joiners: tuple[tuple[int, int], ...]

    def row(self) -> dict[str, Any]:
        """One value for each column of a table; fractions rounded to doubles."""

        def rounded(value: Fraction | None) -> float | None:
            return None if value is None else float(value)

        last = self.last_affordable
        return {
            "project": self.project,
            "cost": self.cost,
            "votes": self.votes,
            "effective_support": rounded(self.effective_support),
            "last_affordable_before_round": None if last is None else last.round,
            "money_then": None if last is None else float(last.money),
            "money_left": rounded(self.money_left),
            "outspent_by": ", ".join(each.project for each in self.outspent),
            "largest_cost": self.largest_cost,
            "extra_supporters": self.extra_supporters,
        }


class Reasons(tuple[WhyNot, ...]):
    """Reasons, one for each project left out; a tuple that shows itself as a table."""

    __slots__ = ()

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame, a row for each project, indexed by it; fractions as doubles."""
        from areena.frames import rows_frame

        return rows_frame([each.row() for each in self], index="project")

    def _repr_html_(self) -> str:
        rows = [each.row() for each in self]
        names = list(rows[0]) if rows else []
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>"
            for row in rows
        )
        return (
            f"<table><caption>{len(self)} projects left out</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return html.escape(f"{value:.6g}" if isinstance(value, float) else str(value))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many voters are better off with one set of winners than with another.

    Attributes
    ----------
    first, second : int
        Voters with more utility from the first, from the second.
    indifferent : int
        Those with the same from both, nothing included.
    """

    first: int
    second: int
    indifferent: int


for _each in (
    Comparison,
    UnderservedGroup,
    EjrPlus,
    AllOutcomes,
    Outspent,
    LastAffordable,
    WhyNot,
    Reasons,
):
    _each.__module__ = "areena.selection"
