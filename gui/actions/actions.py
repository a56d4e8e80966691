"""The actions of a window: made from the table, with texts in the current language."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject
from PySide6.QtGui import QAction, QKeySequence

from engine.marks import QT_TRANSLATE_NOOP
from gui.actions.spec import ActionSpec
from gui.actions.table import rows
from gui.style.icons import Icons
from gui.style.plain_text import set_status_tip, set_tip
from gui.text.mnemonics import bare

# The name of an action and its current subject: Undo: Move ball.
WITH_MORE: Final = QT_TRANSLATE_NOOP("Action", "{0}: {1}")


@final
class Actions(QObject):
    """The actions of one window, by key."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._subjects: dict[str, str] = {}
        self._specs = rows()
        self._actions = {spec.key: self._make(spec, icons) for spec in self._specs}
        self.retranslate()

    def __getitem__(self, key: str) -> QAction:
        """The action called `key`. Raises KeyError."""
        return self._actions[key]

    def on(self, key: str, slot: Callable[[], object]) -> None:
        """Call `slot` when the action is triggered."""
        self._actions[key].triggered.connect(lambda: slot())

    def of_menu(self, menu: str) -> list[QAction]:
        return [self._actions[spec.key] for spec in self._specs if spec.menu == menu]

    def of_key(self, pressed: QKeyCombination) -> QAction | None:
        """The action of a plain key."""
        for spec in self._specs:
            if pressed in spec.plain:
                return self._actions[spec.key]
        return None

    def enable(self, key: str, possible: bool) -> None:
        """Let an action be used, or not; its tip then says why not."""
        action = self._actions[key]
        if action.isEnabled() != possible:
            action.setEnabled(possible)
            self._retranslate_one(spec_of(key))

    def set_subject(self, key: str, subject: str) -> None:
        """Add the current subject to an action's name, such as the edit that Undo reverts."""
        if self._subjects.get(key) != subject:
            self._subjects[key] = subject
            self._retranslate_one(spec_of(key))

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for spec in self._specs:
            self._retranslate_one(spec)

    def _retranslate_one(self, spec: ActionSpec) -> None:
        action, text = self._actions[spec.key], translated(spec.text)
        subject = self._subjects.get(spec.key, "")
        text = translated(WITH_MORE).format(text, subject) if subject else text
        # Qt would give a plain key to the action before the control that has the focus; so
        # the menu only names it, and the window handles it when no control accepted it.
        shown = QKeySequence(spec.keys[0]).toString(_NATIVE) if spec.plain else ""
        action.setText(f"{text}\t{shown}" if shown else text)
        why = "" if action.isEnabled() or not spec.off else "\n" + translated(spec.off)
        set_tip(action, tip_of(spec) + why)
        set_status_tip(action, translated(spec.tip) + why)

    def _make(self, spec: ActionSpec, icons: Icons) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.key)
        action.setCheckable(spec.checkable)
        if spec.icon is not None:
            action.setIcon(icons.get(spec.icon))
        if not spec.plain:
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
        return action


_NATIVE = QKeySequence.SequenceFormat.NativeText


def translated(text: str) -> str:
    """A text of the table in the current language."""
    return QCoreApplication.translate("Action", text)


def name_of(spec: ActionSpec) -> str:
    """The action's name without the mark of its menu key."""
    return bare(translated(spec.text))


def keys_of(spec: ActionSpec) -> str:
    """Its keys as this system writes them."""
    return ", ".join(QKeySequence(key).toString(_NATIVE) for key in spec.keys)


def tip_of(spec: ActionSpec) -> str:
    """The tool tip: the name, the keys, and what the action does."""
    keys = f" ({keys_of(spec)})" if spec.keys else ""
    return f"{name_of(spec)}{keys}\n{translated(spec.tip)}"


def spec_of(key: str) -> ActionSpec:
    """The table's row called `key`. Raises StopIteration."""
    return next(spec for spec in rows() if spec.key == key)
