"""Which column of a table plays which role."""

from typing import final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy

from gui.widgets.control import Control


@final
class ColumnRoles(Control):
    """A list of columns for every role of a landscape, such as x₁, x₂ and y."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.boxes: dict[str, QComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._columns: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The chosen columns in the order of the roles."""
        places = (box.currentIndex() for box in self.boxes.values())
        return tuple(self._columns[place] for place in places)

    def offer(self, roles: tuple[str, ...], columns: tuple[str, ...], now: tuple[str, ...]) -> None:
        """Let `columns` be chosen for `roles`; `now` are those that are chosen."""
        self._columns = columns
        if tuple(self.boxes) != roles:
            self._rebuild(roles)
        for box, name in zip(self.boxes.values(), now, strict=True):
            box.clear()
            box.addItems(columns)
            box.setCurrentIndex(columns.index(name))
        self.setVisible(bool(roles))

    def retranslate(self) -> None:
        for role, box in self.boxes.items():
            last = role == list(self.boxes)[-1]
            what = self.tr("Target column, %1")
            words = what if last else self.tr("Input column, %1")
            box.setAccessibleName(words.replace("%1", role))
            box.setToolTip(words.replace("%1", role))
            self._labels[role].setToolTip(box.toolTip())

    def _rebuild(self, roles: tuple[str, ...]) -> None:
        for part in (*self._labels.values(), *self.boxes.values()):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.boxes = {role: QComboBox() for role in roles}
        self._labels = {role: QLabel(role) for role in roles}
        for place, (role, box) in enumerate(self.boxes.items()):
            box.setMinimumContentsLength(8)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(lambda _: self.chosen.emit())
            self._labels[role].setBuddy(box)
            self._grid.addWidget(self._labels[role], 0, 2 * place, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(box, 0, 2 * place + 1)
            self._grid.setColumnStretch(2 * place + 1, 1)
        self.retranslate()
