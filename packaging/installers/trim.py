"""Files that PyInstaller would include on Linux, and the program never loads."""

import re
from collections.abc import Iterable
from typing import Final

Entry = tuple[str, str, str]
"""Where a file is to lie, where it comes from, and what kind it is."""

MODULES: Final = (
    *("tkinter", "_tkinter", "setuptools", "pkg_resources", "distutils", "pip", "wheel"),
    *("IPython", "matplotlib", "jupyter_rfb", "pyqtgraph.examples", "pyqtgraph.jupyter"),
    *("PyQt5", "PyQt6", "PySide2", "h5py", "numba", "cupy", "scipy", "sympy", "pytest"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtSql"),
    *("PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml"),
    *("OpenGL.DLLS", "OpenGL.GLUT", "OpenGL.Tk", "pydoc_data", "lib2to3", "test"),
    *("ssl", "_ssl", "curses", "readline", "sqlite3"),
)

FILES: Final = re.compile(
    "|".join(
        (
            # Plugins of Qt that a window on X11 or Wayland never loads.
            r"Qt/plugins/platforms/libq(eglfs|linuxfb|vnc|vkkhrdisplay|minimalegl)\.so",
            r"Qt/plugins/(egldeviceintegrations|generic|networkinformation|tls|sqldrivers)/",
            r"Qt/plugins/(qmltooling|designer)/",
            r"Qt/plugins/platformthemes/libqgtk3\.so",  # and with it half of GTK
            r"Qt/plugins/imageformats/libq(tiff|webp|icns|tga|wbmp|pdf)\.so",
            r"Qt/plugins/platforminputcontexts/libqtvirtualkeyboard",
            r"Qt/lib/libQt6(Qml\w*|Quick\w*|Pdf|VirtualKeyboard\w*|EglF[Ss]\w*|Network)\.so",
            r"PySide6/QtNetwork\.abi3\.so",
            # An old copy of these breaks the graphics driver of a newer system.
            r"^lib(stdc\+\+|gcc_s)\.so",
            # Only needed by the plugins above.
            r"^lib(gtk|gdk|atk|atspi|cairo|pango|gdk_pixbuf|gio|gmodule|pixman|epoxy|rsvg)[-.\w]*\.so",
            r"^lib(harfbuzz|graphite2|thai|datrie|fribidi|gssapi|krb5|k5crypto)[-.\w]*\.so",
            r"^lib(keyutils|com_err|systemd|gcrypt|gpg-error|lz4|cap|ssl|blkid|mount)[-.\w]*\.so",
            r"^lib(tiff|webp|deflate|jbig|jpeg|Lerc|mtdev|evdev|input|ts|udev|wacom)[-.\w]*\.so",
            r"^lib(gudev|selinux|Xcomposite|Xdamage|Xinerama|Xrandr|Xcursor|Xi)[-.\w]*\.so",
            # Of the window system, which must match its driver.
            r"^lib(X11|X11-xcb|Xau|Xdmcp|ICE|SM|fontconfig|freetype|expat|uuid|gbm)\.so",
        )
    )
)
QT_TEXTS: Final = re.compile(r"Qt/translations/(?!qtbase_(zh_CN|en)\.qm)")  # other languages


def dropped(entries: Iterable[Entry]) -> set[str]:
    """Where the files would lie that are left out, links to them included."""
    entries = list(entries)
    gone = {name for name, _, _ in entries if _unwanted(name.replace("\\", "/"))}
    return gone | {name for name, source, kind in entries if kind == "SYMLINK" and source in gone}


def _unwanted(name: str) -> bool:
    return bool(FILES.search(name) or QT_TEXTS.search(name))
