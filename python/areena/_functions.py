"""The functions of the package: thin faces over the compiled part."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from areena import _core
from areena._errors import FileError, InvalidError
from areena._progress import Progress
from areena._records import Records

__all__ = [
    "Limits",
    "check",
    "json_schema",
    "loads",
    "loads_draft",
    "plan",
    "read",
    "read_draft",
    "read_plan",
    "show_versions",
    "write",
]

PathLike = str | os.PathLike[str]

_LIMITS = _core._default_limits()
_OPTIONS = _core._default_plan_options()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a reader takes in before it refuses a text.

    Parameters
    ----------
    bytes : int
        Of the whole text.
    depth : int
        Arrays and objects within each other.
    string : int
        Bytes of one text, key or field.
    rows : int
        Elements of one array, members of one free object, rows of a table.
    findings : int
        Faults told one by one; the rest are counted.
    columns : int
        Fields of one row of a table.
    """

    bytes: int = _LIMITS["bytes"]
    depth: int = _LIMITS["depth"]
    string: int = _LIMITS["string"]
    rows: int = _LIMITS["rows"]
    findings: int = _LIMITS["findings"]
    columns: int = _LIMITS["columns"]


Limits.__module__ = "areena"


def _limits(limits: Limits | None) -> dict[str, int]:
    return dataclasses.asdict(limits or Limits())


def read(path: PathLike, *, limits: Limits | None = None) -> _core.Network:
    """Read a network document.

    Parameters
    ----------
    path : str or path-like
        A file, or a folder that holds ``network.json``.
    limits : Limits, optional
        How large a document may be.

    Returns
    -------
    Network

    Raises
    ------
    InvalidError
        If the document is not valid; ``findings`` tells all that is wrong, with places.
    FileError
        If the file cannot be read.
    """
    return _core._read(os.fspath(path), _limits(limits))


def read_draft(path: PathLike, *, limits: Limits | None = None) -> _core.Reading:
    """Read a document that may have faults.

    Parameters
    ----------
    path : str or path-like
        A file, or a folder that holds ``network.json``.
    limits : Limits, optional
        How large a document may be.

    Returns
    -------
    Reading
        The draft as far as it could be read, all findings with their places, and the source.
        Faults of content never raise.

    Raises
    ------
    FileError
        If the file cannot be read.
    InvalidError
        If there is no draft at all: the file is not JSON, or another kind of document.
    """
    return _core._read_draft(os.fspath(path), _limits(limits))


def loads(text: str | bytes, *, name: str = "", limits: Limits | None = None) -> _core.Network:
    """Read a network from text.

    Parameters
    ----------
    text : str or bytes
        A document; bytes are UTF-8.
    name : str
        How places call the text.
    limits : Limits, optional
        How large the text may be.

    Returns
    -------
    Network

    Raises
    ------
    InvalidError
        If the document is not valid; ``findings`` tells all that is wrong, with places.
    """
    return _core._loads(text, name, _limits(limits))


def loads_draft(
    text: str | bytes, *, name: str = "", limits: Limits | None = None
) -> _core.Reading:
    """Read a document that may have faults from text; as ``read_draft`` does from a file.

    Parameters
    ----------
    text : str or bytes
        A document; bytes are UTF-8.
    name : str
        How places call the text.
    limits : Limits, optional
        How large the text may be.

    Returns
    -------
    Reading

    Raises
    ------
    InvalidError
        If there is no draft at all: the text is not JSON, or another kind of document.
    """
    return _core._loads_draft(text, name, _limits(limits))


