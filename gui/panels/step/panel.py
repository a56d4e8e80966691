"""The chosen ball's next update in numbers."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Exact
from engine.snapshot import FleetView, Snapshot
from gui.panels.panel import Panel
from gui.panels.rule_view import RuleView
from gui.panels.step.terms import NextUpdate, quick_update, true_sum, whole_update
from gui.panels.step.words import TYPESET, label_of
from gui.state.selection import Selection
from gui.state.send import Send
from gui.state.single_balls import ball_in_numbers
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.plain_text import ElidedLabel, PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.text.axis_names import axis_names
from gui.text.numbers import exact, show
from gui.text.status_text import status_text
from gui.text.symbols import lines_of, symbol_of
from gui.typeset.math_label import MathLabel
from gui.typeset.notation import notations_of, translated_title
from gui.widgets.scroll import fill

GLYPH: Final = 14
SHOWN: Final = 12  # examples of a batch that are listed
Pair = tuple[PlainLabel, PlainLabel]  # the numbers of a term, along both axes


@final
class StepPanel(Panel):
    """θ ← θ + move, every symbol replaced by its number, with sums exact in the digits shown."""

    key: ClassVar[str] = "step"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The next update of the chosen ball, every symbol of its rule replaced by a number: "
        "see which term makes the ball move as it does.",
    )
    term: ClassVar[str] = "update"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self._glyph, self.heading = PlainLabel(), PlainLabel(wrap=True)
        self.status = dressed(PlainLabel(wrap=True), "caption")
        self.rule = RuleView(theme, selection.notations)
        self.named = dressed(PlainLabel(wrap=True), "caption")
        self.hint = dressed(PlainLabel(wrap=True), "second")
        self._grid = QGridLayout()
        self.names: list[PlainLabel] = []
        self._signs: list[MathLabel] = []  # in the names' places, for symbols that must be typeset
        self.values: list[Pair] = []
        self._axes = (dressed(ElidedLabel(), "second"), dressed(ElidedLabel(), "second"))
        self.batch = dressed(PlainLabel(wrap=True), "caption")
        self.equations = tuple(PlainLabel(wrap=True) for _ in range(2))
        self._body, self._area = QWidget(), QScrollArea()
        self._shown_ball: int | None = None  # whose numbers are shown
        self._task = BackgroundTask(self)
        self._task.done.connect(self._show_computed)
        self._arrange()
        selection.chosen_changed.connect(self.request_refresh)
        selection.notations.changed.connect(self.request_refresh)
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        found = ball_in_numbers(now, self.selection)
        self._body.setVisible(found is not None)
        self.hint.setVisible(found is None)
        if found is not None:
            self._show(now, *found)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Next update"))
        self._area.setAccessibleName(self.tr("Next update"))
        self.hint.setText(self.tr("Choose a ball to see its next update in numbers"))
        for label in self.equations:
            label.setAccessibleName(self.tr("The update along one axis"))
        set_tip(self.status, self.tr("What gradient, curvature and motion say of the ball"))

    def set_palette(self, palette: Palette) -> None:
        del palette  # labels follow the style sheet; the glyph is painted again
        self.request_refresh()

    # Internal.

    def _show(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        update = quick_update(fleet, place)
        if update is not None:
            self._show_update(now, fleet, place, update)
            return
        if self._shown_ball != int(fleet.balls[place]):
            self._show_heading(now, fleet, place)
            self._show_rule(fleet.optimizer, ())
            self._hide_numbers()
        if not self._task.busy:
            self._computed = (now, fleet, place)
            self._task.start(whole_update, fleet, place)

    def _show_computed(self, update: NextUpdate) -> None:
        """Show an update that took long, if it is still that of the ball shown; then the newest."""
        now, fleet, place = self._computed
        found = ball_in_numbers(self.now, self.selection) if self.now is not None else None
        if found is not None and found[0].balls[found[1]] == fleet.balls[place]:
            self._show_update(now, fleet, place, update)
        if self.now is not now:
            self.request_refresh()

    def _show_heading(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        self._glyph.setPixmap(
            glyph(self.theme.palette, fleet.color, GLYPH, self.devicePixelRatioF())
        )
        name = QCoreApplication.translate("Optimizer", fleet.optimizer.title)
        words = self.tr("%1, ball %2: next update")
        numbers = (name, str(int(fleet.balls[place])))
        for number, text in enumerate(numbers, start=1):
            words = words.replace(f"%{number}", text)
        self.heading.setText(words)
        for heading, axis in zip(self._axes, axis_names(now.surface), strict=True):
            heading.setText(axis)
        self._update_batch(now, fleet, place)
        with np.errstate(invalid="ignore"):
            self.status.setText(status_text(fleet, place))

    def _show_update(self, now: Snapshot, fleet: FleetView, place: int, update: NextUpdate) -> None:
        self._show_heading(now, fleet, place)
        self._show_rule(fleet.optimizer, _rows(update))
        self._shown_ball = int(fleet.balls[place])
        self._show_terms(update, fleet.optimizer)
        axes = axis_names(now.surface)
        verdict = QCoreApplication.translate("Status", fleet.status_of(place).value)
        for column, label in enumerate(self.equations):
            axis = axes[column]
            label.setText(_equation(axis, update, column) or f"{axis}  {verdict}")

    def _hide_numbers(self) -> None:
        """Show no numbers until those of another ball are computed."""
        self._shown_ball = None
        for parts in zip(self.names, self._signs, *zip(*self.values, strict=True), strict=True):
            for part in parts:
                part.hide()
        for label in self.equations:
            label.setText(self.tr("Computing…"))

    def _update_batch(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        """Describe the gradient g if it is not that of the whole loss."""
        self.batch.setVisible(not isinstance(now.noise, Exact))
        batches = fleet.batches
        if batches is None:
            self.batch.setText(self.tr("g has noise: the scene and the table show it without"))
            return
        chosen = [str(number + 1) for number in batches[place][:SHOWN].tolist()]
        more = "…" if len(batches[place]) > SHOWN else ""
        words = self.tr("g is of this batch alone: examples %1")
        self.batch.setText(words.replace("%1", ", ".join(chosen) + more))

    def _show_rule(self, optimizer: Any, signs: Iterable[str]) -> None:
        """Show the rule, and the notation of the numbers' symbols if it is another one."""
        self.rule.show_optimizer(optimizer, signs)
        other = self.selection.notations.place(optimizer) > 0
        self.named.setVisible(other)
        if other:
            words = self.tr("The numbers are named as in: %1")
            self.named.setText(
                words.replace("%1", translated_title(notations_of(optimizer)[0].title))
            )

    def _show_terms(self, update: NextUpdate, optimizer: Any) -> None:
        rows = _rows(update)
        while len(self.names) < len(rows):
            self._add_row()
        symbols = list(rows) + [""] * (len(self.names) - len(rows))
        for number, symbol in enumerate(symbols):
            self._show_name(number, symbol, optimizer)
            for part in self.values[number]:
                part.setVisible(bool(symbol))
            if symbol:
                self._show_numbers(self.values[number], label_of(symbol), rows[symbol].tolist())

    def _show_name(self, number: int, symbol: str, optimizer: Any) -> None:
        label, sign = self.names[number], self._signs[number]
        latex, text = TYPESET.get(symbol, ""), label_of(symbol)
        label.setText(text)
        label.setVisible(bool(symbol) and not latex)
        if latex and sign.accessibleName() != text:
            sign.set_formula(latex, text)
        sign.setVisible(bool(latex))
        found = symbol_of(symbol.rstrip("₁₂"), optimizer)  # a matrix has a row for each
        tip = "\n".join(lines_of([found], optimizer)) if found is not None else ""
        for part in (label, sign):
            set_tip(part, tip)

    def _show_numbers(self, pair: Pair, name: str, values: list[float]) -> None:
        """Show the numbers; a single one for both axes is at the right."""
        blank = len(pair) - len(values)
        for place, part in enumerate(pair):
            value = values[place - blank] if place >= blank else None
            part.setText("" if value is None else show(value))
            set_tip(part, "" if value is None else f"{name} = {exact(value)}")

    def _number(self) -> PlainLabel:
        label = PlainLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _add_row(self) -> None:
        """Add a row for a term; rules have two to eight."""
        label = dressed(PlainLabel(wrap=True), "second")
        sign = MathLabel(self.theme, size=13, tint="second")
        pair = (self._number(), self._number())
        self.names.append(label)
        self._signs.append(sign)
        self.values.append(pair)
        for part, column in ((label, 0), (sign, 0), (pair[0], 1), (pair[1], 2)):
            self._grid.addWidget(part, len(self.names), column)

    def _arrange(self) -> None:
        grid = self._grid
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, label in enumerate(self._axes, start=1):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(label, 0, column)  # as wide as the numbers under it
        head = QGridLayout()
        head.setColumnStretch(1, 1)
        head.addWidget(self._glyph, 0, 0)
        head.addWidget(self.heading, 0, 1)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self.status)
        inner.addWidget(self.rule)
        inner.addWidget(self.named)
        inner.addWidget(self.batch)
        inner.addLayout(grid)
        for equation in self.equations:
            inner.addWidget(equation)
            equation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll()

    def _scroll(self) -> None:
        """Put the contents into a scroll area, for small panels."""
        page = dressed(QWidget(), "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.hint)
        column.addWidget(self._body)
        column.addStretch(1)
        area = dressed(self._area, "reading")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        fill(self, area)


def _rows(update: NextUpdate) -> dict[str, Array]:
    """The numbers of an update in their order, by symbol."""
    return {"θ": update.position, **update.terms, "Δθ": update.move, "θ + Δθ": update.after}


def _equation(axis: str, update: NextUpdate, place: int) -> str:
    """The update of one parameter in numbers; "" if they are not finite."""
    start, move = float(update.position[place]), float(update.move[place])
    if not np.isfinite([start, move]).all():
        return ""
    equation = update.equation(place)
    first = f"Δ{axis} = {equation} = {show(move)}\n" if equation else ""
    return f"{first}{axis} ← {true_sum(start, move)}"
