"""The choices of a picture, each a control."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gui.dialogs.picture.contents import GROUNDS, PARTS, SCALES, Choices
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.widgets.hairline import HairLine
from gui.widgets.segmented import Segmented

KINDS: Final = ("png", "svg")
GAP: Final = 6


@final
class PictureControls(Retranslated, QWidget):
    """What is in the picture, its ground, its kind of file and its size."""

    changed = Signal()

    def __init__(self, has_scene: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_scene = has_scene
        self.parts = {key: QCheckBox() for key in PARTS}
        self.kind, self.ground = Segmented(KINDS), Segmented(GROUNDS)
        self.scale = Segmented(SCALES)
        self._names = [dressed(PlainLabel(), "second") for _ in range(4)]
        self._no_pixels = dressed(PlainLabel(wrap=True), "caption")
        self._arrange()
        self.show_choices(Choices() if has_scene else Choices(frozenset(PARTS) - {"surface"}))
        for box in self.parts.values():
            box.toggled.connect(self._change)
        for choice in (self.kind, self.ground, self.scale):
            choice.chosen.connect(self._change)
        self.retranslate()

    @property
    def choices(self) -> Choices:
        """What is chosen."""
        return Choices(
            frozenset(key for key, box in self.parts.items() if box.isChecked()),
            int(self.scale.current),
            self.ground.current,
            self.kind.current == "svg",
        )

    def show_choices(self, choices: Choices) -> None:
        """Show these, without a signal."""
        self.blockSignals(True)
        for key, box in self.parts.items():
            box.setChecked(key in choices.parts)
        self.scale.choose(str(choices.scale))
        self.ground.choose(choices.ground)
        self.kind.choose("svg" if choices.vector else "png")
        self.blockSignals(False)
        self._update()

    def retranslate(self) -> None:
        for label, text in zip(
            self._names,
            (self.tr("Shown"), self.tr("Ground"), self.tr("File"), self.tr("Pixels")),
            strict=True,
        ):
            label.setText(text)
        for key, (text, tip) in self._part_texts().items():
            self.parts[key].setText(text)
            set_tip(self.parts[key], tip)
        grounds = {
            "window": self.tr("As here"),
            "white": self.tr("White"),
            "transparent": self.tr("None"),
        }
        tips = {
            "window": self.tr("The colours of this window"),
            "white": self.tr("White, with the light colours: for paper"),
            "transparent": self.tr("Transparent, with the colours of this window"),
        }
        self.ground.set_texts(self.tr("Ground"), grounds, tips)
        kinds = {"png": "PNG", "svg": "SVG"}
        tips = {
            "png": self.tr("Pixels: everything"),
            "svg": self.tr("Lines, sharp at any size: map and curves"),
        }
        self.kind.set_texts(self.tr("File"), kinds, tips)
        names = {each: f"{each}×" for each in SCALES}
        tips = {
            "1": self.tr("As many pixels as on a usual screen"),
            "2": self.tr("Twice as many in each direction: for slides"),
            "4": self.tr("Four times as many in each direction: for print"),
        }
        self.scale.set_texts(self.tr("Pixels"), names, tips)
        self._no_pixels.setText(self.tr("The surface is drawn in pixels: SVG leaves it out."))

    def _part_texts(self) -> dict[str, tuple[str, str]]:
        """The name of each part, with its key, and its tip."""
        return {
            "surface": (self.tr("&Surface"), self.tr("The 3-D view, with its balls and trails")),
            "map": (self.tr("&Map"), self.tr("The contour map, next to the surface")),
            "curves": (self.tr("C&urves"), self.tr("Loss, gradient norm and eigenvalues")),
            "title": (self.tr("&Title"), self.tr("What the run is called")),
            "formula": (self.tr("&Formula"), self.tr("The loss, typeset")),
            "caption": (self.tr("C&aption"), self.tr("What the scenario says of itself")),
            "bar": (self.tr("Colour &bar"), self.tr("Which losses the colours stand for")),
            "legend": (self.tr("&Legend"), self.tr("Which ball has which rule")),
        }

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        shown, ground, kind, pixels = self._names
        column.addWidget(shown)
        for box in self.parts.values():
            column.addWidget(box)
        column.addWidget(HairLine())
        for label, control in ((ground, self.ground), (kind, self.kind), (pixels, self.scale)):
            column.addWidget(label)
            column.addWidget(control)
        column.addWidget(self._no_pixels)
        column.addStretch(1)

    def _change(self) -> None:
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        vector = self.kind.current == "svg"
        self.parts["surface"].setEnabled(self._has_scene and not vector)
        self.scale.setEnabled(not vector)
        self._no_pixels.setVisible(vector and self._has_scene)
