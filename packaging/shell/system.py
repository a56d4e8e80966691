"""What Linux itself must have for Qt, OpenGL and a virtual display (see linux.toml)."""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from shell import LINUX, SetupError, say

Packages = dict[str, str]  # name of a package, by package manager


def need(virtual: bool = False) -> None:
    """Ensure what a window needs, and a virtual display if wanted.

    Installed by the package manager with root rights; else `SetupError` says how.
    """
    if not LINUX:
        return
    table = tomllib.loads(Path(__file__).with_name("linux.toml").read_text(encoding="utf-8"))
    lacking = absent(table, virtual)
    if not lacking:
        return
    manager = next((m for m in table["manager"] if shutil.which(m["program"])), None)
    if manager is None:
        names = "\n    ".join(lacking)
        raise SetupError(f"this system lacks, and its package manager must bring:\n    {names}")
    bring(installation(manager, lacking))
    still = absent(table, virtual)
    if still:
        raise SetupError(f"{manager['program']} did not bring {', '.join(still)} (see above)")


def absent(table: dict[str, Any], virtual: bool) -> dict[str, Packages]:
    """Everything wanted that is not there, with the packages that hold it."""
    wanted = {**table["library"], **(table["virtual"] if virtual else {})}
    lacking = {name: packages for name, packages in wanted.items() if not present(name)}
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        name = "python{}.{}-venv".format(*sys.version_info[:2])
        lacking["ensurepip"] = {"apt": name, "pacman": "python", "rpm": "python3"}
    return lacking


def present(name: str) -> bool:
    if name.startswith("/"):
        return shutil.which(name.rsplit("/", 1)[-1]) is not None
    try:
        ctypes.CDLL(name)  # by the loader itself, not by a list of folders
    except OSError:
        return False
    return True


def installation(manager: dict[str, Any], lacking: dict[str, Packages]) -> list[list[str]]:
    """The commands that bring what is lacking."""
    rpm = manager["names"] == "rpm"  # takes a library or a path for the package that holds it
    packages = sorted(
        {capability(name) if rpm else at[manager["names"]] for name, at in lacking.items()}
    )
    return [step for step in (manager["refresh"], [*manager["install"], *packages]) if step]


def capability(name: str) -> str:
    if name == "ensurepip":
        return "python3"
    return f"{name}()(64bit)" if ".so" in name else name


def bring(steps: list[list[str]]) -> None:
    rights = root_rights()
    if rights is None:
        command = " && ".join(shlex.join(["sudo", *step]) for step in steps)
        raise SetupError(f"system packages are missing. Run this, then try again:\n\n{command}\n")
    for step in steps:
        say(shlex.join(step))
        quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", *step]
        # A failed step shows by what is still absent in the end: an index may fail in part.
        subprocess.call(quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def root_rights() -> list[str] | None:
    """The prefix of a command for root; None without the rights. Never prompts."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if asked.returncode else ["sudo", "-n"]
