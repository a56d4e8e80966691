"""Functions of Windows 10 that Wine 8 lacks, added to the test's own Wine and not shipped.

Qt asks for `icuuc.dll`, which Wine has not, and NumPy for six functions of `ucrtbase.dll` that end
the program there. The libraries lie in Wine's system folder, as they do in Windows: so the
installer is tested as it is shipped.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from installers import tools
from installers.windows_image import Portable
from installers.windows_python import COMPILER

OVERRIDES: Final = "ucrtbase,icuuc=n"
MARK: Final = b"Wine builtin DLL"  # with it, Wine looks among its own for a file of that name
ENTRY: Final = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"

# The structures are those of Microsoft's compiler, which has no complex numbers of C99.
COMPLEX: Final = """\
typedef struct { double re, im; } D;
typedef struct { float re, im; } F;
double creal(D z) { return z.re; }
double cimag(D z) { return z.im; }
double creall(D z) { return z.re; }
double cimagl(D z) { return z.im; }
float crealf(F z) { return z.re; }
float cimagf(F z) { return z.im; }
"""
COMPLEX_NAMES: Final = ("creal", "cimag", "creall", "cimagl", "crealf", "cimagf")


def fill(system: Path, work: Path, asking: Mapping[str, Iterable[str]]) -> None:
    """Put the libraries into Wine's `system` folder. `asking`: the names needed of some of them."""
    work.mkdir(parents=True, exist_ok=True)
    wrap("ucrtbase", COMPLEX, COMPLEX_NAMES, system, work)
    names = sorted(asking.get("icuuc.dll", ()))
    stubs = "".join(f"int {name}(void) {{ return 0; }}\n" for name in names)
    link("icuuc", stubs, [f"  {name}" for name in names], system, work)


def wrap(name: str, code: str, new: Iterable[str], system: Path, work: Path) -> None:
    """Replace a library by one with more functions that forwards all others to the old one."""
    old = system / f"{name}.dll"
    kept = system / f"{name}_wine.dll"
    if not kept.exists():
        shutil.copyfile(old, kept)
        data = kept.read_bytes()
        kept.write_bytes(data.replace(MARK, bytes(len(MARK)), 1))
    passed = [each for each in Portable(kept).exports() if each not in set(new)]
    lines = [f'  "{each}" = {name}_wine.{each}' for each in passed]
    link(name, code, [*lines, *(f"  {each}" for each in new)], system, work)


def link(name: str, code: str, exports: Iterable[str], system: Path, work: Path) -> None:
    source, table = work / f"{name}.c", work / f"{name}.def"
    source.write_text(code + ENTRY)
    table.write_text("\n".join((f"LIBRARY {name}.dll", "EXPORTS", *exports, "")))
    options = ("-shared", "-nostdlib", "-s", "-O1", "-fno-builtin", "-Wl,-e,DllMainCRTStartup")
    target = system / f"{name}.dll"
    target.unlink(missing_ok=True)  # it may be a link into Wine itself
    tools.run(COMPILER, *options, "-o", target, source.name, table.name, cwd=work)
