"""What draws the overlays of `gui.state.overlays`: `ALL` has their layers, by the same keys.

To add one: a `Layer` in a module here and a line in `ALL`.
"""

from collections.abc import Callable

from gui.scene.geometry.arrows import Kind
from gui.scene.layers.batch import BatchLayer
from gui.scene.layers.critical import CriticalLayer
from gui.scene.layers.curvature import CurvatureLayer
from gui.scene.layers.layer import Layer, PartLayer, SceneParts
from gui.scene.layers.quadratic import QuadraticLayer

ALL: dict[str, Callable[[SceneParts], Layer]] = {
    "trails": lambda parts: PartLayer(parts.balls.show_trails),
    "contours": lambda parts: PartLayer(parts.ground.set_contours),
    "gradient": lambda parts: PartLayer(parts.balls.arrow_presenter.switch(Kind.GRADIENT)),
    "velocity": lambda parts: PartLayer(parts.balls.arrow_presenter.switch(Kind.VELOCITY)),
    "last_update": lambda parts: PartLayer(parts.balls.arrow_presenter.switch(Kind.UPDATE)),
    "critical": CriticalLayer,
    "quadratic": QuadraticLayer,
    "curvature": CurvatureLayer,
    "batch": BatchLayer,
    "axes": lambda parts: PartLayer(parts.axes.show_axes),
}
