"""How objects show themselves in notebooks: in the network's language, escaped, and no more."""

from __future__ import annotations

import copy
import pickle
import re
import string
import sys
import tomllib
from collections.abc import Callable, Iterator
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import areena
from areena import _faces, selection
from areena._faces.words import words

LANGUAGES = ("fi", "sv", "en")
MARKUP = "<script>alert(1)</script> & <b onload='x'>"
SNAPSHOTS = Path(__file__).parent / "snapshots"


def spoken(network: areena.Network, language: str) -> areena.Network:
    """The same network in another language."""
    draft = network.edit()
    draft.language = language
    return draft.build()


def all_faces(network: areena.Network) -> dict[str, Any]:
    """One of everything that shows itself."""
    plan = areena.plan(network)
    first = plan.timetable[0].commitment
    answer = plan.what_if(capacity={network.capacities[0].organization: "-60%"})
    faces: dict[str, Any] = {
        "network": network,
        "members": network.members,
        "findings": areena.check(network),
        "plan": plan,
        "scheduled": plan.explain(first),
        "comparison": answer.comparison,
        "what_if": answer,
        "timetable": plan.timetable,
        "left_out": plan.left_out,
        "table": plan.tables()["contributions"],
        "record": network.members[0],
    }
    if plan.left_out:
        faces["why"] = plan.explain(plan.left_out[0].commitment)
    if answer.plan.left_out:
        faces["why_then"] = answer.plan.explain(answer.plan.left_out[0].commitment)
    return faces


