"""The landscape: its name, source and shape, and the noise of its gradient."""

from typing import ClassVar, Final, final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from engine.commands import ChangeNoise, ChangeSurface, TurnSurface
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface
from gui.panels.landscape.noise_section import NoiseSection
from gui.panels.panel import Panel
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed
from gui.style.theme import Theme
from gui.text.numbers import count
from gui.typeset.math_label import MathLabel
from gui.typeset.rule_lines import equations
from gui.widgets.choice_rows import ChoiceRows
from gui.widgets.hairline import HairLine
from gui.widgets.knob_section import KnobSection
from gui.widgets.scroll import fill, scrolled

NARROW: Final = 16  # letters of the options of a choice that are side by side
LINES: Final = 4  # equations of a landscape, at most


@final
class LandscapePanel(Panel):
    """All settings of the loss, and buttons for choosing another one."""

    key: ClassVar[str] = "landscape"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The loss whose surface the balls roll on, with knobs of its own and the noise in the "
        "gradient: see how the same optimizer fares on another one.",
    )
    term: ClassVar[str] = "error-surface"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.LeftDockWidgetArea
    interval: ClassVar[float] = 0.1

    gallery_wanted = Signal()
    formula_wanted = Signal()
    data_wanted = Signal()

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self._name = dressed(PlainLabel(wrap=True), "title")
        self._rules = tuple(MathLabel(theme, size=14) for _ in range(LINES))
        self._source = dressed(PlainLabel(wrap=True), "caption")
        self._examples = dressed(PlainLabel(wrap=True), "caption")
        self._other, self._formula, self._data = QPushButton(), QPushButton(), QPushButton()
        for button in (self._other, self._formula, self._data):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shape_title = dressed(PlainLabel(), "second")
        self._shape, self._choices = KnobSection(), ChoiceRows(letters=NARROW)
        self._noise = NoiseSection(theme)
        self._initial: Surface | None = None  # the run's initial surface
        self._last: Surface | None = None  # shown last
        self._typed: Surface | None = None  # what the sliders are for
        self._arrange()
        self._connect()
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        surface = now.surface
        self._name.setText(QCoreApplication.translate("Surface", surface.title))
        self._show_formula(equations(surface.formula))
        self._source.setText(QCoreApplication.translate("Source", surface.source))
        self._examples.setVisible(isinstance(surface, DataSurface))
        if isinstance(surface, DataSurface):
            text = self.tr("%1 examples") if surface.count > 1 else self.tr("1 example")
            self._examples.setText(text.replace("%1", count(surface.count)))
        self._show_shape(now)
        self._shape_title.setVisible(bool(self._shape.rows))
        self._choices.show_owner(surface)
        self._noise.show_noise(now.noise, surface)

    def sources(self, now: Snapshot) -> tuple[object, ...]:
        return now.surface, now.scenario.surface, now.noise

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Landscape"))
        self._shape_title.setText(self.tr("Shape of the landscape"))
        for button, text, tip in (
            (self._other, self.tr("Gallery…"), self.tr("Choose another landscape")),
            (self._formula, self.tr("Formula…"), self.tr("Type a loss of your own")),
            (self._data, self.tr("Data…"), self.tr("Make a loss from a table of your own")),
        ):
            button.setText(text)
            set_tip(button, tip)
            button.setAccessibleDescription(tip)
        self.request_refresh()

    def set_palette(self, palette: Palette) -> None:
        del palette  # all children paint in the theme's current colours

    def _show_shape(self, now: Snapshot) -> None:
        """The sliders of a formula get ranges that fit the values it was typed with,
        also if the same one is typed again. Turning a knob, or starting the run
        again, leaves the ranges unchanged."""
        surface, typed = now.surface, now.scenario.surface
        if typed != self._initial and surface != self._last and surface.group == "own":
            self._typed = typed
            self._shape.show_owner(typed, typed)
        self._initial, self._last = typed, surface
        self._shape.show_owner(surface, self._typed if surface.group == "own" else None)

    def _show_formula(self, lines: tuple[str, ...]) -> None:
        """One equation a line: in one line they would be too small to read."""
        for number, label in enumerate(self._rules):
            label.setVisible(number < len(lines))
            if number < len(lines):
                label.set_formula(lines[number], lines[number])

    def _connect(self) -> None:
        self._other.clicked.connect(self.gallery_wanted)
        self._formula.clicked.connect(self.formula_wanted)
        self._data.clicked.connect(self.data_wanted)
        self._shape.turned.connect(lambda name, value, on: self._send(TurnSurface(name, value, on)))
        self._choices.wanted.connect(lambda surface: self._send(ChangeSurface(surface)))
        self._noise.wanted.connect(lambda noise, on: self._send(ChangeNoise(noise, on)))

    def _arrange(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        for part in (
            self._name,
            *self._rules,
            self._source,
            self._examples,
            self._other,
            self._formula,
            self._data,
            HairLine(),
            self._choices,
            self._shape_title,
            self._shape,
            HairLine(),
            self._noise,
        ):
            column.addWidget(part)
        column.addStretch(1)
        fill(self, scrolled(inner, sideways=False))
        fixed(self, least=240)
