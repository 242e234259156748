"""The options of ``areena plan`` that say how commitments are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import typer

import areena
from areena import planning
from areena.cli.select_command import listed, tie_keys

_CATEGORY = re.compile(r"(?:(theme|expertise)/)?([^:/]+):(.+)")
_LIMIT = re.compile(r"(floor|cap)=(\d+(?:\.\d+)?)(%?)")


@dataclass(frozen=True, slots=True)
class ChoiceRequest:
    rule: planning.Rule
    utility: planning.Utility
    completion: planning.Completion | None
    ties: str
    order: str
    seed: int
    """Of the lot."""
    resources: planning.ChoiceResources
    categories: Sequence[str]
    ledger: Path | None
    memory: str


def choice_options(request: ChoiceRequest, network: areena.Network) -> planning.ChoiceOptions:
    """What was asked for, with the ids of a network."""
    options: dict[str, Any] = {
        "rule": request.rule,
        "utility": request.utility,
        "ties": tie_keys(request.ties),
        "order": listed(request.order),
        "resources": request.resources,
        "categories": [_category(text, network) for text in request.categories],
    }
    if "lot" in options["ties"]:
        options["seed"] = request.seed
    if request.completion is not None:
        options["completion"] = request.completion
    if request.ledger is not None:
        options["carry_over"] = planning.carry_over(request.ledger, memory=_memory(request.memory))
    return planning.ChoiceOptions(**options)


def _category(text: str, network: areena.Network) -> planning.ChoiceCategory:
    """``t1:floor=20,cap=35%``; ``theme/`` or ``expertise/`` in front where both have the id."""
    found = _CATEGORY.fullmatch(text)
    if not found:
        raise _wrong(text, "write it as in t1:floor=20,cap=35%")
    kind, name, limits = found.groups()
    ids = {
        "theme": [theme.id for theme in network.themes],
        "expertise": [expertise.id for expertise in network.expertises],
    }
    kinds = [each for each, known in ids.items() if kind in (None, each) and name in known]
    if not kinds:
        known = ", ".join(ids["theme"] + ids["expertise"])
        raise _wrong(text, f"'{name}' is no {kind or 'theme or expertise'}; there are {known}")
    if len(kinds) > 1:
        raise _wrong(text, f"'{name}' is a theme and an expertise; write theme/{name} or so")
    fields: dict[str, Any] = {kinds[0]: name, **_limits(text, limits)}
    return planning.ChoiceCategory(**fields)


def _limits(text: str, limits: str) -> dict[str, Decimal]:
    out: dict[str, Decimal] = {}
    for part in limits.split(","):
        found = _LIMIT.fullmatch(part.strip())
        if not found:
            raise _wrong(
                text, f"'{part}' is no limit; write floor= or cap= and person-days or a percentage"
            )
        name, number, percent = found.groups()
        if name in out or f"{name}_share" in out:
            raise _wrong(text, f"{name} is given twice")
        out[name + ("_share" if percent else "")] = Decimal(number) / (100 if percent else 1)
    return out


def _wrong(text: str, why: str) -> typer.BadParameter:
    return typer.BadParameter(f"'{text}': {why}", param_hint="'--category'")


def _memory(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise typer.BadParameter(
            f"'{text}' is no number from 0 to 1, such as 0.75 or 3/4", param_hint="'--memory'"
        ) from None
