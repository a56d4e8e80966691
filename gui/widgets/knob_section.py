"""The knobs of an optimizer, a schedule or a surface."""

from collections.abc import Sequence
from typing import Any, final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.knobs import Knob, default_of, knobs, value_of
from gui.widgets.knob_row import KnobRow


@final
class KnobSection(QWidget):
    """A row for every knob of an owner; rebuilt only for an owner with other knobs."""

    turned = Signal(str, float, bool)  # the knob's name, its value, whether it continues a gesture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self.rows: dict[str, KnobRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_owner(
        self, owner: Any, identity: object = None, only: Sequence[str] | None = None
    ) -> None:
        """Show the knobs of `owner`, `only` those of these names where some are given. For another
        `identity` (such as another fleet) the rows are rebuilt, so that an unfinished text is not
        applied to it."""
        every = [each for each in knobs(owner) if only is None or each[0] in only]
        shown = type(owner), identity, *(name for name, _ in every)
        if shown != self._shown:
            self._rebuild(owner, every)
            self._shown = shown
        for name, row in self.rows.items():
            row.show_value(_number(value_of(owner, name)))

    def _rebuild(self, owner: Any, every: Sequence[tuple[str, Knob]]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for name, knob in every:
            row = KnobRow(knob, float(default_of(owner, name)), owner)
            row.turned.connect(lambda value, on, name=name: self.turned.emit(name, value, on))
            self._column.addWidget(row)
            self.rows[name] = row
        self.setVisible(bool(self.rows))


def _number(value: Any) -> float | None:
    """A knob's value as one number; None if every ball has its own."""
    flat = np.ravel(value)
    return float(flat[0]) if flat.size == 1 else None
