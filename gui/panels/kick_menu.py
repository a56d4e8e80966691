"""The submenus that kick a ball along an axis of curvature."""

import math
from typing import Final, final

import numpy as np
from PySide6.QtWidgets import QMenu, QWidget

from engine.analysis.escape import Way, kicked
from engine.analysis.local_quadratic import LocalQuadratic
from engine.commands import Kick
from gui.state.send import Send
from gui.text.numbers import short, show

SYMBOLS: Final = ("u₋", "u₊")  # of the axes of the lesser and the greater eigenvalue
TIMES: Final = (0.1, 1.0, 10.0)  # the sizes offered, in short ways within a window
DIGITS: Final = 3  # of a direction


@final
class KickMenu(QMenu):
    """One axis: each row is a kick to one side of it, with what the loss does then.

    The promise is that of gradient and curvature where the ball is as the menu is made.
    """

    def __init__(
        self,
        send: Send,
        ball: int,
        axis: tuple[str, Way],
        model: LocalQuadratic,
        unit: float,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._send, self._ball = send, ball
        symbol, way = axis
        x, y = (show(each, DIGITS) for each in way.direction)
        title = self.tr("Kick along {0} = ({1}, {2}), λ = {3}")
        self.setTitle(title.format(symbol, x, y, show(way.eigenvalue)))
        sizes = np.outer((1, -1), TIMES).ravel() * unit
        found = kicked(model, way, sizes)
        for size, promised, real in zip(
            sizes.tolist(), found.promised.tolist(), found.real.tolist(), strict=True
        ):
            if size == -TIMES[0] * unit:
                self.addSeparator()
            self._add(way, size, promised, real)

    def _add(self, way: Way, size: float, promised: float, real: float) -> None:
        signed = f"+{short(size)}" if size > 0 else short(size)
        text = self.tr("{0}: ΔL promised {1}, really {2}")
        row = self.addAction(text.format(signed, short(promised), short(real)))
        row.triggered.connect(lambda: self._send(Kick(self._ball, way.step(size))))


def can_kick(way: Way) -> bool:
    """Whether there are a gradient and a curvature to promise anything by."""
    return math.isfinite(way.eigenvalue) and math.isfinite(way.slope)
