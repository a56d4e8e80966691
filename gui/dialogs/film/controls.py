"""The choices of a film, each a control."""

from typing import Any, Final, final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from gui.dialogs.film.order import KINDS, MOST_SECONDS, RATES, SIZES, FilmOrder
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.widgets.segmented import Segmented

CAMERAS: Final = ("still", "turning")
NAMES: Final = {"gif": "GIF", "apng": "APNG", "webp": "WebP", "mp4": "MP4"}
USUAL: Final = {"gif": 10, "apng": 10, "webp": 25, "mp4": 25}  # frames a second
MOST_UPDATE: Final = 100_000_000
WIDTH: Final = 130  # px of a field


@final
class FilmControls(Retranslated, QWidget):
    """Which updates, how long, and how they are drawn."""

    changed = Signal()

    def __init__(self, can_mp4: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_mp4 = can_mp4
        self.first, self.last = (QSpinBox(minimum=0, maximum=MOST_UPDATE) for _ in range(2))
        self.seconds = QSpinBox(minimum=1, maximum=MOST_SECONDS, value=10)
        self.kind, self.camera = Segmented(KINDS), Segmented(CAMERAS)
        self.rate = Segmented([str(rate) for rate in RATES])
        self.size_box = QComboBox()
        self.size_box.addItems([f"{width} × {height}" for width, height in SIZES])
        self.size_box.setCurrentIndex(1)
        self._controls: tuple[QWidget, ...] = (
            *(self.first, self.last, self.seconds, self.camera),
            *(self.kind, self.rate, self.size_box),
        )
        self._names = [PlainLabel() for _ in self._controls]
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def order(self) -> FilmOrder:
        """What is chosen."""
        return FilmOrder(
            first=self.first.value(),
            last=self.last.value(),
            kind=self.kind.current,
            seconds=self.seconds.value(),
            rate=int(self.rate.current),
            size=SIZES[self.size_box.currentIndex()],
            turning=self.camera.current == "turning",
        )

    def show_span(self, first: int, last: int) -> None:
        """Show the updates of a run, without a signal."""
        for field, value in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)

    def retranslate(self) -> None:
        texts = (
            (self.tr("F&rom update"), self.tr("The first update of the film")),
            (self.tr("&To update"), self.tr("The last one; updates not made yet are made for it")),
            (self.tr("&Length"), self.tr("How long the film is")),
            (self.tr("Camera"), ""),
            (self.tr("File"), ""),
            (self.tr("Frames a second"), ""),
            (self.tr("Si&ze"), self.tr("Width and height of the film, in pixels")),
        )
        for label, control, (text, tip) in zip(self._names, self._controls, texts, strict=True):
            label.setText(text)
            if tip:
                control.setAccessibleName(text.replace("&", ""))
                set_tip(control, tip)
        self.seconds.setSuffix(" " + self.tr("s"))
        self._name_choices()

    def _name_choices(self) -> None:
        still, turning = self.tr("Still"), self.tr("Once around")
        tips = {
            "still": self.tr("The view as it is now"),
            "turning": self.tr("The view turns once around the surface"),
        }
        self.camera.set_texts(self.tr("Camera"), {"still": still, "turning": turning}, tips)
        tips = {
            "gif": self.tr("Plays everywhere; 256 colours"),
            "apng": self.tr("Every pixel exact; large"),
            "webp": self.tr("Small and in all colours; for web pages and new programs"),
            "mp4": self.tr("For slides; written by ffmpeg"),
        }
        if not self._can_mp4:
            tips["mp4"] = self.tr("MP4 needs the program ffmpeg, which was not found here")
        self.kind.set_texts(self.tr("File"), NAMES, tips)
        tips = {str(rate): self.tr("%1 frames a second").replace("%1", str(rate)) for rate in RATES}
        self.rate.set_texts(
            self.tr("Frames a second"), {str(rate): str(rate) for rate in RATES}, tips
        )

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for label, control in zip(self._names, self._controls, strict=True):
            if isinstance(control, QSpinBox | QComboBox):
                control.setFixedWidth(WIDTH)
                label.setBuddy(control)
            form.addRow(label, control)
        self.kind.button("mp4").setEnabled(self._can_mp4)

    def _connect(self) -> None:
        fields: tuple[Any, ...] = (self.first, self.last, self.seconds)
        for field in fields:
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda: self.changed.emit())
        for choice in (self.camera, self.rate):
            choice.chosen.connect(lambda: self.changed.emit())
        self.kind.chosen.connect(self._choose_kind)
        self.size_box.activated.connect(lambda: self.changed.emit())

    def _choose_kind(self, kind: str) -> None:
        self.rate.choose(str(USUAL[kind]))
        self.changed.emit()
