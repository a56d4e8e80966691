"""The named choices of a landscape from data: mean or sum, raw or standardised features."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from engine.data.choices import Choice, choices
from gui.style.plain_text import ElidedBox, PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.widgets.segmented import Segmented

SEGMENTS: Final = 3  # options in a segmented control; for more, a list is used
LETTERS: Final = 60  # of all options in a segmented control, in English
LEAST: Final = 12  # letters that a list asks room for


@final
class ChoiceRows(Retranslated, QWidget):
    """A row for every choice that a landscape declares, except those in `skip`.

    Options are side by side where they are few and have at most that many `letters` together.
    """

    wanted = Signal(object)  # the owner with another choice

    def __init__(
        self,
        skip: Collection[str] = (),
        letters: int = LETTERS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._skip, self._letters = skip, letters
        self._owner: Any = None
        self._rows: dict[str, tuple[Choice, PlainLabel, Segmented | QComboBox]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_owner(self, owner: Any) -> None:
        """Show the choices of `owner`."""
        if type(owner) is not type(self._owner):
            self._rebuild(owner)
        self._owner = owner
        for name, (declared, label, control) in self._rows.items():
            value = getattr(owner, name)
            # With a table of the person's own, no built-in data set is chosen.
            shown = name != "dataset" or getattr(owner, "own", None) is None
            label.setVisible(shown)
            control.setVisible(shown)
            if isinstance(control, Segmented):
                control.choose(value)
            else:
                control.setCurrentIndex(declared.values.index(value))

    def control(self, name: str) -> Segmented | QComboBox:
        """The control of a choice. Raises KeyError."""
        return self._rows[name][2]

    def retranslate(self) -> None:
        for declared, label, control in self._rows.values():
            title = _translated(declared.title)
            texts = {value: _translated(name) for value, name in declared.options}
            label.setText(title)
            if isinstance(control, Segmented):
                control.set_texts(title, texts)
                continue
            control.setAccessibleName(title)
            set_tip(control, title)
            for place, text in enumerate(texts.values()):
                control.setItemText(place, text)

    def _rebuild(self, owner: Any) -> None:
        for _, label, control in self._rows.values():
            for part in (label, control):
                self._column.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._rows = {}
        for name, declared in choices(owner):
            if name not in self._skip and len(declared.options) > 1:
                self._add(name, declared)
        self.retranslate()
        self.setVisible(bool(self._rows))

    def _add(self, name: str, declared: Choice) -> None:
        label = dressed(PlainLabel(), "second")
        control: Segmented | QComboBox
        letters = sum(len(name) for _, name in declared.options)
        if len(declared.options) <= SEGMENTS and letters <= self._letters:
            control = Segmented(declared.values)
            control.chosen.connect(lambda value, name=name: self._choose(name, value))
        else:
            control = ElidedBox(LEAST)
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            control.addItems(declared.values)
            label.setBuddy(control)
            control.activated.connect(
                lambda place, name=name: self._choose(name, declared.values[place])
            )
        self._rows[name] = (declared, label, control)
        self._column.addWidget(label)
        self._column.addWidget(control)

    def _choose(self, name: str, value: str) -> None:
        self._owner = replace(self._owner, **{name: value})  # before the engine's answer
        self.wanted.emit(self._owner)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Choice", text)