def write(network: _core.Network, path: PathLike) -> None:
    """Write a network document; the same network gives the same bytes.

    Parameters
    ----------
    network : Network
        What to write.
    path : str or path-like
        The file, replaced if it is there, or a folder that will hold ``network.json``. Nothing is
        left half written.

    Raises
    ------
    FileError
        If the file cannot be written.
    """
    _core._write(network, os.fspath(path))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a network document, for editors and validators.

    Whatever ``read`` accepts is valid. A schema cannot say everything: decimals, days of a month,
    repeated keys and references are left to ``read``, what the content means to ``check``.

    Returns
    -------
    dict
        The schema, as ``json.loads`` gives it.

    Examples
    --------
    >>> import areena
    >>> areena.json_schema()["properties"]["format"]["const"]
    'areena-network'
    """
    schema: dict[str, Any] = json.loads(_core._json_schema())
    return schema


def check(what: _core.Network | _core.Draft | PathLike) -> Records[_core.Finding]:
    """Everything that is wrong with a document, or worth knowing.

    Parameters
    ----------
    what : Network, Draft, str or path-like
        A network has warnings and notes only; a draft and a file may have errors too.

    Returns
    -------
    Records of Finding
        A tuple that shows itself as a table: in the order of the document, with places if it was
        read from a file.
    """
    if isinstance(what, _core.Network | _core.Draft):
        return _core._check(what)
    return read_draft(what).findings


def plan(
    network: _core.Network,
    *,
    seed: int = _OPTIONS.seed,
    work: int = _OPTIONS.work,
    starts: int = _OPTIONS.starts,
    choice: _core.ChoiceOptions | None = None,
    threads: int = 1,
    progress: Progress = None,
) -> _core.Plan:
    """Choose commitments within the available effort and schedule them.

    Other Python threads run meanwhile, and Ctrl-C stops it.

    Parameters
    ----------
    network : Network
        It must have a promise.
    seed : int
        Seeds the timetable search. The same network, seed, work and starts give the same plan.
    work : int
        How many placements the timetable search tries at most.
    starts : int
        So many times planning begins anew, with other random numbers; the best plan is kept. 0: by
        size, sixteen times for a small network, once for a large one.
    choice : areena.planning.ChoiceOptions, optional
        By which rule commitments are chosen, what is shared out, floors and caps, and the ledger to
        begin from. By default equal shares of the effort, completed by votes.
    threads : int
        On how many threads at most the starts run. The plan is the same whatever their number.
    progress : callable or True, optional
        Called now and then as ``progress(phase, done, total, standing)``; a total of 0 is not
        known. ``standing`` is a :class:`Standing`: the support kept so far beside what no plan
        exceeds, then what is improved in the timetable; None before there is any. What it raises
        ends the planning. True shows a :class:`ProgressBar`.

    Returns
    -------
    Plan
        What was chosen and why, when it is done and by whom, what was left out and why.

    Raises
    ------
    InvalidError
        ``plan.no_promise``, if the network has no promise; ``plan.choice``, if the options of the
        choice cannot go together.

    Examples
    --------
    >>> import areena
    >>> plan = areena.plan(areena.examples.tiny())
    >>> plan.verified.ok
    True
    """
    options = _core.PlanOptions(
        seed=seed, work=work, starts=starts, choice=choice or _core.ChoiceOptions()
    )
    return _core._plan(network, options, progress, threads)


def read_plan(path: PathLike, network: _core.Network) -> _core.Plan:
    """Reads a plan.json back, with the network it is about.

    Parameters
    ----------
    path : str or path-like
        The file, or the folder that ``areena plan`` wrote it to.
    network : Network
        As it was when it was planned, or as it is now: what the plan says is not made anew.

    Returns
    -------
    Plan

    Raises
    ------
    InvalidError
        ``plan.document``, if it is no plan.json, with every fault, or that of another network.
    FileError
        If the file cannot be read.
    """
    file = Path(path)
    if file.is_dir():
        file /= "plan.json"
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise InvalidError(
            f"'{file}' is no plan.json: it is not UTF-8", code="plan.document"
        ) from error
    except OSError as error:
        raise FileError(f"'{file}' cannot be read: {error.strerror}", code="io.read") from error
    try:
        return _core._plan_of_text(network, text)
    except InvalidError as error:
        findings = tuple(
            each.replace(place=each.place.replace(file=str(file))) for each in error.findings
        )
        raise InvalidError(f"'{file}': {error}", code=error.code, findings=findings) from None


def show_versions() -> str:
    """What a report of a fault should say: versions of areena, of its build and of Python.

    Returns
    -------
    str
        One line each.
    """
    rows = {"areena": _core.__version__, **_core._build()}
    rows["Python"] = platform.python_version()
    rows["platform"] = platform.platform()
    for name in ("numpy", "pandas"):
        module = sys.modules.get(name)
        if module is not None:
            rows[name] = str(module.__version__)
    return "\n".join(f"{name}: {value}" for name, value in rows.items())
