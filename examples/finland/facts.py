"""The facts of the sample: providers, areas and population, read from public figures."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Record = dict[str, object]

ALAND = "21"  # region; autonomous, with an employment authority of its own: not in the sample

LEGAL_FORMS = {"kunta": "municipality", "kuntayhtymä": "joint-authority", "osakeyhtiö": "company"}
# Column kielisuhde: only Finnish, bilingual with a Finnish majority, only Swedish (Åland),
# bilingual with a Swedish majority. Checked against Helsinki (1), Jomala (2) and Pietarsaari (3).
LANGUAGES = {"0": ["fi"], "1": ["fi", "sv"], "2": ["sv"], "3": ["sv", "fi"]}

# Providers whose only name is Swedish: it stands in every language.
SWEDISH_NAMES = frozenset({"0209021-4", "0796234-1", "0988182-8"})


TABLE_AGES = range(16, 19)


@dataclass(frozen=True)
class Provider:
    """A municipal provider with a decision for 2020."""

    business_id: str
    name: str
    brand: str
    legal_form: str
    home: str
    home_confidence: str
    employment_area: str
    student_years: int
    student_years_before: int
    note: str


@dataclass(frozen=True)
class EmploymentArea:
    """An employment area with its population by single age at the end of 2019."""

    name: Record
    num_municipalities: int
    regions: frozenset[str]
    population: dict[int, int]

    def ages(self, first: int, last: int) -> int:
        """People of the ages first to last, both included."""
        return sum(self.population[age] for age in range(first, last + 1))


@dataclass(frozen=True)
class Finland:
    """The mainland: Åland's 16 municipalities are left out."""

    providers: tuple[Provider, ...]
    municipalities: dict[str, Row]
    areas: dict[str, EmploymentArea]
    young: dict[str, dict[int, int]]  # municipality -> age -> people, ages of TABLE_AGES


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(folder: Path) -> Finland:
    """Reads the four tables and stops if they do not agree with each other."""
    municipalities = {
        row["kunta"]: row
        for row in rows(folder / "municipalities_2026.csv")
        if row["maakunta"] != ALAND
    }
    providers = tuple(
        provider(row)
        for row in rows(folder / "municipal_vet_providers.csv")
        if row["target_student_years_2020"]
    )
    for each in providers:
        if municipalities[each.home]["tyollisyysalue"] != each.employment_area:
            raise SystemExit(f"{each.business_id}: home and employment area do not agree")
    found = Finland(
        providers, municipalities, employment_areas(folder, municipalities), young(folder)
    )
    for key, area in found.areas.items():
        lies_here = [k for k, row in municipalities.items() if row["tyollisyysalue"] == key]
        if area.ages(16, 18) != sum(sum(found.young[each].values()) for each in lies_here):
            raise SystemExit(f"employment area {key}: ages 16-18 differ from its municipalities'")
    return found


def employment_areas(folder: Path, municipalities: dict[str, Row]) -> dict[str, EmploymentArea]:
    population: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows(folder / "population_employment_area_age_2019.csv"):
        population[row["tyollisyysalue"]][int(row["age"])] = int(row["total"])
    lying: dict[str, list[Row]] = defaultdict(list)
    for row in municipalities.values():
        lying[row["tyollisyysalue"]].append(row)
    return {
        key: EmploymentArea(
            names(each[0], "tyollisyysalue"),
            len(each),
            frozenset(row["maakunta"] for row in each),
            population[key],
        )
        for key, each in lying.items()
    }


def young(folder: Path) -> dict[str, dict[int, int]]:
    """People by municipality of 2026 and age; a merged municipality has a row for each part."""
    found: dict[str, dict[int, int]] = defaultdict(lambda: dict.fromkeys(TABLE_AGES, 0))
    for row in rows(folder / "population_municipality_age_2019.csv"):
        if int(row["age"]) in TABLE_AGES:
            found[row["kunta_2026"]][int(row["age"])] += int(row["total"])
    return found


def provider(row: Row) -> Provider:
    return Provider(
        business_id=row["ytunnus"],
        name=row["name"],
        brand=row["brand"],
        legal_form=LEGAL_FORMS[row["legal_form"]],
        home=row["home_kunta"],
        home_confidence=row["home_confidence"],
        employment_area=row["tyollisyysalue"],
        student_years=int(row["target_student_years_2020"]),
        student_years_before=int(row["target_student_years_2019"]),
        note=row["note"],
    )


def names(row: Row, column: str) -> Record:
    return {language: row[f"{column}_{language}"].strip() for language in ("fi", "sv", "en")}


