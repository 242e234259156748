"""Plan the tiny network, tell what was left out and why, and ask what a little more would do.

Run it from anywhere: python examples/python/plan_tiny.py
"""

from __future__ import annotations

from decimal import Decimal

import areena


def describe(plan: areena.Plan) -> None:
    titles = {c.id: c.title.in_("en") for c in plan.network.commitments}
    for item in plan.timetable:
        days = sum((c.days for c in item.contributions), Decimal(0))
        print(f"{item.start}-{item.end}  {titles[item.commitment]}  ({days} days)")
    for left in plan.left_out:
        print(f"left out: {titles[left.commitment]}: {left.message}")
    for member in plan.coverage:
        share = "no needs" if member.coverage is None else f"{member.coverage:.0%}"
        print(f"{member.member}: {share}")


def with_more_days(network: areena.Network, factor: int) -> areena.Network:
    """The network if everybody had `factor` times the days."""
    draft = network.edit()
    for capacity in network.capacities:
        draft.update(capacity.replace(days=capacity.days * factor))
    return draft.build()


def main() -> None:
    network = areena.examples.tiny()
    for finding in areena.check(network):
        print(finding)
    plan = areena.plan(network)
    describe(plan)
    print("verified:", plan.verified.ok)

    if plan.left_out:
        asked = plan.left_out[0].commitment
        print(plan.explain(asked))
        again = areena.plan(with_more_days(network, 3))
        print("with three times the days:", again.explain(asked))


if __name__ == "__main__":
    main()
