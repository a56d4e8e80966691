"""The Chinese texts: collected from the source by lupdate, built by lrelease, and checked."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory

from shell import ROOT, SetupError, say
from shell.display import call
from shell.environment import DEV, own_environ

TEXTS = ROOT / "resources" / "i18n" / "downhill_zh_CN.ts"


def update() -> int:
    """Bring the .ts up to date with the source, and the .qm with the .ts."""
    TEXTS.parent.mkdir(parents=True, exist_ok=True)
    translate(TEXTS)
    say(f"{TEXTS.name}: {len(unfinished(TEXTS))} texts wait for a translation")
    return 0


def check() -> int:
    """Change nothing; fail if a text is not translated or the files are not up to date."""
    with TemporaryDirectory(prefix="downhill-") as folder:
        fresh = Path(folder, TEXTS.name)
        if TEXTS.exists():
            shutil.copy(TEXTS, fresh)
        translate(fresh)
        waiting = unfinished(fresh)
        stale = [new.name for new in (fresh, fresh.with_suffix(".qm")) if differs(new)]
    for text in waiting:
        say(f"not translated: {text}")
    if stale:
        say(f"out of date, run `dev.py i18n`: {', '.join(stale)}")
    return 1 if waiting or stale else 0


def translate(target: Path) -> None:
    sources = [path for name in ("engine", "gui") for path in sorted((ROOT / name).rglob("*.py"))]
    names = [path.relative_to(ROOT) for path in (*sources, ROOT / "main.py") if path.exists()]
    # No line numbers: they would change the file with every edit of the source.
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    collect = [DEV.tools / "pyside6-lupdate", *names, *options, "-ts", target]
    # A running program has the .qm mapped: it must be exchanged whole, never written into.
    fresh = target.with_suffix(".qm.new")
    build = [DEV.tools / "pyside6-lrelease", "-silent", target, "-qm", fresh]
    for command in (collect, build):
        if call(command, own_environ()):
            raise SetupError("the translations could not be built (see above)")
    fresh.replace(target.with_suffix(".qm"))


def unfinished(path: Path) -> list[str]:
    """The source texts without a translation."""
    messages = ET.parse(path).getroot().iter("message")
    marks = ((message.findtext("source", ""), message.find("translation")) for message in messages)
    return [text for text, mark in marks if mark is None or mark.get("type") == "unfinished"]


def differs(fresh: Path) -> bool:
    kept = TEXTS.with_name(fresh.name)
    return not kept.exists() or kept.read_bytes() != fresh.read_bytes()
