"""The choices of a comparison, each a control."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from engine.analysis.critical_points import CriticalPoint
from gui.dialogs.escape.comparison import FIRST, LAST, place_text
from gui.dialogs.escape.entrants import DISTURBED, Lineup
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.text.numbers import NOTHING, power_of_ten, show
from gui.widgets.count_field import CountField
from gui.widgets.number_field import NumberField
from gui.widgets.segmented import Segmented

STARTS: Final = ("saddle", "ball")
WHO: Final = ("fleets", "rules")
POWERS: Final = tuple(range(FIRST, LAST - 1, -1))
MOST_UPDATES: Final = 100_000
MOST_BATCH: Final = 1000
DIGITS: Final = 4
DISTANT: Final = 1e9  # a number of greater size would only overflow


@final
@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen besides the saddle."""

    at_ball: bool
    lineup: Lineup
    powers: tuple[int, ...]
    level: float
    updates: int


@final
class EscapeControls(Retranslated, QWidget):
    """From where, who, how far, and until when."""

    saddle_chosen = Signal(int)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data, self._saddles = True, tuple[CriticalPoint, ...]()
        self.saddle, self.start, self.who = QComboBox(), Segmented(STARTS), Segmented(WHO)
        self.rate, self.kick = NumberField(self._not_positive), NumberField(self._too_far)
        self.sigma, self.level = NumberField(self._negative), NumberField()
        self.batch = CountField(MOST_BATCH)
        self.checks = {key: QCheckBox() for key in DISTURBED}
        self.first, self.last = QComboBox(), QComboBox()
        self.updates = CountField(MOST_UPDATES)
        self._fields = (self.rate, self.kick, self.sigma, self.level)
        self._errors: dict[QWidget, str] = {}
        self._labels = {key: PlainLabel() for key in self._rows()}
        self._fill()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def problem(self) -> str:
        """Why a text that is being typed is no number for its field; "" if all are."""
        wrong = (field for field in self._fields if field.property("invalid"))
        return next((self._errors[field] for field in wrong), "")

    @property
    def choices(self) -> Choices:
        """What is chosen."""
        first, last = sorted((self.first.currentIndex(), self.last.currentIndex()))
        usual = Lineup()
        lineup = Lineup(
            fleets=self.who.current == "fleets",
            rate=self.rate.value or usual.rate,
            disturbed=tuple(key for key in DISTURBED if self._takes_part(key)),
            kick=self.kick.value or 0.0,
            sigma=self.sigma.value or 0.0,
            size=self.batch.value(),
        )
        return Choices(
            at_ball=self.start.current == "ball",
            lineup=lineup,
            powers=POWERS[first : last + 1],
            level=self.level.value or 0.0,
            updates=self.updates.value(),
        )

    def show_saddles(self, saddles: Sequence[CriticalPoint], chosen: int, sought: bool) -> None:
        """Show what can be left, the chosen one by its number, or that it is still `sought`."""
        self._saddles = tuple(saddles)
        self.saddle.blockSignals(True)
        self.saddle.clear()
        for each in saddles:
            x, y = (show(value, DIGITS) for value in each.point)
            self.saddle.addItem(f"({x}, {y})")
        if not saddles:
            self.saddle.addItem("…" if sought else NOTHING)
        self.saddle.setCurrentIndex(chosen)
        self.saddle.setEnabled(bool(saddles) or sought)
        self.saddle.blockSignals(False)

    def allow_batches(self, possible: bool) -> None:
        """Let mini-batches take part where the surface has examples."""
        self._data = possible
        self.checks["batch"].setEnabled(possible)
        self._update_fields()
        self._explain_batches()

    def retranslate(self) -> None:
        rows = {
            "saddle": (self.tr("&Saddle"), self.tr("The saddle that is left")),
            "start": (self.tr("Start"), ""),
            "who": (self.tr("Who"), ""),
            "rate": (
                self.tr("&Rate η"),
                self.tr("The learning rate of the rules, and of gradient descent disturbed below"),
            ),
            "first": (self.tr("δ fro&m"), self.tr("The largest distance from the way in")),
            "last": (self.tr("δ &to"), self.tr("The smallest distance from the way in")),
            "level": (
                self.tr("&Level L"),
                self.tr(
                    "A ball has left the saddle once its loss is below this. Proposed is 1 % of "
                    "the way up from the highest minimum below the saddle to the saddle; where "
                    "no minimum was found, half way down to the least loss in the window"
                ),
            ),
            "updates": (
                self.tr("Most &updates"),
                self.tr("How many updates each makes at most"),
            ),
        }
        for key, (text, tip) in rows.items():
            self._labels[key].setText(text)
            control = self._rows()[key]
            if tip:
                control.setAccessibleName(text.replace("&", ""))
                set_tip(control, tip)
        self._name_choices()
        self._name_checks()

    def _name_choices(self) -> None:
        starts = {"saddle": self.tr("saddle"), "ball": self.tr("chosen ball")}
        tips = {
            "saddle": self.tr("δ away from the saddle itself, along u₋"),
            "ball": self.tr(
                "δ away from where the chosen ball is, along u₋ of the saddle: on the way into "
                "the saddle, all roll to it first"
            ),
        }
        self.start.set_texts(self.tr("Start"), starts, tips)
        who = {"fleets": self.tr("fleets"), "rules": self.tr("fixed rules")}
        tips = {
            "fleets": self.tr("The run’s fleets with their knobs, schedules and noise"),
            "rules": self.tr("Gradient descent, momentum, Nesterov, RMSProp and Adam"),
        }
        self.who.set_texts(self.tr("Who"), who, tips)

    def _name_checks(self) -> None:
        texts = {
            "kick": (
                self.tr("+ &kick ε"),
                self.tr("Gradient descent that is first kicked by ε along u₋"),
                self.tr("Size of the kick"),
            ),
            "noise": (
                self.tr("+ &noise s"),
                self.tr("Gradient descent with Gaussian noise: the median of 15 balls"),
                self.tr("Standard deviation of the noise"),
            ),
            "batch": (
                self.tr("+ mini-&batch B"),
                self.tr("Gradient descent with mini-batches: the median of 15 balls"),
                self.tr("Batch size"),
            ),
        }
        for key, field in self._disturbing().items():
            text, tip, name = texts[key]
            self.checks[key].setText(text)
            set_tip(self.checks[key], tip)
            field.setAccessibleName(name)
            set_tip(field, name)
        self._explain_batches()

    def _explain_batches(self) -> None:
        if not self._data:
            set_tip(self.checks["batch"], self.tr("This landscape is not made from data"))
        else:
            set_tip(
                self.checks["batch"],
                self.tr("Gradient descent with mini-batches: the median of 15 balls"),
            )

    def _rows(self) -> dict[str, QWidget]:
        return {
            "saddle": self.saddle,
            "start": self.start,
            "who": self.who,
            "rate": self.rate,
            "first": self.first,
            "last": self.last,
            "level": self.level,
            "updates": self.updates,
        }

    def _disturbing(self) -> dict[str, QWidget]:
        return {"kick": self.kick, "noise": self.sigma, "batch": self.batch}

    def _fill(self) -> None:
        usual = Lineup()
        for box in (self.first, self.last):
            box.addItems([power_of_ten(power) for power in POWERS])
        self.last.setCurrentIndex(len(POWERS) - 1)
        for field, value in (
            (self.rate, usual.rate),
            (self.kick, usual.kick),
            (self.sigma, usual.sigma),
            (self.level, 0.0),
        ):
            field.show_value(value)
        self.batch.setValue(usual.size)
        self.updates.setValue(1000)
        self.checks["kick"].setChecked(True)

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.saddle.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        rows = self._rows()
        for key in ("saddle", "start", "who", "rate"):
            self._add(form, key, rows[key])
        for key, field in self._disturbing().items():
            form.addRow(self.checks[key], field)
        for key in ("first", "last", "level", "updates"):
            self._add(form, key, rows[key])

    def _add(self, form: QFormLayout, key: str, control: QWidget) -> None:
        self._labels[key].setBuddy(control)
        form.addRow(self._labels[key], control)

    def _connect(self) -> None:
        self.saddle.activated.connect(self.saddle_chosen)
        for choice in (self.start, self.who):
            choice.chosen.connect(lambda: self._update_fields())
        for box in (self.first, self.last):
            box.activated.connect(lambda: self.changed.emit())
        for field in self._fields:
            field.committed.connect(lambda: self.changed.emit())
            field.error_changed.connect(partial(self._keep_error, field))
        for count in (self.batch, self.updates):
            count.valueChanged.connect(lambda: self.changed.emit())
        for check in self.checks.values():
            check.toggled.connect(lambda: self._update_fields())
        self._update_fields()

    def _update_fields(self) -> None:
        for key, field in self._disturbing().items():
            field.setEnabled(self._takes_part(key))
        disturbed = any(map(self._takes_part, DISTURBED))
        self.rate.setEnabled(disturbed or self.who.current == "rules")
        self.changed.emit()

    def _takes_part(self, key: str) -> bool:
        return self.checks[key].isChecked() and (key != "batch" or self._data)

    def _keep_error(self, field: NumberField, text: str) -> None:
        self._errors[field] = text
        self.changed.emit()

    def _not_positive(self, value: float) -> str:
        return "" if 0 < value <= DISTANT else self.tr("Type a number above 0")

    def _negative(self, value: float) -> str:
        return "" if 0 <= value <= DISTANT else self.tr("Type 0 or a number above it")

    def _too_far(self, value: float) -> str:
        return "" if abs(value) <= DISTANT else self.tr("Type a number up to 10⁹")


def start_text(base: tuple[float, float], way: tuple[float, float]) -> str:
    """A start at a distance δ as text."""
    return f"{place_text(*base)} + δ·{place_text(*way)}"
