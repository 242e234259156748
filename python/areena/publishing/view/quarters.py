"""Days of quarters."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from datetime import timedelta

from areena.publishing.formats import quarter_index


def first_day(quarter: str) -> Date:
    index = quarter_index(quarter)
    return Date(index // 4, index % 4 * 3 + 1, 1)


def last_day_before(quarter: str) -> Date:
    return first_day(quarter) - timedelta(days=1)
