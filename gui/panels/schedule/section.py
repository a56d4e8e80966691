"""Chooses and shows how a fleet's rate changes with a ball's age."""

from typing import final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, Snapshot
from gui.panels.schedule.curve import ScheduleCurve
from gui.panels.schedule.curve_picture import Drawn
from gui.panels.schedule.curve_samples import CurveSamples
from gui.panels.schedule.editor import ScheduleEditor
from gui.plotting.time_span import whole_run
from gui.state.selection import Selection
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.rate_words import LEARNING, name_of, rate_of


@final
class ScheduleSection(Retranslated, QWidget):
    """The controls of a fleet's schedule, and the curve of the learning rate, or of
    the knob that the fleet's optimizer declares that a schedule multiplies.

    The curve has the time axis of the plots. Before the run starts, or on request, it shows the
    whole schedule instead.
    """

    wanted = Signal(object, bool)  # a Schedule; whether a gesture continues

    def __init__(
        self, theme: Theme, selection: Selection | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selection = selection or Selection(self)
        self._schedule: Schedule = Constant()
        self._rate = LEARNING
        self._fleet: FleetView | None = None
        self._now: Snapshot | None = None
        self._log: bool | None = None  # None for the one that fits
        self._whole: bool | None = None
        self._label = dressed(PlainLabel(), "second")
        self._editor = ScheduleEditor(theme)
        self.curve = ScheduleCurve(theme)
        self.log, self.whole = QToolButton(), QToolButton()
        self._label.setBuddy(self._editor.kinds)
        self._arrange()
        self._connect()
        self.retranslate()

    def show_schedule(self, schedule: Schedule, identity: object) -> None:
        """Show a schedule."""
        self._schedule = schedule
        rate = LEARNING if self._fleet is None else rate_of(self._fleet.optimizer)
        if rate != self._rate:
            self._rate = rate
            self._editor.set_rate(rate)
            self.retranslate()
        self._editor.show_schedule(schedule, identity)
        self._show_curve()

    def show_fleet(self, fleet: FleetView, now: Snapshot) -> None:
        """Show a fleet's schedule, with a marker at its chosen ball or its first."""
        self._fleet, self._now = fleet, now
        self.show_schedule(fleet.schedule, fleet.id)

    def retranslate(self) -> None:
        name = name_of(self._rate)
        self._label.setText(self.tr("%1 over time").replace("%1", name))
        self.log.setText(self.tr("log"))
        set_tip(self.log, self.tr("Logarithmic axis"))
        self.log.setAccessibleName(self.tr("Logarithmic axis: %1").replace("%1", name))
        self.whole.setText(self.tr("whole schedule"))
        tip = self.tr("Show all that the schedule does, instead of the updates that the plots show")
        set_tip(self.whole, tip)
        self.whole.setAccessibleName(self.tr("Show the whole schedule"))

    # Internal.

    def _arrange(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row.setSpacing(4)
        for button in (self.log, self.whole):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(dressed(button, "small"))
        row.addStretch(1)
        for part in (self._label, self._editor, self.curve):
            column.addWidget(part)
        column.addLayout(row)

    def _connect(self) -> None:
        self._editor.wanted.connect(self._request)
        self.curve.pointed.connect(self._point)
        self.log.clicked.connect(self._set_log)
        self.whole.clicked.connect(self._set_whole)
        self._selection.update_hovered.connect(self._hover)
        self._selection.span_changed.connect(self._show_curve)
        self._selection.chosen_changed.connect(self._show_curve)

    def _request(self, schedule: Schedule, grouped: bool) -> None:
        """Draw the new schedule at once; the next snapshot confirms it."""
        self._schedule = schedule
        self._show_curve()
        self.wanted.emit(schedule, grouped)

    def _show_curve(self) -> None:
        shown = not isinstance(self._schedule, Constant)
        for part in (self.curve, self.log, self.whole):
            part.setVisible(shown)
        if not shown:
            return
        rates, there = self._rates()
        whole = self._shows_whole()
        span = rates.whole if whole else self._span()
        color = 0 if self._fleet is None else self._fleet.color
        marker = self._now.update if there and self._now is not None else None
        self.curve.show_curve(Drawn(rates, color, span, self._log, self._rate), marker)
        self.log.setChecked(self.curve.log)
        self.whole.setChecked(whole)

    def _rates(self) -> tuple[CurveSamples, bool]:
        """The rates of the chosen ball or the first, and whether there is one."""
        fleet = self._fleet
        if fleet is None or not len(fleet.balls):
            rate = 1.0 if fleet is None else _number(fleet.optimizer.lr, 0)
            return CurveSamples(self._schedule, rate, 0), False
        place = self._place(fleet)
        rate = _number(fleet.optimizer.lr, place)
        return CurveSamples(self._schedule, rate, int(fleet.born[place])), True

    def _place(self, fleet: FleetView) -> int:
        chosen = self._selection.chosen
        if not chosen:
            return 0
        found = np.flatnonzero(np.isin(fleet.balls, np.fromiter(chosen, np.int64)))
        return int(found[0]) if len(found) else 0

    def _shows_whole(self) -> bool:
        """Unless chosen by the user, the whole schedule until the run has started."""
        if self._now is None:
            return True
        return not self._now.head if self._whole is None else self._whole

    def _span(self) -> tuple[float, float]:
        assert self._now is not None
        return self._selection.span or whole_run(self._now.head)

    def _set_log(self, on: bool) -> None:
        self._log = on
        self._show_curve()

    def _set_whole(self, on: bool) -> None:
        self._whole = on
        self._show_curve()

    def _point(self, update: int | None) -> None:
        """Point at recorded updates in all plots, and at later ones only here."""
        recorded = update is not None and self._now is not None and update <= self._now.head
        self._selection.hover_update(update if recorded else None)
        self.curve.hover(update)

    def _hover(self) -> None:
        self.curve.hover(self._selection.hovered_update)


def _number(value: object, place: int) -> float:
    """A rate that may be one number, or one for every ball."""
    flat = np.ravel(np.asarray(value, dtype=np.float64))
    return float(flat[place if flat.size > 1 else 0])
