"""Numbers, dates, times and the order of names, as readers of a language write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import escape

from areena.publishing.catalogue import Catalogue

_ONE = Decimal(1)
_PERCENT = Decimal("0.01")
_MOST_DECIMALS = 4  # of percents that are to be told apart


def quarter_index(quarter: str) -> int:
    """A count of quarters that grows by one from quarter to quarter: ``"2027Q1"`` is 8108."""
    return int(quarter[:-2]) * 4 + int(quarter[-1]) - 1


def quarter_at(index: int) -> str:
    return f"{index // 4:04d}Q{index % 4 + 1}"


def quarters_between(start: str, end: str) -> list[str]:
    """Quarters from `start` up to, but not including, `end`."""
    return [quarter_at(i) for i in range(quarter_index(start), quarter_index(end))]


class Formats:
    """Written forms for one language. Time is said in months: readers do not think in quarters."""

    def __init__(self, messages: Catalogue) -> None:
        self._t = messages
        self._locale = Locale.parse(messages.language)

    def number(self, value: Decimal | Fraction | int, decimals: int = 2) -> str:
        """At most `decimals` decimals, halves away from zero, no trailing zeros."""
        rounded = _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
        return _minus(format_decimal(rounded, format=pattern, locale=self._locale))

    def days(self, value: Decimal | Fraction, decimals: int = 2) -> str:
        return self._t("unit.days", n=self.number(value, decimals))

    def percent(self, share: Decimal | Fraction) -> str:
        """Whole percents; 100 % is said of the whole only, 0 % of nothing only."""
        return _minus(format_percent(_whole_percent(share), locale=self._locale))

    def percents(self, before: Decimal | Fraction, after: Decimal | Fraction) -> tuple[str, str]:
        """Two shares, in as many decimals as tell them apart; in none if up to four do not."""
        told = self.percent(before), self.percent(after)
        for decimals in range(1, _MOST_DECIMALS + 1):
            if told[0] != told[1]:
                return told
            told = self._exact_percent(before, decimals), self._exact_percent(after, decimals)
        return told if told[0] != told[1] else (self.percent(before), self.percent(after))

    def _exact_percent(self, share: Decimal | Fraction, decimals: int) -> str:
        rounded = _decimal(share).quantize(Decimal(1).scaleb(-decimals - 2), ROUND_HALF_UP)
        whole = self._locale.percent_formats[None].pattern
        pattern = whole.replace("#0", "#0." + "0" * decimals)
        told = format_percent(rounded, format=pattern, locale=self._locale)
        return _minus(told)

    def date(self, day: Date) -> str:
        return format_date(day, format="long", locale=self._locale)

    def date_of(self, iso: str) -> str:
        """The date of an ISO 8601 text."""
        return self.date(Date.fromisoformat(iso))

    def quarter(self, quarter: str) -> str:
        months = self.period(quarter, quarter_at(quarter_index(quarter) + 1))
        return self._t("time.quarter", months=months, number=self.quarter_number(quarter))

    def quarter_short(self, quarter: str) -> str:
        number = self.quarter_number(quarter)
        return self._t("time.quarter_short", number=number, year=_year(quarter))

    def quarter_number(self, quarter: str) -> str:
        return self._t.choice("time.number", int(quarter[-1]) - 1)

    def period(self, start: str, end: str) -> str:
        """A half-open period in words."""
        last = quarter_at(quarter_index(end) - 1)
        a, b = int(start[-1]) - 1, int(last[-1]) - 1
        same_year = _year(start) == _year(last)
        if (a, b) == (0, 3):
            key = "time.year" if same_year else "time.years"
            return self._t(key, year=_year(start), first_year=_year(start), last_year=_year(last))
        if same_year:
            first = self._t.choice("time.first_month_of_range", a)
            month = self._t.choice("time.last_month", b)
            return self._t("time.within_year", first=first, last=month, year=_year(start))
        return self._t(
            "time.across_years",
            first=self._t.choice("time.first_month", a),
            first_year=_year(start),
            last=self._t.choice("time.last_month", b),
            last_year=_year(last),
        )

    def yearly(self, quarters: Sequence[int]) -> str:
        """When recurring work comes: every year, or in some quarters (1 to 4) of every year."""
        if not quarters or set(quarters) == {1, 2, 3, 4}:
            return self._t("time.yearly")
        return self._t("time.yearly_in", months=self.listed(map(self._months_in, _runs(quarters))))

    def listed(self, words: Iterable[str]) -> str:
        """With commas between them. Markup if a word brings markup; the rest is then escaped."""
        named = list(words)
        separator = self._t("page.separator")
        if any(hasattr(word, "__html__") for word in named):
            return escape(separator).join(named)
        return separator.join(named)

    def collation_key(self, name: str) -> tuple[object, ...]:
        """The order of names: letters as in the language's alphabet, case and accents last."""
        folded = unicodedata.normalize("NFC", name).casefold()
        letters = tuple(self._rank(letter) for letter in folded)
        return tuple(rank for ranks in letters for rank in ranks), folded, name

    def _months_in(self, run: tuple[int, int]) -> str:
        return self._t(
            "time.months_in",
            first=self._t.choice("time.first_month_of_range", run[0] - 1),
            last=self._t.choice("time.last_month_in", run[1] - 1),
        )

    def _rank(self, letter: str) -> tuple[tuple[int, str], ...]:
        if self._t.language != "en":
            # å, ä, ö are letters of their own, after z; their Danish sisters go with them.
            place = "åäö".find({"æ": "ä", "ø": "ö"}.get(letter, letter))
            if place >= 0:
                return ((3, str(place)),)
        base = {"æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d"}.get(
            letter, unicodedata.normalize("NFD", letter)
        )
        return tuple(
            (2 if c.isalpha() else 1 if c.isdigit() else 0, c)
            for c in base
            if not unicodedata.combining(c)
        )


def _decimal(value: Decimal | Fraction | int) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)


def _whole_percent(share: Decimal | Fraction) -> Decimal:
    exact = _decimal(share)
    rounded = exact.quantize(_PERCENT, ROUND_HALF_UP)
    if exact < _ONE:
        rounded = min(rounded, _ONE - _PERCENT)
    return max(rounded, _PERCENT) if exact > 0 else rounded


def _minus(text: str) -> str:
    return text.replace("-", "\u2212")


def _year(quarter: str) -> str:
    return str(int(quarter[:-2]))


def _runs(quarters: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring quarters joined: [1, 3, 4] gives [(1, 1), (3, 4)]."""
    runs: list[tuple[int, int]] = []
    for quarter in sorted(set(quarters)):
        if runs and runs[-1][1] == quarter - 1:
            runs[-1] = (runs[-1][0], quarter)
        else:
            runs.append((quarter, quarter))
    return runs
