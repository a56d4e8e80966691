"""Debian's documents of a package: copyright, changes, manual pages, lintian overrides."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from textwrap import fill
from typing import Final

from installers import tools
from installers.identity import (
    CHINESE_SUMMARY,
    COMMAND,
    CONTACT,
    EPOCH,
    LICENSE,
    NAME,
    SUMMARY,
    version,
)
from installers.linux_layout import HOME
from shell import ROOT, SetupError

CHANGES: Final = ROOT / "CHANGELOG.md"
LANGUAGES: Final = {  # of manual pages: their folders, and the titles of their parts
    "en": ("man1", SUMMARY, ("NAME", "SYNOPSIS", "OPTIONS")),
    "zh_CN": ("zh_CN/man1", CHINESE_SUMMARY, ("名称", "概要", "选项")),
}
# lintian's findings for any program that brings its own libraries, with their reasons.
KNOWN: Final = {
    "dir-or-file-in-opt": "the place for packages that are not Debian's own",
    "embedded-library": "it runs on every Debian and Ubuntu since 2022, and without network",
    "unstripped-binary-or-object": "OpenBLAS can't be loaded any more once it is stripped",
    "shared-library-lacks-prerequisites": "plugins and data, loaded by who has what they need",
    "library-not-linked-against-libc": "ICU's data: it holds no code",
    "hardening-no-pie": "PyInstaller's loader, as it comes",
    "duplicate-font-file": "ziafont reads this file by its place",
    "bogus-mail-host": "the authors have given no address",
    "bogus-mail-host-in-debian-changelog": "the same",
}


def write(share: Path, program: Path, number: str) -> None:
    """Write all of it into `share`; the manual pages are made from the help of `program`."""
    papers = share / "doc" / COMMAND
    _put(papers / "copyright", rights().encode())
    changes = changelog(CHANGES.read_text(encoding="utf-8"), version(), number)
    _put(papers / "changelog.gz", _pressed(changes))
    lines = (f"# {why}\n{COMMAND}: {tag} *\n" for tag, why in KNOWN.items())
    _put(share / "lintian" / "overrides" / COMMAND, "".join(lines).encode())
    for language in LANGUAGES:
        page = manual(_help(program, language), language, number)
        _put(share / "man" / LANGUAGES[language][0] / f"{COMMAND}.1.gz", _pressed(page))


def rights() -> str:
    """The file of copyrights; the licence texts are in the program's folder."""
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


def changelog(text: str, release: str, number: str) -> str:
    """The part of our changes about `release`, as Debian writes it. Raises SetupError without."""
    found = re.search(rf"^## {re.escape(release)}\b.*?\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if found is None or not found[1].strip():
        raise SetupError(f"{CHANGES.name} says nothing of {release}")
    body = "\n".join(_wrapped(found[1]))
    day = format_datetime(datetime.fromtimestamp(EPOCH, UTC))
    head = f"{COMMAND} ({number}) stable; urgency=medium"
    return f"{head}\n\n{body}\n\n -- {CONTACT}  {day}\n"


def _wrapped(text: str) -> Iterator[str]:
    """Each item, or paragraph before the items, in lines as short as Debian requires."""
    for item in re.split(r"\n(?=\*)|\n\n", text.strip()):
        yield fill(
            item.removeprefix("*").strip(), 79, initial_indent="  * ", subsequent_indent="    "
        )


def manual(help_text: str, language: str, number: str) -> str:
    """A manual page made from the output of `--help`."""
    _, summary, (name, synopsis, options) = LANGUAGES[language]
    usage, _, rest = help_text.partition("\n\n")
    day = datetime.fromtimestamp(EPOCH, UTC).strftime("%Y-%m-%d")
    words = re.sub(r"^\S+[:：]\s*\S+", "", usage).split()
    lines = [
        f'.TH {COMMAND.upper()} 1 "{day}" "{NAME} {number}"',
        f".SH {name}",
        f"{COMMAND} \\- {escaped(summary.removeprefix('A '))}",
        f".SH {synopsis}",
        f".B {COMMAND}",
        escaped(" ".join(words)),
        f".SH {options}",
    ]
    for option, text in options_of(rest):
        lines += [".TP", f".B {escaped(option)}", escaped(text)]
    return "\n".join((*lines, ""))


def options_of(text: str) -> Iterator[tuple[str, str]]:
    """Each option with its arguments, and what it does, whose lines are joined again."""
    for found in re.finditer(r"^  (\S.*?)(?:  +|\n +)(\S.*(?:\n {6,}\S.*)*)", text, re.M):
        yield found[1], " ".join(found[2].split())


def escaped(text: str) -> str:
    """Escaped, so that a manual page shows it unchanged."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def _help(program: Path, language: str) -> str:
    return tools.run(program, "--help", "--lang", language, more={"COLUMNS": "100"})


def _pressed(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
