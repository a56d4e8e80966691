"""Run first of all by the frozen program on Linux: it goes on reading its modules out of itself.

Modules are loaded when they are first needed, out of the program's file and by its name. Where an
upgrade has put another file in that place, or none is there any more, a window that is open could
not load anything more. The kernel still has the old file, under this name.
"""

from contextlib import suppress
from os.path import samefile

from pyimod02_importers import pyz_archive

ITSELF = "/proc/self/exe"

with suppress(OSError):  # without /proc it stays as it is
    if samefile(ITSELF, pyz_archive._filename):
        pyz_archive._filename = ITSELF
