"""The transport bar: play, step, scrub, pace, fast-forward."""

import math
from collections.abc import Sequence
from typing import Final, final

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.analysis.epochs import Epochs, epochs_of
from engine.commands import MOST_UPDATES, FastForward, GoTo, Pace
from engine.snapshot import Snapshot
from gui.actions.actions import Actions, keys_of, spec_of, translated
from gui.state.send import Send
from gui.style.icons import Icon, Icons
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed
from gui.text.numbers import count, show
from gui.widgets.count_field import CountField
from gui.widgets.drag_guard import DragGuard
from gui.widgets.hairline import HairLine
from gui.widgets.live_label import LiveLabel
from gui.widgets.tool_button import Overflow, ToolButton
from gui.window.time_slider import TimeSlider

HEIGHT: Final = 52
GAP: Final = 4  # px between two controls
ENDS: Final = ("restart", "first", "last")
APART: Final = 12  # px between two marks of epochs at the least
# Paces a person can set with the slider or the keys; the last is as fast as the frame allows.
PACES: Final[tuple[float, ...]] = (
    1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 100, 150, 200, 300, 500, 1000, 2000, 5000, math.inf,
)  # fmt: skip


def nearest_pace(pace: float) -> int:
    """Which of `PACES` is closest to `pace`, by ratio."""
    if math.isinf(pace):
        return len(PACES) - 1
    return min(range(len(PACES) - 1), key=lambda i: abs(math.log(PACES[i] / pace)))


