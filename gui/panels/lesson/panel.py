"""The lesson in the left column: a step's text, its prediction, what happened, and its knobs."""

from time import perf_counter
from typing import ClassVar, Final, final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.lessons.predictions import Choice
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.panels.lesson import pages
from gui.panels.lesson.controls import StepControls
from gui.panels.lesson.prediction import PredictionBox
from gui.panels.panel import Panel
from gui.state.current_lesson import CurrentLesson
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.icons import Icon, Icons
from gui.style.palette import Palette
from gui.style.plain_text import Markup, MarkupPage, PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed
from gui.style.theme import Theme
from gui.text.axis_names import axis_names, symbol_of
from gui.typeset.rich_text import typeset
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled
from gui.widgets.tool_button import ToolButton

WIDTH: Final = 320  # px
DIALOGS: Final = {
    "escape": QT_TRANSLATE_NOOP("LessonPanel", "Escape from a saddle…"),
    "claims": QT_TRANSLATE_NOOP("LessonPanel", "Claims, tried…"),
    "timing": QT_TRANSLATE_NOOP("LessonPanel", "Time by batch size…"),
}


@final
class LessonPanel(Panel):
    """Shown while a lesson is played; in place of the panels of optimizers and landscape."""

    key: ClassVar[str] = "lesson"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "One step of the lesson: what to read, what to predict, and the knobs that it needs; "
        "everything else in the window can be used, too.",
    )
    term: ClassVar[str] = "optimization"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.LeftDockWidgetArea
    opened: ClassVar[bool] = False
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        icons = Icons(theme)
        self.lesson_title = dressed(PlainLabel(wrap=True), "second")
        self.progress = dressed(PlainLabel(), "caption")
        self.page, self.result, self.hint = (MarkupPage(grows=True) for _ in range(3))
        self.trouble = PlainLabel(wrap=True)
        self.prediction = PredictionBox()
        self.controls = StepControls(send, selection, theme)
        self.opener = QPushButton(autoDefault=False)
        self.end = ToolButton(icons.get(Icon.CLOSE), size=16)
        self.back, self.next = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self.restore = QPushButton(autoDefault=False)
        self._since = perf_counter()
        self._hints = QTimer(self, interval=1000)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def current(self) -> CurrentLesson:
        return self.selection.lesson

    def refresh(self, now: Snapshot) -> None:
        step = self.current.step
        if step is not None:
            self.controls.show_step(step, now)
            self._show_trouble(now)

    def sources(self, now: Snapshot) -> tuple[object, ...]:
        fleets = [
            part
            for fleet in now.fleets
            for part in (fleet.id, fleet.optimizer, fleet.schedule, fleet.balls)
        ]
        title = now.scenario.title
        return self.selection.fleet, *fleets, now.surface, now.noise, title, self.current.step

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Lesson"))
        for page, name in (
            (self.page, self.tr("Text of the step")),
            (self.result, self.tr("What happened")),
            (self.hint, self.tr("Hints")),
        ):
            page.setAccessibleName(name)
        self.end.set_texts(self.tr("End the lesson"), "", self.tr("The run stays as it is"))
        for button, text, tip in (
            (self.back, self.tr("Back"), self.tr("The step before (Page Up)")),
            (self.next, self.tr("Next"), self.tr("The next step (Page Down)")),
            (self.restore, self.tr("Restore"), self.tr("Set this step up once more")),
            (self.opener, "", self.tr("Open the window that this step is about")),
        ):
            button.setText(text)
            set_tip(button, tip)
            button.setAccessibleDescription(tip)
        self._show_step()

    def set_palette(self, palette: Palette) -> None:
        del palette
        self._show_step()  # formulas have the colour of the text

    # Inside.

    def _show_step(self) -> None:
        """Show all of the step; at its top, where it is another one."""
        current, step = self.current, self.current.step
        if current.lesson is None or step is None:
            return
        self.lesson_title.setText(pages.said(current, current.lesson.title))
        place, count = current.place + 1, len(current.lesson.steps)
        text = self.tr("Step %1 of %2").replace("%1", str(place)).replace("%2", str(count))
        self.progress.setText(f"{text}   {'●' * place}{'○' * (count - place)}")
        self.progress.setAccessibleName(text)
        self._show_page(self.page, pages.reading(current))
        self.back.setEnabled(place > 1)
        self.next.setText(self.tr("Next") if place < count else self.tr("Finish"))
        self.opener.setVisible(step.dialog in DIALOGS)
        dialog = DIALOGS.get(step.dialog, "")
        self.opener.setText(QCoreApplication.translate("LessonPanel", dialog))
        self._show_progress()

    def _show_progress(self) -> None:
        current, step = self.current, self.current.step
        if step is None:
            return
        if step.prediction is not None and current.asks:
            question = step.prediction
            choices = question.choices if isinstance(question, Choice) else ()
            surface = self.now.surface if self.now is not None else None
            names = ("w₁", "w₂") if surface is None else axis_names(surface)
            axes = symbol_of(names[0]), symbol_of(names[1])
            self._show_page(self.prediction.question, pages.asked(current, question))
            self.prediction.ask(question, [pages.plain(current, each) for each in choices], axes)
        self.prediction.setVisible(current.asks)
        self._show_page(self.result, pages.found(current))
        self._show_hints()
        self.trouble.setText(current.trouble)
        self.trouble.setVisible(bool(current.trouble))
        if self.now is not None:
            self._show_trouble(self.now)

    def _show_page(self, page: MarkupPage, text: Markup) -> None:
        page.setVisible(bool(text.html))
        page.show_page(text)
        typeset(page.document(), self.theme.palette.text, self.devicePixelRatioF())
        page.fit()

    def _show_hints(self) -> None:
        step = self.current.step
        if step is None:  # the lesson has ended since
            self._hints.stop()
            return
        done = self.current.done
        text = pages.hints(self.current, 0 if done else perf_counter() - self._since)
        self._show_page(self.hint, text)
        waits = not done and bool(step.hints)
        self._hints.start() if waits and self.seen else self._hints.stop()

    def _show_trouble(self, now: Snapshot) -> None:
        """Say so where the run is another one than the step's."""
        text = self.current.trouble
        if not text and not self.current.plays(now):
            text = self.tr("This run is not the one of the step: “Restore” opens it.")
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _begin_step(self) -> None:
        self._since = perf_counter()
        self._show_step()
        self._area.verticalScrollBar().setValue(0)
        self.request_refresh()

    def _follow(self, link: QUrl) -> None:
        self.selection.term_wanted.emit(link.toString())

    def _connect(self) -> None:
        current = self.current
        current.step_changed.connect(self._begin_step)
        current.progress_changed.connect(self._show_step)  # numbers in the text may be others
        self.prediction.answered.connect(current.predict)
        self.back.clicked.connect(lambda: current.turn_wanted.emit(-1))
        self.next.clicked.connect(lambda: current.turn_wanted.emit(1))
        self.restore.clicked.connect(current.restore_wanted)
        self.end.clicked.connect(current.end_wanted)
        self.opener.clicked.connect(self._open_dialog)
        self._hints.timeout.connect(self._show_hints)
        for page in (self.page, self.result, self.hint, self.prediction.question):
            page.setOpenLinks(False)
            page.anchorClicked.connect(self._follow)

    def _open_dialog(self) -> None:
        step = self.current.step
        if step is not None:
            self.current.dialog_wanted.emit(step.dialog)

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.lesson_title, 1)
        top.addWidget(self.end)
        column.addLayout(top)
        for part in (
            self.progress,
            self.page,
            self.trouble,
            self.prediction,
            self.result,
            self.hint,
            self.opener,
            HairLine(),
            self.controls,
        ):
            column.addWidget(part)
        column.addStretch(1)
        for button in (self.back, self.next, self.restore, self.opener, self.prediction.keep):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        for button in (self.back, self.restore, self.next):
            row.addWidget(button, 1)
        self._area = scrolled(inner, sideways=False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(HairLine())
        outer.addLayout(row)
        fixed(self, least=WIDTH)
