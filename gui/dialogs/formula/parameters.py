"""The parameters of the formula in the editor, each with a slider."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.formula import names
from engine.knobs import Knob
from gui.dialogs.formula.draft import Values
from gui.widgets.knob_row import KnobRow

SPACING: Final = 8  # px between two rows
LARGE: Final = 1e15  # beyond, a slider is useless; the field still accepts any number
LEAST: Final = 2.0  # of a slider's ends, on either side of 0


@final
class ParameterRows(QWidget):
    """A row for every parameter; existing parameters keep their rows while the formula changes."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING)
        self.rows: dict[str, KnobRow] = {}

    @property
    def values(self) -> Values:
        """The current values."""
        return tuple((name, float(row.value or 0.0)) for name, row in self.rows.items())

    def show_values(self, values: Values) -> None:
        """Show these parameters with these values."""
        shown = [each for each, _ in values]
        for name in [name for name in self.rows if name not in shown]:
            row = self.rows.pop(name)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for name, value in values:
            if name not in self.rows:
                self.rows[name] = self._make_row(name, value)
            elif self.rows[name].value != value:
                self.rows[name].show_value(value)
        self.rows = {name: self.rows[name] for name in shown}
        for row in self.rows.values():  # in their order in the formula
            self._column.removeWidget(row)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def _make_row(self, name: str, value: float) -> KnobRow:
        row = KnobRow(knob_for(name, value), value)
        row.turned.connect(lambda: self.turned.emit())
        return row


def knob_for(name: str, value: float) -> Knob:
    """A knob whose slider is symmetric about 0 and extends beyond `value`; any number is legal."""
    end = max(LEAST, 2 * abs(value)) if abs(value) < LARGE else LARGE
    return Knob(-end, end, symbol=names.symbol(name), latex=names.latex(name))
