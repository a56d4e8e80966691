"""Three curves over one time axis: loss, gradient norm and eigenvalues."""

from typing import ClassVar, Final, final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.panels.curves.curve import Curve
from gui.panels.curves.eigenvalues import EigenvalueCurve
from gui.panels.curves.gradient import GradientCurve
from gui.panels.curves.loss import LossCurve
from gui.panels.panel import Panel
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.palette import Palette
from gui.style.theme import Theme

BELOW: Final = 4  # px under the lowest
SPARE: Final = 16  # px that numbers may need less until their axis shrinks
ALL: Final[tuple[type[Curve], ...]] = (LossCurve, GradientCurve, EigenvalueCurve)


@final
class CurvesPanel(Panel):
    """At rest all of them show the same instant; one can be made the only one.

    While the balls roll they take turns, so that no frame waits for all three.
    """

    key: ClassVar[str] = "curves"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "Loss, gradient norm and Hessian eigenvalues of each ball over the updates: only together "
        "do they tell what kind of point a ball has come to.",
    )
    term: ClassVar[str] = "critical-point"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    interval: ClassVar[float] = 0.05 / len(ALL)
    share: ClassVar[float] = 0.25  # there are three

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.curves: dict[str, Curve] = {}
        self._axis_width = 0
        self._turn = 0  # the curve that was shown last while balls rolled
        for kind in ALL:
            curve = self.curves[kind.key] = kind(send, selection, theme, self)
            curve.plot.painted.connect(self.set_paint_time)
            curve.refreshed.connect(self._share_axis)
            curve.alone_wanted.connect(lambda on, curve=curve: self.show_alone(curve, on))
        selection.lesson.marks.changed.connect(self._show_event)
        self._place()
        self.retranslate()

    def _show_event(self) -> None:
        for curve in self.curves.values():
            curve.plot.show_event(self.selection.lesson.marks.update)

    @property
    def alone(self) -> Curve | None:
        """The curve that is the only one."""
        shown = [curve for curve in self.curves.values() if not curve.isHidden()]
        return shown[0] if len(shown) == 1 else None

    def show_alone(self, curve: Curve, on: bool | None = None) -> None:
        """Make a curve the only one, or bring the others back; None: whichever is not so."""
        alone = self.alone is None if on is None else on
        for each in self.curves.values():
            each.setVisible(each is curve or not alone)
        self._place()
        self.request_refresh()
        curve.plot.setFocus()

    def present(self, thick: float) -> None:
        """Draw lines so many times as thick as usual, and show no buttons; 1: as usual."""
        for curve in self.curves.values():
            curve.present(thick)

    def set_in_front(self, on: bool) -> None:
        super().set_in_front(on)
        for curve in self.curves.values():
            curve.set_in_front(on)

    def refresh(self, now: Snapshot) -> None:
        curves = [curve for curve in self.curves.values() if not curve.isHidden()]
        if now.playing or now.goal is not None:
            self._turn = (self._turn + 1) % len(curves)
            curves = [curves[self._turn]]
        for curve in curves:
            curve.set_snapshot(now)

    @property
    def complete(self) -> bool:
        return super().complete and all(curve.complete for curve in self.curves.values())

    def set_palette(self, palette: Palette) -> None:
        """The curves follow the theme themselves; their time axes are as high as its text."""
        self._axis_width = 0
        self.updateGeometry()
        self._place()
        self.request_refresh()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Curves"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, sum(curve.sizeHint().height() for curve in self.curves.values()))

    def minimumSizeHint(self) -> QSize:
        least = [curve.minimumSizeHint() for curve in self.curves.values()]
        return QSize(max(each.width() for each in least), sum(each.height() for each in least))

    def _place(self) -> None:
        """Give all curves the same room inside their axes; the lowest has the time axis."""
        shown = [curve for curve in self.curves.values() if not curve.isHidden()]
        for curve in shown:
            curve.show_time(curve is shown[-1])
            curve.time.show_button(curve is shown[0])
        axes = sum(curve.time_height for curve in shown)
        top, each = 0, (self.height() - BELOW - axes) // len(shown)
        for curve in shown:
            height = each + curve.time_height
            curve.setGeometry(0, top, self.width(), height)
            top += height

    def _share_axis(self) -> None:
        """Make room for the longest number on any axis; it does not shrink at every digit."""
        shown = [curve for curve in self.curves.values() if not curve.isHidden()]
        wanted = max(curve.plot.y_axis.wanted_width() for curve in shown)
        if wanted > self._axis_width or wanted < self._axis_width - SPARE:
            self._axis_width = wanted
            for curve in self.curves.values():
                curve.set_axis_width(wanted)
