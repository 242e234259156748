"""Every text of a network has the reader's language, or a mark that is seen and heard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from changed_plans import document, planned

import areena
from areena.publishing import pages
from areena.publishing.catalogue import LANGUAGES, Catalogue, Language

TOKEN = re.compile(r"only-(?:fi|sv|en)-\d+")
LOCALIZED = {"fi", "sv", "en"}


@pytest.fixture(scope="module", params=["tiny", "finland"])
def whole(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A network's document with a text in three languages wherever it has one."""
    network = getattr(areena.examples, request.param)()
    return document(areena.plan(network))


def in_one_language(value: Any, language: str, told: list[str]) -> Any:
    """The document with a token, in one language only, in the place of each text.

    Other names are left as they are: a brand is the same in every language, and is not marked.
    """
    if isinstance(value, dict):
        if value and set(value) <= LOCALIZED:
            told.append(f"only-{language}-{len(told)}")
            return {language: told[-1]}
        return {
            key: each if key == "other_names" else in_one_language(each, language, told)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [in_one_language(each, language, told) for each in value]
    return value


def without_marked(html: str, language: str, note: str) -> str:
    """The page without the texts that are marked as they should be."""
    spoken = rf'<span lang="{language}">[^<]*</span>'
    seen = rf'<span aria-hidden="true">{language}</span>'
    heard = rf'<span class="unseen"> \({note}\)</span>'
    html = re.sub(rf'{spoken}<span class="mark mark-language">{seen}{heard}</span>', "", html)
    # In pictures the mark is a part of the name, and the language that of its group.
    html = re.sub(rf'<g lang="{language}">(?:<text[^>]*>[^<]*</text>)*</g>', picture_mark, html)
    return re.sub(rf"{TOKEN.pattern} \({note}\)", "", html)


def picture_mark(group: re.Match[str]) -> str:
    text = re.sub(r"<[^>]*>", " ", group[0])
    return "" if re.search(r"\((?:fi|sv|en)\)\s*$", text) else group[0]


@pytest.mark.parametrize(("language", "only"), [("sv", "fi"), ("en", "fi"), ("fi", "sv")])
def test_no_text_in_another_language_goes_without_its_mark(
    whole: dict[str, Any], language: Language, only: Language
) -> None:
    told: list[str] = []
    changed = in_one_language(whole, only, told)
    note = Catalogue(language)("mark.untranslated")
    made = pages(planned(changed), languages=[language])
    shown = {token for html in made.values() for token in TOKEN.findall(html)}
    assert len(shown) > 20
    for path, html in made.items():
        left = without_marked(html, only, note)
        unmarked = [left[max(0, m.start() - 90) : m.end() + 30] for m in TOKEN.finditer(left)]
        assert unmarked == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_in_the_reader_s_language_have_no_mark(
    whole: dict[str, Any], language: Language
) -> None:
    told: list[str] = []
    changed = in_one_language(whole, language, told)
    for path, html in pages(planned(changed), languages=[language]).items():
        assert TOKEN.search(html), path
        assert re.findall(rf'<(?:span|g) lang="[a-z]+">(?:<text[^>]*>)?{TOKEN.pattern}', html) == []
