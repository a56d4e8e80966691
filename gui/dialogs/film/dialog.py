"""The dialog of a film."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.jobs import Work
from gui.dialogs.film.controls import FilmControls
from gui.dialogs.film.order import ENDINGS, MOST_HELD, FilmOrder
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import translated
from gui.text.numbers import count, show
from gui.widgets.hairline import HairLine

SMALLEST: Final = QSize(420, 380)
EDGE, GAP = 16, 8
PAUSE: Final = 500  # ms after a choice before the size is estimated
MEGA: Final = 1_000_000
LEAST: Final = 100  # updates of the film of a run that has not begun


@final
@dataclass(frozen=True, slots=True)
class FilmSource:
    """A run as it is when the dialog opens, and what makes and measures its film."""

    shot: object  # what is filmed; given to both as their first argument
    update: int
    estimate: Work  # gives bytes, from the shot and an order
    write: Work  # writes, from the shot, an order and the file


@final
class FilmDialog(Retranslated, QDialog):
    """A window of its own: chooses a film, and says how large it will be."""

    saved = Signal(object, str)  # work and its arguments but the file; the ending of the file

    def __init__(self, can_mp4: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: FilmSource | None = None
        self._bytes: int | None = None  # of the film; None while that is not known
        self._error: Callable[[], str] = str
        self.controls = FilmControls(can_mp4)
        self.size_label = PlainLabel(wrap=True)
        self.note = dressed(PlainLabel(wrap=True), "caption")
        self.save_button = QPushButton(default=True)
        self.close_button = QPushButton(autoDefault=False)
        self._estimating = BackgroundTask(self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._arrange()
        self._connect()
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_on(self, source: FilmSource) -> None:
        """Show the dialog for a film of this run, up to its update."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.controls.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.take(source)

    def take(self, source: FilmSource) -> None:
        """Be about a film of this run, up to its update."""
        self._source = source
        self.controls.show_span(0, source.update or LEAST)
        self._choose()

    @property
    def settled(self) -> bool:
        """Whether the size of what is chosen is known, or can't be."""
        return not self._timer.isActive() and not self._estimating.busy

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Film"))
        self.save_button.setText(self.tr("Sa&ve…"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; the choices stay (Esc)"))
        self.note.setText(
            self.tr(
                "The film is made while the window goes on; a message there shows how far it is, "
                "and can cancel it."
            )
        )
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._estimating.cancel()
        super().hideEvent(event)

    def _arrange(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        inner.setSpacing(EDGE)
        for part in (self.controls, self.size_label, self.note):
            inner.addWidget(part)
        inner.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        below.setSpacing(GAP)
        below.addStretch(1)
        below.addWidget(self.close_button)
        below.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(HairLine())
        column.addLayout(below)

    def _connect(self) -> None:
        self.controls.changed.connect(self._choose)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self._timer.timeout.connect(self._estimate)
        self._estimating.done.connect(self._set_size)
        self._estimating.failed.connect(self._fail)

    def _choose(self) -> None:
        self._bytes, self._error = None, str
        self._estimating.cancel()
        self._update()
        if not self._problem():
            self._timer.start()
        else:
            self._timer.stop()

    def _estimate(self) -> None:
        if self._source is not None:
            order = self.controls.order
            self._estimating.start(self._source.estimate, self._source.shot, order)

    def _set_size(self, size: int) -> None:
        self._bytes = size
        self._update()

    def _fail(self, error: Exception) -> None:
        def words() -> str:
            text, values = getattr(error, "text", str(error)), getattr(error, "values", ())
            return translated(text, *values)

        self._error = words
        self._update()

    def _problem(self) -> str:
        """Why what is chosen can't be made; "" if it can."""
        order = self.controls.order
        if order.last <= order.first:
            return self.tr("The last update must come after the first.")
        if order.held > MOST_HELD:
            return self.tr(
                "So many frames of this size have no room in memory: choose a shorter or smaller "
                "film, fewer frames, or WebP."
            )
        return ""

    def _update(self) -> None:
        """Say how large the film will be, or why it can't be made."""
        problem = self._problem()
        self.size_label.setText(problem or self._size_text(self.controls.order))
        self.save_button.setEnabled(not problem)
        set_tip(self.save_button, problem or self.tr("Choose a file and make the film (Enter)"))

    def _size_text(self, order: FilmOrder) -> str:
        frames = self.tr("%1 frames").replace("%1", count(order.frames))
        if self._error is not str:
            size = self._error()
        elif self._bytes is None:
            size = self.tr("size: being estimated…")
        else:
            size = self.tr("about %1 MB").replace("%1", show(self._bytes / MEGA, 2))
        return f"{frames} · {size}"

    def _save(self) -> None:
        if self._source is None or self._problem():
            return
        order = self.controls.order
        work: tuple[Any, ...] = (self._source.write, self._source.shot, order)
        self._estimating.cancel()
        self.saved.emit(work, ENDINGS[order.kind])
