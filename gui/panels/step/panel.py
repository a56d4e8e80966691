"""The chosen ball's next update in numbers."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.analysis.stability import has_rates
from engine.analysis.step_history import REMEMBERING
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Exact
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, Snapshot
from gui.panels.panel import Panel
from gui.panels.rule_view import RuleView
from gui.panels.step.arrows import ArrowFigure
from gui.panels.step.figures import of_update
from gui.panels.step.history_task import HistoryTask
from gui.panels.step.own_rates import OwnRates
from gui.panels.step.past_gradients import PastGradients
from gui.panels.step.terms import NextUpdate, quick_update, true_sum, whole_update
from gui.panels.step.terms_table import TermsTable
from gui.state.selection import Selection
from gui.state.send import Send
from gui.state.single_balls import ball_in_numbers
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.text.axis_names import axis_names, symbol_of
from gui.text.numbers import show
from gui.text.rate_words import rate_of
from gui.text.status_text import status_text
from gui.typeset.notation import notations_of, translated_title
from gui.widgets.scroll import fill
from gui.widgets.segmented import Segmented

GLYPH: Final = 14
SECTIONS: Final = ("numbers", "past", "rates")
SIGNS: Final = {"numbers": "Δθ", "past": "Σg", "rates": "η/σ"}  # words have no room when large
SHOWN: Final = 12  # examples of a batch that are listed


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
    interval: ClassVar[float] = 0.3  # numbers that change more often can't be read
    share: ClassVar[float] = 0.03  # its layout and the painting of texts are not in it

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self._glyph, self.heading = PlainLabel(), PlainLabel(wrap=True)
        self.status = dressed(PlainLabel(wrap=True), "caption")
        self.rule = RuleView(theme, selection.notations)
        self.named = dressed(PlainLabel(wrap=True), "caption")
        self.hint = dressed(PlainLabel(wrap=True), "second")
        self.table = TermsTable(theme)
        self.names, self.values = self.table.names, self.table.values
        self.batch = dressed(PlainLabel(wrap=True), "caption")
        self.equations = tuple(PlainLabel(wrap=True) for _ in range(2))
        self.scheduled = dressed(PlainLabel(wrap=True), "second")
        self.figure = ArrowFigure(theme.palette)
        self.scale = dressed(PlainLabel(wrap=True), "caption")
        self.sections = Segmented(SECTIONS)
        self.past, self.rates = PastGradients(theme), OwnRates(theme.palette)
        self._wanted = SECTIONS[0]  # the section that was chosen, where the rule has it
        self._numbers = QWidget()
        self.history = HistoryTask(self)
        self.history.done.connect(self.request_refresh)
        for painted in (self.figure.painted, self.past.figure.painted, self.rates.painted):
            painted.connect(self.set_paint_time)
        self._body, self._area = QWidget(), QScrollArea()
        self._shown_ball: int | None = None  # whose numbers are shown
        self._task = BackgroundTask(self)
        self._task.done.connect(self._show_computed)
        self._arrange()
        self._body.hide()  # until there is a ball
        selection.chosen_changed.connect(self.request_refresh)
        selection.notations.changed.connect(self.request_refresh)
        self.sections.chosen.connect(self.show_section)
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        found = ball_in_numbers(now, self.selection)
        self._body.setVisible(found is not None)
        self.hint.setVisible(found is None)
        if found is None:
            self.history.drop()
        else:
            self._show_sections(found[0].optimizer)
            self._show(now, *found)

    def show_section(self, key: str) -> None:
        """Show the numbers ("numbers"), the "past" gradients, or the "rates" of the coordinates."""
        if key not in SECTIONS:
            return
        self._wanted = key
        self.request_refresh()

    def set_in_front(self, on: bool) -> None:
        super().set_in_front(on)
        if not on:
            self.history.pause()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.history.pause()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Next update"))
        self._area.setAccessibleName(self.tr("Next update"))
        self.hint.setText(self.tr("Choose a ball to see its next update in numbers"))
        for label in self.equations:
            label.setAccessibleName(self.tr("The update along one axis"))
            set_tip(label, self.tr("Every symbol of the rule replaced by its number"))
        self.figure.setAccessibleName(self.tr("Gradient and update as arrows"))
        set_tip(
            self.figure,
            self.tr("+g, −g and the update Δθ from the ball; directions are true"),
        )
        self._name_sections()
        self.table.retranslate()
        set_tip(self.status, self.tr("What gradient, curvature and motion say of the ball"))

    def set_palette(self, palette: Palette) -> None:
        for figure in (self.figure, self.past.figure):
            figure.set_palette(palette)
        self.rates.set_palette(palette)
        self.request_refresh()

    # Internal.

    def _name_sections(self) -> None:
        names = {
            "numbers": self.tr("Numbers"),
            "past": self.tr("Past gradients"),
            "rates": self.tr("η/σ over time"),
        }
        tips = {
            "numbers": self.tr("The rule with every symbol replaced by its number"),
            "past": self.tr("The memory as a weighted sum of past gradients"),
            "rates": self.tr("The rate of each coordinate against its limit of stability"),
        }
        self.sections.set_texts(self.tr("What is shown of the update"), SIGNS, tips)
        for key, name in names.items():
            self.sections.button(key).setAccessibleName(name)

    def _show_sections(self, optimizer: Any) -> None:
        """Show the section that was chosen, or the numbers where the rule does not have it."""
        there = {
            "numbers": True,
            "past": optimizer.key in REMEMBERING,
            "rates": has_rates(optimizer),
        }
        shown = self._wanted if there[self._wanted] else SECTIONS[0]
        self.sections.choose(shown)
        self.sections.setVisible(sum(there.values()) > 1)
        self.rule.setVisible(shown == SECTIONS[0])  # the curves need its room
        for key, part in zip(SECTIONS, (self._numbers, self.past, self.rates), strict=True):
            self.sections.button(key).setVisible(there[key])
            part.setVisible(key == shown)

    def _show_history(self, now: Snapshot, fleet: FleetView, place: int, key: str) -> None:
        """Show the section that needs the updates before; while they are made, say so."""
        part = self.past if key == "past" else self.rates
        found = self.history.want(now, fleet, place)
        if found is None:
            failed = self.history.failed
            part.show_waiting(
                self.tr("This can’t be computed") if failed else self.tr("Computing…")
            )
        elif key == "past":
            axes = axis_names(now.surface)
            self.past.show_history(found, fleet.update, fleet.optimizer.key, axes)
        else:
            self.rates.show_history(found, fleet.update, fleet.color, axis_names(now.surface))

    def _show(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        shown = self.sections.current
        if shown != "numbers":
            self._show_heading(now, fleet, place)
            self._show_history(now, fleet, place, shown)
            return
        self.history.pause()
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
        self.table.show_axes(axis_names(now.surface))
        self._update_batch(now, fleet, place)
        with np.errstate(invalid="ignore"):
            self.status.setText(status_text(fleet, place))

    def _show_update(self, now: Snapshot, fleet: FleetView, place: int, update: NextUpdate) -> None:
        self._show_heading(now, fleet, place)
        self._show_rule(fleet.optimizer, _rows(update))
        self._shown_ball = int(fleet.balls[place])
        self.table.show_terms(_rows(update), fleet.optimizer)
        axes = axis_names(now.surface)
        verdict = QCoreApplication.translate("Status", fleet.status_of(place).value)
        for column, label in enumerate(self.equations):
            axis = axes[column]
            label.setText(_equation(axis, update, column) or f"{axis}  {verdict}")
        self._show_rate(fleet, update)
        self._show_figure(update, (symbol_of(axes[0]), symbol_of(axes[1])))

    def _show_rate(self, fleet: FleetView, update: NextUpdate) -> None:
        """The learning rate of this update, where a schedule has changed it."""
        scheduled = type(fleet.schedule) is not Constant
        self.scheduled.setVisible(scheduled)
        if scheduled:
            sign = rate_of(fleet.optimizer).symbol
            full = show(float(np.ravel(fleet.optimizer.lr)[0]))
            rate = update.knobs.get(sign, float("nan"))
            self.scheduled.setText(f"{sign}ᵗ = {full} · {show(update.factor)} = {show(rate)}")

    def _show_figure(self, update: NextUpdate, axes: tuple[str, str]) -> None:
        finite = bool(np.isfinite([*update.terms["g"], *update.move]).all())
        self.figure.setVisible(finite)
        self.scale.setVisible(finite)
        if not finite:
            return
        self.figure.show_figure(of_update(update, axes))
        gradient, move = (float(np.hypot(*each)) for each in (update.terms["g"], update.move))
        words = (
            self.tr("‖g‖ = %1, ‖Δθ‖ = %2").replace("%1", show(gradient)).replace("%2", show(move))
        )
        larger = self.figure.magnification
        if larger is not None:
            more = self.tr("movements are drawn %1 times as large as gradients")
            words = f"{words}; {more.replace('%1', show(larger, 3))}"
        self.scale.setText(words)

    def _hide_numbers(self) -> None:
        """Show no numbers until those of another ball are computed."""
        self._shown_ball = None
        self.table.hide_rows()
        for label in self.equations:
            label.setText(self.tr("Computing…"))
        for part in (self.scheduled, self.figure, self.scale):
            part.hide()

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

    def _arrange(self) -> None:
        head = QGridLayout()
        head.setColumnStretch(1, 1)
        head.addWidget(self._glyph, 0, 0)
        head.addWidget(self.heading, 0, 1)
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(head)
        inner.addWidget(self.status)
        inner.addWidget(self.sections)
        inner.addWidget(self.rule)
        for part in (self._numbers, self.past, self.rates):
            inner.addWidget(part)
        self._arrange_numbers()
        self._scroll()

    def _arrange_numbers(self) -> None:
        column = QVBoxLayout(self._numbers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.named, self.batch, self.scheduled):
            column.addWidget(part)
        column.addWidget(self.table)
        column.addWidget(self.figure)
        column.addWidget(self.scale)
        for equation in self.equations:
            column.addWidget(equation)
            equation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

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
    lines = update.lines(place)
    if equation:
        lines.append(f"Δ{axis} = {equation} = {show(move)}")
    return "\n".join([*lines, f"{axis} ← {true_sum(start, move)}"])
