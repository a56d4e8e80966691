"""Presenting: the view alone, readable from the back row; Page keys turn the scenarios."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolBar, QWidget

from engine.commands import Load
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from gui.state.current_lesson import CurrentLesson
from gui.style.fonts import CAPTION
from gui.text.numbers import count
from gui.window.central_widget import CentralWidget
from gui.window.docking.folding import Folding
from gui.window.parts import Parts
from gui.window.presentation.text_sizes import TextSizes

if TYPE_CHECKING:
    from gui.panels.curves.panel import CurvesPanel

CURVES: Final = "curves"
SMALLEST: Final = 27  # px of the smallest text on a screen of this size; else in proportion
SCREEN: Final = (1920, 1080)
THICK: Final = 2.0  # times the usual width of lines
SHARE: Final = 0.38  # of the width that the curves have
# Keys of a presenter's clicker besides the Page keys and F5: it darkens the picture by one of
# the first two.
PLAYING, ENDING = (".", "B"), "Esc"
TRIES, AGAIN = 50, 20  # how often, after how many ms, the window is looked at for its old size
TURNING: Final = ("next_scenario", "previous_scenario")


@final
@dataclass(frozen=True, slots=True)
class _Before:
    """What a window was before the presentation."""

    places: bytes
    state: Qt.WindowState
    size: QSize
    focused: QWidget | None


@final
class Presenting(QObject):
    """Begins and ends a presentation, and what its keys do."""

    def __init__(
        self,
        parts: Parts,
        central: CentralWidget,
        text_sizes: TextSizes,
        folding: Folding,
        scenarios: Sequence[Scenario],
    ) -> None:
        super().__init__(parts.frame)
        self._parts, self._central = parts, central
        self._text_sizes, self._folding = text_sizes, folding
        self._scenarios = scenarios
        self._before: _Before | None = None
        self._ended: _Before | None = None  # until all of it is back
        self._page: tuple[Scenario | None, int | None] = (None, None)
        self._tries = 0
        self._settling = QTimer(self, interval=AGAIN)
        self._settling.timeout.connect(self._settle)
        self._shortcuts = [self._shortcut(key, self._play) for key in PLAYING]
        self._shortcuts.append(self._shortcut(ENDING, self.end))
        self._join()

    @property
    def places(self) -> bytes | None:
        """Those of the docks before the presentation; None where they are in them."""
        before = self._before or self._ended
        return None if before is None else before.places

    def begin(self, full_screen: bool = True) -> None:
        """Show the view alone and large, on the whole screen."""
        frame, docking = self._parts.frame, self._parts.docking
        if self._before is not None or not docking.ready:
            return
        self._settling.stop()
        self._folding.paused = True
        self._folding.unfold()  # columns without room belong to the places
        # While the last presentation still ends, the window is not what it was before.
        ended, self._ended = self._ended, None
        self._before = ended or _Before(
            docking.places(), frame.windowState(), frame.size(), frame.focusWidget()
        )
        for bar in frame.findChildren(QToolBar):
            bar.hide()
        docking.show_alone(None)
        self._thicken(THICK)
        if full_screen:
            frame.showFullScreen()
        self._enlarge()
        self._switch(True)
        self.refresh(self._parts.engine.snapshot)
        self._keys_notice = self._parts.notices.post(self._keys)
        self._central.setFocus()

    def end(self) -> None:
        """Bring everything back as it was."""
        before, self._before = self._before, None
        if before is None:
            return
        frame = self._parts.frame
        if self._keys_notice in self._parts.notices.shown:
            self._keys_notice.dismiss()
        self._parts.docking.show_alone(None)
        self._thicken(1.0)
        self._central.present(False)
        self._text_sizes.present(1.0)
        self._switch(False)
        if frame.windowState() != before.state:
            frame.setWindowState(before.state)
        self._ended, self._tries = before, 0
        self._settle()

    def refresh(self, now: Snapshot) -> None:
        """Show how far the run and the lecture are. Called once a frame."""
        if self._before is not None:
            update = self.tr("Update {0}").format(count(now.update))
            place, number = self._place(now), len(self._scenarios)
            if self._lesson.lesson is not None:
                place, number = self._lesson.place, len(self._lesson.lesson.steps)
            page = "" if place is None else f"    {place + 1} / {number}"
            self._central.place.show_text(update + page)
            self._central.legend.show_fleets(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._before is not None:
            QTimer.singleShot(0, self, self._enlarge)
        return super().eventFilter(watched, event)

    # Inside.

    def _join(self) -> None:
        frame, actions = self._parts.frame, self._parts.actions
        actions["present"].toggled.connect(lambda on: self.begin() if on else self.end())
        actions.on("next_scenario", lambda: self._turn(1))
        actions.on("previous_scenario", lambda: self._turn(-1))
        actions["present_curves"].toggled.connect(self._show_curves)
        frame.addAction(actions["present"])  # its other places are hidden while presenting
        frame.installEventFilter(self)
        self._lesson.step_changed.connect(self._enable_turning)
        self._switch(False)

    def _shortcut(self, key: str, act: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self._parts.frame)
        made.activated.connect(act)
        return made

    def _switch(self, on: bool) -> None:
        actions = self._parts.actions
        actions["present"].setChecked(on)
        self._parts.menus.allow_reset(not on)
        actions["present_curves"].setChecked(False)
        actions.enable("present_curves", on)
        self._enable_turning()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)

    def _enable_turning(self) -> None:
        on = self._before is not None or self._lesson.lesson is not None
        for key in TURNING:
            self._parts.actions.enable(key, on)

    @property
    def _lesson(self) -> CurrentLesson:
        return self._parts.selection.lesson

    def _enlarge(self) -> None:
        """Let the smallest text be as large as the window needs it."""
        size = self._parts.frame.size()
        share = min(size.width() / SCREEN[0], size.height() / SCREEN[1])
        if self._before is not None:
            self._text_sizes.present(SMALLEST / CAPTION * share)
            self._central.present(True)

    def _thicken(self, thick: float) -> None:
        self._parts.viewport.set_thickness(thick)
        self._curves.present(thick)

    @property
    def _curves(self) -> "CurvesPanel":
        from gui.panels.curves.panel import CurvesPanel

        panel = self._parts.docking.panels[CURVES]
        assert isinstance(panel, CurvesPanel)
        return panel

    def _show_curves(self, on: bool) -> None:
        if self._before is not None:
            self._parts.docking.show_alone(CURVES if on else None, SHARE)
            self._central.setFocus()

    def _turn(self, step: int) -> None:
        """Go to the next step of the lesson, or open the next scenario of the gallery, or those
        before; the ends of the gallery stay."""
        if self._lesson.lesson is not None:
            self._lesson.turn_wanted.emit(step)
            return
        place, last = self._place(self._parts.engine.snapshot), len(self._scenarios) - 1
        wanted = 0 if place is None else min(max(place + step, 0), last)
        if wanted != place and last >= 0:
            self._parts.engine.send(Load(self._scenarios[wanted]))

    def _place(self, now: Snapshot) -> int | None:
        """Which scenario of the gallery the run began with."""
        if self._page[0] is not now.scenario:
            title = now.scenario.title  # all that stays when a run begins again after an edit
            places = (i for i, one in enumerate(self._scenarios) if one.title == title)
            self._page = (now.scenario, next(places, None))
        return self._page[1]

    def _play(self) -> None:
        self._parts.actions["play"].trigger()

    def _settle(self) -> None:
        """Put the docks back, once the window has its old size."""
        ended = self._ended
        self._tries += 1
        assert ended is not None
        if self._parts.frame.size() != ended.size and self._tries < TRIES:
            self._settling.start()
            return
        self._settling.stop()
        self._ended = None
        self._parts.docking.put_back(ended.places)
        self._folding.paused = False
        (ended.focused or self._central).setFocus()

    def _keys(self) -> str:
        return self.tr(
            "Page Up and Page Down turn the scenarios or steps, Space or “.” plays, K shows the "
            "curves, Esc ends."
        )
