"""Grabbing images of the real view."""

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui.scene.geometry.camera import TOP, fitted

SIZE = (900, 640)
PLAIN = frozenset(("trails", "contours", "axes"))  # overlays, without arrows


def picture(view) -> np.ndarray:
    """The view's image, (h, w, 3) in 0..255."""
    QApplication.processEvents()
    return array_of(view.grabFramebuffer())


def array_of(image) -> np.ndarray:
    """Its pixels, (h, w, 3) in 0..255."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def from_above(view):
    view.camera_motion.set(fitted(TOP, view.ground_presenter.body, *SIZE))


def hidden_balls(view):
    """How many balls have no place in the last picture, as they left the window or diverged."""
    return int(np.isnan(view.ball_presenter.placement.balls.centre[:, 0]).sum())
