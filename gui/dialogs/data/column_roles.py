"""The choice of a table's columns for the roles of a landscape."""

from typing import final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from gui.style.outside_text import outside
from gui.style.plain_text import ElidedBox, PlainLabel, set_tip
from gui.style.retranslated import Retranslated


@final
class ColumnRoles(Retranslated, QFrame):
    """A box of columns for every role of a landscape, such as x₁, x₂ and y."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.boxes: dict[str, ElidedBox] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._columns: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The chosen columns in the order of the roles."""
        places = (box.currentIndex() for box in self.boxes.values())
        return tuple(self._columns[place] for place in places)

    def show_columns(
        self,
        roles: tuple[str, ...],
        columns: tuple[str, ...],
        chosen: tuple[str, ...],
        whole: tuple[str, ...] = (),
    ) -> None:
        """Show a choice of `columns` for each of `roles`, with the `chosen` ones selected.

        `whole` are their names where `columns` are cut.
        """
        self._columns = columns
        if tuple(self.boxes) != roles:
            self._rebuild(roles)
        for box, name in zip(self.boxes.values(), chosen, strict=True):
            box.show_texts(map(outside, whole or columns))
            box.setCurrentIndex(columns.index(name))
        self.setVisible(bool(roles))

    def retranslate(self) -> None:
        for role, box in self.boxes.items():
            last = role == list(self.boxes)[-1]
            target = self.tr("Target column, %1")
            text = target if last else self.tr("Input column, %1")
            box.setAccessibleName(text.replace("%1", role))
            set_tip(box, text.replace("%1", role))
            set_tip(self._labels[role], box.toolTip())

    def _rebuild(self, roles: tuple[str, ...]) -> None:
        for part in (*self._labels.values(), *self.boxes.values()):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.boxes = {role: ElidedBox(8) for role in roles}
        self._labels = {role: PlainLabel(role) for role in roles}
        for place, (role, box) in enumerate(self.boxes.items()):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.activated.connect(lambda _: self.chosen.emit())
            self._labels[role].setBuddy(box)
            self._grid.addWidget(self._labels[role], 0, 2 * place, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(box, 0, 2 * place + 1)
            self._grid.setColumnStretch(2 * place + 1, 1)
        self.retranslate()
