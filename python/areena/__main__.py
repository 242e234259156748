"""``python -m areena``: the command line."""

import sys

from areena.cli import main

sys.exit(main())
