"""PyOpenGL on Windows without a usable driver: a remote desktop, a virtual machine, GDI Generic.

Qt can then draw with its copy of Mesa, opengl32sw.dll; but PyOpenGL would still call
opengl32.dll, and neither could use the other's contexts.
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
