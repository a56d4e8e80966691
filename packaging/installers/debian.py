"""The package for Debian and its relatives."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from installers import desktop, frozen, tools
from installers.identity import (
    BUILD,
    CHINESE_SUMMARY,
    COMMAND,
    CONTACT,
    DIST,
    LICENSE,
    NAME,
    SUMMARY,
    version,
)

PROGRAMS: Final = {
    "dpkg-deb": "dpkg",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "strip": "binutils",
}
HOME: Final = Path("opt") / COMMAND
# What the frozen program takes from the system: what `trim` leaves out. Found in bare systems.
DEPENDS: Final = (
    "libc6 (>= 2.35)",
    "libstdc++6 (>= 12)",
    "libgcc-s1",
    "libgl1",
    "libegl1",
    "libopengl0",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libxau6",
    "libxdmcp6",
    "libfontconfig1",
    "libfreetype6",
    "libexpat1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
)
RECOMMENDS: Final = ("libgl1-mesa-dri", "xdg-utils", "fonts-dejavu-core")


def file() -> Path:
    return DIST / f"{COMMAND}_{version()}_amd64.deb"


def build(onedir: Path = frozen.FOLDER) -> Path:
    """Pack the frozen program."""
    tools.need(PROGRAMS)
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _fill(root, onedir)
    _check(root)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(_kilobytes(root)), encoding="utf-8")
    (root / "DEBIAN" / "md5sums").write_text(_sums(root), encoding="utf-8")
    (root / "DEBIAN").chmod(0o755)
    tools.dated(root)
    tools.run("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, file())
    return file()


def control(kilobytes: int) -> str:
    return f"""\
Package: {COMMAND}
Version: {version()}
Section: education
Priority: optional
Architecture: amd64
Maintainer: {CONTACT}
Installed-Size: {kilobytes}
Depends: {", ".join(DEPENDS)}
Recommends: {", ".join(RECOMMENDS)}
Description: {SUMMARY}
 Drop balls on a three-dimensional loss surface, watch each roll by an optimizer
 and read loss, gradient and curvature on the way. Made for students and
 teachers of machine learning; in Chinese and in English; needs no network.
 .
 {CHINESE_SUMMARY}
"""


def rights() -> str:
    """The file of copyrights that Debian wants; the texts themselves lie beside the program."""
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {NAME}
Comment: The licences of Qt (LGPL-3), NumPy, Python and of all other parts stand in
 /{HOME}/_internal/licenses.

Files: *
Copyright: 2026 the {NAME} authors
License: {LICENSE}
 The text is in /{HOME}/_internal/licenses/{NAME}.txt.
"""


def _fill(root: Path, onedir: Path) -> None:
    home = root / HOME
    home.parent.mkdir(parents=True)
    shutil.copytree(onedir, home, symlinks=True)
    tools.readable(root, home / COMMAND)
    program = root / "usr" / "bin" / COMMAND
    program.parent.mkdir(parents=True)
    program.symlink_to(Path("/") / HOME / COMMAND)
    desktop.furnish(root / "usr" / "share", COMMAND)
    text = root / "usr" / "share" / "doc" / COMMAND / "copyright"
    text.parent.mkdir(parents=True)
    text.write_text(rights(), encoding="utf-8")
    for folder in (each for each in (root / "usr").rglob("*") if each.is_dir()):
        folder.chmod(0o755)


def _check(root: Path) -> None:
    share = root / "usr" / "share"
    tools.run("desktop-file-validate", share / desktop.MENU)
    tools.run("appstreamcli", "validate", "--no-net", "--pedantic", share / desktop.METADATA)


def _kilobytes(root: Path) -> int:
    return -(-frozen.size(root) // 1024)


def _sums(root: Path) -> str:
    lines = []
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.is_file() and not path.is_symlink() and inner.parts[0] != "DEBIAN":
            lines.append(f"{hashlib.md5(path.read_bytes()).hexdigest()}  {inner}\n")
    return "".join(lines)


def installed() -> tuple[str, ...]:
    """Paths that must be gone once the package is removed."""
    return (f"/{HOME}", f"/usr/bin/{COMMAND}", f"/usr/share/{desktop.MENU}", os.fspath(_doc()))


def _doc() -> Path:
    return Path("/usr/share/doc") / COMMAND
