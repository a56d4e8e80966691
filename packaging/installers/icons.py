"""The application's icon in every format that systems need, from the one drawing."""

import struct
from pathlib import Path
from typing import Final

from installers import tools
from installers.identity import BUILD, COMMAND, ICON
from shell.environment import RUN

FOLDER: Final = BUILD / "icons"
SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512, 1024)
WINDOWS: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS: Final = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}

DRAW: Final = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
drawing, folder, name, *sizes = sys.argv[1:]
app = QGuiApplication(["icons", "-platform", "offscreen"])
renderer = QSvgRenderer(drawing)
for size in map(int, sizes):
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    if not image.save(f"{folder}/{name}-{size}.png"):
        sys.exit(f"could not write {size}")
"""

BITMAP: Final = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
drawing, target, width, height = sys.argv[1:]
app = QGuiApplication(["icons", "-platform", "offscreen"])
image = QImage(int(width), int(height), QImage.Format.Format_RGB888)
image.fill(0)
painter = QPainter(image)
painter.setRenderHint(QPainter.RenderHint.Antialiasing)
QSvgRenderer(drawing).render(painter)
painter.end()
if not image.save(target):
    sys.exit(f"could not write {target}")
"""


def make() -> Path:
    """The folder with downhill-16.png …, downhill.ico and downhill.icns."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    sizes = map(str, SIZES)
    tools.run(RUN.python, "-c", DRAW, ICON, FOLDER, COMMAND, *sizes)
    (FOLDER / f"{COMMAND}.ico").write_bytes(ico({size: png(size) for size in WINDOWS}))
    icns_parts = {kind: png(size) for size, kind in MACOS.items()}
    (FOLDER / f"{COMMAND}.icns").write_bytes(icns(icns_parts))
    return FOLDER


def bitmap(drawing: Path, target: Path, width: int, height: int) -> Path:
    """A drawing that fills its whole page, as a bitmap for the Windows installer."""
    size = (str(width), str(height))
    tools.run(RUN.python, "-c", BITMAP, drawing, target, *size)
    return target


def png(size: int) -> bytes:
    return (FOLDER / f"{COMMAND}-{size}.png").read_bytes()


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon that holds PNGs, which Windows reads since Vista."""
    offset = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    entries = b""
    for size, data in pictures.items():
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """An Apple icon: PNGs, each under the name of its size."""
    parts = b"".join(kind + struct.pack(">I", 8 + len(d)) + d for kind, d in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts
