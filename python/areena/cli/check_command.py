"""``areena check``: everything that is wrong with a network, or worth knowing."""

from __future__ import annotations

from pathlib import Path

import areena
from areena.cli import problems


def run_check(network: Path, *, as_json: bool) -> int:
    """Prints the findings and returns the exit code."""
    findings = areena.check(network)
    counts = problems.count(findings)
    if as_json:
        problems.print_json(
            {
                "format": "areena-findings",
                "version": 0,
                "network": str(network),
                "counts": counts,
                "findings": [problems.data(finding) for finding in findings],
            }
        )
    else:
        for finding in findings:
            print(problems.sentence(finding))
        print(f"{network}: {problems.said(counts)}")
    return 1 if counts["error"] else 0
