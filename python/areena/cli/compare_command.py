"""``areena compare``: what changes in the plan from one network to another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import areena
from areena.cli import problems

if TYPE_CHECKING:
    from areena.publishing.catalogue import Language


@dataclass(frozen=True, slots=True)
class CompareRequest:
    before: Path
    after: Path
    language: Language
    as_json: bool


def run_compare(request: CompareRequest) -> int:
    """Plans both with the same options and tells. 1 if a plan contradicts its verification."""
    networks = [areena.read(path) for path in (request.before, request.after)]
    with areena.ProgressBar() as progress:
        before, after = (areena.plan(network, progress=progress) for network in networks)
    if request.as_json:
        problems.print_json(
            {
                "format": "areena-comparison",
                "version": 0,
                "before": str(request.before),
                "after": str(request.after),
                "comparison": json.loads(before.compare(after).to_json()),
            }
        )
    else:
        from areena.publishing import changes  # imported late: templates take time

        print(changes(before, after, language=request.language), end="")
    return 0 if before.verified.ok and after.verified.ok else 1
