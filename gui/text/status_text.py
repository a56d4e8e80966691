"""The status of a ball in words, with what is true of it besides."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Remark
from gui.text.axis_names import axis_names, symbol_of

AND: Final = QT_TRANSLATE_NOOP("Remark", "{0}; {1}")


def status_text(fleet: FleetView, place: int) -> str:
    """The status of ball number `place` and the remarks on it, in the current language."""
    return joined(status_lines(fleet, place))


def status_lines(fleet: FleetView, place: int) -> list[str]:
    """The same in parts, the status first."""
    status = QCoreApplication.translate("Status", fleet.status_of(place).value)
    names = axis_names(fleet.surface)
    return [status, *(_words(each, names) for each in fleet.remarks(place))]


def joined(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = _remark(AND).format(text, part)
    return text


def _words(remark: Remark, axes: tuple[str, str]) -> str:
    values = remark.values if remark.axis is None else (symbol_of(axes[remark.axis]),)
    return _remark(remark.text).format(*values)


def _remark(text: str) -> str:
    return QCoreApplication.translate("Remark", text)
