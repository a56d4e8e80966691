"""The developer shell behind `dev.py`: standard library only, on Linux, macOS and Windows.

`packaging/` itself is no package, since the PyPI module of that name must stay importable:
`dev.py` and the tests put that folder on the path and import `shell`.
"""

import sys
from pathlib import Path
from typing import final

ROOT = Path(__file__).resolve().parents[2]
LINUX = sys.platform.startswith("linux")

Environ = dict[str, str]


@final
class SetupError(Exception):
    """Something the user has to do; printed without a traceback."""


def say(text: str) -> None:
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
