"""The dialog of a picture: what is in it, a preview, and where it goes."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.surfaces.base import Surface
from gui.dialogs.picture.composition import Composition
from gui.dialogs.picture.contents import Choices, Facts, Sources
from gui.dialogs.picture.controls import PictureControls
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.numbers import count
from gui.widgets.dialog_size import fitting
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled

USUAL: Final = QSize(980, 640)
SMALLEST: Final = QSize(640, 400)
EDGE, GAP = 16, 8
CHECKERS: Final = 8  # px of the squares behind what is transparent
PAUSE: Final = 60  # ms after a choice before the preview is drawn
SIDE: Final = 236  # px of the controls


@final
class PictureDialog(Retranslated, QDialog):
    """A window of its own; the picture is that of the moment at which it was opened."""

    saved = Signal(object, str)  # a QImage or bytes; the ending of the file

    def __init__(
        self, sources: Callable[[], Sources], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.draw)
        self._find_sources, self._theme = sources, theme
        self._sources = sources()
        self._composition = Composition(self._sources, theme.palette)
        self.controls = PictureControls(self._sources.scene is not None)
        self.preview = _Preview(theme)
        self.size_label = dressed(PlainLabel(), "caption")
        self.message = dressed(PlainLabel(wrap=True), "caption")
        self.copy_button = QPushButton(autoDefault=False)
        self.save_button = QPushButton(default=True)
        self.close_button = QPushButton(autoDefault=False)
        self._say: Callable[[], str] = str
        self._arrange()
        self._connect()
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_now(self) -> None:
        """Show the dialog with the picture of this moment."""
        self._sources = self._find_sources()
        self._begin()
        self._show_message(str)
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, surface: Surface) -> None:
        """Show the picture of this moment where the run is on another surface now: what was there
        before can't be drawn any more."""
        if self.isVisible() and surface is not self._sources.surface:
            self._sources = self._find_sources()
            self._show_message(str)
            self._begin()

    @property
    def facts(self) -> Facts:
        """The texts that the picture can hold."""
        return self._composition.facts

    @property
    def settled(self) -> bool:
        """Whether the preview shows what is chosen."""
        return not self._timer.isActive()

    def draw(self) -> None:
        """Draw the preview."""
        self._timer.stop()
        choices = self.controls.choices
        self.preview.show_image(self._composition.image(choices, 1.0))
        self._update()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Picture"))
        self.copy_button.setText(self.tr("&Copy"))
        set_tip(self.copy_button, self.tr("Put the picture on the clipboard"))
        self.save_button.setText(self.tr("Sa&ve…"))
        set_tip(self.save_button, self.tr("Save the picture as a file (Enter)"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; the choices stay (Esc)"))
        self.preview.setAccessibleName(self.tr("Preview of the picture"))
        if self.isVisible():
            self._begin()
        self._update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._timer.start()  # the view may have been turned meanwhile

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP)
        area = scrolled(self.controls, sideways=False)
        area.setFixedWidth(SIDE)
        right.addWidget(area, 1)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        row.setSpacing(EDGE)
        row.addWidget(self.preview, 1)
        row.addLayout(right)
        below = QHBoxLayout()
        below.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        below.setSpacing(GAP)
        below.addWidget(self.size_label)
        below.addWidget(self.message, 1)
        for button in (self.copy_button, self.close_button, self.save_button):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(HairLine())
        column.addLayout(below)

    def _connect(self) -> None:
        self.controls.changed.connect(self._choose)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self._theme.changed.connect(self._recolor)

    def _choose(self) -> None:
        self._show_message(str)
        self._update()
        self._timer.start()

    def _recolor(self) -> None:
        if self.isVisible():
            self._begin()

    def _begin(self) -> None:
        """Begin the picture again, with the colours and in the language of now."""
        self._composition = Composition(self._sources, self._theme.palette)
        self._timer.start()

    def _update(self) -> None:
        """Say how large the picture is, and whether it can be drawn."""
        choices = self.controls.choices
        size = self._composition.layout(choices).pixels(1 if choices.vector else choices.scale)
        text = self.tr("%1 × %2 px")
        text = text.replace("%1", count(size.width())).replace("%2", count(size.height()))
        self.size_label.setText(text)
        fits = choices.vector or self._composition.fits(choices)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(fits)
        if not fits:
            self._show_message(self._too_large)

    def _save(self) -> None:
        choices = self.controls.choices
        drawn = self.drawn(choices)
        if drawn is not None:
            ending = ".svg" if choices.vector else ".png"
            self.saved.emit(drawn, ending)

    def _copy(self) -> None:
        choices = self.controls.choices
        drawn = self.drawn(choices)
        if drawn is None:
            return
        data = QMimeData()
        if isinstance(drawn, bytes):
            data.setData("image/svg+xml", drawn)
            data.setImageData(self._composition.image(choices, 2.0))
        else:
            data.setImageData(drawn)
        clipboard = QGuiApplication.clipboard()
        clipboard.setMimeData(data)
        # Another program may hold it, or a remote desktop forbid it.
        taken = clipboard.mimeData() is not None and clipboard.mimeData().hasImage()
        self._show_message(self._copied if taken else self._refused)

    def drawn(self, choices: Choices) -> QImage | bytes | None:
        """The picture as chosen, or None and a message."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if choices.vector:
                return self._composition.svg(choices)
            image = self._composition.image(choices, choices.scale)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if image.isNull():
            self._show_message(self._too_large)
            return None
        return image

    def _show_message(self, words: Callable[[], str]) -> None:
        self._say = words
        self.message.setText(words())

    def _copied(self) -> str:
        return self.tr("Copied.")

    def _refused(self) -> str:
        return self.tr("The clipboard did not take the picture. Save it as a file instead.")

    def _too_large(self) -> str:
        return self.tr(
            "So many pixels can’t be drawn here: choose fewer, or make the view smaller."
        )


@final
class _Preview(QWidget):
    """Shows an image as large as there is room, at most in its own size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._image = theme, QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if not self._image.isNull():
            place = self._place()
            self._paint_checkers(painter, place)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = place.size() * self.devicePixelRatioF()
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            painter.drawImage(place, shown)
            painter.setPen(QColor(self._theme.palette.hairline))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _place(self) -> QRect:
        size = self._image.deviceIndependentSize().toSize()
        if size.boundedTo(self.size()) != size:
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(self.rect().topLeft(), size)
        place.moveCenter(self.rect().center())
        return place

    def _paint_checkers(self, painter: QPainter, place: QRect) -> None:
        """Squares behind what is transparent."""
        painter.save()
        painter.setClipRect(place)
        colors = QColor(self._theme.palette.panel), QColor(self._theme.palette.pressed)
        for row in range(place.height() // CHECKERS + 1):
            for column in range(place.width() // CHECKERS + 1):
                at = place.left() + column * CHECKERS, place.top() + row * CHECKERS
                painter.fillRect(QRect(*at, CHECKERS, CHECKERS), colors[(row + column) % 2])
        painter.restore()
