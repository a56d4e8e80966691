"""Starts the program anew, beside or after the window that runs."""

import os
import subprocess
import sys
from typing import Final

from gui.system.environment import ROOT

# A frozen program would take a child of its own for a part of itself.
ANEW: Final = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


def safely(language: str) -> bool:
    """Start in safe mode, in the language of the moment; whether that was possible."""
    program = [] if getattr(sys, "frozen", False) else [str(ROOT / "main.py")]
    words = [sys.executable, *program, "--safe-mode", f"--lang={language}"]
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            words,
            env={**os.environ, **ANEW},
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
