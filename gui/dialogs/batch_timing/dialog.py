"""The dialog that measures how long updates and epochs take, by the batch size."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.analysis.batch_timing import ROWS, Timing, landscape_timed, network_timed
from engine.snapshot import Snapshot
from engine.surfaces.examples import DataSurface
from gui.dialogs.batch_timing.chart import TimingChart
from gui.dialogs.batch_timing.table import TimingTable, as_text
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import why
from gui.text.numbers import count
from gui.widgets.dialog_size import fitting
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled
from gui.widgets.segmented import Segmented

SMALLEST: Final = QSize(520, 380)
USUAL: Final = QSize(860, 680)
EDGE, GAP = 16, 8
POWER: Final = 1000  # steps of the progress bar
KINDS: Final = ("landscape", "network")


@final
class BatchTimingDialog(Retranslated, QDialog):
    """A window of its own. What is timed runs in another process; the run is not changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface: DataSurface | None = None  # of the run, where that has examples
        self._asked = ""  # what is being timed
        self._error: Callable[[], str] = str
        self.measured: dict[str, tuple[Timing, ...]] = {}
        self.kind = Segmented(KINDS)
        self.heading = PlainLabel(wrap=True)
        self.chart, self.table = TimingChart(theme), TimingTable(theme)
        self.problem = dressed(PlainLabel(wrap=True), "problem")
        self.bar = QProgressBar(maximum=POWER)
        self.start_button = QPushButton(default=True)
        self.copy_button = QPushButton(autoDefault=False)
        self.close_button = QPushButton(autoDefault=False)
        self.task = BackgroundTask(self)
        self._arrange()
        self._connect()
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_on(self, now: Snapshot) -> None:
        """Show the dialog for the landscape of the run."""
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.follow(now)
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, now: Snapshot) -> None:
        """Be about the landscape of now. Called once a frame, while the dialog is shown."""
        surface = now.surface if isinstance(now.surface, DataSurface) else None
        if surface is self._surface or surface == self._surface:
            self._allow()
            return
        self._surface = surface
        self.measured.pop("landscape", None)
        if self._asked == "landscape":
            self._stop()
        self._allow()
        self._show()

    @property
    def busy(self) -> bool:
        """Whether something is being timed."""
        return self.task.busy

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Time by batch size"))
        texts = {
            "landscape": self.tr("This landscape"),
            "network": self.tr("Network 784-64-10"),
        }
        self.kind.set_texts(self.tr("What is timed"), texts, self._tips())
        self.copy_button.setText(self.tr("C&opy table"))
        set_tip(self.copy_button, self.tr("Copy all numbers of the table, for a spreadsheet"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; what was measured stays (Esc)"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()
        super().hideEvent(event)

    # Layout.

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch(1)
        inside = QWidget()
        upper = QVBoxLayout(inside)
        upper.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        upper.setSpacing(GAP)
        upper.addLayout(top)
        upper.addWidget(self.heading)
        upper.addWidget(self.chart, 3)
        upper.addWidget(self.table, 2)
        upper.addStretch(0)
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        below.setSpacing(GAP)
        below.addWidget(self.problem, 1)
        below.addWidget(self.bar, 1)
        for button in (self.copy_button, self.close_button, self.start_button):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(HairLine())
        column.addLayout(below)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda kind: self._show())
        self.task.done.connect(self._take)
        self.task.failed.connect(self._fail)
        self.task.progressed.connect(lambda share: self.bar.setValue(round(share * POWER)))
        self.start_button.clicked.connect(self._start_or_stop)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self.table.copy_wanted.connect(self._copy)
        self.table.row_chosen.connect(self.chart.mark)
        self.chart.row_wanted.connect(self.table.choose_row)

    # Measuring.

    def _allow(self) -> None:
        """Offer the landscape where it has examples."""
        on = self._surface is not None
        button = self.kind.button("landscape")
        if button.isEnabled() != on:
            button.setEnabled(on)
            if not on:
                self.kind.choose("network")
                self._show()
            self.retranslate()

    def _start_or_stop(self) -> None:
        if self.busy:
            self._stop()
            return
        self._asked, self._error = self.kind.current, str
        self.bar.setValue(0)
        if self._asked == "network":
            self.task.start(network_timed)
        else:
            self.task.start(landscape_timed, self._surface)
        self._update()

    def _stop(self) -> None:
        self.task.cancel()
        self._asked = ""
        self._update()

    def _take(self, timings: tuple[Timing, ...]) -> None:
        self.measured[self._asked] = timings
        self._asked = ""
        self._show()

    def _fail(self, error: Exception) -> None:
        self._asked, self._error = "", lambda: why(error)
        self._update()

    @property
    def _shown(self) -> tuple[Timing, ...]:
        return self.measured.get(self.kind.current, ())

    def _show(self) -> None:
        self.chart.show_timings(self._shown)
        self.table.show_timings(self._shown)
        self._update()

    def _copy(self) -> None:
        if self._shown:
            QGuiApplication.clipboard().setText(as_text(self._shown))

    # Texts.

    def _tips(self) -> dict[str, str]:
        landscape = self.tr("One ball of gradient descent on the landscape of the run")
        if self._surface is None:
            landscape = self.tr("This landscape has no examples, so there are no batches")
        return {
            "landscape": landscape,
            "network": self.tr("One hidden layer, softmax and cross-entropy, in float32"),
        }

    def _what(self) -> str:
        """What is timed, in a sentence."""
        if self.kind.current == "network" or self._surface is None:
            text = self.tr(
                "Timed: updates of gradient descent of a network 784-64-10 (float32) on {0} rows "
                "of random numbers."
            )
            return text.format(count(ROWS))
        text = self.tr(
            "Timed: the program’s own gradient and update of one ball on “{0}”, {1} examples."
        )
        name = QCoreApplication.translate("Surface", self._surface.title)
        return text.format(name, count(self._surface.count))

    def _update(self) -> None:
        busy, some = self.busy, bool(self._shown)
        rest = self.tr(
            "Each time is the median of many updates; an epoch is as many such updates as it has. "
            "The numbers hold for this machine, now: what else runs slows them down."
        )
        self.heading.setText(f"{self._what()} {rest}")
        self.start_button.setText(self.tr("Cancel") if busy else self.tr("&Measure"))
        tip = self.tr("Stop; nothing is shown") if busy else self.tr("Time it now (Enter)")
        set_tip(self.start_button, tip)
        self.bar.setVisible(busy)
        self.problem.setVisible(not busy)
        self.problem.setText(self._error())
        self.kind.setEnabled(not busy)
        self.copy_button.setEnabled(some)
        for part in (self.chart, self.table):
            part.setVisible(some)
