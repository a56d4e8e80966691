"""The left column: the fleets, the knobs of the chosen one, and typed coordinates for drops."""

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar, Final, final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.commands import Command, RemoveFleet, Reschedule, Turn
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import MiniBatch
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.examples import DataSurface
from gui.panels.fleets.fleet_delegate import FEWEST, HEIGHT
from gui.panels.fleets.fleet_list import FleetList
from gui.panels.panel import Panel
from gui.panels.rule_view import RuleView
from gui.panels.schedule.section import ScheduleSection
from gui.state.drop_commands import drop
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.icons import Icon, Icons
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, px
from gui.style.theme import Theme
from gui.text.axis_names import axis_names, symbol_of
from gui.text.rate_words import learns, rate_of
from gui.widgets.hairline import HairLine
from gui.widgets.knob_section import KnobSection
from gui.widgets.number_field import NumberField
from gui.widgets.scroll import fill, scrolled
from gui.widgets.tool_button import ToolButton

if TYPE_CHECKING:
    from gui.dialogs.optimizers.dialog import OptimizerDialog

ADDING: Final = 2.0  # seconds within which a requested fleet is expected


@final
class FleetsPanel(Panel):
    """The fleet that a click drops a ball of, and all its settings."""

    key: ClassVar[str] = "fleets"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "A fleet is the balls that share one optimizer and its knobs: choose the fleet that a "
        "click drops a ball of, and turn its knobs.",
    )
    term: ClassVar[str] = "optimizer"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.LeftDockWidgetArea
    shown: ClassVar[bool] = True
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self._icons = Icons(theme)
        self._picker: OptimizerDialog | None = None
        self._known: frozenset[int] = frozenset()  # ids of the fleets that were shown last
        self._adding_until = 0.0  # until then a new fleet is the one requested here
        self._what = dressed(PlainLabel(wrap=True), "caption")  # a fleet is
        self._list = FleetList(theme)
        self._add = ToolButton(self._icons.get(Icon.ADD), size=16)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._remove = ToolButton(self._icons.get(Icon.REMOVE), size=16)
        self._knobs, self._schedule = KnobSection(), ScheduleSection(theme, selection)
        self._rule = RuleView(theme, selection.notations)
        self._rule_source = dressed(PlainLabel(wrap=True), "caption")
        self._meaning = dressed(PlainLabel(wrap=True), "caption")  # of η, on data
        self._make_typed()
        self._arrange()
        self._connect()
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        self._choose_new(now.fleets)
        self._list.show_fleets(now.fleets, self.selection.fleet)
        if self._picker is not None and self._picker.isVisible():
            self._picker.show_fleets(now.fleets)
        fleet = self._chosen()
        for part in (self._knobs, self._schedule, self._rule, self._rule_source):
            part.setVisible(fleet is not None)
        if fleet is not None:
            self._show_fleet(fleet, now)
        self._update_meaning(now, fleet)
        if self._drop.isEnabled() != (fleet is not None):
            self._remove.setEnabled(fleet is not None)
            self._drop.setEnabled(fleet is not None)
            self._update_tips()
        for label, name in zip(self._names, axis_names(now.surface), strict=True):
            label.setText(symbol_of(name))
            set_tip(label, name)

    def sources(self, now: Snapshot) -> tuple[object, ...]:
        chosen = self.selection.fleet
        fleets = [
            part
            for fleet in now.fleets
            for part in (fleet.id, fleet.color, fleet.optimizer, fleet.schedule, fleet.balls)
        ]
        # The marker in the curve of a schedule is at the age of a ball.
        ages = [
            part
            for fleet in now.fleets
            if fleet.id == chosen and not isinstance(fleet.schedule, Constant)
            for part in (fleet.born, now.update)
        ]
        return chosen, *fleets, *ages, now.surface, now.noise

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Optimizers"))
        self._what.setText(self.tr("Fleet: the balls that share an optimizer"))
        self._list.setAccessibleName(self.tr("Fleets"))
        self._list.retranslate()
        self._add.setText(self.tr("Add a fleet…"))
        self._add.set_texts(
            self.tr("Add a fleet"), "", self.tr("The same optimizer may race with several knobs")
        )
        self._typed_title.setText(self.tr("Drop at"))
        self._drop.setText(self.tr("Drop"))
        self._update_tips()
        for field, name in zip(self._fields, ("w₁", "w₂"), strict=True):
            field.setAccessibleName(self.tr("Drop at %1").replace("%1", name))
            set_tip(field, self.tr("Type a coordinate; Enter drops"))
        self.request_refresh()

    def _update_tips(self) -> None:
        """Set the tips of the buttons that need a fleet; without one they say so."""
        why = "" if self._drop.isEnabled() else self.tr("There is no fleet")
        self._remove.set_texts(self.tr("Remove the chosen fleet and its balls"), "Delete", why)
        tip = self.tr("Drop a ball of the chosen fleet at exactly this point")
        set_tip(self._drop, f"{tip}\n{why}" if why else tip)

    def set_palette(self, palette: Palette) -> None:
        del palette  # all children paint in the theme's current colours
        self._list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    # Internal.

    def _make_typed(self) -> None:
        self._typed_title = dressed(PlainLabel(), "second")
        self._fields = (NumberField(), NumberField())
        self._names = (PlainLabel("w₁"), PlainLabel("w₂"))
        self._drop = QPushButton()
        self._drop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for field in self._fields:
            fixed(field, width=72)
            field.show_value(0.0)
            field.returnPressed.connect(self._drop_typed)

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        row.addWidget(self._remove)
        column.addWidget(self._what)
        column.addWidget(self._list)
        column.addLayout(row)
        column.addWidget(HairLine())
        column.addWidget(self._rule)
        column.addWidget(self._rule_source)
        column.addWidget(self._knobs)
        column.addWidget(self._meaning)
        column.addWidget(self._schedule)
        column.addWidget(HairLine())
        column.addWidget(self._typed_title)
        column.addLayout(self._typed_row())
        column.addStretch(1)
        fill(self, scrolled(inner, sideways=False))
        fixed(self, least=240)

    def _typed_row(self) -> QVBoxLayout:
        column = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(4)
        for label, field in zip(self._names, self._fields, strict=True):
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._drop)
        return column

    def _connect(self) -> None:
        self._list.picked.connect(self.selection.choose_fleet)
        self._list.remove_wanted.connect(self._remove_fleet)
        self._list.rewrapped.connect(self._fit_list)
        self.selection.fleet_changed.connect(self.request_refresh)
        self._knobs.turned.connect(self._turn)
        self._schedule.wanted.connect(self._reschedule)
        self._add.clicked.connect(self._open_picker)
        self._remove.clicked.connect(self._remove_chosen)
        self._drop.clicked.connect(self._drop_typed)

    def _chosen(self) -> FleetView | None:
        fleets = self._list.fleets
        place = fleets.place(self.selection.fleet)
        return fleets.fleets[place] if place >= 0 else None

    def _choose_new(self, fleets: tuple[FleetView, ...]) -> None:
        """Choose a fleet that was requested here as soon as it exists."""
        known, self._known = self._known, frozenset(fleet.id for fleet in fleets)
        new = [fleet.id for fleet in fleets if fleet.id not in known]
        if new and perf_counter() < self._adding_until:
            self.selection.choose_fleet(new[-1])

    def _fit_list(self) -> None:
        """Fit the list's height to its rows, with many fleets up to half of the panel."""
        height = max(self._list.full_height(), px(HEIGHT) + 8)
        if self._list.fleets.rowCount() > FEWEST:
            height = min(height, max(FEWEST * px(HEIGHT) + 8, self.height() // 2))
        self._list.setFixedHeight(height)

    def _update_meaning(self, now: Snapshot, fleet: FleetView | None) -> None:
        """State what η multiplies: a sum over N examples has N times the gradient of their mean."""
        learning = fleet is not None and learns(rate_of(fleet.optimizer))
        reduction = now.surface.reduction if isinstance(now.surface, DataSurface) else None
        texts = {
            "mean": self.tr("η multiplies the gradient of the mean loss over all examples"),
            "sum": self.tr("η multiplies the gradient of the total loss over all examples"),
        }
        if isinstance(now.noise, MiniBatch):
            texts = {
                "mean": self.tr(
                    "η multiplies the gradient of the mean loss over the current batch"
                ),
                "sum": self.tr(
                    "η multiplies N times the gradient of the mean loss over the current batch"
                ),
            }
        self._meaning.setText(texts.get(reduction or "", ""))
        self._meaning.setVisible(learning and reduction is not None)

    def _show_fleet(self, fleet: FleetView, now: Snapshot) -> None:
        optimizer = fleet.optimizer
        self._rule.show_optimizer(optimizer)
        self._rule_source.setText(QCoreApplication.translate("Source", optimizer.source))
        self._knobs.show_owner(optimizer, fleet.id)
        self._schedule.show_fleet(fleet, now)

    def _turn(self, name: str, value: float, grouped: bool) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._send(Turn(fleet.id, name, value, grouped))

    def _reschedule(self, schedule: Schedule, grouped: bool) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._send(Reschedule(fleet.id, schedule, grouped))

    def _open_picker(self) -> None:
        from gui.dialogs.optimizers.dialog import OptimizerDialog

        if self._picker is None:
            self._picker = OptimizerDialog(
                self._add_fleet, self.theme, self.selection.notations, self.window()
            )
        self._picker.open_with(self._list.fleets.fleets)

    def _add_fleet(self, command: Command) -> None:
        self._adding_until = perf_counter() + ADDING
        self._send(command)

    def _remove_chosen(self) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._remove_fleet(fleet.id)

    def _remove_fleet(self, number: int) -> None:
        """Remove a fleet, and choose its neighbour."""
        if number == self.selection.fleet:
            ids = [fleet.id for fleet in self._list.fleets.fleets]
            place = ids.index(number)
            rest = ids[place + 1 :] + ids[:place][::-1]
            self.selection.choose_fleet(rest[0] if rest else None)
        self._send(RemoveFleet(number))

    def _drop_typed(self) -> None:
        fleet, (x, y) = self._chosen(), (field.value for field in self._fields)
        if fleet is not None and x is not None and y is not None:
            drop(self._send, self.selection, self.now, (x, y), False)
