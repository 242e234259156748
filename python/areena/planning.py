"""Choosing commitments and scheduling them: the records a plan is made of.

``areena.plan`` makes a plan; everything in it is one of these.
"""

from __future__ import annotations

from typing import NamedTuple

from areena._core import (
    Among,
    BallotBasis,
    CapacityChange,
    Choice,
    ChoiceReason,
    ChoiceStep,
    Chosen,
    CommitmentChange,
    Comparison,
    Contribution,
    CoverageChange,
    Exclusion,
    Explanation,
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
    Provenance,
    ReasonChange,
    Rescope,
    Scheduled,
    SharedEffort,
    Shortage,
    Support,
    Verification,
    VerifiedClaim,
)

__all__ = [
    "Among",
    "BallotBasis",
    "CapacityChange",
    "Choice",
    "ChoiceReason",
    "ChoiceStep",
    "Chosen",
    "CommitmentChange",
    "Comparison",
    "Contribution",
    "CoverageChange",
    "Exclusion",
    "Explanation",
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
    "Provenance",
    "ReasonChange",
    "Rescope",
    "Scheduled",
    "SharedEffort",
    "Shortage",
    "Support",
    "Verification",
    "VerifiedClaim",
    "WhatIf",
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
