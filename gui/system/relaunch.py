"""Starts another process of the program, during or after this one."""

import os
import subprocess
import sys
from typing import Final

from gui.system.environment import ROOT

# Without it, PyInstaller treats a child process as a part of the same program.
RESET: Final = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


def safely(language: str) -> bool:
    """Start in safe mode, in the given language; whether that was possible."""
    program = [] if getattr(sys, "frozen", False) else [str(ROOT / "main.py")]
    command = [sys.executable, *program, "--safe-mode", f"--lang={language}"]
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            command,
            env={**os.environ, **RESET},
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
