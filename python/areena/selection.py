"""Proportionally fair selection within a budget, exactly.

Two ways in: ``read`` a .pb file (Pabulib) and ``select`` by any rule, also with a million voters;
or build a small election by hand and run the method of equal shares step by step.

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

import os
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from areena import _core
from areena._core import Election
from areena._progress import Progress
from areena._selection_constrained import (
    Category,
    ConstrainedInstance,
    ConstrainedOutcome,
    LedgerEntry,
    Level,
    LeveledProject,
    LevelPurchase,
    NotBought,
    ResourcePayment,
    balances_after,
    constrained_shares,
    opening_shares,
    settle,
)
from areena._selection_reasons import (
    AllOutcomes,
    Comparison,
    EjrPlus,
    LastAffordable,
    Outspent,
    Reasons,
    UnderservedGroup,
    WhyNot,
)
from areena._selection_values import (
    Ballot,
    Check,
    Instance,
    Outcome,
    Payment,
    Profile,
    Project,
    Purchase,
    Round,
    Selection,
    State,
    Verification,
    Vote,
)

__all__ = [
    "AllOutcomes",
    "Ballot",
    "Category",
    "Check",
    "Comparison",
    "ConstrainedInstance",
    "ConstrainedOutcome",
    "EjrPlus",
    "Election",
    "Instance",
    "LastAffordable",
    "LedgerEntry",
    "Level",
    "LevelPurchase",
    "LeveledProject",
    "NotBought",
    "Outcome",
    "Outspent",
    "Payment",
    "Profile",
    "Project",
    "Purchase",
    "Reasons",
    "ResourcePayment",
    "Round",
    "Selection",
    "State",
    "UnderservedGroup",
    "Verification",
    "Vote",
    "WhyNot",
    "all_outcomes",
    "approval_ballot",
    "balances_after",
    "compare",
    "complete_utilitarian",
    "constrained_shares",
    "ejr_plus",
    "equal_shares",
    "from_columns",
    "opening_shares",
    "read",
    "reads",
    "select",
    "settle",
    "verify",
    "why_not",
    "with_cardinality_utility",
    "with_cost_utility",
    "write",
]

TieKey = Literal["min_cost", "max_cost", "max_votes", "id", "order", "lot", "refuse"]

Rule = Literal[
    "equal_shares",
    "phragmen",
    "maximin_support",
    "bounded_overspending",
    "exact_equal_shares",
    "welfare",
    "cstv",
    "greedy_votes",
    "greedy_utility",
    "greedy_per_cost",
]
Utility = Literal[
    "points", "cost", "cardinality", "effort", "cost_sqrt", "cost_log", "chamberlin_courant"
]
BallotKind = Literal["approval", "choose-1", "cumulative", "scoring", "ordinal"]
Completion = Literal[
    "none",
    "add1",
    "add1_exceeding",
    "add1_utilitarian",
    "utilitarian",
    "phragmen",
    "ratio",
    "add_opt",
]

TIES: tuple[TieKey, ...] = ("min_cost", "max_votes", "id")


def read(
    path: str | os.PathLike[str], *, utility_table: str | os.PathLike[str] | None = None
) -> Election:
    """Reads a .pb file (https://pabulib.org/format).

    Of voters only the ballots are kept. What was read leniently is in ``findings``.

    Parameters
    ----------
    path : str or path-like
    utility_table : str or path-like, optional
        A CSV file with what projects are worth: columns ``project`` and ``utility``, one row for
        each project, or ``voter``, ``project`` and ``utility``, which then stands for the ballots.
        Utilities are whole numbers, decimals or fractions such as 1/3, exactly. Select with
        ``utility="points"``.

    Raises
    ------
    InvalidError
        With every fault, each with line and column (``pabulib.*``; of the table,
        ``selection.utility_table``).
    FileError
        If the file cannot be read.
    """
    return _core._read_election(path, utility_table)


def reads(text: str, *, utility_table: str | None = None) -> Election:
    """Reads the text of a .pb file, and that of a table of utilities; see ``read``."""
    return _core._election_from_text(text, utility_table)


def from_columns(
    budget: Fraction | Decimal | float,
    projects: Any,
    votes: Any,
    *,
    voters: Any = None,
    kind: BallotKind | None = None,
) -> Election:
    """Makes an election of columns: no text is written or read.

    Each table is anything with an Arrow stream (a frame of polars, a pyarrow Table, a duckdb
    relation, a table of areena) or a mapping from names to arrays (a dict of NumPy arrays or lists,
    a frame of pandas). Columns that are not named here are not looked at.

    Parameters
    ----------
    budget : int, Fraction, Decimal or float
        Amounts are exact: a float counts as the shortest decimal that names it, so 0.1 is 1/10.
    projects : table
        ``id`` (texts or whole numbers), ``cost``, and ``name`` if there is one.
    votes : table
        A row for each vote, in any order: ``voter``, ``project``, and ``points`` or ``rank`` (1 for
        the first choice) if ballots have them.
    voters : table, optional
        ``voter``, and ``weight`` if some count as several. Names everybody, also those who vote for
        nothing and still have a share; by default those who have votes, each once.
    kind : str, optional
        How voters were asked; by default ``"scoring"`` with points, ``"ordinal"`` with ranks, else
        ``"approval"``.

    Returns
    -------
    Election
        Equal ballots are one; ids of voters are not kept.

    Raises
    ------
    InvalidError
        ``selection.columns`` with every fault in ``findings``, each naming table, column and row;
        ``selection.column`` for a column that cannot be read at all.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.from_columns(
    ...     100,
    ...     {"id": ["park", "bridge"], "cost": [60, 50]},
    ...     {"voter": [1, 2, 2], "project": ["park", "park", "bridge"]},
    ... )
    >>> selection.select(election).payments().to_numpy()["amount"]
    array([30., 30.])
    """
    return _core._election_from_columns(budget, projects, votes, voters, kind)


def write(election: Election) -> str:
    """The election as the text of a .pb file, voters numbered from 1.

    Raises
    ------
    InvalidError
        ``pabulib.write`` for what the format cannot hold: an id with a comma, points of 1/3.
    """
    return _core._write_election(election)


def select(
    election: Election,
    rule: Rule = "equal_shares",
    *,
    utility: Utility = "cost",
    completion: Completion = "none",
    ties: Iterable[TieKey] = TIES,
    order: Iterable[str] = (),
    seed: int = 0,
    increment: int = 1,
    progress: Progress = None,
) -> Selection:
    """Selects projects within the budget, exactly, and certifies the result.

    Parameters
    ----------
    election : Election
    rule : str
        ``"equal_shares"``; ``"phragmen"`` (sequential); ``"maximin_support"``, the largest load
        of a voter grows as little as can be; ``"bounded_overspending"`` (BOS), equal shares that
        also take what supporters can nearly pay; ``"exact_equal_shares"`` (EES), whoever pays for
        a project pays the same; ``"welfare"``, the largest sum of utilities
        there is; ``"cstv"``, cumulative support transfer voting (EwT); or greedily whatever fits:
        ``"greedy_votes"``, ``"greedy_utility"``, ``"greedy_per_cost"``.
    utility : str
        What a supported project is worth: ``"points"`` (the ballot's own; Borda for rankings),
        ``"cost"``, ``"cardinality"``, ``"effort"`` (cost by supporters), ``"cost_sqrt"``,
        ``"cost_log"`` (these two to the nearest millionth); ``"chamberlin_courant"``, the ballot's
        own, but a voter has only the best of what is selected: with ``"welfare"``,
        ``"greedy_utility"`` and ``"greedy_per_cost"``, and the rules that go by support alone.
    completion : str
        How equal shares goes on with what is left: ``"none"``; ``"add1"``, shares grow by 1 until
        nothing more fits or too much is spent; ``"add1_exceeding"``, only until too much is spent;
        ``"add1_utilitarian"``; ``"utilitarian"``, by votes; ``"phragmen"``;
        ``"ratio"``, like add-1 by a hundredth of the first share. ``"add_opt"``, of exact equal
        shares: shares grow through every outcome there is until too much is spent.
    ties : iterable of str
        Asked in order between projects exactly as good: ``"min_cost"``, ``"max_cost"``,
        ``"max_votes"``, ``"id"``, ``"order"`` (earlier in ``order``), ``"lot"`` (drawn with
        ``seed``), ``"refuse"`` (the selection stops and names them). The id decides at last.
    order : iterable of str
        Projects that go before all others in a tie, in this order: before any key is asked, or at
        the place of ``"order"``.
    seed : int
        For ``"lot"``, which depends on it and on the set of ids alone.
    increment : int
        Add-1: by how many whole units of money shares grow.
    progress : callable or True, optional
        Called now and then as ``progress(phase, done, total, None)``. What it raises ends the work.
        True shows an ``areena.ProgressBar``.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.reads(
    ...     "META\\nkey;value\\nbudget;100\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost\\npark;60\\nbridge;50\\n"
    ...     "VOTES\\nvoter_id;vote\\n1;park\\n2;park,bridge\\n"
    ... )
    >>> selection.select(election).winners
    ('park',)
    """
    return _core._select(
        election, rule, utility, completion, list(ties), list(order), seed, increment, progress
    )


def all_outcomes(
    election: Election,
    rule: Rule = "equal_shares",
    *,
    utility: Utility = "cost",
    completion: Completion = "none",
    ties: Iterable[TieKey] = TIES,
    most_outcomes: int = 100,
    most_runs: int = 10_000,
    progress: Progress = None,
) -> AllOutcomes:
    """Every set of winners that the rule selects, whatever decides each tie.

    Parameters are those of ``select``, and:

    Parameters
    ----------
    most_outcomes : int
        Sets of winners to list.
    most_runs : int
        Runs of the rule; one of add-1 counts once for each share that it tries.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.reads(
    ...     "META\\nkey;value\\nbudget;50\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost\\npark;50\\nbridge;50\\n"
    ...     "VOTES\\nvoter_id;vote\\n1;park,bridge\\n"
    ... )
    >>> selection.all_outcomes(election).outcomes
    (('bridge',), ('park',))
    """
    return _core._all_outcomes(
        election, rule, utility, completion, list(ties), most_outcomes, most_runs, progress
    )


def why_not(
    election: Election,
    projects: Iterable[str] | None = None,
    rule: Rule = "equal_shares",
    *,
    utility: Utility = "cost",
    completion: Completion = "none",
    ties: Iterable[TieKey] = TIES,
    order: Iterable[str] = (),
    seed: int = 0,
    increment: int = 1,
    progress: Progress = None,
) -> Reasons:
    """Why projects were left out, and what would have brought them in, exactly.

    The other parameters are those of ``select``, and the selection explained is what it gives.

    Parameters
    ----------
    projects : iterable of str, optional
        Those to explain; by default all that were left out.

    Raises
    ------
    NotFoundError
        For a project that is not there; the nearest id is named.
    InvalidError
        For one that was selected.

    Notes
    -----
    A lower cost is searched by running the rule again; more supporters are read off the run where
    it goes on as it did until the project is selected, and searched for elsewhere: ``is_largest``
    and ``is_fewest`` say whether an answer is proved to be the best. With add-1 all projects of a
    large election take minutes.

    References
    ----------
    Boehmer et al.: Evaluation of Project Performance in Participatory Budgeting. IJCAI 2024.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.reads(
    ...     "META\\nkey;value\\nbudget;100\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost\\npark;60\\nbridge;50\\n"
    ...     "VOTES\\nvoter_id;vote\\n1;park\\n2;park,bridge\\n"
    ... )
    >>> (why,) = selection.why_not(election)
    >>> why.project, why.votes, why.outspent[0].project, why.largest_cost
    ('bridge', 1, 'park', 20)
    """
    asked = None if projects is None else list(projects)
    return Reasons(
        _core._why_not(
            election,
            asked,
            rule,
            utility,
            completion,
            list(ties),
            list(order),
            seed,
            increment,
            progress,
        )
    )


def compare(
    election: Election,
    first: Iterable[str],
    second: Iterable[str],
    *,
    utility: Utility = "cost",
) -> Comparison:
    """How many voters have more utility from the first winners, and how many from the second.

    Everybody counts, also those who have nothing from one of the two.

    Raises
    ------
    NotFoundError
        For a winner that is no project.
    InvalidError
        For one named twice.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.reads(
    ...     "META\\nkey;value\\nbudget;50\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost\\npark;50\\nbridge;50\\n"
    ...     "VOTES\\nvoter_id;vote\\n1;park\\n2;park,bridge\\n"
    ... )
    >>> selection.compare(election, ["park"], ["bridge"])
    Comparison(first=1, second=0, indifferent=1)
    """
    return _core._compare_winners(election, list(first), list(second), utility)


def ejr_plus(election: Election, winners: Iterable[str], *, utility: Utility = "cost") -> EjrPlus:
    """Whether winners, however they were found, give EJR+ up to any project, exactly.

    It holds if no project left out has a group of supporters each of whom has, from the winners and
    that project together, at most what the group's part of the budget buys at the project's price.
    For approvals and unit costs this is EJR+ of committees to the letter. Equal shares always gives
    it; greedy rules need not, and the groups they forget are named.

    Raises
    ------
    NotFoundError
        For a winner that is no project.
    InvalidError
        For one named twice.

    References
    ----------
    Brill, Peters: Robust and Verifiable Proportionality Axioms for Multiwinner Voting. EC 2023.

    Examples
    --------
    >>> from areena import selection
    >>> election = selection.reads(
    ...     "META\\nkey;value\\nbudget;100\\nvote_type;approval\\n"
    ...     "PROJECTS\\nproject_id;cost\\npark;60\\nbridge;50\\n"
    ...     "VOTES\\nvoter_id;vote\\n1;park\\n2;park,bridge\\n"
    ... )
    >>> selection.ejr_plus(election, []).underserved[0].deserved
    Fraction(100, 1)
    """
    return _core._ejr_plus(election, list(winners), utility)


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
    progress: Progress = None,
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
    progress : callable or True, optional
        Called now and then as ``progress(phase, done, total, None)``. What it raises ends the work.
        True shows an ``areena.ProgressBar``.

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
    progress: Progress = None,
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
