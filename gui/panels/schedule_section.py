"""Choosing how a fleet's learning rate changes with a ball's age."""

from dataclasses import replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.schedules import ALL, Constant, Schedule, Warmup
from gui.panels.knob_section import KnobSection
from gui.style import dressed
from gui.theme import Theme

CHOICES: Final = tuple(kind for kind in ALL if kind is not Warmup)
SPANS: Final = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
SETTLED: Final = 0.02  # a schedule is drawn until it changes by less than this share


@final
class ScheduleCurve(QWidget):
    """η over a ball's age, small: its shape, and how far it reaches."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._schedule: Schedule = Constant()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, 52)

    def show_schedule(self, schedule: Schedule) -> None:
        if schedule != self._schedule:
            self._schedule = schedule
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        span = span_of(self._schedule)
        ages = np.linspace(0, span, 160)
        factors = self._schedule.factor(ages)
        box = QRectF(0.5, 2.5, self.width() - 1, self.height() - 19)
        xs = box.left() + box.width() * ages / span
        ys = box.bottom() - box.height() * np.clip(factors, 0, 1.05) / 1.05
        line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.hairline), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.drawPolyline(line)
        painter.setPen(QColor(palette.second))
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        text = QRectF(0, self.height() - 16, self.width(), 16)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, "η")
        painter.drawText(text, Qt.AlignmentFlag.AlignRight, f"t = {span}")
        painter.end()


def span_of(schedule: Schedule) -> int:
    """How many updates show a schedule's shape."""
    for span in SPANS:
        late = schedule.factor(np.array([0.9 * span, 1.0 * span, 2.0 * span]))
        if float(np.ptp(late)) < SETTLED:
            return span
    return SPANS[-1]


@final
class ScheduleSection(QWidget):
    """The kind of schedule, its knobs, and a warm-up in front as a switch."""

    wanted = Signal(object, bool)  # a Schedule; whether a gesture goes on

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schedule: Schedule = Constant()
        self._label = dressed(QLabel(), "second")
        self._kinds = QComboBox()
        self._kinds.addItems([kind.key for kind in CHOICES])
        self._warm = QCheckBox()
        self._knobs, self._warm_knobs = KnobSection(), KnobSection()
        self._curve = ScheduleCurve(theme)
        self._label.setBuddy(self._kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (
            self._label,
            self._kinds,
            self._knobs,
            self._warm,
            self._warm_knobs,
            self._curve,
        ):
            column.addWidget(part)
        self._kinds.activated.connect(self._choose)
        self._warm.clicked.connect(self._switch_warm)
        self._knobs.turned.connect(self._turn)
        self._warm_knobs.turned.connect(self._turn_warm)
        self.retranslate()

    def show_schedule(self, schedule: Schedule, identity: object) -> None:
        """Show what the fleet has."""
        self._schedule = schedule
        warm = isinstance(schedule, Warmup)
        bare = _bare(schedule)
        self._kinds.setCurrentIndex(CHOICES.index(type(bare)))
        self._warm.setChecked(warm)
        self._knobs.show_owner(bare, identity)
        self._warm_knobs.setVisible(warm)
        if warm:
            self._warm_knobs.show_owner(schedule, identity)
        self._curve.setVisible(not isinstance(schedule, Constant))
        self._curve.show_schedule(schedule)

    def retranslate(self) -> None:
        self._label.setText(self.tr("Learning rate over time"))
        self._kinds.setAccessibleName(self.tr("Schedule"))
        self._kinds.setToolTip(self.tr("How the learning rate changes with a ball’s age"))
        for place, kind in enumerate(CHOICES):
            self._kinds.setItemText(place, QCoreApplication.translate("Schedule", kind.title))
        self._warm.setText(self.tr("Warm-up first"))
        self._warm.setToolTip(self.tr("A straight rise to the full rate, then the schedule"))
        self._curve.setAccessibleName(self.tr("Learning rate over a ball’s age"))
        self._curve.setToolTip(self.tr("Learning rate over a ball’s age"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _choose(self, place: int) -> None:
        kind = CHOICES[place]
        if kind is not type(_bare(self._schedule)):
            self._want(self._with_bare(kind()), False)

    def _switch_warm(self, on: bool) -> None:
        bare = _bare(self._schedule)
        self._want(Warmup(then=bare) if on else bare, False)

    def _turn(self, name: str, value: float, grouped: bool) -> None:
        bare = replace(_bare(self._schedule), **{name: value})
        self._want(self._with_bare(bare), grouped)

    def _turn_warm(self, name: str, value: float, grouped: bool) -> None:
        self._want(replace(self._schedule, **{name: value}), grouped)

    def _with_bare(self, bare: Schedule) -> Schedule:
        """`bare`, behind the warm-up if there is one."""
        if isinstance(self._schedule, Warmup):
            return replace(self._schedule, then=bare)
        return bare

    def _want(self, schedule: Schedule, grouped: bool) -> None:
        self._schedule = schedule
        self._curve.show_schedule(schedule)
        self.wanted.emit(schedule, grouped)


def _bare(schedule: Schedule) -> Schedule:
    """The schedule behind a warm-up, or itself. Two warm-ups in a row are one inside the other."""
    return _bare(schedule.then) if isinstance(schedule, Warmup) else schedule
