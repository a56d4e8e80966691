"""Licence texts of everything in the installers, in one folder."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from installers.identity import BUILD
from shell import ROOT, SetupError

FOLDER: Final = BUILD / "notices"
OURS: Final = ROOT / "packaging" / "licenses"  # of those that contain none themselves
PACKAGES: Final = ("numpy", "pyqtgraph", "colorama", "ziamath", "ziafont", "pillow")
BUILDERS: Final = ("pyinstaller",)
NAMES: Final = ("licen", "copying", "notice", "ofl")


def collect(site: Path, packages: Iterable[str] = (*PACKAGES, *BUILDERS)) -> Path:
    """The folder, made again from the packages in `site`, Python and our own collection."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", FOLDER / "Downhill.txt")
    shutil.copy(ROOT / "resources" / "NOTICES.md", FOLDER / "NOTICES.md")
    for text in sorted(OURS.glob("*.txt")):
        shutil.copy(text, FOLDER / text.name)
    shutil.copy(python_license(), FOLDER / "Python.txt")
    for package in packages:
        texts = list(texts_of(site, package))
        if not texts:
            raise SetupError(f"no licence text was found of {package} in {site}")
        for text, name in texts:
            target = FOLDER / package / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(text, target)
    return FOLDER


def texts_of(site: Path, package: str) -> Iterable[tuple[Path, Path]]:
    """Licence files of a package, and their relative paths."""
    for info in site.glob(f"{package}-*.dist-info"):
        for file in sorted(info.rglob("*")):
            if file.is_file() and any(word in file.name.lower() for word in NAMES):
                inner = file.relative_to(info)
                yield file, inner.relative_to("licenses") if inner.parts[0] == "licenses" else inner


def python_license() -> Path:
    """The text next to the standard library."""
    library = Path(sys.base_prefix) / "lib"
    name = "python{}.{}".format(*sys.version_info[:2])
    for file in (library / name / "LICENSE.txt", Path("/usr/share/doc") / name / "copyright"):
        if file.exists():
            return file
    raise SetupError("the licence text of Python was not found beside its standard library")
