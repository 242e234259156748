"""Equal shares under constraints, and the ledger that carries shares from promise to promise.

Used through ``areena.selection``, which offers every name of here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from areena import _core
from areena._errors import InvalidError
from areena._progress import Progress

if TYPE_CHECKING:
    from areena.selection import Profile, TieKey, Verification

Amount = Fraction | int

Obstacle = Literal[
    "no_supporters", "excluded", "prerequisite", "cap", "budget", "floor", "shares", "stopped"
]


@dataclass(frozen=True, slots=True)
class Level:
    """How far a project is done. Levels are cumulative: each includes the one before it.

    Attributes
    ----------
    costs : mapping of str to int
        By resource, in all; what is not named is 0. Not below those of the level before.
    worth : Fraction or int
        What it is worth to a supporter, as a part of its utility for the project: more than that
        of the level before, at most 1.
    """

    costs: Mapping[str, int]
    worth: Amount = 1

    @property
    def _costs(self) -> dict[str, int]:
        return dict(self.costs)


@dataclass(frozen=True, slots=True)
class LeveledProject:
    """A project that may be done in part, and what it needs and rules out.

    Attributes
    ----------
    id : str
    levels : tuple of Level
        At least one, the lightest first.
    prerequisites : tuple of str
        Projects bought before it, at any level.
    excludes : tuple of str
        Projects never bought together with it; naming it on one side is enough.
    """

    id: str
    levels: tuple[Level, ...]
    prerequisites: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """Projects that together take at most ``cap`` of a resource, or are to have ``floor`` of it.

    What counts of a project is what it takes of the resource, or what ``amounts`` says: for each
    project an amount for each of its levels, in all. Floors are kept of the resource either way.
    """

    id: str
    projects: tuple[str, ...]
    resource: str
    floor: int = 0
    cap: int | None = None
    amounts: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ConstrainedInstance:
    """What can be bought, and what for.

    Attributes
    ----------
    resources : mapping of str to int
        The budget of each: an expertise in a period, money.
    projects : tuple of LeveledProject
    categories : tuple of Category
    """

    resources: Mapping[str, int]
    projects: tuple[LeveledProject, ...]
    categories: tuple[Category, ...] = ()

    @property
    def _resources(self) -> list[tuple[str, int]]:
        return list(self.resources.items())


@dataclass(frozen=True, slots=True)
class ResourcePayment:
    """What a voter gives of a resource."""

    voter: int
    resource: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class LevelPurchase:
    """A project taken to its next level.

    Attributes
    ----------
    project : str
    level : int
        Counted from 0.
    step : str
        ``"shares"`` or ``"completion"``.
    prices : dict of str to Fraction
        By resource: what supporters give per unit of utility; 0 in completion.
    dominant_price : Fraction
        The largest of price / budget; the rule takes the step where it is least.
    tied : tuple of str
        Projects whose next step was exactly as good.
    payments : tuple of ResourcePayment
    """

    project: str
    level: int
    step: Literal["shares", "completion"]
    prices: dict[str, Fraction]
    dominant_price: Fraction
    tied: tuple[str, ...]
    payments: tuple[ResourcePayment, ...]


@dataclass(frozen=True, slots=True)
class NotBought:
    """Why a project does not reach its next level.

    Attributes
    ----------
    project : str
    level : int
        The level that it does not reach.
    obstacle : str
        ``"no_supporters"``; ``"excluded"`` by ``other``; ``"prerequisite"`` ``other`` missing;
        ``"cap"`` of category ``other`` passed by ``missing``; ``"budget"`` of resource ``other``
        short by ``missing``; ``"floor"``: ``missing`` of resource ``other`` is kept for floors;
        ``"shares"``: supporters have ``missing`` too little of resource ``other``; ``"stopped"``.
    other : str, optional
    missing : Fraction
    """

    project: str
    level: int
    obstacle: Obstacle
    other: str | None
    missing: Fraction


@dataclass(frozen=True, slots=True)
class ConstrainedOutcome:
    """What was bought, in order, and where that leaves everybody.

    Attributes
    ----------
    purchases : tuple of LevelPurchase
    levels : dict of str to int
        The level reached by each project that was bought.
    shares : tuple of dict of str to Fraction
        By voter and resource: what is left.
    charges : tuple of dict of str to Fraction
        By voter and resource: what it is charged for, which a ledger settles. Of what completion
        bought that is an equal part of the whole cost with its other supporters, also beyond its
        share.
    not_bought : tuple of NotBought
    finished : bool
        False if it was asked to stop.
    verification : Verification
        The outcome checked by other code.
    """

    purchases: tuple[LevelPurchase, ...]
    levels: dict[str, int]
    shares: tuple[dict[str, Fraction], ...]
    charges: tuple[dict[str, Fraction], ...]
    not_bought: tuple[NotBought, ...]
    finished: bool
    verification: Verification = field(repr=False)


def constrained_shares(
    instance: ConstrainedInstance,
    profile: Profile,
    *,
    ties: Iterable[TieKey] = ("min_cost", "max_votes", "id"),
    completes: bool = False,
    shares: Iterable[Mapping[str, Amount]] = (),
    progress: Progress = None,
) -> ConstrainedOutcome:
    """The method of equal shares under constraints, exactly.

    Everybody holds an equal share of each resource. For each resource that a project's next level
    takes, its supporters pay min(what they have left, price x utility); prices are compared as
    parts of the budgets, and the level whose dearest part is least is bought, again and again.
    Prerequisites, exclusions, caps and floors hold at every purchase. docs/selection.md states the
    definition.

    Parameters
    ----------
    instance : ConstrainedInstance
    profile : Profile
        Approval utilities (1) say that projects count alike whatever they cost.
    ties : iterable of str
        Between steps that are exactly as good: ``"min_cost"``, ``"max_cost"``, ``"max_votes"``,
        ``"id"``.
    completes : bool
        Also buy, by votes, what still fits budgets and constraints.
    shares : iterable of mapping of str to Fraction
        What each voter begins with, by resource, such as ``opening_shares`` gives; by default
        equal.
    progress : callable or True, optional
        Called as ``progress(phase, done, total, None)``. What it raises ends the selection. True
        shows an ``areena.ProgressBar``.

    Raises
    ------
    InvalidError
        For a broken election (``selection.level``, ``selection.constraint``, ...) or shares that
        are negative or more than the budgets (``selection.state``).
    NotFoundError
        For an id that names no project or resource.
    """
    given = [dict(each) for each in shares]
    return _core._constrained_shares(instance, profile, list(ties), completes, given, progress)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One voter in one period.

    Attributes
    ----------
    voter : str
    carried : Fraction
        The balance before.
    share : Fraction
        What it began with.
    spent : Fraction
    balance : Fraction
        After: above 0 if it got less than the others. All balances add up to 0.
    """

    voter: str
    carried: Fraction
    share: Fraction
    spent: Fraction
    balance: Fraction


