"""The words of published pages: one catalogue of whole sentences for each language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from markupsafe import Markup, escape

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")


class CatalogueError(LookupError):
    """A message that a catalogue does not hold, or a place in it that nobody filled.

    Its text begins with the catalogue's file and the line where the message is, or would be.
    """


@cache
def _text(language: str) -> str:
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"there is no report in the language '{language}': choose one of {known}")
    file = resources.files(__package__) / "messages" / f"{language}.toml"
    return file.read_text(encoding="utf-8")


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads(_text(language))


def _place(language: Language, key: str) -> str:
    """File and line of a message, or of the section that it would be in."""
    file = f"areena/publishing/messages/{language}.toml"
    section, _, name = key.rpartition(".")
    found = current = ""
    for number, line in enumerate(_text(language).splitlines(), 1):
        if line.startswith("["):
            current = line.strip("[] ")
            found = f":{number}" if current == section else found
        elif current == section and line.split("=")[0].strip() == name:
            return f"{file}:{number}"
    return file + found


def _keys(table: dict[str, Any], at: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield at + name
        if isinstance(value, dict):
            yield from _keys(value, f"{at}{name}.")


class Catalogue:
    """Messages of one language, found by dotted keys such as ``"summary.heading"``.

    A message is a sentence with ``{named}`` places. A message with the forms ``one`` and ``other``
    is chosen by the value ``n`` or, when ``n`` is already a written number, by ``count``.
    """

    def __init__(self, language: Language, table: dict[str, Any] | None = None) -> None:
        self.language = language
        self._table = _table(language) if table is None else table

    def __call__(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """The message, filled in. Markup if a value brings markup; the rest is then escaped.

        Raises:
            CatalogueError: there is no such message, or a place in it has no value.
        """
        template = self._find(key)
        if isinstance(template, dict):
            number = values.get("n") if count is None else count
            template = template.get("one" if number in (1, "1") else "other")
        if not isinstance(template, str):
            raise self._error(key, f"'{key}' is not a message")
        try:
            if any(hasattr(value, "__html__") for value in values.values()):
                return Markup(escape(template)).format(**values)
            return template.format(**values)
        except (KeyError, IndexError) as error:
            raise self._error(key, f"'{key}' needs the value {error}") from None

    def choice(self, key: str, index: int) -> str:
        """One of a list of words, counted from 0."""
        words = self._find(key)
        if not isinstance(words, list) or not 0 <= index < len(words):
            raise self._error(key, f"'{key}' has no word number {index}")
        return cast("str", words[index])

    def __contains__(self, key: str) -> bool:
        try:
            self._find(key)
        except CatalogueError:
            return False
        return True

    def _error(self, key: str, what: str) -> CatalogueError:
        return CatalogueError(f"{_place(self.language, key)}: {what}")

    def _find(self, key: str) -> Any:
        at: Any = self._table
        for part in key.split("."):
            if not isinstance(at, dict) or part not in at:
                near = get_close_matches(key, _keys(self._table), n=1)
                raise self._error(
                    key,
                    f"the catalogue of '{self.language}' has no message '{key}'"
                    + (f"; did you mean '{near[0]}'?" if near else ""),
                )
            at = at[part]
        return at
