"""What is shipped on Linux: what the program needs, whatever else is installed where it is built.

Libraries are a closure: from Python's own modules, libpython and Qt's `PLUGINS`, all that they need
(ELF's NEEDED). Each is packed, or is one of `SYSTEM`; where neither, the build fails. Packages are
those in `PACKAGES`: what others an environment holds can't be imported while it is frozen.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import Distribution
from pathlib import Path
from typing import Final

from installers import elf
from shell import SetupError

Entry = tuple[str, str, str]
"""Where a file is to lie, where it comes from, and what kind it is."""

PACKAGES: Final = (
    *("PySide6-Essentials", "shiboken6", "pyqtgraph", "colorama", "numpy", "PyOpenGL"),
    *("ziamath", "ziafont", "latex2mathml", "Pillow"),
)
# Of Pillow films need GIF, PNG and WebP. On Linux its core is linked to libtiff and libopenjp2.
PILLOW_PARTS: Final = (
    *("_avif", "_imagingcms", "_imagingft", "_imagingmath", "_imagingmorph", "_imagingtk"),
    *("AvifImagePlugin", "Jpeg2KImagePlugin", "TiffImagePlugin"),
    *("ImageCms", "ImageFont", "ImageMath", "ImageMorph", "ImageQt", "ImageTk"),
)
# Parts of these and of Python that the program never uses.
MODULES: Final = (
    *("tkinter", "_tkinter", "distutils", "pydoc_data", "lib2to3", "test", "curses", "readline"),
    *("ssl", "_ssl", "sqlite3", "pyqtgraph.examples", "pyqtgraph.jupyter"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtSql"),
    *("PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml"),
    *("OpenGL.DLLS", "OpenGL.GLUT", "OpenGL.Tk"),
    *(f"PIL.{name}" for name in PILLOW_PARTS),
)
PLUGINS: Final = frozenset(
    {
        "iconengines/libqsvgicon.so",
        *(f"imageformats/libq{name}.so" for name in ("gif", "ico", "jpeg", "svg")),
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        *(f"platforms/libq{name}.so" for name in ("minimal", "offscreen", "wayland", "xcb")),
        "platformthemes/libqxdgdesktopportal.so",
        *(f"wayland-decoration-client/lib{name}.so" for name in ("adwaita", "bradient")),
        "wayland-graphics-integration-client/libdmabuf-server.so",
        "wayland-graphics-integration-client/libdrm-egl-server.so",
        "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "wayland-graphics-integration-client/libshm-emulation-server.so",
        "wayland-shell-integration/libfullscreen-shell-v1.so",
        "wayland-shell-integration/libivi-shell.so",
        "wayland-shell-integration/libqt-shell.so",
        "wayland-shell-integration/libwl-shell-plugin.so",
        "wayland-shell-integration/libxdg-shell.so",
        "xcbglintegrations/libqxcb-egl-integration.so",
        "xcbglintegrations/libqxcb-glx-integration.so",
    }
)
QT_TEXTS: Final = ("qtbase_en.qm", "qtbase_zh_CN.qm")

# Of the user's system, each with Debian's package: an old copy breaks the graphics driver of a
# newer system, X11's and Wayland's libraries must match their server, D-Bus's needs systemd's.
SYSTEM: Final = {
    **dict.fromkeys(
        ("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0"),
        "libc6 (>= 2.35)",
    ),
    "libstdc++.so.6": "libstdc++6 (>= 12)",
    "libgcc_s.so.1": "libgcc-s1",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
OPENED: Final = {"libOpenGL.so.0": "libopengl0"}  # by PyOpenGL, by its name

PLUGIN: Final = re.compile(r"PySide6/Qt/plugins/(.+)")
QT_TEXT: Final = re.compile(r"PySide6/Qt/translations/(.+)")
# Of what pip noted about a package only this does not depend on how it was installed.
NOTED: Final = re.compile(r"[^/]+\.dist-info/(?!METADATA$)")


def foreign(site: Path) -> tuple[str, ...]:
    """Everything in an environment's folder of packages that can be imported, but PACKAGES."""
    ours = {str(file).partition("/")[0] for name in PACKAGES for file in _files(name)}
    others = {entry.name for entry in site.iterdir()} - ours
    return tuple(sorted({name.partition(".")[0] for name in others} - {"", "__pycache__"}))


def _files(package: str) -> Iterable[object]:
    return Distribution.from_name(package).files or ()


def left_out(
    entries: Iterable[Entry], needed: Callable[[Path], tuple[str, ...]] = elf.needed
) -> set[str]:
    """Where the files would lie that are left out, links to them included.

    Raises SetupError where a plugin or a library is not there that is needed.
    """
    entries = list(entries)
    libraries = {name: Path(source) for name, source, kind in entries if kind in CODE}
    kept = closure(libraries, {name for name, _, kind in entries if _first(name, kind)}, needed)
    gone = {name for name in libraries if name not in kept}
    gone |= {name for name, _, kind in entries if kind == "DATA" and _unwanted(name)}
    return gone | {name for name, source, kind in entries if kind == "SYMLINK" and source in gone}


CODE: Final = ("BINARY", "EXTENSION")


def closure(
    libraries: Mapping[str, Path],
    first: set[str],
    needed: Callable[[Path], tuple[str, ...]] = elf.needed,
) -> set[str]:
    """The names of `first`, and of all libraries that these need, and these."""
    places: dict[str, list[str]] = {}
    for name in libraries:
        places.setdefault(name.rpartition("/")[2], []).append(name)
    kept: set[str] = set()
    lacking = {f"plugin {name}" for name in PLUGINS - {_plugin(name) for name in first}}
    waiting = sorted(first)
    while waiting:
        name = waiting.pop()
        if name in kept:
            continue
        kept.add(name)
        for library in needed(libraries[name]):
            waiting += places.get(library, ()) if library not in SYSTEM else ()
            if library not in places and library not in SYSTEM:
                lacking.add(f"{library}, for {name}")
    if lacking:
        raise SetupError("this machine lacks, to freeze it:\n    " + "\n    ".join(sorted(lacking)))
    return kept


def _first(name: str, kind: str) -> bool:
    """Whether it is loaded by its name: by Python, by its loader or by Qt."""
    return kind == "EXTENSION" or name.startswith("libpython3") or _plugin(name) in PLUGINS


def _plugin(name: str) -> str:
    found = PLUGIN.match(name)
    return found[1] if found else ""


def _unwanted(name: str) -> bool:
    text = QT_TEXT.match(name)
    return bool(NOTED.match(name)) or (text is not None and text[1] not in QT_TEXTS)
