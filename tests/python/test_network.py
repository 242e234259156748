"""Networks, drafts and their collections."""

from __future__ import annotations

import copy
import pickle
import threading
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

import areena

PLURALS = [
    "areas",
    "ballots",
    "capacities",
    "commitments",
    "expertises",
    "formulas",
    "groups",
    "members",
    "needs",
    "organizations",
    "sources",
    "themes",
]


def small() -> areena.Draft:
    return areena.Draft(id="n", title="Network").add(
        areena.Organization(id="o", name="One"), areena.Member(id="m", organization="o")
    )


# --- Network -----------------------------------------------------------------------------------


def test_a_network_shows_its_document(tiny: areena.Network) -> None:
    assert tiny.id == "tiny"
    assert tiny.language is areena.Language.fi
    assert tiny.illustrative is True
    assert tiny.promise is not None
    assert tiny.promise.period.start < tiny.promise.period.end
    assert (len(tiny.members), len(tiny.commitments)) == (5, 6)
    for name in PLURALS:
        assert getattr(tiny, name).name == name


def test_a_network_cannot_change(tiny: areena.Network) -> None:
    for name in ["id", "title", "promise", *PLURALS]:
        with pytest.raises(AttributeError):
            setattr(tiny, name, getattr(tiny, name))


def test_a_network_is_not_made_by_hand() -> None:
    with pytest.raises(TypeError, match=r"areena\.read"):
        areena.Network()


def test_networks_compare_by_content(tiny: areena.Network) -> None:
    again = areena.loads(tiny.to_json())
    assert again == tiny
    assert hash(again) == hash(tiny)
    assert again is not tiny
    changed = tiny.edit().remove("ballots", tiny.ballots[0].id).build()
    assert changed != tiny
    assert tiny != "tiny"


def test_networks_are_copied_and_pickled(tiny: areena.Network) -> None:
    assert copy.copy(tiny) is tiny
    assert copy.deepcopy([tiny])[0] is tiny
    pickled = pickle.dumps(tiny)
    assert pickle.loads(pickled) == tiny
    assert b"_core" not in pickled


def test_a_network_has_a_short_repr(finland: areena.Network) -> None:
    assert repr(finland) == "<Network(id='areena-finland', 46 members, 60 commitments)>"


# --- Nouns -------------------------------------------------------------------------------------


def test_nouns_are_a_sequence(tiny: areena.Network) -> None:
    members = tiny.members
    assert isinstance(members, Sequence)
    assert len(members) == 5
    assert list(members) == [members[i] for i in range(5)]
    assert members[-1] == members[4]
    assert list(reversed(members)) == list(members)[::-1]
    assert members.index(members[2]) == 2
    assert members.index(members[2].id) == 2
    assert members.count(members[2]) == 1
    assert members.count("m-nobody") == 0
    with pytest.raises(IndexError, match="there are 5"):
        members[5]
    with pytest.raises(IndexError):
        members[-6]


@pytest.mark.parametrize("bounds", [(0, None), (1, 3), (-2, None), (-9, -1), (4, 2)])
def test_index_takes_bounds_as_tuples_do(
    tiny: areena.Network, bounds: tuple[int, int | None]
) -> None:
    start, stop = bounds
    ids = tiny.members.ids
    end = len(ids) if stop is None else stop
    for name in ids:
        try:
            expected = ids.index(name, start, end)
        except ValueError:
            with pytest.raises(ValueError, match="is not in members"):
                tiny.members.index(name, start, stop)
        else:
            assert tiny.members.index(name, start, stop) == expected


def test_nouns_are_looked_up_by_id(tiny: areena.Network) -> None:
    for name in PLURALS:
        nouns = getattr(tiny, name)
        assert nouns.ids == tuple(sorted(nouns.ids))
        for noun in nouns:
            assert nouns[noun.id] == noun
            assert noun.id in nouns
            assert noun in nouns
            assert nouns.get(noun.id) == noun
    assert tiny.members.get("m-nobody") is None
    assert tiny.members.get("m-nobody", "none") == "none"
    assert "m-nobody" not in tiny.members
    assert 3 not in tiny.members
    assert tiny.commitments[0] not in tiny.members


def test_a_missing_id_names_the_nearest(tiny: areena.Network) -> None:
    with pytest.raises(areena.NotFoundError) as caught:
        tiny.members["m-hope"]
    assert isinstance(caught.value, KeyError)
    assert caught.value.code == "network.not_found"
    assert str(caught.value) == "no 'm-hope' in members; did you mean 'm-hopea'?"


