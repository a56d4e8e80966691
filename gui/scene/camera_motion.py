"""The camera in motion: presets it glides to, a ball that it follows."""

from time import perf_counter
from typing import final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.arrays import Array
from gui.scene.geometry.camera import ISO, Camera, between, eased, fitted

MOVE = 0.18  # seconds
TICK = 15  # milliseconds


@final
class CameraMotion(QObject):
    """Where the scene is looked at from, now."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.still = False  # reduced motion: no glides
        self.camera = ISO
        self._preset: Camera | None = ISO
        self._half, self._size = (1.0, 1.0), (1.0, 1.0)
        self.pixel = 1.0  # world length of a pixel in the default view
        self._way = (ISO, ISO)
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def fit(self, half: tuple[float, float], size: tuple[float, float]) -> None:
        """The box or the view has another size: a preset goes on fitting."""
        if (half, size) == (self._half, self._size):
            return
        self._half, self._size = half, size
        at_home = fitted(ISO, half, *size)
        self.pixel = at_home.pixel(*size)
        if self._preset is not None and not self._timer.isActive():
            at_iso = self._preset is ISO
            self.camera = at_home if at_iso else fitted(self._preset, half, *size)
        self.changed.emit()

    def set(self, camera: Camera) -> None:
        """Look from `camera` at once; the person has chosen it, so it stays."""
        self._preset = None
        self._timer.stop()
        self.camera = camera
        self.changed.emit()

    def go(self, preset: Camera) -> None:
        """Glide to a preset."""
        self._preset = preset
        self._way = (self.camera, fitted(preset, self._half, *self._size))
        self._began = perf_counter()
        if self.still:
            self.camera = self._way[1]
            self.changed.emit()
        else:
            self._timer.start()

    def keep_centred(self, target: Array) -> None:
        """Follow a ball: a part of the way to it each frame, so that jumps are soft."""
        if not np.isfinite(target).all():
            return
        centre = np.array(self.camera.centre)
        step = (target - centre) * (1.0 if self.still else 0.35)
        if np.abs(step).max() > 1e-4:
            self._preset = None
            self.camera = self.camera.looking_at(centre + step)
            self.changed.emit()

    def _tick(self) -> None:
        share = (perf_counter() - self._began) / MOVE
        if share >= 1.0:
            self._timer.stop()
        self.camera = between(*self._way, eased(share))
        self.changed.emit()
