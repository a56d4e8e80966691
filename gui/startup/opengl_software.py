"""Windows without a usable OpenGL driver: a remote desktop, a virtual machine, GDI Generic 1.1.

Qt can then draw with the Mesa that it brings, opengl32sw.dll; but PyOpenGL would go on calling
opengl32.dll, and the two would not know of each other's contexts.
"""

import ctypes
from pathlib import Path
from typing import Any, final

import PySide6
from OpenGL.platform.baseplatform import lazy_property
from OpenGL.platform.win32 import Win32Platform

LIBRARY = "opengl32sw.dll"


@final
class SoftwarePlatform(Win32Platform):  # type: ignore[misc]
    """PyOpenGL's platform for Windows, on Qt's copy of Mesa."""

    @lazy_property  # type: ignore[untyped-decorator]
    def GL(self) -> Any:  # noqa: N802  (PyOpenGL's name)
        return ctypes.WinDLL(str(Path(PySide6.__file__).parent / LIBRARY))  # type: ignore[attr-defined]
