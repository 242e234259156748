"""The catalogues of the report, and the written forms of numbers, times and names."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

import areena
from areena import LocalizedText
from areena.publishing import catalogue, pages
from areena.publishing.catalogue import LANGUAGES, Catalogue, CatalogueError
from areena.publishing.formats import Formats, quarters_between
from areena.publishing.texts import Text, Texts

FOLDER = Path(__file__).resolve().parents[2] / "python/areena/publishing"

# What readers of the report are not to meet: money, rivalry, and the engine's own words.
UNWANTED = {
    "fi": r"maks|\bosti|\bostet|hävi|voitti|budjet|äänest|kandidaat|rho|ρ|algoritm",
    "sv": r"betal|köp|förlor|vann|budget|rösta|rho|ρ|algoritm",
    "en": r"\bpaid\b|\bpay|bought|outspent|budget|\bvot|\brho\b|ρ|algorithm",
}


def messages(language: str) -> dict[str, Any]:
    """Every message by its dotted key; one with the forms one and other is one message."""

    def walk(table: dict[str, Any], at: str) -> Iterator[tuple[str, Any]]:
        for key, value in table.items():
            if isinstance(value, dict) and set(value) != {"one", "other"}:
                yield from walk(value, f"{at}{key}.")
            else:
                yield at + key, value

    text = (FOLDER / f"messages/{language}.toml").read_text("utf-8")
    return dict(walk(tomllib.loads(text), ""))


def sentences(message: Any) -> list[str]:
    if isinstance(message, dict):
        return list(message.values())
    return message if isinstance(message, list) else [message]


def places(message: Any) -> set[str]:
    """The named places of a message: all of its forms together."""
    return {
        name
        for sentence in sentences(message)
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_catalogues_have_the_same_keys_places_and_lists(language: str) -> None:
    finnish, other = messages("fi"), messages(language)
    assert list(other) == list(finnish)
    for key, message in finnish.items():
        assert places(other[key]) <= places(message) | {"n"}, key
        assert places(message) <= places(other[key]) | {"n"}, key
        if isinstance(message, list):
            assert len(other[key]) == len(message), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_uses_an_unwanted_word(language: str) -> None:
    for key, message in messages(language).items():
        for sentence in sentences(message):
            assert sentence.strip() == sentence or key.endswith("separator"), key
            assert sentence, key
            assert not re.search(UNWANTED[language], sentence, re.IGNORECASE), (key, sentence)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "palvelulupaus,lupauksen kohta,käytettävissä oleva,priorisointivastaus,htp,tuki"),
        ("sv", "servicelöfte,åtagande,tillgänglig arbetsinsats,prioriteringssvar,dagsverke,stöd"),
        ("en", "service promise,commitment,available effort,priority response,person-day,support"),
    ],
)
def test_the_glossary_s_words_are_used(language: str, words: str) -> None:
    everything = " ".join(s for m in messages(language).values() for s in sentences(m)).lower()
    assert [word for word in words.split(",") if word not in everything] == []


def test_every_message_is_used_somewhere() -> None:
    sources = [*FOLDER.rglob("*.py"), *FOLDER.glob("templates/*")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    # Keys that are put together: t(f"kind.{kind}") and t("kind." ~ kind) use all of "kind.".
    prefixes = set(re.findall(r'f"([a-z_]+\.[a-z_]*)\{', code)) | {"coverage."}
    prefixes |= set(re.findall(r't\("([a-z_]+\.[a-z_]*)" ~', code))
    unused = [
        key
        for key in messages("fi")
        if f'"{key}"' not in code and not any(key.startswith(prefix) for prefix in prefixes)
    ]
    assert unused == []


def test_templates_and_code_hold_no_words_of_their_own() -> None:
    """Between tags there is nothing but what expressions fill in; attributes hold no prose."""
    for path in sorted(FOLDER.glob("templates/*.j2")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.S)
        for attribute in re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text):
            assert attribute.strip() == "", (path.name, attribute)
        words = re.findall(r"[A-Za-zÅÄÖåäö]{3,}", re.sub(r"<[^>]*>", " ", text))
        assert words == [], path.name


def texts_in_code(code: str) -> list[str]:
    """Text constants that could be read by people.

    Those that hold two words in a row, or a word with å, ä or ö. Not counted: docstrings,
    what exceptions say (to programmers, in English), and markup of ours.
    """
    tree = ast.parse(code)
    quiet: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            quiet |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet
    ]
    return [
        text
        for text in found
        if re.search(r"[A-Za-zÅÄÖåäö]{2,}[,;:]? [A-Za-zÅÄÖåäö]{2,}", re.sub(r"<[^>]*>", "", text))
        or re.search(r"(?=[^\W\d_]*[åäöÅÄÖ])[^\W\d_][a-zåäö]{3,}", text)
    ]


def test_the_rule_finds_sentences_of_each_language() -> None:
    for text in ("Tarpeita ei ole", "Behov saknas här", "Nothing was found", "äänestäjä"):
        assert texts_in_code(f"x = f({text!r})") == [text]
        assert texts_in_code(f'x = f"{text} {{n}}"') != []
        assert texts_in_code(f"raise ValueError({text!r})") == []
        assert texts_in_code(f"def f():\n    {text!r}") == []
    assert texts_in_code("t('summary.heading'); f('bar-note'); g('åäö')") == []


# Everything that draws or writes what readers of a report see: charts and notebooks too.
REPORT = [*sorted(FOLDER.rglob("*.py")), FOLDER.parent / "plot.py"]


def test_code_holds_no_sentences_of_its_own() -> None:
    """But for lists of classes that the style sheet knows."""
    style = (FOLDER / "templates/report.css").read_text("utf-8")
    assert {"gantt.py", "notebook.py", "load.py", "plot.py"} <= {path.name for path in REPORT}
    for path in REPORT:
        found = texts_in_code(path.read_text("utf-8"))
        assert [t for t in found if not all(f".{c}" in style for c in t.split())] == [], path.name


def test_the_style_sheet_writes_no_words_and_there_is_no_script() -> None:
    style = (FOLDER / "templates/report.css").read_text("utf-8")
    written = re.findall(r"(?<![-\w])content:\s*([^;]*);", style)
    assert written
    assert [text for text in written if re.search(r"[^\W\d_]{2,}", text)] == []
    assert {path.suffix for path in FOLDER.glob("templates/*")} == {".j2", ".css"}
    for path in FOLDER.glob("templates/*.j2"):
        assert "<script" not in path.read_text("utf-8"), path.name


# Words that no English sentence has, and hardly a Finnish or Swedish one goes without.
OTHER_LANGUAGES = re.compile(
    r"[åäöÅÄÖ]|\b(?:ei|ja|ovat|että|kun|sekä|och|inte|att|som|till|med|av)\b", re.IGNORECASE
)


def test_the_command_line_and_what_programmers_see_speak_english_only() -> None:
    """What is published speaks the reader's language; everything else has one language."""
    package = FOLDER.parent
    others = sorted({*package.rglob("*.py")} - {*REPORT})
    assert {"_progress.py", "plan_command.py", "frames.py"} <= {path.name for path in others}
    for path in others:
        found = texts_in_code(path.read_text("utf-8"))
        assert [text for text in found if OTHER_LANGUAGES.search(text)] == [], path.name
    for text in ("tarpeita ei ole", "behov som saknas", "åtagande"):
        assert OTHER_LANGUAGES.search(text)