def test_a_key_of_another_type_is_refused(tiny: areena.Network) -> None:
    with pytest.raises(TypeError, match="an id, an index or a slice is expected, not float"):
        tiny.members[1.0]  # type: ignore[call-overload]


def test_a_slice_is_a_collection_of_its_own(tiny: areena.Network) -> None:
    part = tiny.members[1:4]
    assert list(part) == list(tiny.members)[1:4]
    assert part.ids == tiny.members.ids[1:4]
    assert tiny.members[::-1].ids == tiny.members.ids[::-1]
    assert tiny.members[::-1][tiny.members.ids[0]] == tiny.members[0]
    assert len(tiny.members[7:]) == 0
    with pytest.raises(ValueError, match="zero"):
        tiny.members[::0]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_pickle_protocol_works(
    tiny: areena.Network, tiny_plan: areena.Plan, protocol: int
) -> None:
    """The oldest two as well, which ask for objects in another way."""
    for value in (tiny, tiny.members, tiny.edit(), tiny_plan):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value)
        assert again == value
    make, arguments, state = tiny.__reduce__()
    again = make(*arguments)
    again.__setstate__(state)
    assert again == tiny


def test_nouns_compare_and_pickle(tiny: areena.Network) -> None:
    assert tiny.members == areena.loads(tiny.to_json()).members
    assert hash(tiny.members) == hash(areena.loads(tiny.to_json()).members)
    assert tiny.members != tiny.members[1:]
    assert tiny.members != tiny.needs
    for name in PLURALS:
        nouns = getattr(tiny, name)
        assert pickle.loads(pickle.dumps(nouns)) == nouns
    restored = pickle.loads(pickle.dumps(tiny.members))
    assert restored["m-hopea"] == tiny.members["m-hopea"]
    assert restored.language == tiny.members.language


def test_nouns_say_what_they_are(tiny: areena.Network) -> None:
    assert tiny.members.name == "members"
    assert tiny.members.noun is areena.Member
    assert tiny.members.language is areena.Language.fi
    with pytest.raises(TypeError, match=r"network\.members"):
        areena.Nouns()


def test_nouns_outlive_their_network(tiny: areena.Network) -> None:
    members = areena.loads(tiny.to_json()).members
    iterator = iter(areena.loads(tiny.to_json()).members)
    filler = [areena.loads(tiny.to_json()) for _ in range(5)]
    assert members == tiny.members
    assert next(iterator) == tiny.members[0]
    assert len(filler) == 5


# --- Draft -------------------------------------------------------------------------------------


def test_a_draft_is_built_into_a_network() -> None:
    network = small().build()
    assert network.id == "n"
    assert network.members["m"].organization == "o"
    assert network.edit() == small()


def test_a_draft_takes_the_fields_of_a_document() -> None:
    draft = areena.Draft(
        id="n",
        title={"fi": "Verkosto", "en": "Network"},
        language="en",
        themes=[areena.Theme(id="t", name="Theme")],
        extra={"x": 1},
    )
    assert draft.language is areena.Language.en
    assert draft.title.fi == "Verkosto"
    assert draft.themes["t"].name.plain == "Theme"
    assert dict(draft.extra) == {"x": 1}
    with pytest.raises(TypeError, match="unexpected keyword 'titel'; did you mean 'title'"):
        areena.Draft(titel="x")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword 'format'"):
        areena.Draft(format="x")  # type: ignore[call-arg]


def test_fields_of_a_draft_can_be_set() -> None:
    draft = small()
    draft.title = "Other"
    draft.promise = areena.Promise(
        id="p",
        title="Promise",
        issuer="o",
        period={"start": "2027Q1", "end": "2028Q1"},
        goals=[{"id": "g", "title": "Goal"}],
    )
    draft.needs = []
    assert draft.title.plain == "Other"
    assert draft.promise is not None
    assert draft.promise.goals[0].id == "g"
    draft.promise = None
    assert draft.promise is None
    with pytest.raises(TypeError, match=r"Draft\.title: .* not int"):
        draft.title = 3  # type: ignore[assignment]
    with pytest.raises(TypeError, match=r"Draft\.members\[0\]"):
        draft.members = [areena.Theme(id="t", name="x")]  # type: ignore[list-item]
    assert draft.title.plain == "Other"
    assert draft.members.ids == ("m",)


def test_what_a_draft_shows_does_not_change_with_it() -> None:
    draft = small()
    members = draft.members
    draft.add(areena.Member(id="m-2", organization="o"))
    assert members.ids == ("m",)
    assert draft.members.ids == ("m", "m-2")


