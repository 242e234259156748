"""What goes into a selection and what comes out of it, as values.

Used through ``areena.selection``, which offers every name of here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from areena._core import Election
    from areena._selection_reasons import EjrPlus
    from areena.columns import ColumnTable
    from areena.selection import Completion, Rule, TieKey, Utility


@dataclass(frozen=True, slots=True)
class Project:
    """Something that can be bought."""

    id: str
    cost: int


@dataclass(frozen=True, slots=True)
class Instance:
    """What can be bought, and for how much in all."""

    budget: int
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What a project is worth to a voter, who supports it if that is more than 0."""

    project: str
    utility: Fraction | int = 1


@dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's votes, at most one for a project; a set is worth the sum of its projects."""

    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All voters, each with one ballot."""

    ballots: tuple[Ballot, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """What a voter, by position in the profile, pays for a project."""

    voter: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought, and who carried it.

    Attributes
    ----------
    project : str
    step : str
        ``"shares"`` if its supporters pay in full, ``"completion"`` if the rest is budget that
        nobody else could use.
    rho : Fraction, optional
        What supporters pay for a unit of utility; None for completion.
    effective_support : Fraction
        In voters: a supporter counts in full who carries as much as anyone.
    tied : tuple of str
        Others that were exactly as good at that moment; the tie-break decided.
    payments : tuple of Payment
        By voter; those who paid nothing are left out.
    """

    project: str
    step: Literal["shares", "completion"]
    rho: Fraction | None
    effective_support: Fraction
    tied: tuple[str, ...]
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What voters still have and which projects are out of the question.

    Attributes
    ----------
    shares : tuple of Fraction
        By voter.
    closed : tuple of bool
        By project: bought already, or excluded.
    spent : int
        What the purchases so far cost.
    """

    shares: tuple[Fraction, ...]
    closed: tuple[bool, ...]
    spent: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule bought, in order, and where that leaves everybody."""

    purchases: tuple[Purchase, ...]
    state: State
    finished: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing checked; the message is empty if all is well."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a second look at an outcome found."""

    ok: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One project selected.

    Attributes
    ----------
    project : str
    completes : bool
        Whether the completion selected it.
    value : Fraction
        Equal shares: rho, what supporters pay for a unit of utility. Phragmen: the time, as the
        largest load of a supporter. Maximin support: the largest load of a voter. Bounded
        overspending: rho / alpha^2. Welfare: the sum of its supporters' utilities. CSTV: what it
        is given at that moment. Greedy: votes, utility, or utility per cost.
    tied : tuple of str
        Others that were exactly as good at that moment; the tie-break decided.
    part : Fraction
        Bounded overspending: alpha, the part of the cost that supporters raise at the price rho;
        each pays value x part x utility, or all it has. Elsewhere 1.
    """

    project: str
    completes: bool
    value: Fraction
    tied: tuple[str, ...]
    part: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a rule selected, in order, and what proves it.

    Attributes
    ----------
    rule, utility, completion : str
    ties : tuple of str
    rounds : tuple of Round
    cost : int
    share : Fraction
        Equal shares, overspending: what each voter held at first; else 0.
    raises : int
        Add-1, add-opt: how often all shares were raised.
    finished : bool
        False if a tie was refused, or a limit of work was reached before the end.
    refused : tuple of str
        Those that were exactly as good where the key ``"refuse"`` was met; else empty.
    bound : Fraction, optional
        Welfare: no selection is worth more.
    eliminations : tuple of Round
        CSTV: what was eliminated, in order.
    certificate : Verification
        A second look from the values of the rounds alone, with no code of the rules.
    another_tie_break_changes_winners : bool, optional
        Whether some other choice in the ties met leads to other winners (see ``all_outcomes``);
        None if that was not found out within 200 runs of the rule.
    ejr_plus : EjrPlus, optional
        Whether every group of like-minded voters has what its size deserves, by any rule. None
        where utilities do not add up (``"chamberlin_courant"``).
    election : Election
        What it was selected from; selections are compared without it.
    """

    rule: Rule
    utility: Utility
    completion: Completion
    ties: tuple[TieKey, ...]
    rounds: tuple[Round, ...]
    another_tie_break_changes_winners: bool | None
    cost: int
    share: Fraction
    raises: int
    finished: bool
    refused: tuple[str, ...]
    bound: Fraction | None
    eliminations: tuple[Round, ...]
    certificate: Verification
    ejr_plus: EjrPlus | None
    election: Election = field(repr=False, compare=False)

    def _repr_html_(self) -> str:
        from areena._faces.selection import selection_html

        return selection_html(self)

    @property
    def winners(self) -> tuple[str, ...]:
        """The projects selected, in order."""
        return tuple(each.project for each in self.rounds)

    def trace(self) -> ColumnTable:
        """The rounds as a table, one row each.

        Columns: ``round`` (from 1), ``project``, ``cost``, ``votes``, ``value`` and ``exact`` (the
        value as a fraction), ``part``, ``completes``, ``tied``, ``payers`` and ``paid`` (voters who
        paid something, and what they paid together; missing under rules where nobody holds money),
        ``spent`` and ``budget_left`` (after the round).
        """
        return self._table("rounds")

    def payments(self) -> ColumnTable:
        """Who paid for what: a row for each group of voters with the same ballot and each round.

        Columns: ``round`` (from 1), ``project``, ``ballot`` (from 0), ``voters`` (how many cast
        it), ``amount`` (what each of them paid) and ``exact`` (the same as a fraction).

        Equal shares, exact equal shares, bounded overspending and Phragmen, completion by Phragmen
        included; no rows for a completion by votes, which spends what nobody holds, and under the
        other rules, where nobody holds money of its own.
        """
        return self._table("payments")

    def budgets(self) -> ColumnTable:
        """What everybody has left: a row for each group of voters with the same ballot.

        Columns: ``ballot`` (from 0), ``voters``, ``paid`` and ``left`` (by each of them), and
        ``exact`` (what is left, as a fraction). Phragmen: earned until the last round, and not
        spent. No rows where nobody holds money.
        """
        return self._table("budgets")

    def _table(self, name: str) -> ColumnTable:
        from areena import _core
        from areena.columns import ColumnTable

        return ColumnTable(name, _core._selection_table(self, name))


for _each in (
    Project,
    Instance,
    Vote,
    Ballot,
    Profile,
    Payment,
    Purchase,
    State,
    Outcome,
    Check,
    Verification,
    Round,
    Selection,
):
    _each.__module__ = "areena.selection"