def test_a_message_that_is_not_there_is_named_with_its_catalogue() -> None:
    t = Catalogue("fi")
    lines = (FOLDER / "messages/fi.toml").read_text("utf-8").splitlines()

    def place(line: str) -> str:
        number = next(i for i, each in enumerate(lines, 1) if each.startswith(line))
        return re.escape(f"areena/publishing/messages/fi.toml:{number}: ")

    with pytest.raises(CatalogueError, match=r"^" + place("[summary]")) as told:
        t("summary.headin")
    assert str(told.value).endswith(
        "the catalogue of 'fi' has no message 'summary.headin'; did you mean 'summary.heading'?"
    )
    with pytest.raises(CatalogueError, match=r"messages/fi\.toml: .* has no message 'zzz\.qqq'$"):
        t("zzz.qqq")
    with pytest.raises(CatalogueError, match=r"'summary' is not a message"):
        t("summary")
    with pytest.raises(CatalogueError, match=place("title = ") + "'page.title' needs the value"):
        t("page.title")
    with pytest.raises(CatalogueError, match=r"'time\.number' has no word number 4"):
        t.choice("time.number", 4)
    with pytest.raises(ValueError, match="there is no report in the language 'de'"):
        Catalogue("de")  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["load.heading", "member.needs_text", "timetable.chart_title"])
