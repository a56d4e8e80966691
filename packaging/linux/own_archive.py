"""Run first by the frozen program on Linux, so that it keeps reading modules from its own file.

Modules are loaded when they are first needed, from the program's file and by its name. Where an
upgrade has replaced or removed that file, an open window could not load anything more. The kernel
still has the old file, under this name.
"""

from contextlib import suppress
from os.path import samefile

from pyimod02_importers import pyz_archive

ITSELF = "/proc/self/exe"

with suppress(OSError):  # without /proc nothing changes
    if samefile(ITSELF, pyz_archive._filename):
        pyz_archive._filename = ITSELF
