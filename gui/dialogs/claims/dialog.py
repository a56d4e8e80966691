"""The dialog in which claims on momentum and the batch size are tried."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.analysis.claim import Finding, Topic
from engine.analysis.claims import ALL
from engine.commands import Load
from gui.dialogs.claims.row import ClaimRow
from gui.dialogs.claims.words import run_of
from gui.state.send import Send
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import why
from gui.widgets.dialog_size import fitting
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled
from gui.widgets.segmented import Segmented

SMALLEST: Final = QSize(560, 360)
USUAL: Final = QSize(940, 680)
EDGE, GAP = 16, 8
POWER: Final = 1000  # steps of the progress bar
TOPICS: Final[tuple[Topic, ...]] = ("momentum", "batch")


@final
class ClaimsDialog(Retranslated, QDialog):
    """A window of its own: the run goes on. Nothing is known before it is tried."""

    def __init__(self, send: Send, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._waiting: list[ClaimRow] = []  # the first one is being tried
        self._asked = 0  # how many trials were asked for at once
        self._error: Callable[[], str] = str
        self.rows = {claim.key: ClaimRow(claim) for claim in ALL}
        self.topic = Segmented(TOPICS)
        self.about = dressed(PlainLabel(wrap=True), "second")
        self.tables = QStackedWidget()
        self.problem = dressed(PlainLabel(wrap=True), "problem")
        self.bar = QProgressBar(maximum=POWER)
        self.all_button = QPushButton(default=True)
        self.close_button = QPushButton(autoDefault=False)
        self.task = BackgroundTask(self)
        self._arrange()
        self._connect()
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_now(self) -> None:
        """Show the dialog."""
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.all_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether a claim is being tried."""
        return bool(self._waiting)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Claims, tried"))
        texts = {"momentum": self.tr("Momentum"), "batch": self.tr("Batch size")}
        self.topic.set_texts(self.tr("Claims about"), texts)
        self.about.setText(
            self.tr(
                "What is commonly said, and what a run on this machine says to it. Numbers and "
                "verdict are measured when you ask; a verdict is about the run that is named."
            )
        )
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; what was measured stays (Esc)"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()
        super().hideEvent(event)

    def _arrange(self) -> None:
        for topic in TOPICS:
            self.tables.addWidget(self._table(topic))
        top = QHBoxLayout()
        top.addWidget(self.topic)
        top.addStretch(1)
        upper = QVBoxLayout()
        upper.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        upper.setSpacing(GAP)
        upper.addLayout(top)
        upper.addWidget(self.about)
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        below.setSpacing(GAP)
        below.addWidget(self.problem, 1)
        below.addWidget(self.bar, 1)
        for button in (self.close_button, self.all_button):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(HairLine())
        column.addWidget(self.tables, 1)
        column.addWidget(HairLine())
        column.addLayout(below)

    def _table(self, topic: Topic) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(EDGE, 0, EDGE, GAP)
        column.setSpacing(0)
        for row in self._of(topic):
            column.addWidget(row)
        column.addStretch(1)
        return scrolled(inside, sideways=False)

    def _connect(self) -> None:
        self.topic.chosen.connect(self._show_topic)
        self.all_button.clicked.connect(self._try_all_or_stop)
        self.close_button.clicked.connect(self.reject)
        self.task.done.connect(self._take)
        self.task.failed.connect(self._fail)
        self.task.progressed.connect(self._show_progress)
        for row in self.rows.values():
            row.trial_wanted.connect(lambda row=row: self._try([row]))
            row.run_wanted.connect(lambda row=row: self._open_run(row))

    def _of(self, topic: str) -> list[ClaimRow]:
        return [row for row in self.rows.values() if row.claim.topic == topic]

    def _show_topic(self, topic: str) -> None:
        self.tables.setCurrentIndex(self.topic.keys.index(topic))
        self._update()

    def _try_all_or_stop(self) -> None:
        if self.busy:
            self._stop()
        else:
            rows = self._of(self.topic.current)
            self._try([row for row in rows if row.claim.trial is not None])

    def _try(self, rows: list[ClaimRow]) -> None:
        self._stop()
        self._error = str
        self._waiting, self._asked = list(rows), len(rows)
        self.bar.setValue(0)
        self._start_next()

    def _start_next(self) -> None:
        row = self._waiting[0] if self._waiting else None
        if row is not None and row.claim.trial is not None:
            row.show_finding(row.finding, busy=True)
            self.task.start(row.claim.trial.run)
        self._update()

    def _stop(self) -> None:
        self.task.cancel()
        waiting, self._waiting = self._waiting, []
        for row in waiting[:1]:
            row.show_finding(row.finding)  # that of an earlier trial
        self._update()

    def _take(self, finding: Finding) -> None:
        if self._waiting:
            self._waiting.pop(0).show_finding(finding)
        self._start_next()

    def _fail(self, error: Exception) -> None:
        self._stop()
        self._error = lambda: why(error)
        self._update()

    def _show_progress(self, share: float) -> None:
        done = self._asked - len(self._waiting) + share
        self.bar.setValue(round(POWER * done / max(self._asked, 1)))

    def _open_run(self, row: ClaimRow) -> None:
        run = run_of(row.claim)
        if run is not None:
            self._send(Load(run))

    def _update(self) -> None:
        busy = self.busy
        self.all_button.setText(self.tr("Cancel") if busy else self.tr("&Try all"))
        tip = (
            self.tr("Stop; what was measured stays") if busy else self.tr("Try this table (Enter)")
        )
        set_tip(self.all_button, tip)
        self.bar.setVisible(busy)
        self.problem.setVisible(not busy)
        self.problem.setText(self._error())
        for row in self.rows.values():
            row.try_button.setEnabled(not busy)
