"""The services that members can ask for: of whom, how, at what level and price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from areena.publishing.texts import Text
from areena.publishing.view.context import Context, Marks, word

if TYPE_CHECKING:
    from areena import Service


@dataclass(frozen=True, slots=True)
class ServiceView:
    title: Text
    text: Text | None
    organization: Text
    channels: str
    """Empty where the document names none."""
    level: Text | None
    price: str | None
    payer: Text | str | None
    """None where the document tells neither price nor payer."""
    marks: Marks


def build_services(context: Context) -> tuple[ServiceView, ...]:
    """In the alphabetical order of titles; empty where the document has no services."""
    found = [_service(context, service) for service in context.network.services]
    return tuple(sorted(found, key=lambda s: context.formats.collation_key(s.title.value)))


def _service(context: Context, service: Service) -> ServiceView:
    return ServiceView(
        title=context.texts(service.title, service.id),
        text=context.texts.optional(service.text),
        organization=context.organization(service.organization),
        channels=context.formats.listed(context.t(f"channel.{word(c)}") for c in service.channels),
        level=context.texts.optional(service.level),
        price=_price(context, service),
        payer=_payer(context, service),
        marks=context.marks(service),
    )


def _price(context: Context, service: Service) -> str | None:
    if service.price is None:
        return None
    price = context.formats.number(service.price)
    unit = context.texts.optional(service.unit)
    if unit is None:
        return context.t("services.price_bare", price=price)
    return context.t("services.price_of_unit", price=price, unit=unit)


def _payer(context: Context, service: Service) -> Text | str | None:
    if service.payer is not None:
        return context.organization(service.payer)
    return None if service.price is None else context.t("services.payer_member")
