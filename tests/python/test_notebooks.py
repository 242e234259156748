"""The notebooks among the examples: each runs from nothing, shows charts and holds no script."""

from __future__ import annotations

import json
import pickle
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import areena

nbclient = pytest.importorskip("nbclient", reason="no nbclient to run notebooks with")
nbformat = pytest.importorskip("nbformat", reason="no nbformat to read notebooks with")
pytest.importorskip("ipykernel", reason="no kernel to run notebooks in")

FOLDER = Path(__file__).resolve().parents[2] / "examples/notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
HANGS_AFTER_SECONDS = 120


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Runs a notebook in a kernel of this Python, in a folder of its own."""
    work = tmp_path_factory.mktemp("notebooks")
    # Sockets in files need short paths, and no port that somebody else may have or listen to.
    with (
        tempfile.TemporaryDirectory(prefix="areena-") as sockets,
        pytest.MonkeyPatch.context() as patch,
    ):
        # Neither the user's kernels and settings nor their history.
        patch.delenv("JUPYTER_PATH", raising=False)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(work / name.lower()))
        patch.setenv("JUPYTER_RUNTIME_DIR", sockets)

        def executed(notebook: Any) -> Any:
            number = len(list(work.glob("run-*")))
            folder = work / f"run-{number}"
            folder.mkdir()
            nbclient.NotebookClient(
                notebook,
                timeout=HANGS_AFTER_SECONDS,
                kernel_name="python3",
                config=_own_sockets(f"{sockets}/{number}"),
                resources={"metadata": {"path": str(folder)}},
            ).execute()
            return notebook

        yield executed


def _own_sockets(prefix: str) -> Any:
    from traitlets.config import Config

    return Config({"KernelManager": {"transport": "ipc", "ip": prefix}})


def outputs(notebook: Any) -> list[Any]:
    return [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]


def shown(notebook: Any) -> str:
    """All that the outputs hold, as text."""
    parts: list[str] = []
    for out in outputs(notebook):
        values = [out.text] if out.output_type == "stream" else out.get("data", {}).values()
        parts += [each if isinstance(each, str) else json.dumps(each) for each in values]
    return "\n".join(parts)


def holds_script(notebook: Any) -> bool:
    data = {kind for out in outputs(notebook) for kind in out.get("data", {})}
    return "<script" in shown(notebook).lower() or "application/javascript" in data


def test_there_are_notebooks() -> None:
    assert {path.stem for path in NOTEBOOKS} >= {
        "compare_rules",
        "lose_a_lawyer",
        "one_more_lawyer",
        "plan_a_promise",
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_says_what_comes_next(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not outputs(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count is None for cell in code)
    sample = "election" if path.stem == "compare_rules" else "finland"
    assert f"areena.examples.{sample}()" in code[0].source
    first, last = notebook.cells[0], notebook.cells[-1]
    assert first.source.splitlines()[0].endswith("?")
    assert "**invented**" in first.source
    assert last.source.startswith("## What next")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_charts_without_a_script(path: Path, run: Any) -> None:
    notebook = run(nbformat.read(path, as_version=4))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in code)
    assert not [out for out in outputs(notebook) if out.get("name") == "stderr"]
    kinds = {kind for out in outputs(notebook) for kind in out.get("data", {})}
    assert {"image/svg+xml", "application/vnd.vegalite.v5+json", "text/html"} <= kinds
    assert not holds_script(notebook)


def test_progress_in_a_notebook_ends_as_one_line(run: Any) -> None:
    code = "import areena\nplan = areena.plan(areena.examples.finland(), progress=True)"
    made = run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]))
    (shown,) = outputs(made)
    assert re.fullmatch(r"Valmis, [\d,]+ s", shown["data"]["text/plain"])
    assert "<progress" not in shown["data"]["text/html"]


def test_the_stop_button_ends_planning(run: Any, large: areena.Network, tmp_path: Path) -> None:
    """A notebook's stop button sends the kernel SIGINT."""
    path = tmp_path / "network.pickle"
    path.write_bytes(pickle.dumps(large))
    code = (
        "import areena, os, pickle, signal, threading\n"
        f"network = pickle.load(open({str(path)!r}, 'rb'))\n"
        "threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n    areena.plan(network, work=10**15, progress=True)\n"
        "except KeyboardInterrupt:\n    print('stopped')"
    )
    cells = [nbformat.v4.new_code_cell(each) for each in (code, "len(network.members)")]
    made = run(nbformat.v4.new_notebook(cells=cells))
    bar, stopped, after = outputs(made)
    assert re.fullmatch(r"Keskeytetty, [\d,]+ s", bar["data"]["text/plain"])
    assert stopped["text"] == "stopped\n"
    assert after["data"]["text/plain"] == str(len(large.members))


def test_the_page_about_notebooks_runs() -> None:
    page = (FOLDER.parents[1] / "docs/notebooks.md").read_text(encoding="utf-8")
    codes = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    assert len(codes) >= 2
    names: dict[str, Any] = {}
    for code in codes:
        exec(compile(code, "docs/notebooks.md", "exec"), names)


def test_an_error_and_a_script_in_a_notebook_are_found(run: Any) -> None:
    code = nbformat.v4.new_code_cell
    html = "from IPython.display import HTML\nHTML('<script>1</script>')"
    assert holds_script(run(nbformat.v4.new_notebook(cells=[code(html)])))
    faulty = nbformat.v4.new_notebook(cells=[code("import areena\nareena.examples.folder('none')")])
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="no sample network 'none'"):
        run(faulty)
