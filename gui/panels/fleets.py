"""The left column: the fleets, the knobs of the chosen one, and where to drop a ball by typing."""

from itertools import pairwise
from typing import ClassVar, final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.commands import (
    AddFleet,
    Drop,
    RemoveFleet,
    Reschedule,
    Turn,
    TurnSurface,
)
from engine.knobs import knobs
from engine.optimizers import ALL
from engine.schedules import Schedule
from engine.snapshot import FleetView, Snapshot
from gui.icons import Icon, Icons
from gui.mathtext import MathLabel
from gui.palette import Palette
from gui.panels.base import Panel, Send
from gui.panels.fleet_list import HEIGHT, FleetDelegate, FleetModel
from gui.panels.knob_section import KnobSection
from gui.panels.schedule_section import ScheduleSection
from gui.panels.selection import Selection
from gui.style import dressed
from gui.theme import Theme
from gui.widgets.hairline import HairLine
from gui.widgets.knob_row import KnobRow
from gui.widgets.number_field import NumberField
from gui.widgets.tool_button import ToolButton


@final
class FleetsPanel(Panel):
    """What a click drops, and every number that decides how it rolls."""

    key: ClassVar[str] = "fleets"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.LeftDockWidgetArea
    shown: ClassVar[bool] = True
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self._icons = Icons(theme)
        self._rows: list[KnobRow] = []
        self._make_list()
        self._knobs, self._schedule = KnobSection(), ScheduleSection(theme)
        self._rule = MathLabel(theme, size=13)
        self._rule_source = dressed(QLabel(wordWrap=True), "caption")
        self._surface_title = dressed(QLabel(), "second")
        self._surface_knobs = KnobSection()
        self._make_typed()
        self._arrange()
        self._connect()
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        with QSignalBlocker(self._list.selectionModel()):
            self._model.show_fleets(now.fleets)
            self._list.setFixedHeight(HEIGHT * max(len(now.fleets), 1) + 8)
        self._show_choice()
        fleet = self._chosen()
        for part in (self._knobs, self._schedule, self._rule, self._rule_source):
            part.setVisible(fleet is not None)
        if fleet is not None:
            self._show_fleet(fleet)
        self._surface_knobs.show_owner(now.surface)
        self._surface_title.setVisible(bool(list(knobs(now.surface))))
        self._remove.setEnabled(fleet is not None)
        self._drop.setEnabled(fleet is not None)
        for label, name in zip(self._names, now.surface.axes, strict=True):
            label.setText(name)
        controls = self.findChildren(KnobRow)
        if controls != self._rows:  # new ones stand at the end of the window's tab order
            self._rows = controls
            QTimer.singleShot(0, self, self._order_tabs)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Optimizers"))
        self._list.setAccessibleName(self.tr("Fleets"))
        self._add.say(
            self.tr("Add a fleet"), "", self.tr("The same optimizer may race with several knobs")
        )
        self._remove.say(self.tr("Remove the chosen fleet and its balls"))
        self._surface_title.setText(self.tr("Shape of the landscape"))
        self._typed_title.setText(self.tr("Drop at"))
        self._drop.setText(self.tr("Drop"))
        self._drop.setToolTip(self.tr("Drop a ball of the chosen fleet at exactly this point"))
        for field, name in zip(self._fields, ("w₁", "w₂"), strict=True):
            field.setAccessibleName(self.tr("Drop at %1").replace("%1", name))
            field.setToolTip(self.tr("Type a coordinate; Enter drops"))
        self.again()

    def set_palette(self, palette: Palette) -> None:
        del palette  # everything here paints itself in the theme's colours of the moment
        self._list.viewport().update()

    # Inside.

    def _order_tabs(self) -> None:
        """Tab goes through the controls from top to bottom, as they are seen."""
        controls = [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(self)
        ]
        corner = QPoint(0, 0)
        controls.sort(key=lambda each: (each.mapTo(self, corner).y(), each.mapTo(self, corner).x()))
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)

    def _make_list(self) -> None:
        self._model, self._delegate = FleetModel(), FleetDelegate(self.theme)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setMouseTracking(True)
        self._add = ToolButton(self._icons.get(Icon.ADD), size=16)
        self._remove = ToolButton(self._icons.get(Icon.REMOVE), size=16)

    def _make_typed(self) -> None:
        self._typed_title = dressed(QLabel(), "second")
        self._fields = (NumberField(), NumberField())
        self._names = (QLabel("w₁"), QLabel("w₂"))
        self._drop = QPushButton()
        for field in self._fields:
            field.setFixedWidth(72)
            field.show_value(0.0)
            field.returnPressed.connect(self._drop_typed)

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._add)
        row.addWidget(self._remove)
        column.addWidget(self._list)
        column.addLayout(row)
        column.addWidget(HairLine())
        column.addWidget(self._rule)
        column.addWidget(self._rule_source)
        column.addWidget(self._knobs)
        column.addWidget(self._schedule)
        column.addWidget(HairLine())
        column.addWidget(self._surface_title)
        column.addWidget(self._surface_knobs)
        column.addWidget(self._typed_title)
        column.addLayout(self._typed_row())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is inside can be reached
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setMinimumWidth(240)

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
        self._list.selectionModel().currentChanged.connect(self._choose)
        self.selection.fleet_changed.connect(self.again)
        self._knobs.turned.connect(self._turn)
        self._schedule.wanted.connect(self._reschedule)
        self._surface_knobs.turned.connect(
            lambda name, value, on: self._send(TurnSurface(name, value, on))
        )
        self._add.clicked.connect(self._ask_add)
        self._remove.clicked.connect(self._remove_chosen)
        self._drop.clicked.connect(self._drop_typed)

    def _chosen(self) -> FleetView | None:
        place = self._model.place(self.selection.fleet)
        return self._model.fleets[place] if place >= 0 else None

    def _show_choice(self) -> None:
        place = self._model.place(self.selection.fleet)
        with QSignalBlocker(self._list.selectionModel()):
            self._list.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self._list.viewport().update()

    def _show_fleet(self, fleet: FleetView) -> None:
        optimizer = fleet.optimizer
        self._rule.set_formula(optimizer.formula, optimizer.formula)
        self._rule_source.setText(QCoreApplication.translate("Source", optimizer.source))
        self._knobs.show_owner(optimizer, fleet.id)
        self._schedule.show_schedule(fleet.schedule, fleet.id)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.selection.choose_fleet(self._model.fleets[current.row()].id)

    def _turn(self, name: str, value: float, grouped: bool) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._send(Turn(fleet.id, name, value, grouped))

    def _reschedule(self, schedule: Schedule, grouped: bool) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._send(Reschedule(fleet.id, schedule, grouped))

    def _ask_add(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in ALL:
            action = menu.addAction(QCoreApplication.translate("Optimizer", kind.title))
            action.triggered.connect(lambda _, kind=kind: self._send(AddFleet(kind())))
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _remove_chosen(self) -> None:
        fleet = self._chosen()
        if fleet is not None:
            self._send(RemoveFleet(fleet.id))

    def _drop_typed(self) -> None:
        fleet, (x, y) = self._chosen(), (field.value for field in self._fields)
        if fleet is not None and x is not None and y is not None:
            self._send(Drop((fleet.id,), ((x, y),)))