def test_a_page_whose_catalogue_lacks_a_message_is_not_made(
    tiny_plan: areena.Plan, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Neither with a gap nor in another language: the error names key, language and place."""
    section, _, name = key.partition(".")
    table = catalogue._table("sv")
    left = table | {section: {k: v for k, v in table[section].items() if k != name}}
    monkeypatch.setattr(catalogue, "_table", lambda language: left if language == "sv" else table)
    where = rf"messages/sv\.toml:\d+: the catalogue of 'sv' has no message '{re.escape(key)}'"
    with pytest.raises(CatalogueError, match=where):
        pages(tiny_plan, languages=["sv"])


def test_messages_escape_what_is_put_into_markup() -> None:
    t = Catalogue("fi", {"a": "<{x}> {y}", "n": {"one": "yksi", "other": "{n} monta"}})
    assert t("a", x="<b>", y=1) == "<<b>> 1"
    mixed = t("a", x=Text("<b>"), y="<i>")
    assert isinstance(mixed, Markup)
    assert mixed == "&lt;&lt;b&gt;&gt; &lt;i&gt;"
    assert (t("n", n=1), t("n", n="1"), t("n", n=0)) == ("yksi", "yksi", "0 monta")
    assert t("n", n="7", count=1) == "yksi"


@pytest.fixture
def finnish() -> Formats:
    return Formats(Catalogue("fi"))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (Decimal("5.2"), 2, "5,2"),
        (Decimal("0.41"), 2, "0,41"),
        (Decimal("32.00"), 2, "32"),
        (Decimal("1234567.5"), 2, "1\u00a0234\u00a0567,5"),
        (Decimal("-3.5"), 2, "\u22123,5"),
        (Fraction(2, 3), 2, "0,67"),
        (Decimal("2.5"), 0, "3"),
        (20000, 2, "20\u00a0000"),
    ],
)
def test_numbers_are_written_as_finnish_readers_do(
    finnish: Formats, value: Decimal, decimals: int, written: str
) -> None:
    assert finnish.number(value, decimals) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [("0", "0"), ("0.001", "1"), ("0.625", "63"), ("0.999", "99"), ("1", "100")],
)
def test_a_hundred_percent_is_said_of_the_whole_only(
    finnish: Formats, share: str, written: str
) -> None:
    assert finnish.percent(Decimal(share)) == f"{written}\u00a0%"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2027Q1", "2027Q2", "tammi–maaliskuu 2027"),
        ("2027Q1", "2027Q4", "tammi–syyskuu 2027"),
        ("2027Q1", "2028Q1", "vuosi 2027"),
        ("2027Q1", "2031Q1", "2027–2030"),
        ("2027Q3", "2028Q3", "heinäkuu\u00a02027\u00a0– kesäkuu\u00a02028"),
        ("2027Q4", "2028Q1", "loka–joulukuu 2027"),
    ],
)
def test_half_open_periods_are_said_in_months(
    finnish: Formats, start: str, end: str, written: str
) -> None:
    assert finnish.period(start, end) == written


def test_quarters_dates_and_years_in_words(finnish: Formats) -> None:
    assert finnish.quarter("2027Q3") == "heinä–syyskuu 2027 (III\u00a0neljännes)"
    assert finnish.quarter_short("2027Q4") == "IV/2027"
    assert finnish.yearly([]) == finnish.yearly([1, 2, 3, 4]) == "Joka vuosi"
    assert finnish.yearly([3, 4]) == "Joka vuosi heinä–joulukuussa"
    assert finnish.yearly([4]) == "Joka vuosi loka–joulukuussa"
    assert finnish.yearly([1, 3]) == "Joka vuosi tammi–maaliskuussa, heinä–syyskuussa"
    assert finnish.date_of("2027-04-18") == "18. huhtikuuta 2027"
    assert Formats(Catalogue("sv")).date_of("2027-04-18") == "18 april 2027"
    assert Formats(Catalogue("en")).quarter("2027Q3") == "July–September 2027 (Q3)"
    assert quarters_between("2027Q4", "2028Q2") == ["2027Q4", "2028Q1"]


def test_names_are_sorted_as_the_language_does(finnish: Formats) -> None:
    names = [
        "Öjan",
        "Åland",
        "Ähtäri",
        "Zürich",
        "Vaasa",
        "vantaa",
        "Wärtsilä",
        "Ylä-Savo",
        "Esedu",
    ]
    assert sorted(names, key=finnish.collation_key) == [
        "Esedu", "Vaasa", "vantaa", "Wärtsilä", "Ylä-Savo", "Zürich", "Åland", "Ähtäri", "Öjan",
    ]  # fmt: skip
    english = Formats(Catalogue("en"))
    assert sorted(["Zeta", "Ähtäri", "Beta", "Åland"], key=english.collation_key) == [
        "Ähtäri", "Åland", "Beta", "Zeta",
    ]  # fmt: skip


def test_a_text_is_found_in_the_reader_s_language_or_marked() -> None:
    texts = Texts(Catalogue("fi"), "sv")
    assert texts(LocalizedText(fi="suomi", sv="svenska"), "x") == Text("suomi")
    swedish = texts(LocalizedText(sv="svenska", en="English"), "x")
    assert (swedish.value, swedish.language) == ("svenska", "sv")
    assert '<span lang="sv">svenska</span>' in Markup("{}").format(swedish)
    assert texts(LocalizedText(en="<English>"), "x").language == "en"
    assert "<English>" not in Markup("{}").format(texts(LocalizedText(en="<English>"), "x"))
    plain = texts(LocalizedText("plain"), "x")
    assert (plain.value, plain.language) == ("plain", "sv")
    assert texts.optional(None) is None
    assert str(texts(LocalizedText(fi="  "), "c-1")) == "Nimeä ei ole annettu (c-1)"
