"""What a landscape from data lets choose by name: mean or sum, raw or standardised features."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from engine.data.choices import Choice, choices
from gui.style.stylesheet import dressed
from gui.widgets.segmented import Segmented

SEGMENTS: Final = 3  # choices side by side; more of them go into a list


@final
class ChoiceRows(QWidget):
    """A row for every choice that is declared on a landscape, but for those to `skip`."""

    wanted = Signal(object)  # the owner with another choice

    def __init__(self, skip: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skip = skip
        self._owner: Any = None
        self._rows: dict[str, tuple[Choice, QLabel, Segmented | QComboBox]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_owner(self, owner: Any) -> None:
        """Show what can be chosen of `owner`."""
        if type(owner) is not type(self._owner):
            self._rebuild(owner)
        self._owner = owner
        for name, (declared, label, control) in self._rows.items():
            value = getattr(owner, name)
            # Where a person's own table is shown, none of ours is chosen.
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
            title = _said(declared.title)
            texts = {value: _said(name) for value, name in declared.options}
            label.setText(title)
            if isinstance(control, Segmented):
                control.say(title, texts)
                continue
            control.setAccessibleName(title)
            control.setToolTip(title)
            for place, text in enumerate(texts.values()):
                control.setItemText(place, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

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
        label = dressed(QLabel(), "second")
        control: Segmented | QComboBox
        if len(declared.options) <= SEGMENTS:
            control = Segmented(declared.values)
            control.chosen.connect(lambda value, name=name: self._want(name, value))
        else:
            control = QComboBox()
            control.addItems(declared.values)
            label.setBuddy(control)
            control.activated.connect(
                lambda place, name=name: self._want(name, declared.values[place])
            )
        self._rows[name] = (declared, label, control)
        self._column.addWidget(label)
        self._column.addWidget(control)

    def _want(self, name: str, value: str) -> None:
        self._owner = replace(self._owner, **{name: value})  # the next choice may follow at once
        self.wanted.emit(self._owner)


def _said(text: str) -> str:
    return QCoreApplication.translate("Choice", text)
