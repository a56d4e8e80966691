"""One new thing of each sort, as short as its rules allow: `test_ways_to_add.py` registers them."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from engine.analysis.quantities import Quantity
from engine.apply import apply
from engine.arrays import Array
from engine.commands import Edit
from engine.knobs import Value
from engine.optimizers.base import Group, Optimizer, learning_rate
from engine.simulation import Simulation
from engine.snapshot import Snapshot
from engine.surfaces.base import Group as SurfaceGroup
from engine.surfaces.base import Point, Surface, symmetric
from gui.panels.panel import Panel
from gui.scene.geometry.arrows import Arrows
from gui.scene.geometry.projection import Projection
from gui.scene.items.arrow_item import ArrowItem
from gui.scene.layers.layer import Layer, SceneParts
from gui.state.overlays import Overlay
from gui.style.icons import Icon
from gui.style.palette import Palette, channels


class Signed(NamedTuple):
    """One update by the slope's sign."""

    move: Array
    state: tuple[()]


@final
@dataclass(frozen=True, slots=True)
class SignDescent(Optimizer):
    """Each parameter by the learning rate, against the sign of its slope."""

    lr: Value = learning_rate(0.01)

    key: ClassVar[str] = "added"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = "Added optimizer"
    summary: ClassVar[str] = "By the learning rate, whatever the slope."
    formula: ClassVar[str] = r"\theta\leftarrow\theta-\eta\,\mathrm{sign}(g)"
    source: ClassVar[str] = "a test"

    def init(self, x: Array) -> tuple[()]:
        return ()

    def terms(self, grad: Array, state: tuple[()]) -> Signed:
        return Signed(-self.lr * np.sign(grad), state)


@final
@dataclass(frozen=True, slots=True)
class Valley(Surface):
    """L = x² + 2y²."""

    key: ClassVar[str] = "added"
    group: ClassVar[SurfaceGroup] = "teaching"
    title: ClassVar[str] = "Added surface"
    formula: ClassVar[str] = r"L=w_1^2+2w_2^2"
    source: ClassVar[str] = "a test"
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 1.0),)
    minima: ClassVar[tuple[Point, ...]] = ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        return points[..., 0] ** 2 + 2 * points[..., 1] ** 2

    def gradient(self, points: Array) -> Array:
        return points * (2.0, 4.0)

    def hessian(self, points: Array) -> Array:
        return symmetric(2.0, 0.0, 4.0, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class DropAtOrigin(Edit):
    """Drop a ball of each of these fleets at the origin."""

    fleets: tuple[int, ...]

    key: ClassVar[str] = "added"
    title: ClassVar[str] = "Drop at the origin"


@apply.register
def _(edit: DropAtOrigin, simulation: Simulation) -> None:
    simulation.drop(edit.fleets, np.zeros((1, 2)))


@final
class UpdatePanel(Panel):
    """The number of the update."""

    key: ClassVar[str] = "added"
    about: ClassVar[str] = "The number of the update."
    term: ClassVar[str] = "update"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.number = QLabel("0")
        QVBoxLayout(self).addWidget(self.number)
        self.retranslate()
        self.set_palette(self.theme.palette)

    def refresh(self, now: Snapshot) -> None:
        self.number.setText(str(now.update))

    def retranslate(self) -> None:
        # The words of another panel: both languages have them.
        word = QCoreApplication.translate("LossCurve", "Loss")
        self.setWindowTitle(word)
        self.number.setAccessibleName(word)
        self.number.setToolTip(word)

    def set_palette(self, palette: Palette) -> None:
        self.number.setStyleSheet(f"color: {palette.text}")


POSTS = Overlay("added", "&Posts", "Show a post at every ball", "Ctrl+Shift+F11", Icon.CHOSEN)


@final
class PostLayer(Layer):
    """An arrow that points up at every ball."""

    def __init__(self, parts: SceneParts) -> None:
        self.item = ArrowItem()
        self.items = (self.item,)
        self._balls = parts.balls

    def switch(self, on: bool) -> None:
        self.item.setVisible(on)

    def show(self, now: Snapshot, projection: Projection) -> None:
        base = self._balls.placement.balls.centre
        up = np.array([0.0, 0.0, 80 * projection.pixel])
        self.item.set_arrows(
            Arrows(base, base + up, np.zeros(len(base), np.int64), np.zeros(len(base), bool)),
            projection.pixel,
        )

    def set_palette(self, palette: Palette) -> None:
        color = channels(palette.text)
        self.item.set_colors((color, color, color), channels(palette.window))


DISTANCE = Quantity(
    "added", 1, lambda surface, points: np.hypot(points[..., 0], points[..., 1])[..., None]
)


def squares(count: int, progress: Any) -> int:
    """A job: the sum of the first squares."""
    total = 0
    for number in range(count):
        progress(number / count)
        total += number * number
    return total
