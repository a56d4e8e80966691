"""The dialog that compares ways out of a saddle."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.analysis.critical_points import CriticalPoint
from engine.analysis.escape_race import Race, Row, raced
from engine.errors import DataError
from engine.noise import MiniBatch
from engine.snapshot import Snapshot
from engine.surfaces.base import Point, Surface
from gui.dialogs.escape.chart import EscapeChart
from gui.dialogs.escape.comparison import Comparison
from gui.dialogs.escape.controls import EscapeControls
from gui.dialogs.escape.entrants import DESCENT, Lineup, competitors
from gui.dialogs.escape.saddles import nearest, saddles, usual_level, way_out
from gui.dialogs.escape.table import ComparisonTable
from gui.dialogs.escape.words import promise_text, result_text
from gui.state.critical_search import CriticalSearch
from gui.state.drop_commands import position_of
from gui.state.selection import Selection
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import translated, why
from gui.widgets.dialog_size import fitting
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled

SMALLEST: Final = QSize(620, 420)
USUAL: Final = QSize(960, 740)
EDGE, GAP = 16, 8
POWER: Final = 1000  # steps of the progress bar


@final
class EscapeDialog(Retranslated, QDialog):
    """A window of its own: the run goes on, and nothing in it is changed."""

    def __init__(self, theme: Theme, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self._now: Snapshot | None = None
        self._surface: Surface | None = None  # of the saddles
        self._wanted: Point | None = None  # the place of the saddle that was asked for
        self._saddles: tuple[CriticalPoint, ...] = ()
        self._asked: Comparison | None = None  # what is being compared
        self.shown: Comparison | None = None  # what was
        self._levelled: tuple[Surface, Point] | None = None  # for what a level was proposed
        self._rate: float | None = None  # that was proposed
        self._error: Callable[[], str] = str
        self.controls = EscapeControls()
        self.chart, self.table = EscapeChart(theme), ComparisonTable(theme)
        self.heading, self.promise = PlainLabel(wrap=True), PlainLabel(wrap=True)
        self.problem = dressed(PlainLabel(wrap=True), "problem")
        self.bar = QProgressBar(maximum=POWER)
        self.start_button = QPushButton(default=True)
        self.copy_button = QPushButton(autoDefault=False)
        self.close_button = QPushButton(autoDefault=False)
        self.search, self.task = CriticalSearch(self), BackgroundTask(self)
        self._arrange()
        self._connect()
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_on(self, now: Snapshot, point: Point | None = None) -> None:
        """Show the dialog for the saddle at `point`, else the one nearest to the chosen ball."""
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self._wanted = point
        self._propose_rate(now)
        self.show()
        self.raise_()
        self.activateWindow()
        self.controls.saddle.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow(now)
        self._choose_wanted()

    def follow(self, now: Snapshot) -> None:
        """Be about the run of now. Called once a frame, while the dialog is shown."""
        before, self._now = self._surface, now
        if now.surface is before or now.surface == before:
            return
        self._surface = now.surface
        self.task.cancel()
        self._asked = None
        if self.shown is not None and self.shown.race.surface != now.surface:
            self._show(None)
        self._saddles, self._error = (), str
        self.controls.show_saddles((), 0, sought=True)
        self.controls.allow_batches(MiniBatch().suits(now.surface))
        self.search.want(now.surface)
        self._take_points()

    @property
    def busy(self) -> bool:
        """Whether saddles are searched for, or a comparison is going on."""
        return self.search.busy or self.task.busy

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Escape from a saddle"))
        self.copy_button.setText(self.tr("C&opy table"))
        set_tip(self.copy_button, self.tr("Copy all numbers of the table, for a spreadsheet"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; the choices stay (Esc)"))
        self.table.setAccessibleName(self.tr("Updates by δ and competitor"))
        set_tip(
            self.table,
            self.tr("Updates until first passage / until settled; once where they are the same"),
        )
        self.bar.setAccessibleName(self.tr("Progress"))
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()
        self.search.want(None)
        self._surface = None
        super().hideEvent(event)

    # Layout.

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.heading)
        right.addWidget(self.chart, 3)
        right.addWidget(self.table, 2)
        right.addWidget(self.promise)
        right.addStretch(0)  # below the heading, where that is alone
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        sides.setSpacing(EDGE)
        sides.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignTop)
        sides.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(HairLine())
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        below.setSpacing(GAP)
        below.addWidget(self.problem, 1)
        below.addWidget(self.bar, 1)
        for button in (self.copy_button, self.close_button, self.start_button):
            below.addWidget(button)
        return below

    def _connect(self) -> None:
        self.search.changed.connect(self._take_points)
        self.task.done.connect(self._take_rows)
        self.task.failed.connect(self._fail)
        self.task.progressed.connect(lambda share: self.bar.setValue(round(share * POWER)))
        self.controls.saddle_chosen.connect(lambda number: self._propose_level())
        self.controls.changed.connect(self._update)
        self.selection.chosen_changed.connect(self._update)
        self.start_button.clicked.connect(self._start_or_stop)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self.table.copy_wanted.connect(self._copy)
        self.table.row_chosen.connect(self.chart.mark)
        self.chart.row_wanted.connect(self.table.choose_row)

    # Saddles.

    def _take_points(self) -> None:
        if self._surface is not None:
            self._saddles = saddles(self.search.found)
            self._choose_wanted()
        self._update()

    def _choose_wanted(self) -> None:
        """Show the saddle that was asked for; without one that of the chosen ball."""
        if not self._saddles or self._surface is None:
            self.controls.show_saddles((), 0, sought=self.search.busy)
            return
        low, high = self._surface.low, self._surface.high
        middle = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
        place = self._wanted or self._ball() or middle
        number = nearest(self._surface, self._saddles, place)
        self.controls.show_saddles(self._saddles, number, sought=False)
        self._propose_level()
        self._update()

    def _propose_level(self) -> None:
        """The usual one of another saddle; that of the same one may have been typed."""
        saddle, found = self._saddle(), self.search.found
        if saddle is None or found is None or self._surface is None:
            return
        if (self._surface, saddle.point) != self._levelled:
            self._levelled = self._surface, saddle.point
            self.controls.level.show_value(usual_level(self._surface, found, saddle))

    def _propose_rate(self, now: Snapshot) -> None:
        """That of the run's gradient descent, where it has one; another may have been typed."""
        rates = [float(each.optimizer.lr) for each in now.fleets if each.optimizer.key == DESCENT]
        field = self.controls.rate
        if rates and rates[0] > 0 and field.value in (self._rate, Lineup().rate):
            self._rate = rates[0]
            field.show_value(self._rate)

    def _saddle(self) -> CriticalPoint | None:
        number = self.controls.saddle.currentIndex()
        return self._saddles[number] if 0 <= number < len(self._saddles) else None

    def _ball(self) -> Point | None:
        ball = self.selection.ball
        return position_of(self._now, ball) if self._now is not None and ball is not None else None

    # The comparison.

    def _start_or_stop(self) -> None:
        if self.task.busy:
            self._stop()
        elif not self._reason():
            self._start()
        self._update()

    def _start(self) -> None:
        saddle, now, choices = self._saddle(), self._now, self.controls.choices
        if saddle is None or now is None:
            return
        base = self._ball() if choices.at_ball else saddle.point
        if base is None:
            return
        who = competitors(choices.lineup, now)
        race = Race(
            surface=now.surface,
            base=base,
            direction=way_out(saddle),
            deltas=tuple(float(f"1e{power}") for power in choices.powers),
            entrants=tuple(each.entrant for each in who),
            level=choices.level,
            updates=choices.updates,
        )
        self._asked = Comparison(race, choices.powers, who, saddle.eigenvalues[0])
        self._error = str
        self.bar.setValue(0)
        self.task.start(raced, race)

    def _stop(self) -> None:
        self.task.cancel()
        self._asked = None
        self._update()

    def _take_rows(self, rows: tuple[Row, ...]) -> None:
        if self._asked is not None:
            self._show(self._asked.with_rows(rows))
        self._asked = None
        self._update()

    def _fail(self, error: Exception) -> None:
        def words() -> str:
            if isinstance(error, DataError):
                return translated(error.text, *error.values)
            return why(error)

        self._asked, self._error = None, words
        self._update()

    def _show(self, shown: Comparison | None) -> None:
        self.shown = shown
        self.table.show_comparison(shown)
        self.chart.show_comparison(shown)

    def _copy(self) -> None:
        if self.shown is not None:
            QGuiApplication.clipboard().setText(self.shown.table)

    # Texts.

    def _reason(self) -> str:
        """Why nothing can be compared; "" if something can."""
        if self.search.busy:
            return self.tr("Searching for saddles…")
        if not self._saddles:
            return self.tr("No saddle was found on this landscape.")
        if self.controls.problem:
            return self.controls.problem
        choices = self.controls.choices
        if choices.at_ball and self._ball() is None:
            return self.tr("No ball with a position is chosen to start from.")
        if self._now is not None and not competitors(choices.lineup, self._now):
            return self.tr("Nothing is chosen that could be compared.")
        return ""

    def _update(self) -> None:
        busy, reason = self.task.busy, self._reason()
        self.start_button.setText(self.tr("Cancel") if busy else self.tr("&Compare"))
        tip = self.tr("Stop; nothing is shown") if busy else self.tr("Make the updates (Enter)")
        set_tip(self.start_button, tip if busy or not reason else reason)
        self.start_button.setEnabled(busy or not reason)
        self.bar.setVisible(busy)
        self.problem.setVisible(not busy)
        self.problem.setText(self._error() or reason)
        self.copy_button.setEnabled(self.shown is not None)
        for part in (self.chart, self.table, self.promise):
            part.setVisible(self.shown is not None)
        self.heading.setText(result_text(self.shown))
        self.promise.setText(promise_text(self.shown))