@final
class TransportBar(Retranslated, QWidget):
    """Everything about time, in one row. What it shows comes from the snapshot alone."""

    def __init__(
        self, send: Send, actions: Actions, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self._actions, self._icons = send, actions, icons
        self._now: Snapshot | None = None
        self._marked: object = None  # the log and the scenario that the epochs are of
        self._run: object = None
        self._epochs: Epochs | None = None
        fixed(self, height=HEIGHT)
        dressed(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_scrub()
        self._make_pace()
        self._make_jump()
        self._arrange()
        actions.on("faster", lambda: self._turn_pace(1))
        actions.on("slower", lambda: self._turn_pace(-1))
        actions.on("fast_forward", self._jump)
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        """Show where in time `now` is. Called once a frame."""
        before, self._now = self._now, now
        if before is not None and before.scenario is not now.scenario:
            self._scrub_guard.end()  # what is held belongs to a run that is no more
        if before is None or before.playing != now.playing:
            self._show_playing(now.playing)
        self._show_place(now)
        if before is None or before.pace != now.pace:
            with QSignalBlocker(self._pace):
                self._pace.setValue(nearest_pace(now.pace))
            self._pace.setAccessibleDescription(self._pace_text(now))
        self._rate.show_text(self._rate_text(now))

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self._say_scrub(self._epochs is not None and self._epochs.batches)
        self._scrub.setAccessibleName(self.tr("History"))
        set_tip(self._pace, self.tr("Pace: target updates per second ([ and ])"))
        self._pace.setAccessibleName(self.tr("Pace"))
        set_tip(self._rate, self.tr("Updates per second: actual / target"))
        self._rate.setAccessibleName(self.tr("Measured rate"))
        set_tip(self._count, self.tr("How many updates fast-forward makes"))
        self._count.setAccessibleName(self.tr("Updates to fast-forward"))
        self._progress.setAccessibleName(self.tr("Progress"))
        if self._now is not None:
            self._show_playing(self._now.playing)
            self._show_place(self._now)
            self._rate.show_text(self._rate_text(self._now))

    def _make_scrub(self) -> None:
        self._scrub = TimeSlider()
        self._scrub.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scrub.valueChanged.connect(lambda update: self._send(GoTo(update)))
        self._scrub_guard = DragGuard(self._scrub)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        fixed(self._progress, height=4)
        middle = QWidget()  # a stack would put the bar at its top edge
        QVBoxLayout(middle).addWidget(self._progress, 0, Qt.AlignmentFlag.AlignVCenter)
        self._place = QStackedWidget()
        self._place.addWidget(self._scrub)
        self._place.addWidget(middle)
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._update = LiveLabel(132)

    def _make_pace(self) -> None:
        self._pace = QSlider(Qt.Orientation.Horizontal)
        self._pace.setRange(0, len(PACES) - 1)
        self._pace.setPageStep(3)
        fixed(self._pace, width=96)
        self._pace.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pace.valueChanged.connect(lambda place: self._send(Pace(PACES[place])))
        DragGuard(self._pace)
        self._rate = LiveLabel(88)

    def _make_jump(self) -> None:
        self._count = CountField(MOST_UPDATES)
        self._count.setValue(1000)
        self._count.setSingleStep(100)
        fixed(self._count, width=104)
        self._count.setPrefix("+")
        self._count.lineEdit().returnPressed.connect(self._jump)
        self._cancel = ToolButton(action=self._actions["cancel"])
        self._cancel.hide()

    def _arrange(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(GAP)
        buttons = {}
        for key in ("restart", "first", "back", "play", "forward", "last"):
            button = buttons[key] = ToolButton(action=self._actions[key])
            if key == "play":
                fixed(button, icon=24)
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._place, 1)
        row.addWidget(self._cancel)
        row.addSpacing(8)
        row.addWidget(self._update)
        pace = _group(8, self._pace, self._rate)
        jump = _group(4, self._count, ToolButton(action=self._actions["fast_forward"]))
        row.addWidget(pace)
        row.addWidget(jump)
        self._more = Overflow(self._icons, upwards=True)
        self._more.hide()
        row.addWidget(self._more)
        ends = tuple(buttons[key] for key in ENDS)
        self._optional: tuple[tuple[QWidget, ...], ...] = ((jump,), (pace,), ends)
        self._in_menu = (("fast_forward",), ("slower", "faster"), ENDS)  # instead of each

    # What there is room for.

    def minimumSizeHint(self) -> QSize:
        """Without what there need not be room for: a menu has it then."""
        least = self._least() + _width((self._more,)) - sum(map(_width, self._optional))
        return QSize(least, self.height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._share()
        return done

    def _least(self) -> int:
        """Pixels of the width that all of it needs."""
        hidden = (group for group in self._optional if group[0].isHidden())
        more = 0 if self._more.isHidden() else _width((self._more,))
        return self._row.minimumSize().width() + sum(map(_width, hidden)) - more

    def _share(self) -> None:
        """Offer in a menu what there is no room for."""
        left, offered = self.width() - self._least(), list[QAction]()
        if left < 0:
            left -= _width((self._more,))
        for group, keys in zip(self._optional, self._in_menu, strict=True):
            for widget in group:
                widget.setVisible(left >= 0)
            if left < 0:
                left += _width(group)
                offered += [self._actions[key] for key in keys]
        self._more.offer(offered)
        self._more.setVisible(bool(offered))

    def _show_playing(self, playing: bool) -> None:
        action = self._actions["play"]
        action.setIcon(self._icons.get(Icon.PAUSE if playing else Icon.PLAY))
        play = spec_of("play")
        name = self.tr("&Pause") if playing else translated(play.text)
        action.setText(f"{name}\t{keys_of(play)}")

    def _show_place(self, now: Snapshot) -> None:
        # A slider in a drag stays where it is: hidden, it would lose the pointer.
        busy = now.goal is not None and not self._scrub.isSliderDown()
        self._place.setCurrentIndex(1 if busy else 0)
        self._cancel.setVisible(busy)
        if busy and now.goal is not None:
            # In thousandths: Qt's bar counts in 32 bits.
            self._progress.setRange(0, 1000)
            self._progress.setValue(1000 * now.update // max(now.goal, 1))
            self._update.show_text(f"{count(now.update)} → {count(now.goal)}")
            return
        if not self._scrub.isSliderDown():
            with QSignalBlocker(self._scrub):
                self._scrub.show_place(now.update, now.head)
        self._mark_epochs(now)
        self._update.show_text(self._update_text(now))

    def _mark_epochs(self, now: Snapshot) -> None:
        """Mark where epochs of balls that began at the start begin, as many as do not merge."""
        if self._marked is not now.log or self._run is not now.scenario:
            self._marked, self._run = now.log, now.scenario
            self._epochs = epochs_of(now.scenario, now.log)
            marked = self._epochs is not None and self._epochs.batches
            self._say_scrub(marked)
        marks = np.empty(0, np.int64)
        if self._epochs is not None:
            marks = self._epochs.starts(0, now.head, max(1, self._scrub.width() // APART))
        self._scrub.show_marks(marks)

    def _say_scrub(self, marked: bool) -> None:
        tip = self.tr("Go to any recorded update")
        if marked:
            tip += "\n" + self.tr("Marks: an epoch begins, for balls from the start")
        set_tip(self._scrub, tip)

    def _update_text(self, now: Snapshot) -> str:
        if now.update == now.head:
            return self.tr("Update {0}").format(count(now.update))
        return self.tr("Update {0} of {1}").format(count(now.update), count(now.head))

    def _pace_text(self, now: Snapshot) -> str:
        return "∞" if math.isinf(now.pace) else show(now.pace, 3)

    def _rate_text(self, now: Snapshot) -> str:
        wanted = self._pace_text(now)
        moving = now.playing or now.goal is not None
        made = now.measured if now.measured < 1 else round(now.measured)  # steady while it is read
        return self.tr("{0} / {1} per s").format(show(made, 3) if moving else "0", wanted)

    def _turn_pace(self, step: int) -> None:
        self._pace.setValue(self._pace.value() + step)

    def _jump(self) -> None:
        self._send(FastForward(self._count.value()))


def _group(gap: int, first: QWidget, second: QWidget) -> QWidget:
    """Two controls behind a hairline, and `gap` pixels after it."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    row.addWidget(HairLine(Qt.Orientation.Vertical))
    row.addSpacing(gap)
    row.addWidget(first)
    row.addSpacing(gap - GAP)
    row.addWidget(second)
    return made


def _width(group: Sequence[QWidget]) -> int:
    """Pixels that widgets of a fixed width take in the row."""
    return sum(each.minimumSizeHint().width() + GAP for each in group)
