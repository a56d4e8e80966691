"""The versions of the program and its libraries, for the About window and the command line."""

import platform

from PySide6.QtCore import qVersion

VERSION = "0.7.0"
PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "PyOpenGL", "ziamath", "Pillow")


def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions: the program, Python, Qt and the packages."""
    from importlib import metadata  # slow to load, and seldom needed

    found = [("Downhill", VERSION), ("Python", platform.python_version()), ("Qt", qVersion())]
    for package in PACKAGES:
        try:
            found.append((package, metadata.version(package)))
        except metadata.PackageNotFoundError:  # a frozen program may lack the metadata
            found.append((package, "?"))
    return tuple(found)
