"""Where the pages of one report lie, and how they lead to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from areena.publishing.catalogue import Catalogue, Language


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, named in that language."""

    language: Language
    name: str
    href: str


class Links:
    """Paths of the pages, in the folder of the report. The first language has the plain names."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.languages = tuple(dict.fromkeys(languages))

    def report(self, language: Language) -> str:
        return f"report{self._ending(language)}"

    def member(self, member: str, language: Language) -> str:
        # An id may hold dots; doubled, they are no language's ending.
        return f"members/{member.replace('.', '..')}{self._ending(language)}"

    def to_languages(self, path_of: Callable[[Language], str]) -> tuple[LanguageLink, ...]:
        """Links from a page to itself in every language; none where it stands in one only."""
        if len(self.languages) < 2:
            return ()
        return tuple(
            LanguageLink(language, Catalogue(language)("page.language"), path_of(language))
            for language in self.languages
        )

    def _ending(self, language: Language) -> str:
        return ".html" if language == self.languages[0] else f".{language}.html"