def opening_shares(
    balances: Mapping[str, Amount],
    voters: Iterable[str],
    budget: Amount,
    *,
    memory: Amount = 1,
) -> dict[str, Fraction]:
    """The share of each voter in a budget: the equal share and its balance, none below 0.

    Together they are the budget exactly. Newcomers begin level; the balance of a voter that is no
    longer there is spread over all.

    Parameters
    ----------
    balances : mapping of str to Fraction
        What ``balances_after`` gave for the last period; empty for the first.
    voters : iterable of str
    budget : Fraction or int
    memory : Fraction or int
        How much of a balance counts, from 0 (nothing) to 1 (everything).

    Raises
    ------
    InvalidError
        ``selection.budget`` or ``selection.ledger``.
    """
    return _core._opening_shares(dict(balances), list(voters), budget, memory)


def settle(
    balances: Mapping[str, Amount],
    shares: Mapping[str, Amount],
    spent: Mapping[str, Amount],
    *,
    memory: Amount = 1,
) -> tuple[LedgerEntry, ...]:
    """The books after a period, an entry for each voter that has a share.

    A balance grows by what a voter spent less than the average and falls by what it spent more.

    Parameters
    ----------
    balances : mapping of str to Fraction
        Before.
    shares : mapping of str to Fraction
        What each voter began with.
    spent : mapping of str to Fraction
        What each was charged (``ConstrainedOutcome.charges``); one that is not named spent nothing.
    memory : Fraction or int
        As it was given to ``opening_shares``.

    Raises
    ------
    InvalidError
        ``selection.ledger``, also for a voter in ``spent`` that has no share.
    """
    strangers = sorted(set(spent) - set(shares))
    if strangers:
        raise InvalidError(
            f"'{strangers[0]}' spent something, but has no share", code="selection.ledger"
        )
    voters = list(shares)
    return _core._settle(
        dict(balances),
        voters,
        [shares[voter] for voter in voters],
        [spent.get(voter, 0) for voter in voters],
        memory,
    )


def balances_after(entries: Iterable[LedgerEntry]) -> dict[str, Fraction]:
    """The balances to carry on."""
    return {entry.voter: entry.balance for entry in entries}


for _each in (
    Category,
    ConstrainedInstance,
    ConstrainedOutcome,
    LedgerEntry,
    Level,
    LeveledProject,
    LevelPurchase,
    NotBought,
    ResourcePayment,
):
    _each.__module__ = "areena.selection"
