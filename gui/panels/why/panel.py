"""Why the chosen ball goes where it goes, in numbers that each say what they are."""

from typing import ClassVar, final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from engine.analysis.local_quadratic import expanded, parts
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Snapshot
from gui.panels.panel import Panel
from gui.panels.step.terms import quick_update
from gui.panels.why.changes import Changes
from gui.panels.why.curvature import MEANINGS, NAMES, Row, rows
from gui.panels.why.reason import Reason
from gui.state.selection import Selection
from gui.state.send import Send
from gui.state.single_balls import ball_in_numbers
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.numbers import exact, show
from gui.widgets.scroll import fill


@final
class WhyPanel(Panel):
    """Gradient and curvature at the chosen ball."""

    key: ClassVar[str] = "why"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "Gradient and curvature at the chosen ball: see how steep it is, how the slope changes "
        "along each axis of curvature, and how much longer than wide the valley is.",
    )
    term: ClassVar[str] = "hessian"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.heading = PlainLabel(wrap=True)
        self.reason = Reason(send, theme.palette)
        self.waiting = dressed(PlainLabel(wrap=True), "second")
        self.hint = dressed(PlainLabel(wrap=True), "second")
        self.names = {symbol: dressed(PlainLabel(wrap=True), "second") for symbol in MEANINGS}
        self.values = {symbol: (_number(), _number()) for symbol in MEANINGS}
        self.bars = Changes(theme.palette)
        self._body, self._area = QWidget(), QScrollArea()
        self._arrange()
        selection.chosen_changed.connect(self.request_refresh)
        selection.lesson.step_changed.connect(self.request_refresh)
        selection.lesson.progress_changed.connect(self.request_refresh)
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        self.reason.take(now)
        found = ball_in_numbers(now, self.selection)
        self._body.setVisible(found is not None)
        self.hint.setVisible(found is None)
        if found is not None:
            self._show(now, *found)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Why"))
        self._area.setAccessibleName(self.tr("Why"))
        self.hint.setText(self.tr("Choose a ball to see the curvature where it is"))
        self.waiting.setText(self.tr("The verdict follows your prediction"))
        for symbol, label in self.names.items():
            label.setText(_named(symbol))
            set_tip(label, _translated(MEANINGS[symbol]))
        self.bars.retranslate()
        self.reason.retranslate()

    def set_palette(self, palette: Palette) -> None:
        self.reason.set_palette(palette)
        self.bars.set_palette(palette)  # labels follow the style sheet

    # Internal.

    def _show(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        name = QCoreApplication.translate("Optimizer", fleet.optimizer.title)
        words = self.tr("%1, ball %2: where it is").replace("%1", name)
        self.heading.setText(words.replace("%2", str(int(fleet.balls[place]))))
        asked = self.selection.lesson.asks  # what is to be predicted is not said before
        self.waiting.setVisible(asked)
        self.reason.setVisible(not asked)
        if not asked:
            self.reason.show_ball(now, fleet, place)
        for row in rows(now.surface, fleet.position[place]):
            self._show_row(row)
        update = quick_update(fleet, place)
        self.bars.setVisible(update is not None)
        if update is not None:
            model = expanded(now.surface, fleet.position[place])
            self.bars.show_parts(parts(model, update.move))

    def _show_row(self, row: Row) -> None:
        pair = self.values[row.symbol]
        blank = len(pair) - len(row.values)
        for place, label in enumerate(pair):
            value = row.values[place - blank] if place >= blank else None
            text = "" if value is None else show(value) + row.unit
            if label.text() != text:
                label.setText(text)
            whole = "" if value is None else f"{row.symbol} = {exact(value)}{row.unit}\n"
            set_tip(label, whole + _translated(MEANINGS[row.symbol]) if whole else "")

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for line, symbol in enumerate(MEANINGS):
            for column, part in enumerate((self.names[symbol], *self.values[symbol])):
                grid.addWidget(part, line, column)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.heading)
        inner.addWidget(self.waiting)
        inner.addWidget(self.reason)
        inner.addWidget(self.bars)
        inner.addLayout(grid)
        page = dressed(QWidget(), "panel")
        outer = QVBoxLayout(page)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.addWidget(self.hint)
        outer.addWidget(self._body)
        outer.addStretch(1)
        area = dressed(self._area, "reading")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        fill(self, area)


def _number() -> PlainLabel:
    label = PlainLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _named(symbol: str) -> str:
    """A symbol with its name; the second row of H has neither."""
    name = NAMES.get(symbol)
    return "" if name is None else f"{symbol.replace('H₁', 'H')}  {_translated(name)}"


def _translated(text: str) -> str:
    return QCoreApplication.translate("WhyPanel", text)
