"""The view at scale factors that are no whole numbers: the scene covers all of its pixels."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from gui.scene.frame import frame_of
from gui.scene.geometry.camera import ISO

ROOT = Path(__file__).resolve().parents[3]
SCALES = (1.25, 1.5, 1.75)
# Sizes whose device pixels end in halves and in other fractions.
SIZES = ((301, 250), (302, 251), (303, 253), (333, 247))
# Prints the number of border pixels that nothing was drawn on, at every size.
PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from gui.startup.application import make_application
app = make_application(sys.exit)
from engine.surfaces import BY_KEY
from gui.scene.view import SceneView
from gui.style.palette import LIGHT
view = SceneView()
view.set_palette(LIGHT)
view.show_surface(BY_KEY["bowl"]())
view.show()
while not view.canvas.isValid():  # until the system has shown it
    app.processEvents()
for size in {SIZES}:
    view.resize(*size)
    app.processEvents()
    for _ in range(3):  # from the third on, framebuffers are used
        picture = view.grabFramebuffer()
    right, bottom = picture.width() - 1, picture.height() - 1
    border = [(x, y) for x in range(right + 1) for y in (0, bottom)]
    border += [(x, y) for x in (0, right) for y in range(bottom + 1)]
    print(right + 1, bottom + 1, sum(picture.pixelColor(*at).lightness() < 40 for at in border))
"""


@pytest.mark.parametrize("scale", [*SCALES, 1.0, 2.0, 2.25])
def test_the_size_in_pixels_is_that_of_the_framebuffer(scale):
    for width in range(240, 320):
        pixels = QSize(width, width + 31) * scale
        assert frame_of(ISO, (width, width + 31), scale).size == pixels.toTuple()


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize(
    "scale", [1.5, *(pytest.param(scale, marks=pytest.mark.full) for scale in (1.25, 1.75))]
)
def test_no_line_at_the_border_stays_black(scale):
    environ = os.environ | {"QT_SCALE_FACTOR": str(scale)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=True
    )
    expected = [f"{w} {h} 0" for w, h in ((QSize(*size) * scale).toTuple() for size in SIZES)]
    assert done.stdout.split("\n")[:-1] == expected
