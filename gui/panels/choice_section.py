"""What a thing lets choose by name: the fields of a landscape that are neither number nor data."""

from dataclasses import fields, replace
from typing import Any, Final, Literal, final, get_args, get_origin, get_type_hints

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.marks import QT_TRANSLATE_NOOP
from gui.style import dressed
from gui.widgets.segmented import Segmented

TITLES: Final = {
    "reduction": QT_TRANSLATE_NOOP("Choice", "Loss over the examples"),
    "features": QT_TRANSLATE_NOOP("Choice", "Features"),
    "loss": QT_TRANSLATE_NOOP("Choice", "Loss"),
}
WORDS: Final = {
    "mean": QT_TRANSLATE_NOOP("Choice", "Mean"),
    "sum": QT_TRANSLATE_NOOP("Choice", "Sum"),
    "raw": QT_TRANSLATE_NOOP("Choice", "Raw"),
    "centred": QT_TRANSLATE_NOOP("Choice", "Centred"),
    "standardised": QT_TRANSLATE_NOOP("Choice", "Standardised"),
    "cross_entropy": QT_TRANSLATE_NOOP("Choice", "Cross-entropy"),
    "squared_error": QT_TRANSLATE_NOOP("Choice", "Squared error"),
}


def choices(owner: Any) -> dict[str, tuple[str, ...]]:
    """The fields of a dataclass that take one of a few words, and these words."""
    hints = get_type_hints(type(owner))
    return {
        each.name: get_args(hints[each.name])
        for each in fields(owner)
        if get_origin(hints[each.name]) is Literal
    }


@final
class ChoiceSection(QWidget):
    """A row of buttons for every such field."""

    wanted = Signal(object)  # the owner with another choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner: Any = None
        self._rows: dict[str, tuple[QLabel, Segmented]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_owner(self, owner: Any) -> None:
        """Show what can be chosen of `owner`."""
        if type(owner) is not type(self._owner):
            self._rebuild(owner)
        self._owner = owner
        for name, (_, buttons) in self._rows.items():
            buttons.choose(getattr(owner, name))

    def retranslate(self) -> None:
        for name, (label, buttons) in self._rows.items():
            title = QCoreApplication.translate("Choice", TITLES.get(name, name))
            label.setText(title)
            words = choices(self._owner)[name] if self._owner is not None else ()
            texts = {w: QCoreApplication.translate("Choice", WORDS.get(w, w)) for w in words}
            buttons.say(title, texts)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _rebuild(self, owner: Any) -> None:
        for label, buttons in self._rows.values():
            for part in (label, buttons):
                self._column.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._rows, self._owner = {}, owner
        for name, words in choices(owner).items():
            label, buttons = dressed(QLabel(), "second"), Segmented(words)
            buttons.chosen.connect(lambda word, name=name: self._want(name, word))
            self._rows[name] = (label, buttons)
            self._column.addWidget(label)
            self._column.addWidget(buttons)
        self.retranslate()
        self.setVisible(bool(self._rows))

    def _want(self, name: str, word: str) -> None:
        self.wanted.emit(replace(self._owner, **{name: word}))
