"""Proportionally fair selection within a budget, exactly: the method of equal shares.

It stands alone: an ``Instance`` (projects and a budget), a ``Profile`` (ballots), and rules that
give an ``Outcome``. Costs and the budget are whole units of your choice (cents, hundredths of
person-days); utilities, shares and payments are exact ``Fraction``.

Examples
--------
>>> from areena import selection
>>> instance = selection.Instance(
...     budget=100,
...     projects=(selection.Project("park", 60), selection.Project("bridge", 50)),
... )
>>> profile = selection.Profile(
...     (
...         selection.approval_ballot(["park"]),
...         selection.approval_ballot(["park", "bridge"]),
...     )
... )
>>> profile = selection.with_cost_utility(instance, profile)
>>> outcome = selection.equal_shares(instance, profile)
>>> [(p.project, p.effective_support) for p in outcome.purchases]
[('park', Fraction(2, 1))]
>>> selection.verify(instance, profile, outcome).ok
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from areena import _core

__all__ = [
    "Ballot",
    "Check",
    "Instance",
    "Outcome",
    "Payment",
    "Profile",
    "Project",
    "Purchase",
    "State",
    "Verification",
    "Vote",
    "approval_ballot",
    "complete_utilitarian",
    "equal_shares",
    "verify",
    "with_cardinality_utility",
    "with_cost_utility",
]

TieKey = Literal["min_cost", "max_cost", "max_votes", "id"]
Callback = Callable[[str, int, int], object]

TIES: tuple[TieKey, ...] = ("min_cost", "max_votes", "id")


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


def approval_ballot(projects: Iterable[str]) -> Ballot:
    """A ballot that approves of projects, each with utility 1."""
    return Ballot(tuple(Vote(project) for project in projects))


def with_cost_utility(instance: Instance, profile: Profile) -> Profile:
    """The profile with each supported project worth its cost to its supporters.

    A unit of budget then counts the same wherever it goes.
    """
    return _core._with_cost_utility(instance, profile)


def with_cardinality_utility(instance: Instance, profile: Profile) -> Profile:
    """The profile with each supported project worth 1 to its supporters."""
    return _core._with_cardinality_utility(instance, profile)


def equal_shares(
    instance: Instance,
    profile: Profile,
    *,
    ties: Iterable[TieKey] = TIES,
    start: State | None = None,
    progress: Callback | None = None,
) -> Outcome:
    """The method of equal shares for additive utilities, exactly.

    Everybody holds a share of the budget. A project is affordable at rho if its supporters can pay
    its cost with each paying min(what is left of its share, rho x utility). The project affordable
    at the least rho is bought, again and again until none is. Budget may remain: see
    ``complete_utilitarian``.

    Parameters
    ----------
    instance, profile
        The election.
    ties : iterable of str
        What decides between projects that are exactly as good: ``"min_cost"``, ``"max_cost"``,
        ``"max_votes"``, ``"id"``, asked in order; the id decides at last in any case.
    start : State, optional
        Where to begin; by default an even share for each voter and all projects open.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total)``. What it raises ends the work.

    Returns
    -------
    Outcome

    Raises
    ------
    InvalidError
        For a broken election (``selection.*``).
    NotFoundError
        For a vote for a project that is not there.

    References
    ----------
    Peters, Pierczynski, Skowron: Proportional Participatory Budgeting with Additive Utilities.
    NeurIPS 2021.
    """
    return _core._equal_shares(instance, profile, list(ties), start, progress)


def complete_utilitarian(
    instance: Instance,
    profile: Profile,
    outcome: Outcome,
    *,
    ties: Iterable[TieKey] = TIES,
    progress: Callback | None = None,
) -> Outcome:
    """Goes on from an outcome until nothing that somebody supports fits the budget left.

    Projects rank by the sum over their supporters of min(1, share left x supporters / cost).
    Parameters and errors are those of ``equal_shares``.
    """
    return _core._complete_utilitarian(instance, profile, outcome, list(ties), progress)


def verify(
    instance: Instance, profile: Profile, outcome: Outcome, *, start: State | None = None
) -> Verification:
    """Checks an outcome against its election from scratch, with no code of the rules.

    Never raises for a wrong outcome.
    """
    return _core._verify_selection(instance, profile, outcome, start)
