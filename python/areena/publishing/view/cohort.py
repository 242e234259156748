"""How young people's cohorts differ in size in a member's home municipality, by a table that lies
beside the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from areena.publishing.texts import Text

if TYPE_CHECKING:
    from areena import Member
    from areena.publishing.view.context import Context
    from areena.tables import Table

_COLUMNS = frozenset({"area", "year", "age", "population"})


@dataclass(frozen=True, slots=True)
class CohortTable:
    """People by area and age in the latest year of a table with area, year, age and population."""

    people: Mapping[str, Mapping[int, int]]
    year: int
    source: str | None
    """Id of the network's source."""
    licence: str


@dataclass(frozen=True, slots=True)
class CohortView:
    area: Text
    year: int
    young: str
    young_age: int
    old: str
    old_age: int
    difference: str
    """"smaller", "larger" or "same": the younger cohort beside the older."""
    share: str
    source: Text | None
    licence: str


def find_cohorts(tables: Mapping[str, Table]) -> CohortTable | None:
    """The first table, by name, that has the columns and refers to areas."""
    for name in sorted(tables):
        table = tables[name]
        schema = table.resource.schema
        fields = {field.name: field for field in schema.fields} if schema else {}
        if set(fields) >= _COLUMNS and fields["area"].refersTo == "areas" and len(table):
            return _latest(table)
    return None


def _latest(table: Table) -> CohortTable | None:
    year = max((year for year in table["year"] if year is not None), default=None)
    if year is None:
        return None
    people: dict[str, dict[int, int]] = {}
    columns = (table[name] for name in ("area", "year", "age", "population"))
    for area, of, age, count in zip(*columns, strict=True):
        if of == year and None not in (area, age, count):
            people.setdefault(area, {})[age] = count
    resource = table.resource
    licence = resource.licenses[0] if resource.licenses else None
    return CohortTable(
        people, year, resource.source, (licence and (licence.name or licence.title)) or ""
    )


def build_cohort(context: Context, member: Member) -> CohortView | None:
    """None without a table, a home municipality, or two ages of it."""
    home = context.network.organizations[member.organization].home
    table = context.cohorts
    ages = table.people.get(home, {}) if table and home else {}
    if table is None or home is None or len(ages) < 2 or not ages[max(ages)]:
        return None
    young, old = ages[min(ages)], ages[max(ages)]
    source = context.network.sources[table.source].title if table.source else None
    return CohortView(
        area=context.texts(context.network.areas[home].name, home),
        year=table.year,
        young=context.formats.number(young),
        young_age=min(ages),
        old=context.formats.number(old),
        old_age=max(ages),
        difference="same" if young == old else "smaller" if young < old else "larger",
        share=context.formats.percent(Fraction(abs(young - old), old)),
        source=context.texts(source, table.source or "") if source else None,
        licence=table.licence,
    )