def areas(finland: Finland) -> list[Record]:
    """The mainland's municipalities, employment areas and regions."""
    made = [municipality(row) for row in finland.municipalities.values()]
    made += [employment_area(key, area) for key, area in finland.areas.items()]
    regions = {row["maakunta"]: row for row in finland.municipalities.values()}
    for key, row in regions.items():
        made.append(
            {
                "id": f"region-{key}",
                "kind": "region",
                "name": names(row, "maakunta"),
                "code": key,
                "source": "geofi-2026",
            }
        )
    return made


def municipality(row: Row) -> Record:
    return {
        "id": f"municipality-{row['kunta']}",
        "kind": "municipality",
        "name": names(row, "name"),
        "code": row["kunta"],
        "within": [f"employment-area-{row['tyollisyysalue']}", f"region-{row['maakunta']}"],
        "languages": LANGUAGES[row["kielisuhde"]],
        "source": "geofi-2026",
    }


def employment_area(key: str, area: EmploymentArea) -> Record:
    record: Record = {
        "id": f"employment-area-{key}",
        "kind": "employment-area",
        "name": area.name,
        "code": key,
    }
    if len(area.regions) == 1:  # two areas reach over a region's border and lie within none
        record["within"] = [f"region-{next(iter(area.regions))}"]
    figures: list[Record] = [
        {
            "name": "municipalities",
            "value": area.num_municipalities,
            "year": 2026,
            "source": "geofi-2026",
        }
    ]
    for first, last in ((5, 7), (15, 24), (16, 18), (55, 64)):
        figures.append(population_figure(f"population-{first}-{last}", area.ages(first, last)))
    change = Fraction(area.ages(5, 7), area.ages(16, 18)) - 1
    ratio = Fraction(area.ages(55, 64), area.ages(15, 24))
    for name, value in (("cohort-change", change), ("exit-entry-ratio", ratio)):
        figures.append(population_figure(name, six_decimals(value)) | {"derived": f"f-{name}"})
    record["figures"] = figures
    record["source"] = "geofi-2026"
    return record


def population_figure(name: str, value: int | Decimal) -> Record:
    return {"name": name, "value": value, "year": 2019, "source": "statfin-11re"}


def six_decimals(value: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 40
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        return quotient.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def organizations(finland: Finland) -> list[Record]:
    made: list[Record] = []
    for each in finland.providers:
        home = finland.municipalities[each.home]
        record: Record = {"id": f"o-{each.business_id}", "name": provider_name(each, home)}
        others = [each.brand] if each.brand else []
        if each.note.startswith("named "):
            others.append(each.note.removeprefix("named ").removesuffix(" in 2019"))
        if others:
            record["other_names"] = others
        municipal = each.legal_form == "municipality"
        record |= {
            "business_id": each.business_id,
            "roles": ["provider", "municipality"] if municipal else ["provider"],
            "legal_form": each.legal_form,
            "home": f"municipality-{each.home}",
            "home_confidence": each.home_confidence,
        }
        if each.legal_form == "company":
            record["ownership_confidence"] = "unverified"
        record["source"] = "okm-2020"
        made.append(record)
    return made


def ownerships(finland: Finland) -> list[Record]:
    """Who owns a provider, as far as the sources tell: nine cities are providers themselves."""
    return [
        {
            "id": f"own-{each.business_id}",
            "organization": f"o-{each.business_id}",
            "owner": f"o-{each.business_id}",
            "share": 1,
            "source": "okm-2020",
        }
        for each in finland.providers
        if each.legal_form == "municipality"
    ]


def provider_name(each: Provider, home: Row) -> Record | str:
    """A city's name in three languages; any other name as the register has it."""
    if each.legal_form == "municipality":
        city = home["name_sv"]
        genitive = {"Uleåborg": "Uleåborgs"}.get(city, city)
        return {"fi": each.name, "sv": f"{genitive} stad", "en": f"City of {home['name_en']}"}
    if each.business_id in SWEDISH_NAMES:
        return {"fi": each.name, "sv": each.name, "en": each.name}
    return each.name


def members(finland: Finland, slugs: dict[str, str]) -> list[Record]:
    return [
        {
            "id": f"m-{slugs[each.business_id]}",
            "organization": f"o-{each.business_id}",
            "student_years": each.student_years,
            "figures": [
                {
                    "name": "student-years",
                    "value": each.student_years_before,
                    "year": 2019,
                    "source": "okm-2020",
                }
            ],
            "source": "okm-2020",
        }
        for each in finland.providers
    ]
