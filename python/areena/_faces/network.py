"""Faces of networks, of findings and of collections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from areena import _core
from areena._faces.context import Context
from areena._faces.markup import Html, details, facts, paragraph, whole

if TYPE_CHECKING:
    from areena._core import Finding, Network

__all__ = ["findings_html", "network_html"]

_SEVERITIES = ("error", "warning", "note")


def _nouns(network: Network) -> list[tuple[str, int]]:
    names = [
        field["name"] for field in _core._describe_network() if field["type"]["kind"] == "list"
    ]
    return [(name, len(getattr(network, name))) for name in names]


def _counted(c: Context, findings: Sequence[Finding]) -> str:
    """ "1 error, 3 warnings" """
    kinds = [str(finding.severity) for finding in findings]
    parts = [c.w(f"finding.{kind}", n=kinds.count(kind)) for kind in _SEVERITIES if kind in kinds]
    return ", ".join(parts)


def _finding_rows(c: Context, findings: Sequence[Finding]) -> Html:
    columns = ("severity", "object", "message", "next_step")
    head = [c.w(f"finding.column_{name}") for name in columns]
    rows = [
        [
            c.w(f"finding.severity_{finding.severity}"),
            " ".join(str(part) for part in (finding.noun, finding.id) if part),
            finding.message,
            finding.next_step,
        ]
        for finding in findings
    ]
    return c.rows(head, rows)


def findings_html(findings: Sequence[Finding], network: Any = None) -> Html:
    """What a check found, its kinds counted, the first of it in a table."""
    c = Context(network)
    heading = c.w("finding.heading")
    if not findings:
        return whole(heading, paragraph(c.w("finding.none")))
    return whole(heading, _finding_rows(c, findings), note=_counted(c, findings))


def network_html(network: Network) -> Html:
    """A network at a glance: period, coordinator, effort, findings, and how much of what it has."""
    c = Context(network)
    promise = network.promise
    coordinators = [o.id for o in network.organizations if "coordinator" in map(str, o.roles)]
    agreed = sum((x.days for x in network.capacities if str(x.agreement) == "agreed"), start=0)
    findings = _core._check(network)
    counts = [(name, n) for name, n in _nouns(network) if n]
    shown = facts(
        [
            (
                c.w("network.period"),
                c.quarters(promise.period.start, promise.period.end) if promise else "",
            ),
            (c.w("network.coordinator"), ", ".join(map(c.organization, coordinators))),
            (c.w("network.agreed"), c.days(agreed) if network.capacities else ""),
            (
                c.w("network.available"),
                c.days(_core._available_effort(network)) if promise else "",
            ),
            (c.w("network.findings"), _counted(c, findings) or c.w("network.no_findings")),
        ]
    )
    contents = facts((c.w(f"noun.{name}"), c.w.number(n)) for name, n in counts)
    mark = c.w("face.illustrative") if network.illustrative else ""
    return whole(
        c.text(network.title) or str(network.id),
        shown,
        details(c.w("network.counts"), contents, is_open=True),
        c.folded(c.w("finding.heading"), findings, _finding_rows(c, findings)),
        note=", ".join(part for part in (str(network.id), mark) if part),
    )
