"""Errors: one root, built-in bases, attributes that survive a pickle, messages for people."""

from __future__ import annotations

import copy
import pickle

import pytest

import areena

CLASSES = [
    (areena.InvalidError, ValueError),
    (areena.NotFoundError, KeyError),
    (areena.FileError, OSError),
    (areena.CancelledError, Exception),
]
IDS = [cls.__name__ for cls, _ in CLASSES]


@pytest.mark.parametrize(("cls", "base"), CLASSES, ids=IDS)
def test_an_error_is_also_the_built_in_one(cls: type[areena.Error], base: type[Exception]) -> None:
    assert issubclass(cls, areena.Error)
    assert issubclass(cls, base)
    assert cls.__module__ == "areena"
    assert cls.__doc__


@pytest.mark.parametrize("cls", [cls for cls, _ in CLASSES], ids=IDS)
def test_an_error_keeps_what_it_knows(cls: type[areena.Error]) -> None:
    place = areena.Place(file="n.json", line=1, column=2)
    finding = areena.Finding(code="a.b", message="Wrong")
    error = cls("It is 'wrong'", code="a.b", place=place, findings=(finding,))
    for same in (
        error,
        copy.copy(error),
        *(pickle.loads(pickle.dumps(error, n)) for n in range(2, pickle.HIGHEST_PROTOCOL + 1)),
    ):
        assert type(same) is cls
        assert str(same) == "It is 'wrong'"
        assert same.code == "a.b"
        assert same.place == place
        assert same.findings == (finding,)


def test_an_error_may_know_little() -> None:
    error = areena.Error("Wrong")
    assert (error.code, error.place, error.findings) == ("", None, ())
    assert str(areena.NotFoundError()) == ""


def test_errors_of_the_library_have_all_attributes() -> None:
    draft = areena.Draft(id="n", title="T").add(areena.Member(id="m", organization="o"))
    with pytest.raises(areena.Error) as caught:
        draft.build()
    error = caught.value
    assert type(error) is areena.InvalidError
    assert error.code == "network.inconsistent"
    assert error.place is None
    assert all(isinstance(finding, areena.Finding) for finding in error.findings)
    again = pickle.loads(pickle.dumps(error))
    assert again.findings == error.findings
    assert str(again) == str(error)


def test_a_message_quotes_what_was_found() -> None:
    draft = areena.Draft(id="n", title="T")
    for number in range(5):
        draft.add(areena.Member(id=f"m-{number}", organization="o"))
    with pytest.raises(areena.InvalidError, match="'m-0'") as caught:
        draft.build()
    errors = [f for f in caught.value.findings if f.severity == "error"]
    assert f"and {len(errors) - 3} more" in str(caught.value)