class Page(HTMLParser):
    """Reads a face strictly: every element ends in its order; notes names, attributes and text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


SAFE_NAMES = {"div", "p", "strong", "span", "table", "caption", "thead", "tbody", "tr", "th", "td",
              "details", "summary"}  # fmt: skip


@pytest.mark.parametrize("sample", ["tiny", "finland"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_face_is_well_formed_and_needs_nothing_else(
    sample: str, language: str, request: pytest.FixtureRequest
) -> None:
    network = spoken(request.getfixturevalue(sample), language)
    for name, shown in all_faces(network).items():
        page = Page(shown._repr_html_())
        assert set(page.names) <= SAFE_NAMES, name
        assert {key for key, _ in page.attributes} <= {"style", "scope", "open"}, name
        assert not [value for _, value in page.attributes if value and "url" in value], name
        # The notebook's own colours, which it changes in the dark.
        assert not re.search(r"(?<!-)color\s*:|background", shown._repr_html_()), name


def test_markup_in_any_text_is_never_live(tiny: areena.Network) -> None:
    draft = tiny.edit()
    draft.title = MARKUP
    for commitment in tiny.commitments:
        draft.update(commitment.replace(title=MARKUP + commitment.id))
    for organization in tiny.organizations:
        draft.update(organization.replace(name=MARKUP + organization.id))
    for expertise in tiny.expertises:
        draft.update(expertise.replace(name=MARKUP + expertise.id))
    network = draft.build()
    faces = all_faces(network)
    faces["finding"] = areena.Finding(code="x.y", message=MARKUP, next_step=MARKUP)
    faces["organization"] = network.organizations[0]
    seen = 0
    for name, shown in faces.items():
        page = shown._repr_html_()
        assert "<script" not in page, name
        assert "<b " not in page, name
        seen += "&lt;script&gt;" in page
    assert seen >= 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_faces_speak_the_network_s_language(language: str, tiny: areena.Network) -> None:
    network = spoken(tiny, language)
    w = words(language)
    faces = all_faces(network)
    assert w("network.coordinator") in faces["network"]._repr_html_()
    assert w("plan.timetable") in faces["plan"]._repr_html_()
    assert w("finding.heading") in faces["findings"]._repr_html_()
    assert w("compare.heading") in faces["comparison"]._repr_html_()
    title = network.commitments[faces["scheduled"].commitment].title.in_(language)
    assert title in faces["scheduled"]._repr_html_()
    assert w("explanation.scope") in faces["scheduled"]._repr_html_()


def test_a_network_tells_its_numbers(finland: areena.Network) -> None:
    text = " ".join(Page(finland._repr_html_()).text)
    assert finland.title.fi in text
    assert "Lupauskausi" in text
    assert "Suomen Kuntaliitto" in text
    w = words("fi")
    agreed = sum(c.days for c in finland.capacities if c.agreement == "agreed")
    assert f"{w.number(agreed)}\u00a0htp" in text
    available = areena.plan(finland).choice.available
    assert f"{w.number(available)}\u00a0htp" in text
    assert f"jäsenet {len(finland.members)} " in text + " "
    findings = areena.check(finland)
    notes = sum(f.severity == "note" for f in findings)
    assert (w("finding.note", n=notes) in text) == bool(notes)


def test_findings_are_counted_by_severity(tiny: areena.Network) -> None:
    draft = tiny.edit()
    draft.update(draft.commitments[0].replace(lead="nobody"))
    findings = areena.check(draft)
    errors = sum(f.severity == "error" for f in findings)
    page = findings._repr_html_()
    assert words("fi")("finding.error", n=errors) in page
    assert "nobody" in page
    again = areena.loads_draft(draft.to_json()).findings
    assert words("fi")("finding.heading") in again._repr_html_()
    assert words("en")("finding.heading") in pickle.loads(pickle.dumps(findings))._repr_html_()


def test_a_check_without_findings_says_so() -> None:
    empty = areena.Records.__subclasses__()[0]
    assert issubclass(empty, tuple)
    shown = _faces.findings_html([], None)
    assert words("en")("finding.none") in shown


def test_a_plan_s_bundle_has_text_html_and_its_chart(tiny_plan: areena.Plan) -> None:
    bundle = tiny_plan._repr_mimebundle_()
    assert list(bundle) == [
        "text/plain", "text/html", "image/svg+xml", "application/vnd.vegalite.v5+json",
    ]  # fmt: skip
    assert bundle["text/plain"] == repr(tiny_plan)
    assert bundle["text/html"] == tiny_plan._repr_html_()
    assert bundle["image/svg+xml"] == tiny_plan.gantt().svg
    assert list(tiny_plan._repr_mimebundle_(include=["text/html"])) == ["text/plain", "text/html"]
    assert "image/svg+xml" not in tiny_plan._repr_mimebundle_(exclude=["image/svg+xml"])


def test_without_the_extra_report_a_plan_shows_its_tables(
    tiny_plan: areena.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "areena.publishing.view.context", None)
    assert list(tiny_plan._repr_mimebundle_()) == ["text/plain", "text/html"]


def test_an_unfinished_plan_says_so(tiny: areena.Network) -> None:
    plan = areena.plan(tiny)
    lost = plan.what_if(capacity={c.organization: "-100%" for c in tiny.capacities})
    assert not lost.plan.complete
    assert words("fi")("plan.incomplete") in lost.plan._repr_html_()
    assert words("fi")("plan.incomplete") in lost._repr_html_()
    assert words("fi")("compare.dropped") in lost._repr_html_()


def test_nothing_changes_between_a_plan_and_itself(tiny_plan: areena.Plan) -> None:
    assert words("fi")("compare.nothing") in tiny_plan.compare(tiny_plan)._repr_html_()


def test_what_a_result_speaks_of_is_no_part_of_it(tiny_plan: areena.Plan) -> None:
    id_ = tiny_plan.timetable[0].commitment
    why = tiny_plan.explain(id_)
    bare = areena.planning.Explanation.from_json(why.to_json())
    assert why._network == tiny_plan.network
    assert bare._network is None
    assert why == bare
    assert hash(why) == hash(bare)
    assert repr(why) == repr(bare)
    assert copy.deepcopy(why) is why
    assert pickle.loads(pickle.dumps(why))._network is None
    assert words("en")("explanation.scope") in bare._repr_html_()
    assert id_ in bare._repr_html_()
    assert tiny_plan.timetable._network == tiny_plan.network


def test_a_selection_shows_what_was_selected() -> None:
    election = selection.reads(
        "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n<b>;600\n"
        "park;50\nVOTES\nvoter_id;vote\n1;park,<b>\n2;park,<b>\n"
    )
    made = selection.select(election)
    text = Page(made._repr_html_()).text
    assert set(made.winners) == {"<b>", "park"}
    assert {"<b>", "park", "650", "equal_shares, cost, none"} <= set(text)
    assert "&lt;b&gt;" in made._repr_html_()


def test_numbers_are_written_as_readers_write_them() -> None:
    fi, en = words("fi"), words("en")
    assert fi.number(Fraction(12345678, 100)) == "123\u00a0456,78"
    assert en.number(Fraction(12345678, 100)) == "123,456.78"
    assert fi.number(-1) == "\u22121"
    assert en.number(Fraction(1, 3)) == "0.33"
    assert en.number(Fraction(5, 1000)) == "0.01"
    assert fi.percent(Fraction(723, 1000)) == "72\u00a0%"
    assert en.percent(Fraction(-1, 2)) == "\u221250%"
    with pytest.raises(ValueError, match="'de'"):
        words("de")


def _leaves(table: dict[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{at}{key}.")
        else:
            yield at + key, value


def test_the_catalogues_say_the_same_things() -> None:
    folder = Path(areena.__file__).parent / "_faces/messages"
    places: dict[str, dict[str, set[str | None]]] = {}
    for language in LANGUAGES:
        table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
        places[language] = {
            key: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, text in _leaves(table)
        }
    assert places["fi"] == places["sv"] == places["en"]


def test_every_kind_of_word_is_there(finland: areena.Network) -> None:
    for language in LANGUAGES:
        w = words(language)
        for severity in areena.Severity:
            assert f"finding.severity_{severity}" in w
        for part in areena.plan(finland).compare(areena.plan(finland)).objective:
            assert f"compare.part_{part.part}" in w
        for name in ("scheduled", "kept", "left_out"):
            assert f"explanation.{name}" in w


FACES: dict[str, Callable[[areena.Network], Any]] = {
    "network": lambda network: network,
    "plan": areena.plan,
    "explanation": lambda network: areena.plan(network).explain("c-3"),
}


@pytest.mark.parametrize("name", FACES)
def test_faces_of_the_tiny_network_stay_as_they_are(name: str, tiny: areena.Network) -> None:
    """Renew with: AREENA_RENEW_SNAPSHOTS=1 pytest tests/python/test_faces.py."""
    import os

    shown = FACES[name](tiny)._repr_html_().replace("><", ">\n<") + "\n"
    path = SNAPSHOTS / f"{name}.html"
    if os.environ.get("AREENA_RENEW_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
