"""What the program is made of, as text: for the About window, `--version` and `--selftest`."""

import platform

from PySide6.QtCore import qVersion

VERSION = "0.3.0"
PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "PyOpenGL", "ziamath")


def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions: the program, Python, Qt and the packages."""
    from importlib import metadata  # slow, and only wanted by those who ask

    found = [("Downhill", VERSION), ("Python", platform.python_version()), ("Qt", qVersion())]
    for package in PACKAGES:
        try:
            found.append((package, metadata.version(package)))
        except metadata.PackageNotFoundError:  # a frozen program may not carry the metadata
            found.append((package, "?"))
    return tuple(found)
