"""What is said of places on a line."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.slice_extremes import Extreme
from engine.analysis.slices import OnLine
from engine.analysis.status import Status
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.slice.confinement import Confinement
from gui.panels.slice.curve_task import SliceCurve
from gui.text.axis_names import axis_names, symbol_of
from gui.text.captions import NO_BREAK
from gui.text.numbers import count, show

ALONG: Final = {
    Status.MINIMUM: QT_TRANSLATE_NOOP("SlicePanel", "Minimum along the line"),
    Status.MAXIMUM: QT_TRANSLATE_NOOP("SlicePanel", "Maximum along the line"),
}
WHOLE: Final = {
    Status.MINIMUM: QT_TRANSLATE_NOOP("SlicePanel", "a minimum of the surface"),
    Status.MAXIMUM: QT_TRANSLATE_NOOP("SlicePanel", "a maximum of the surface"),
    Status.SADDLE: QT_TRANSLATE_NOOP("SlicePanel", "a saddle point of the surface"),
    Status.MOVING: QT_TRANSLATE_NOOP("SlicePanel", "no critical point of the surface"),
    Status.NO_DERIVATIVE: QT_TRANSLATE_NOOP("SlicePanel", "a kink of the surface"),
}
OTHERS: Final = QT_TRANSLATE_NOOP("SlicePanel", "a critical point of the surface of undecided kind")
EXTREME: Final = QT_TRANSLATE_NOOP("SlicePanel", "%1, but %2")
BOTH: Final = QT_TRANSLATE_NOOP("SlicePanel", "%1, and %2")
NUMBERS: Final = QT_TRANSLATE_NOOP("SlicePanel", "slope %1, curvature %2 along the line")
STEPS: Final = QT_TRANSLATE_NOOP("SlicePanel", "%1 on the line, update %2")
STOPPED: Final = QT_TRANSLATE_NOOP("SlicePanel", "it has stopped")
LOST: Final = QT_TRANSLATE_NOOP("SlicePanel", "it is lost: there is no number for its place")


def said_of_extreme(extreme: Extreme) -> str:
    """What an extreme of the line is there, and what it is in the plane."""
    whole = translated(WHOLE.get(extreme.whole, OTHERS))
    same = extreme.whole in (extreme.kind, Status.NO_DERIVATIVE)
    text = translated(BOTH if same else EXTREME)
    return text.replace("%1", translated(ALONG[extreme.kind])).replace("%2", whole)


def said_of_place(curve: SliceCurve, name: str, t: float) -> str:
    """The numbers at a place of the line, and what it is."""
    cut, at = OnLine(curve.surface, curve.line), np.array(t)
    point = curve.line.points(at).tolist()
    names = (symbol_of(each) for each in axis_names(curve.surface))
    pairs = dict([(name, t), *zip(names, point, strict=True), ("L", float(cut.value(at)))])
    numbers = "   ".join(f"{key}{NO_BREAK}{show(value)}" for key, value in pairs.items())
    found = extreme_at(curve, t)
    if found is not None:
        return f"{said_of_extreme(found)}\n{numbers}"
    rates = translated(NUMBERS).replace("%1", show(float(cut.slope(at))))
    return f"{numbers}\n{rates.replace('%2', show(float(cut.curvature(at))))}"


def said_of_ball(confinement: Confinement, curve: SliceCurve | None, name: str) -> str:
    """Where the confined ball is, and what it has come to."""
    title = QCoreApplication.translate("Optimizer", confinement.title)
    words = translated(STEPS).replace("%1", title).replace("%2", count(confinement.update))
    if confinement.lost or curve is None:
        return f"{words}\n{translated(LOST)}" if confinement.lost else words
    loss = show(float(curve.value(np.array(confinement.t))))
    words += f"\n{name}{NO_BREAK}{show(confinement.t)}   L{NO_BREAK}{loss}"
    if not confinement.stopped:
        return words
    found = extreme_at(curve, confinement.t)
    ending = said_of_extreme(found) if found is not None else translated(STOPPED)
    return f"{words}\n{ending}"


def extreme_at(curve: SliceCurve, t: float, reach: float = 1e-6) -> Extreme | None:
    """The extreme that is nearest to a place, within a share of the span."""
    near = reach * (curve.span[1] - curve.span[0])
    found = [each for each in curve.extremes if abs(each.t - t) <= near]
    return min(found, key=lambda each: abs(each.t - t), default=None)


def translated(text: str) -> str:
    return QCoreApplication.translate("SlicePanel", text)
