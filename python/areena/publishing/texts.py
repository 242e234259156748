"""Texts of a network as one reader sees them: in their language, or visibly in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from areena.publishing.catalogue import LANGUAGES, Catalogue, Language


class Localized(Protocol):
    """A text in one or more languages; `plain` is in the network's own."""

    @property
    def fi(self) -> str | None: ...
    @property
    def sv(self) -> str | None: ...
    @property
    def en(self) -> str | None: ...
    @property
    def plain(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A text to show. `language` is set when it is not the page's; a `note` then says so.

    In HTML it brings its own markup: the language for speech, and a mark that can be seen.
    """

    value: str
    language: str | None = None
    note: str = ""

    def __str__(self) -> str:
        return self.value

    @property
    def spoken(self) -> str:
        """As plain text, for titles and pictures: the mark is in words."""
        return f"{self.value} ({self.note})" if self.note else self.value

    def __html__(self) -> Markup:
        if self.language is None:
            return escape(self.value)
        spoken = Markup('<span lang="{}">{}</span>').format(self.language, self.value)
        if not self.note:
            return spoken
        return spoken + Markup(
            '<span class="mark mark-language"><span aria-hidden="true">{language}</span>'
            '<span class="unseen"> ({note})</span></span>'
        ).format(language=self.language, note=self.note)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Texts in a row, each in its own language and with its own mark."""

    texts: tuple[Text, ...]
    separator: str

    def __str__(self) -> str:
        return self.separator.join(map(str, self.texts))

    def __html__(self) -> Markup:
        return escape(self.separator).join(text.__html__() for text in self.texts)

    @property
    def spoken(self) -> str:
        return self.separator.join(text.spoken for text in self.texts)


def find_text(
    localized: Localized | None, wanted: Language, own: Language
) -> tuple[str, Language] | None:
    """The text in `wanted`, else in `own`, else in any language, in the order fi, sv, en.

    The plain form counts as a text in `own`. A text of white space is no text.
    """
    if localized is None:
        return None
    for language in dict.fromkeys((wanted, own, *LANGUAGES)):
        text = getattr(localized, language)
        if not text and language == own:
            text = localized.plain
        if text and text.strip():
            return text, language
    return None


class Texts:
    """Finds the texts of a network for readers of one language."""

    def __init__(self, messages: Catalogue, own: Language) -> None:
        self._t = messages
        self._own = own

    def __call__(self, localized: Localized | None, key: str) -> Text:
        """The text; where there is none in any language, words that say so and the id `key`."""
        return self.optional(localized) or Text(self._t("mark.untitled", id=key))

    def optional(self, localized: Localized | None) -> Text | None:
        found = find_text(localized, self._t.language, self._own)
        if found is None:
            return None
        text, language = found
        if language == self._t.language:
            return Text(text)
        return Text(text, language, self._t("mark.untranslated"))
