"""The parameters of a formula that is being typed, each with a slider."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.formula import names
from engine.knobs import Knob
from gui.dialogs.formula.draft import Values
from gui.widgets.knob_row import KnobRow

REST: Final = 8  # px between two rows
LARGE: Final = 1e15  # beyond, a slider says nothing; the field still takes any number
LEAST: Final = 2.0  # that a slider reaches, on either side of nought


@final
class ParameterRows(QWidget):
    """A row for every parameter; those that stay keep their row while the formula changes."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(REST)
        self.rows: dict[str, KnobRow] = {}

    @property
    def values(self) -> Values:
        """The values as they stand."""
        return tuple((name, float(row.value or 0.0)) for name, row in self.rows.items())

    def show_values(self, values: Values) -> None:
        """Show these parameters with these values."""
        wanted = [each for each, _ in values]
        for name in [name for name in self.rows if name not in wanted]:
            row = self.rows.pop(name)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for name, value in values:
            if name not in self.rows:
                self.rows[name] = self._made(name, value)
            elif self.rows[name].value != value:
                self.rows[name].show_value(value)
        self.rows = {name: self.rows[name] for name in wanted}
        for row in self.rows.values():  # in the order in which the formula has them
            self._column.removeWidget(row)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def _made(self, name: str, value: float) -> KnobRow:
        row = KnobRow(knob_for(name, value), value)
        row.turned.connect(lambda: self.turned.emit())
        return row


def knob_for(name: str, value: float) -> Knob:
    """A slider around nought that leaves room on either side of `value`; any number is legal."""
    reach = max(LEAST, 2 * abs(value)) if abs(value) < LARGE else LARGE
    return Knob(-reach, reach, symbol=names.symbol(name), latex=names.latex(name))
