"""Choosing commitments and scheduling them: the records a plan is made of.

``areena.plan`` makes a plan; everything in it is one of these.
"""

from areena._core import (
    BallotBasis,
    Choice,
    ChoiceStep,
    Chosen,
    Contribution,
    Exclusion,
    Explanation,
    LeftOut,
    MemberCoverage,
    NeedCoverage,
    NetworkReference,
    Objective,
    Pass,
    Plan,
    PlanDocument,
    PlanOptions,
    Provenance,
    Scheduled,
    Shortage,
    Support,
    Verification,
    VerifiedClaim,
)

__all__ = [
    "BallotBasis",
    "Choice",
    "ChoiceStep",
    "Chosen",
    "Contribution",
    "Exclusion",
    "Explanation",
    "LeftOut",
    "MemberCoverage",
    "NeedCoverage",
    "NetworkReference",
    "Objective",
    "Pass",
    "Plan",
    "PlanDocument",
    "PlanOptions",
    "Provenance",
    "Scheduled",
    "Shortage",
    "Support",
    "Verification",
    "VerifiedClaim",
]
