"""The notation of an optimizer's rule."""

from typing import Any, final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed


@final
class Notations(QObject):
    """The notation chosen for each kind of optimizer; one choice for all views of a window.

    An optimizer may have `notations`, ways of writing one and the same trajectory: each has a
    `title`, marked in the context "Optimizer", and a `formula` in LaTeX. The first is its own.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, int] = {}

    def place(self, optimizer: Any) -> int:
        """The index of the chosen notation."""
        return self._places.get(optimizer.key, 0)

    def choose(self, key: str, place: int) -> None:
        """Write the rule of the optimizer called `key` in its notation number `place`."""
        if place != self._places.get(key, 0):
            self._places[key] = place
            self.changed.emit()

    def formula(self, optimizer: Any) -> str:
        """The optimizer's rule in the chosen notation, in LaTeX."""
        ways = notations_of(optimizer)
        place = self.place(optimizer)
        return str(ways[place].formula if place < len(ways) else optimizer.formula)

    def title(self, optimizer: Any) -> str:
        """The name of the chosen notation; "" where there is only one."""
        ways = notations_of(optimizer)
        place = self.place(optimizer)
        return translated_title(ways[place].title) if place < len(ways) else ""


def notations_of(optimizer: Any) -> tuple[Any, ...]:
    """The ways in which a rule can be written; empty where there is only one."""
    ways = tuple(getattr(optimizer, "notations", ()))
    return ways if len(ways) > 1 else ()


def translated_title(title: str) -> str:
    """A notation's title in the current language."""
    return QCoreApplication.translate("Optimizer", title)


@final
class NotationChoice(Retranslated, QWidget):
    """Chooses the notation; hidden where there is no choice."""

    def __init__(self, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notations, self._optimizer = notations, None
        self._titles: tuple[str, ...] = ()
        self._label, self.ways = dressed(PlainLabel(), "caption"), QComboBox()
        self._label.setBuddy(self.ways)
        self.ways.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ways.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        # One above the other: in a row, the narrow panels would cut names off.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(self.ways)
        self.ways.activated.connect(self._choose)
        self.hide()
        self.retranslate()

    def show_optimizer(self, optimizer: Any) -> None:
        """List the notations of `optimizer`."""
        self._optimizer = optimizer
        ways = notations_of(optimizer)
        titles = tuple(translated_title(way.title) for way in ways)
        if titles != self._titles:
            self._titles = titles
            self.ways.clear()
            self.ways.addItems(titles)
        if ways:
            self.ways.setCurrentIndex(self._notations.place(optimizer))
        self.setVisible(bool(ways))

    def retranslate(self) -> None:
        self._label.setText(self.tr("Notation"))
        self.ways.setAccessibleName(self.tr("Notation"))
        set_tip(
            self.ways,
            self.tr("Different books write the same rule differently; the balls move the same"),
        )
        if self._optimizer is not None:
            self.show_optimizer(self._optimizer)

    def _choose(self, place: int) -> None:
        if self._optimizer is not None:
            self._notations.choose(self._optimizer.key, place)
