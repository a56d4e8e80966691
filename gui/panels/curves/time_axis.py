"""The time axis of a curve: in updates, epochs or examples seen, with marks where epochs begin.

Positions stay updates, which all plots share. Epochs are those of one ball, the one that leads or
else the first: where others are older or younger, the button says whose epochs are counted.
"""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from engine.analysis.epochs import Epochs, epochs_of
from engine.snapshot import Snapshot
from gui.panels.curves.shown_balls import ShownBalls
from gui.plotting.plot_view import PlotView
from gui.plotting.scales import Tick, linear_ticks, whole_ticks
from gui.state.selection import Selection
from gui.state.time_unit import UNITS
from gui.style.plain_text import set_tip
from gui.text.numbers import count, show

APART: Final = 12  # px between two marks of epochs at the least


@final
class TimeAxis(QObject):
    """Sets ticks, name and marks of a plot; its button chooses the unit."""

    def __init__(self, plot: PlotView, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._plot, self._selection, self._unit = plot, selection, selection.time
        self._epochs: Epochs | None = None
        self._whose: int | None = None  # the ball whose epochs are counted, where ages differ
        self._known: tuple[object, ...] = ()
        self._log: object = None  # the log and the scenario that are known
        self._run: object = None
        self._presenting = False
        self._first = False  # whether this curve is the one with the button
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu, self._group = QMenu(self.button), QActionGroup(self)
        self.choices = {unit: self._menu.addAction("") for unit in UNITS}
        for unit, action in self.choices.items():
            action.setCheckable(True)
            self._group.addAction(action)
            action.triggered.connect(lambda on, unit=unit: self._unit.choose(unit))
        self.button.setMenu(self._menu)
        self.button.hide()
        plot.x_axis.choose_ticks = self.ticks

    @property
    def unit(self) -> str:
        """What the axis counts: updates where there are no examples."""
        return self._unit.current if self._epochs is not None else UNITS[0]

    def show_button(self, on: bool) -> None:
        """Whether this curve has the button, where there is a choice."""
        self._first = on
        self.button.setVisible(on and self._epochs is not None and not self._presenting)

    def present(self, on: bool) -> None:
        """Without the button while presenting."""
        self._presenting = on
        self.show_button(self._first)

    def refresh(self, now: Snapshot, parts: tuple[ShownBalls, ...]) -> None:
        """Be about the balls that are shown."""
        ball, born, alike = _reference(parts, self._selection.ball)
        whose = None if alike else ball
        known = born, whose, self._unit.current
        other = now.log is not self._log or now.scenario is not self._run
        if known != self._known or other:
            self._known, self._log, self._run = known, now.log, now.scenario
            self._epochs, self._whose = epochs_of(now.scenario, now.log, born), whose
            self.show_button(self._first)
            self.retranslate()

    def mark(self, span: tuple[float, float], head: int) -> None:
        """Mark where epochs begin, as many as do not merge."""
        marks = np.empty(0, np.int64)
        if self._epochs is not None:
            most = max(1, self._plot.width() // APART)
            share = max(1e-9, (min(span[1], head) - max(span[0], 0)) / (span[1] - span[0]))
            marks = self._epochs.starts(span[0], min(span[1], head), max(1, int(most * share)))
        self._plot.show_marks(marks)

    def ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        """The numbers of the axis, each at its update."""
        epochs, unit = self._epochs, self.unit
        if epochs is None or unit == "update":
            return whole_ticks(low, high, most)
        each = float(epochs.count if unit == "epoch" else 1)
        first, last = (epochs.examples(np.array([low, high])) / each).tolist()
        found = linear_ticks(first, last, most)
        if unit == "example":
            found = whole_ticks(first, last, most)
        placed = ((epochs.update_at(at * each), text) for at, text in found)
        return tuple((at, text) for at, text in placed if low <= at <= high)

    def suffix(self, update: int) -> str:
        """What follows “update 120” where epochs are of interest: “ · epoch 6.25”."""
        epochs = self._epochs
        if epochs is None or (self.unit == "update" and not epochs.batches):
            return ""
        seen = float(epochs.examples(np.array([update]))[0])
        if self.unit == "example":
            return " · " + self.tr("{0} examples").format(count(round(seen)))
        return " · " + self.tr("epoch {0}").format(show(seen / epochs.count, 3))

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        names = {
            "update": self.tr("update"),
            "epoch": self.tr("epoch"),
            "example": self.tr("examples"),
        }
        texts = {
            "update": self.tr("&Updates"),
            "epoch": self.tr("&Epochs"),
            "example": self.tr("E&xamples seen"),
        }
        name = names[self.unit]
        self._plot.x_axis.set_name(name)
        if self._whose is not None and self.unit != "update":
            name = self.tr("{0} of ball {1}").format(name, count(self._whose))
        self.button.setText(name)
        tip = self.tr("What the time axis counts: updates, epochs or examples seen")
        set_tip(self.button, tip)
        self.button.setAccessibleName(self.tr("Time axis"))
        self.button.setAccessibleDescription(f"{name}. {tip}")
        for unit, action in self.choices.items():
            action.setText(texts[unit])
            action.setChecked(unit == self.unit)


def _reference(parts: tuple[ShownBalls, ...], lead: int | None) -> tuple[int, int, bool]:
    """The ball whose epochs are counted, its birth, and whether all were born then."""
    fleets = [part.fleet for part in parts if len(part.fleet.balls)]
    if not fleets:
        return 0, 0, True
    home, place = fleets[0], 0
    for fleet in fleets:
        found = np.flatnonzero(fleet.balls == (-1 if lead is None else lead))
        if found.size:
            home, place = fleet, int(found[0])
    ball, born = int(home.balls[place]), int(home.born[place])
    return ball, born, all(bool((fleet.born == born).all()) for fleet in fleets)
