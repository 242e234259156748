"""The command line: ``areena plan``, ``areena check``, ``areena select``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code.

    0: done. 1: findings of severity error. 2: wrong use, or no draft could be formed. 130: stopped.
    """
    try:
        from areena.cli.app import run

        return run(arguments)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == "areena":
            raise
        print(
            f"areena: the command line needs the package '{error.name}'. "
            "Install it with: pip install 'areena[cli,report]'",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("areena: stopped", file=sys.stderr)
        return 130
