"""Build a network in a program, look at what is wrong with a draft, and plan it.

Run it from anywhere: python examples/python/build_network.py
"""

from __future__ import annotations

import areena
from areena import Capacity, Commitment, Member, Need, Organization, Scope

QUARTERS = ("2027Q1", "2027Q2", "2027Q3", "2027Q4")


def draft() -> areena.Draft:
    """A coordinator, two members, one expertise and two projects that want the same days."""
    made = areena.Draft(
        id="example", title={"fi": "Esimerkki", "en": "Example"}, language="en", illustrative=True
    )
    made.promise = areena.Promise(
        id="promise",
        title="Promise for 2027",
        issuer="office",
        period=areena.Period(start="2027Q1", end="2028Q1"),
        goals=[areena.Goal(id="services", title="Services")],
    )
    made.add(
        Organization(id="office", name="The office", roles=["coordinator"]),
        areena.Expertise(id="law", name="Law"),
        areena.Theme(id="contracts", name="Contracts"),
    )
    for name in ("north", "south"):
        made.add(
            Organization(id=name, name=f"College {name}", roles=["provider"]),
            Member(id=f"m-{name}", organization=name, student_years=900),
            Need(id=f"n-{name}", member=f"m-{name}", theme="contracts", weight=2),
        )
    for quarter in QUARTERS:
        made.add(
            Capacity(
                id=f"office.law.{quarter.lower()}",
                organization="office",
                expertises=["law"],
                quarter=quarter,
                days=4,
            )
        )
    for name, title in (("c-1", "A model contract"), ("c-2", "A guide to contracts")):
        made.add(project(name, title))
    return made


def project(name: str, title: str) -> Commitment:
    return Commitment(
        id=name,
        kind="project",
        title=title,
        goal="services",
        themes=["contracts"],
        lead="office",
        beneficiaries={"all": True},
        scopes=[
            Scope(
                id="standard",
                default=True,
                duration={"min": 2, "max": 3},
                coverage=0.5,
                effort=[{"expertise": "law", "days": 5}],
            )
        ],
    )


def main() -> None:
    made = draft()
    try:
        made.add(Need(id="n-3", member="m-nort", theme="contracts", weight=1)).build()
    except areena.Error as error:
        for finding in error.findings:
            print(finding)
    network = made.remove("needs", "n-3").build()
    plan = areena.plan(network)
    print(plan)
    for commitment in network.commitments:
        print(plan.explain(commitment.id))


if __name__ == "__main__":
    main()
