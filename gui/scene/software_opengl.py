"""OpenGL by Mesa on Windows, chosen by the program, in a process that it has started."""

import os

from OpenGL.plugins import PlatformPlugin
from PySide6.QtCore import QCoreApplication, Qt

CHOSEN = "opengl32sw"


def repeat_choice() -> None:
    """Draw as the program does, which left its choice in the environment.

    To be called before there is an application, and before anything else of the scene is imported.
    """
    if os.environ.get("PYOPENGL_PLATFORM") == CHOSEN:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
        PlatformPlugin(CHOSEN, "gui.startup.opengl_software.SoftwarePlatform")
