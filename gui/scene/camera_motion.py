"""The moving camera: animated presets, and following a ball."""

from dataclasses import replace
from time import perf_counter
from typing import final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.arrays import Array
from gui.scene.geometry.body import UNKNOWN, Body
from gui.scene.geometry.camera import ISO, Camera, between, eased, fitted
from gui.style.text_size import label_scale

MOVE = 0.18  # seconds
TICK = 15  # milliseconds


@final
class CameraMotion(QObject):
    """The current camera of the scene."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.still = False  # reduced motion: no animation
        self.camera = ISO
        self.azimuth = ISO.azimuth  # of the default view
        self._preset: Camera | None = ISO
        self._fitted_to = (UNKNOWN, UNKNOWN, (1.0, 1.0), 0.0, 1.0)
        self.pixel = 1.0  # world length of a pixel in the default view
        self._path = (ISO, ISO)
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def is_preset(self) -> bool:
        """Whether the camera is at a preset, or moves there: no person has moved it since."""
        return self._preset is not None

    def fit(self, body: Body, in_front: Body, size: tuple[float, float], foot: float) -> None:
        """Set the shapes that are shown, the second to cameras in front, and the view's size, of
        which `foot` pixels at the bottom are taken; a preset is fitted to them."""
        needed = (body, in_front, size, foot, label_scale())
        if needed == self._fitted_to:
            return
        self._fitted_to = needed
        self.pixel = self.fitted(ISO).pixel(*size)
        if self._preset is not None:
            goal = self.fitted(self._preset)
            if self._timer.isActive():  # the animation ends in the view of the present size
                self._path = (self._path[0], goal)
            else:
                self.camera = goal
        self.changed.emit()

    def set(self, camera: Camera) -> None:
        """Use `camera` at once, as the user chose it: it is not fitted again."""
        self._preset = None
        self._timer.stop()
        self.camera = camera
        self.changed.emit()

    def go(self, preset: Camera) -> None:
        """Animate to a preset."""
        self._preset = preset
        self._path = (self.camera, self.fitted(preset))
        self._began = perf_counter()
        if self.still:
            self.camera = self._path[1]
            self.changed.emit()
        else:
            self._timer.start()

    def keep_centred(self, target: Array) -> None:
        """Follow a ball: move a fixed share of the distance each frame."""
        if not np.isfinite(target).all():
            return
        centre = np.array(self.camera.centre)
        step = (target - centre) * (1.0 if self.still else 0.35)
        if np.abs(step).max() > 1e-4:
            self._preset = None
            self.camera = self.camera.looking_at(centre + step)
            self.changed.emit()

    def fitted(self, preset: Camera) -> Camera:
        """`preset`, fitted to what is shown; the default one is on the side that suits it."""
        if preset is ISO:
            preset = replace(ISO, azimuth=self.azimuth)
        body, in_front, (width, height), foot, text = self._fitted_to
        # As in `AxesPresenter`: so the texts of the axes have the room that they need.
        room = (width / text, height / text, foot / text)
        return fitted(preset, in_front if preset.in_front else body, *room)

    def _tick(self) -> None:
        share = (perf_counter() - self._began) / MOVE
        if share >= 1.0:
            self._timer.stop()
        self.camera = between(*self._path, eased(share))
        self.changed.emit()