def test_a_draft_changes_step_by_step() -> None:
    draft = small()
    assert draft.add(areena.Theme(id="t", name="T")) is draft
    assert draft.update(areena.Theme(id="t", name="U")) is draft
    assert draft.themes["t"].name.plain == "U"
    assert draft.rename("organizations", "o", "one") is draft
    assert draft.members["m"].organization == "one"
    assert draft.remove(areena.Theme, "t") is draft
    assert len(draft.themes) == 0


def test_faults_of_changes_are_told() -> None:
    draft = small()
    before = copy.copy(draft)
    with pytest.raises(areena.InvalidError) as duplicate:
        draft.add(areena.Member(id="m", organization="o"))
    assert duplicate.value.code == "network.duplicate"
    with pytest.raises(areena.NotFoundError, match="no 'm-2' in members; did you mean 'm'"):
        draft.update(areena.Member(id="m-2", organization="o"))
    with pytest.raises(areena.NotFoundError):
        draft.remove("members", "nobody")
    with pytest.raises(areena.NotFoundError):
        draft.rename("members", "nobody", "m-3")
    with pytest.raises(areena.InvalidError, match="is not a key"):
        draft.rename("members", "m", "M 3")
    with pytest.raises(TypeError, match="no nouns are called 'member'; did you mean 'members'"):
        draft.remove("member", "m")
    with pytest.raises(TypeError, match="is no class of nouns"):
        draft.remove(areena.Scope, "m")
    with pytest.raises(TypeError, match="a noun is expected, such as a Member"):
        draft.add("m")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"draft\.promise = Promise"):
        draft.add(
            areena.Promise(
                id="p", title="P", issuer="o", period=areena.Period(start="2027Q1", end="2028Q1"),
                goals=[],
            )
        )  # fmt: skip
    assert draft == before


def test_build_tells_everything_that_is_wrong() -> None:
    draft = small().add(
        areena.Member(id="m-2", organization="oo"),
        areena.Need(id="x", member="m-3", theme="t", weight=1),
    )
    with pytest.raises(areena.InvalidError) as caught:
        draft.build()
    assert caught.value.code == "network.inconsistent"
    errors = [f for f in caught.value.findings if f.severity == "error"]
    assert {f.path for f in errors} >= {"/members/1/organization", "/needs/0/member"}
    assert areena.check(draft) == caught.value.findings


def test_drafts_compare_copy_and_pickle() -> None:
    draft = small()
    other = copy.copy(draft)
    assert other == draft
    assert copy.deepcopy(draft) == draft
    assert pickle.loads(pickle.dumps(draft)) == draft
    other.remove("members", "m")
    assert other != draft
    assert "m" in draft.members
    assert pickle.loads(pickle.dumps(areena.Draft())) == areena.Draft()
    with pytest.raises(TypeError, match="unhashable"):
        hash(draft)
    assert repr(draft) == "<Draft(id='n', 1 members, 0 commitments)>"


def test_an_edit_leaves_the_network_as_it_was(tiny: areena.Network) -> None:
    before = tiny.to_json()
    draft = tiny.edit()
    for noun in list(tiny.needs):
        draft.remove("needs", noun.id)
    assert tiny.to_json() == before
    assert len(draft.needs) == 0


# --- check -------------------------------------------------------------------------------------


def test_check_takes_networks_drafts_and_paths(tiny: areena.Network, tmp_path: Any) -> None:
    path = tmp_path / "n.json"
    areena.write(tiny, path)
    assert areena.check(tiny) == ()
    assert areena.check(tiny.edit()) == ()
    assert areena.check(path) == ()
    assert areena.check(str(path)) == ()
    assert [f.code for f in areena.check(tiny.edit().remove("needs", tiny.needs[0].id))] != ["x"]
    with pytest.raises(TypeError):
        areena.check(3)  # type: ignore[arg-type]


# --- threads -----------------------------------------------------------------------------------


def test_a_network_is_read_by_many_threads(finland: areena.Network) -> None:
    totals: list[Decimal] = []

    def work() -> None:
        for _ in range(20):
            total = Decimal(0)
            for member in finland.members:
                assert finland.members[member.id] == member
                total += member.student_years or 0
        totals.append(total)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(totals) == 8
    assert len(set(totals)) == 1


def test_a_draft_is_checked_while_another_thread_changes_it(finland: areena.Network) -> None:
    draft = finland.edit()
    done = threading.Event()

    def change() -> None:
        while not done.is_set():
            draft.add(areena.Theme(id="extra", name="X"))
            draft.remove("themes", "extra")

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(30):
            assert len(draft.build().themes) in (6, 7)
            areena.check(draft)
    finally:
        done.set()
        thread.join()
