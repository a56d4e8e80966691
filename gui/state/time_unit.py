"""What time axes count: one choice for all of them."""

from typing import Final, final

from PySide6.QtCore import QObject, Signal

UNITS: Final = ("update", "epoch", "example")


@final
class TimeUnit(QObject):
    """The unit that was chosen. Only landscapes from data have any but updates."""

    changed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.current = UNITS[0]

    def choose(self, unit: str) -> None:
        """Choose one of `UNITS`; anything else changes nothing."""
        if unit in UNITS and unit != self.current:
            self.current = unit
            self.changed.emit(unit)
