"""What the comparisons share: environments of peers, programs that print JSON, rows of tables."""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def peer_python(peer: str) -> Path | None:
    """The interpreter of an environment with `requirements-PEER.txt`; None if there is none."""
    folder = HERE.parent / "build" / peer
    python = folder / "bin" / "python"
    wanted = HERE / f"requirements-{peer}.txt"
    try:
        if not python.exists():
            venv.create(folder, with_pip=True)
        install = [python, "-m", "pip", "install", "-q", "-r", wanted]
        subprocess.run(install, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"benchmarks: no {peer}: {error}", file=sys.stderr)
        return None
    return python


def lines_of(*command: object) -> list[dict[str, Any]]:
    """What a program prints, a JSON object a line."""
    words = [str(part) for part in command]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def told(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{1000 * seconds:.3g} ms" if seconds >= 1e-3 else f"{1e6 * seconds:.3g} µs"
