"""One row of the table of actions."""

from dataclasses import dataclass
from typing import final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from gui.style.icons import Icon


@final
@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action; texts are marked in the context "Action". `keys` are Qt key sequences.

    A plain key (no Ctrl, no function key) goes first to the control that has the focus.
    """

    key: str
    menu: str  # the menu that contains it; "" for none
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: Icon | None = None
    checkable: bool = False
    off: str = ""  # why it can't be used, where that can happen

    @property
    def plain(self) -> tuple[QKeyCombination, ...]:
        """Those of its keys that are plain."""
        combos = [QKeySequence(key)[0] for key in self.keys]  # type: ignore[index]
        return tuple(combo for combo in combos if _is_plain(combo))


def _is_plain(combo: QKeyCombination) -> bool:
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    function = Qt.Key.Key_F1 <= combo.key() <= Qt.Key.Key_F35
    return not function and not combo.keyboardModifiers() & strong
