"""Chooses the gradient that the balls use: exact, of a mini-batch, or with noise."""

from dataclasses import replace
from typing import Final, final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from engine.noise import ALL, Exact, MiniBatch, Noise
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.numbers import count
from gui.typeset.math_label import MathLabel
from gui.widgets.knob_section import KnobSection

MATH: Final = 13  # px


@final
class NoiseSection(Retranslated, QWidget):
    """The kind of noise, its equation, its knobs, and how long an epoch is."""

    wanted = Signal(object, bool)  # a Noise; whether a gesture continues

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noise: Noise = Exact()
        self._surface: Surface | None = None
        self._choices: tuple[type[Noise], ...] = ()
        self._label = dressed(PlainLabel(), "second")
        self._kinds = QComboBox()
        self._kinds.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rule = MathLabel(theme, size=MATH)
        self._knobs = KnobSection()
        self._shuffle = QCheckBox()
        self._shuffle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._epoch = dressed(PlainLabel(wrap=True), "caption")
        self._label.setBuddy(self._kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        parts = (self._label, self._kinds, self._rule, self._knobs, self._shuffle, self._epoch)
        for part in parts:
            column.addWidget(part)
        self._kinds.activated.connect(self._choose)
        self._knobs.turned.connect(self._turn)
        self._shuffle.clicked.connect(self._switch_shuffling)
        self.retranslate()

    def show_noise(self, noise: Noise, surface: Surface) -> None:
        """Show the noise of the gradient on `surface`."""
        choices = tuple(kind for kind in ALL if kind().suits(surface))
        self._noise, self._surface = noise, surface
        if choices != self._choices:
            self._choices = choices
            self._kinds.clear()
            self._kinds.addItems([self._title(kind) for kind in choices])
        self._kinds.setCurrentIndex(choices.index(type(noise)))
        self._knobs.show_owner(noise)
        self._rule.set_formula(noise.formula, noise.formula)
        self._update_epoch()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Gradient the balls use"))
        self._kinds.setAccessibleName(self.tr("Batch or noise"))
        set_tip(
            self._kinds,
            self.tr("The gradient of the whole loss, of a mini-batch, or one with noise"),
        )
        self._shuffle.setText(self.tr("Shuffle each epoch"))
        tip = self.tr("Off: every epoch has the order of the first, and its noise comes back")
        set_tip(self._shuffle, tip)
        for place, kind in enumerate(self._choices):
            self._kinds.setItemText(place, self._title(kind))
        self._update_epoch()

    def _title(self, kind: type[Noise]) -> str:
        return QCoreApplication.translate("Noise", kind.title)

    def _update_epoch(self) -> None:
        noise, surface = self._noise, self._surface
        batches = isinstance(noise, MiniBatch) and isinstance(surface, DataSurface)
        self._epoch.setVisible(batches)
        self._shuffle.setVisible(batches)
        if isinstance(noise, MiniBatch) and isinstance(surface, DataSurface):
            length = noise.epoch_length(surface)
            self._shuffle.setChecked(noise.shuffle_each_epoch)
            text = self.tr("%1 examples, reshuffled each epoch: %2 updates are one epoch")
            if not noise.shuffle_each_epoch:
                text = self.tr("%1 examples, in one order: %2 updates are one epoch")
            if length == 1:
                text = self.tr("All %1 examples at every update: each is one epoch")
            if surface.count == 1:
                text = self.tr("1 example: every update is one epoch")
            text = text.replace("%1", count(surface.count))
            self._epoch.setText(text.replace("%2", count(length)))

    def _choose(self, place: int) -> None:
        kind = self._choices[place]
        if kind is not type(self._noise):
            self._request(kind(), False)

    def _switch_shuffling(self, on: bool) -> None:
        if isinstance(self._noise, MiniBatch):
            self._request(replace(self._noise, shuffle_each_epoch=on), False)

    def _turn(self, name: str, value: float, grouped: bool) -> None:
        self._request(replace(self._noise, **{name: value}), grouped)

    def _request(self, noise: Noise, grouped: bool) -> None:
        self._noise = noise
        self.wanted.emit(noise, grouped)
