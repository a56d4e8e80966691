"""The control of one knob: its name, a slider, and a field that takes exact values."""

from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from engine.knobs import Knob
from gui.style.focus_tip import FocusTip
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.text.numbers import exact
from gui.text.symbols import more, of_knob
from gui.widgets import slider_scale
from gui.widgets.number_field import NumberField
from gui.widgets.slider import GestureSlider

STALE: Final = 8000  # ms that an error stays after the last valid number was restored
SETTLE: Final = 250  # ms after a change in which values of the engine may be outdated


@final
class KnobRow(Retranslated, QFrame):
    """Sets one knob.

    The value determines the slider's position: showing a value never changes it, and a legal
    value beyond the slider's ends is shown and stays as it is.
    """

    turned = Signal(float, bool)
    """The new value; False for the first change of a gesture, True for those that continue it,
    so that a whole drag is undone at once."""

    def __init__(
        self, knob: Knob, default: float, owner: Any = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.knob, self._owner = knob, owner
        self._default = default
        self._engine_value: float | None = default  # the last value from the engine
        self._answered = False  # whether the engine has sent a value since the last change
        self._settling = QTimer(self, interval=SETTLE, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._name = PlainLabel()
        self._name.setWordWrap(True)  # never cut off, in any language
        self._slider = GestureSlider()
        self._steps = slider_scale.places(knob)
        self._slider.setRange(0, self._steps)
        self._slider.setSingleStep(max(self._steps // 200, 1))
        self._slider.setPageStep(max(self._steps // 20, 1))
        self._field = NumberField(self._error_of)
        self._problem = dressed(PlainLabel(parent=self, wrap=True), "problem")
        self._problem.hide()
        self._error_timer = QTimer(self, interval=STALE, singleShot=True)
        self._error_timer.timeout.connect(self._hide_stale_error)
        self._arrange()
        self._tips = FocusTip(self._name, click=True), FocusTip(self._slider)
        self._slider.moved.connect(self._slide)
        self._slider.reset.connect(lambda grouped: self._turn(self._default, grouped))
        self._field.committed.connect(lambda value: self._turn(value, False))
        self._field.error_changed.connect(self._show_error)
        self.show_value(default)
        self.retranslate()

    @property
    def value(self) -> float | None:
        """The value shown; None if the balls have different ones."""
        return self._field.value

    def show_value(self, value: float | None) -> None:
        """Show the engine's value; None if the balls have different ones.

        While a person drags or types, and until the engine can have answered, theirs is shown.
        """
        self._engine_value, self._answered = value, True
        if not self._slider.isSliderDown() and not self._settling.isActive():
            self._show(value)

    def retranslate(self) -> None:
        title = QCoreApplication.translate("Knob", self.knob.title)
        symbol = self.knob.symbol
        self._name.setText(f"{symbol}  {title}" if title else symbol)
        self._field.setPlaceholderText(self.tr("several"))
        name = self._name.text()
        self._slider.setAccessibleName(name)
        self._field.setAccessibleName(self.tr("%1, exact value").replace("%1", name))
        default = self.tr("Default: %1").replace("%1", exact(self._default))
        keys = self.tr("Arrow keys: fine. Page keys: coarse. Double-click or Delete: default.")
        meaning, key = of_knob(self.knob, self._owner)
        lines = [name, meaning, default]
        asks = [more(click) if key else "" for click in (True, False)]
        texts = [*lines, asks[0]], [*lines, keys, asks[1]]
        for tip, text in zip(self._tips, texts, strict=True):
            tip.set_text("\n".join(filter(None, text)), key)
        exactly = self.tr("Any exact value, such as 0.999 or 1e-7")
        set_tip(self._field, f"{name}\n{exactly}")

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._field, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._slider, 1, 0, 1, 2)
        grid.addWidget(self._problem, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._name.setBuddy(self._field)

    def _slide(self, place: int, grouped: bool) -> None:
        value = slider_scale.value(self.knob, place / self._steps)
        if value == self._field.value:  # values are rounded: continue to the next that differs
            current = round(slider_scale.share(self.knob, value) * self._steps)
            step = (place > current) - (place < current)
            while step and value == self._field.value and 0 < place < self._steps:
                place += step
                value = slider_scale.value(self.knob, place / self._steps)
        if value == self._field.value:
            self._show(value)
            return
        self._turn(value, grouped)

    def _turn(self, value: float, grouped: bool) -> None:
        self._answered = False
        self._settling.start()
        self._show_error("")
        self._show(value)
        self.turned.emit(value, grouped)

    def _settle(self) -> None:
        """Show the engine's value again: it may have refused the change."""
        if self._slider.isSliderDown():
            self._settling.start()
        elif self._answered:
            self._show(self._engine_value)

    def _show(self, value: float | None) -> None:
        self._field.show_value(value)
        self._tips[1].set_value("" if value is None else exact(value))
        if value is not None and not self._slider.isSliderDown():
            self._slider.show_place(round(slider_scale.share(self.knob, value) * self._steps))

    def _show_error(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            self._error_timer.start()

    def _hide_stale_error(self) -> None:
        """Hide the error, unless the invalid text is still in the field."""
        if self._field.editing:
            self._error_timer.start()
        else:
            self._show_error("")

    def _error_of(self, value: float) -> str:
        """The error message for `value`; "" if it is legal."""
        if self.knob.allows(value):
            return ""
        if self.knob.whole and value != int(value):
            return self.tr("Must be a whole number")
        return self.tr("Allowed: %1").replace("%1", bounds(self.knob))


def bounds(knob: Knob) -> str:
    """The legal values of `knob`, as an inequality: 0 ≤ β₁ < 1."""
    text = knob.symbol or "x"
    if knob.minimum > -float("inf"):
        text = f"{exact(knob.minimum)} {'<' if knob.open_low else '≤'} {text}"
    if knob.maximum < float("inf"):
        text = f"{text} {'<' if knob.open_high else '≤'} {exact(knob.maximum)}"
    return text
