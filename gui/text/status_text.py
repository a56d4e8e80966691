"""The status of a ball in words, with what is true of it besides."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.remarks import NO_RATE, STILL
from engine.analysis.status import Status
from engine.analysis.verdict import Kind
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Remark, Snapshot
from gui.text.axis_names import axis_names, symbol_of
from gui.text.verdict_text import sentence

VERDICT: Final = QT_TRANSLATE_NOOP("StatusText", "{0}, ball {1}: {2}")
AT_START: Final = QT_TRANSLATE_NOOP("StatusText", "at its start")
AND: Final = QT_TRANSLATE_NOOP("Remark", "{0}; {1}")


def status_text(fleet: FleetView, place: int) -> str:
    """The status of ball number `place` and the remarks on it, in the current language."""
    return joined(status_lines(fleet, place))


def status_lines(fleet: FleetView, place: int) -> list[str]:
    """The same in parts, the status first, unless it is “moving” and the ball stands still."""
    names = axis_names(fleet.surface)
    found = [_words(each, names) for each in fleet.remarks(place)]
    if fleet.says_status(place):
        found.insert(0, _status(fleet, place))
    return found


def verdict(now: Snapshot, ball: int | None) -> str:
    """Why a ball is where it is, in a sentence in the current language; "" without one."""
    home = now.homes.get(ball) if ball is not None else None
    if home is None:
        return ""
    name = QCoreApplication.translate("Optimizer", home[0].optimizer.title)
    with np.errstate(all="ignore"):  # a ball may be at infinity
        names, why = axis_names(now.surface), home[0].verdict(home[1]).kind
        more = [*home[0].arrival(home[1]), *home[0].remarks(home[1])]
        if why is Kind.FROZEN:
            more = [each for each in more if each.text not in (NO_RATE, STILL)]
        said = joined([sentence(*home), *(_words(each, names) for each in more)])
    return QCoreApplication.translate("StatusText", VERDICT).format(name, ball, said)


def _status(fleet: FleetView, place: int) -> str:
    """The status in a word or two; a ball that has just been dropped has not moved yet."""
    status = fleet.status_of(place)
    if status is Status.MOVING and fleet.born[place] == fleet.update:
        return QCoreApplication.translate("StatusText", AT_START)
    return QCoreApplication.translate("Status", status.value)


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
