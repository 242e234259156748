"""Choosing commitments and scheduling them: the records a plan is made of.

``areena.plan`` makes a plan; everything in it is one of these. ``choose`` chooses alone, by any
rule; ``carry_over`` begins a promise from the books of the one before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from areena import _core
from areena._core import (
    Among,
    BallotBasis,
    CapacityChange,
    CapacityValue,
    CarriedBalance,
    CarryOver,
    CategoryOutcome,
    Choice,
    ChoiceCategory,
    ChoiceOptions,
    ChoiceReason,
    ChoiceResources,
    ChoiceStep,
    Chosen,
    CommitmentChange,
    Comparison,
    Completion,
    Contribution,
    CoverageChange,
    EarlierPlan,
    EnoughUntold,
    Exclusion,
    Explanation,
    LedgerEntry,
    LeftOut,
    LeftOutBy,
    MemberCoverage,
    Move,
    NeedCoverage,
    NetworkReference,
    Objective,
    ObjectiveBound,
    ObjectiveChange,
    Pass,
    Plan,
    PlanDocument,
    PlanOptions,
    Price,
    Provenance,
    ReasonChange,
    Rescope,
    Rule,
    Scheduled,
    SharedEffort,
    SharedResource,
    Shortage,
    Stress,
    Support,
    TieKey,
    Utility,
    Verification,
    VerifiedClaim,
)
from areena._progress import Progress

__all__ = [
    "Among",
    "BallotBasis",
    "CapacityChange",
    "CapacityValue",
    "CarriedBalance",
    "CarryOver",
    "CategoryOutcome",
    "Choice",
    "ChoiceCategory",
    "ChoiceOptions",
    "ChoiceReason",
    "ChoiceResources",
    "ChoiceStep",
    "Chosen",
    "CommitmentChange",
    "Comparison",
    "Completion",
    "Contribution",
    "CoverageChange",
    "EarlierPlan",
    "EnoughUntold",
    "Exclusion",
    "Explanation",
    "LedgerEntry",
    "LeftOut",
    "LeftOutBy",
    "MemberCoverage",
    "Move",
    "NeedCoverage",
    "NetworkReference",
    "Objective",
    "ObjectiveBound",
    "ObjectiveChange",
    "Pass",
    "Plan",
    "PlanDocument",
    "PlanOptions",
    "Price",
    "Provenance",
    "ReasonChange",
    "Replan",
    "Rescope",
    "Rule",
    "Scheduled",
    "SharedEffort",
    "SharedResource",
    "Shortage",
    "Stress",
    "Support",
    "TieKey",
    "Utility",
    "Verification",
    "VerifiedClaim",
    "WhatIf",
    "carry_over",
    "choose",
    "ledger_json",
    "read_ledger",
]


class WhatIf(NamedTuple):
    """The answer of ``Plan.what_if``: a plan of the changed network, and what changes.

    Parameters
    ----------
    plan : Plan
        It holds the changed network.
    comparison : Comparison
        From the plan that was asked to this one.
    """

    plan: Plan
    comparison: Comparison

    def __str__(self) -> str:
        return str(self.comparison)

    def _repr_html_(self) -> str:
        from areena._faces import what_if_html

        return what_if_html(self)


class Replan(NamedTuple):
    """The answer of ``Plan.replan``: the plan kept as far as can be, and what changes.

    Parameters
    ----------
    plan : Plan
        It holds the network as it is now.
    comparison : Comparison
        From the earlier plan to this one.
    proved : tuple of str
        Of "dropped", "rescoped" and "moved", the first ones: proved to be the fewest.
    """

    plan: Plan
    comparison: Comparison
    proved: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.comparison)

    def _repr_html_(self) -> str:
        from areena._faces import what_if_html

        return what_if_html(WhatIf(self.plan, self.comparison))


def choose(
    network: _core.Network,
    options: ChoiceOptions | None = None,
    *,
    progress: Progress = None,
) -> Choice:
    """Choose commitments without a timetable.

    Parameters
    ----------
    network : Network
        It must have a promise.
    options : ChoiceOptions, optional
        Rule, utility, completion, ties, resources, categories and the ledger to begin from. By
        default equal shares of the available effort, completed by votes.
    progress : callable or True, optional
        As for ``areena.plan``.

    Returns
    -------
    Choice
        What was chosen, in order, and who carried it.

    Raises
    ------
    InvalidError
        ``plan.choice``, if the options cannot go together; the message says what can.

    Examples
    --------
    >>> import areena
    >>> from areena.planning import ChoiceOptions, choose
    >>> choice = choose(areena.examples.tiny(), ChoiceOptions(rule="phragmen"))
    >>> choice.rule
    <Rule.phragmen: 'phragmen'>
    """
    return _core._choose(network, options or ChoiceOptions(), progress)


def read_ledger(path: str | os.PathLike[str]) -> tuple[LedgerEntry, ...]:
    """Reads the books after a promise (``ledger.json`` of ``areena plan``).

    Raises
    ------
    InvalidError
        If it is no ledger; ``findings`` tells all that is wrong, with places.
    FileError
        If the file cannot be read.
    """
    return _core._read_ledger(path)


def ledger_json(plan: Plan) -> str:
    """The content of ledger.json: the books after a plan; the same plan gives the same bytes."""
    return _core._ledger_json(plan)


def carry_over(
    ledger: Plan | str | os.PathLike[str] | Iterable[LedgerEntry],
    *,
    memory: Fraction | int | str = 1,
) -> CarryOver:
    """What a promise brings from the one before: for ``ChoiceOptions(carry_over=...)``.

    Parameters
    ----------
    ledger : Plan, path or entries
        The plan before, its ``ledger.json``, or the entries themselves.
    memory : Fraction, int or str
        How much of a balance counts, from 0 (forget all) to 1.

    Examples
    --------
    >>> import areena
    >>> from areena.planning import ChoiceOptions, carry_over
    >>> plan = areena.plan(areena.examples.tiny())
    >>> after = areena.plan(plan.network, choice=ChoiceOptions(carry_over=carry_over(plan)))
    >>> sum(entry.balance for entry in after.ledger)
    Fraction(0, 1)
    """
    if isinstance(ledger, Plan):
        entries: Iterable[LedgerEntry] = ledger.ledger
    elif isinstance(ledger, str | os.PathLike):
        entries = read_ledger(ledger)
    else:
        entries = ledger
    balances = [CarriedBalance(member=each.member, balance=each.balance) for each in entries]
    return CarryOver(memory=memory, balances=balances)
