"""The package for Debian and its relatives."""

import hashlib
from pathlib import Path
from typing import Final

from installers import debian_papers, desktop, frozen, linux_layout, tools, trim
from installers.identity import (
    BUILD,
    CHINESE_SUMMARY,
    COMMAND,
    CONTACT,
    DIST,
    SUMMARY,
    version,
)
from installers.linux_layout import HOME

PROGRAMS: Final = {
    "dpkg-deb": "dpkg",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "strip": "binutils",
}
# What the frozen program needs of the system. Tested in bare systems.
DEPENDS: Final = tuple(dict.fromkeys({**trim.SYSTEM, **trim.OPENED}.values()))
RECOMMENDS: Final = ("libgl1-mesa-dri", "xdg-utils", "fonts-dejavu-core")


def file() -> Path:
    return DIST / f"{COMMAND}_{version()}_amd64.deb"


def build(
    onedir: Path = frozen.FOLDER, *, target: Path | None = None, number: str | None = None
) -> Path:
    """Pack the frozen program; a `number` makes it another version, for trials: quick and large."""
    tools.need(PROGRAMS)
    root = BUILD / "deb"
    share = root / "usr" / "share"
    program = linux_layout.lay(root, HOME, "usr/share", COMMAND, onedir=onedir, number=number)
    link = root / "usr" / "bin" / COMMAND
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("/") / program.relative_to(root))
    debian_papers.write(share, program, number or version())
    _check(share)
    given = {"control": control(_kilobytes(root), number), "md5sums": _sums(root)}
    (root / "DEBIAN").mkdir()
    for name, text in given.items():
        (root / "DEBIAN" / name).write_text(text, encoding="utf-8")
    linux_layout.settle(root, program)
    packed = target or file()
    packed.parent.mkdir(parents=True, exist_ok=True)
    press = ("-Zxz", "-z6") if number is None else ("-Zgzip", "-z1")
    tools.run("dpkg-deb", "--root-owner-group", *press, "--build", root, packed)
    return packed


def examined(package: Path) -> str:
    """The result of lintian; raises SetupError where it finds anything."""
    tools.need({"lintian": "lintian"})
    tools.run("lintian", "--allow-root", "--fail-on", "error,warning", package)
    return "lintian finds nothing (what a program with its own libraries breaks is told to it)"


def control(kilobytes: int, number: str | None = None) -> str:
    return f"""\
Package: {COMMAND}
Version: {number or version()}
Section: education
Priority: optional
Architecture: amd64
Maintainer: {CONTACT}
Installed-Size: {kilobytes}
Depends: {", ".join(DEPENDS)}
Recommends: {", ".join(RECOMMENDS)}
Description: {SUMMARY.removeprefix("A ")}
 Drop balls on a three-dimensional error surface, watch each roll by an
 optimizer and read loss, gradient and curvature on the way. Made for students
 and teachers of machine learning; in Chinese and in English; needs no network.
 .
 {CHINESE_SUMMARY}
"""


def _check(share: Path) -> None:
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
