"""The program's theme: light or dark, chosen or following the system."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.style.fonts import TEXT
from gui.style.palette import ALL, Palette, luminance
from gui.style.reduced_motion import system_reduces_motion
from gui.style.stylesheet import style_sheet
from gui.style.text_size import fit_all, text_scale

MOTION: Final = 180  # ms, the duration of an animation


@final
class ThemeChoice(StrEnum):
    """The setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@final
class Theme(QObject):
    """Sets the application's style, palette, style sheet and size of text, and signals changes.

    Widgets that paint themselves read `palette` when they paint; those that store colours (plots,
    the scene) connect to `changed`.
    """

    changed = Signal(object)  # the Palette; another one, or for another size of text

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        reduced_motion: Callable[[], bool] = system_reduces_motion,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._reduced_motion = reduced_motion
        self._hints = app.styleHints()  # what is asked of it belongs to this object of Python
        # Windows tells no scheme of a high-contrast theme: it is seen by its own colours alone.
        window = app.palette().color(QPalette.ColorRole.Window)
        self._looks_dark = luminance(window.name()) < 0.5
        self._set_color_scheme()
        self._palette = self._current_palette()
        self._apply()
        self._hints.colorSchemeChanged.connect(self._update)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._update)

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Set light or dark, or follow the system."""
        self._choice = choice
        self._set_color_scheme()
        self._update()

    def set_text_scale(self, scale: float) -> None:
        """Let all text be so many times larger than usual, at once."""
        pixels = round(scale * TEXT)
        if pixels != round(text_scale() * TEXT):
            font = QFont(self._app.font())
            font.setPixelSize(pixels)
            self._app.setFont(font)
            self._apply()
            fit_all()
            self.changed.emit(self._palette)

    def motion(self, duration: int = MOTION) -> int:
        """The duration of an animation in ms: 0 if the system is set to reduced motion."""
        return 0 if self._reduced_motion() else duration

    def _current_palette(self) -> Palette:
        preference = self._hints.accessibility().contrastPreference()
        strong = preference == Qt.ContrastPreference.HighContrast
        unknown = self._hints.colorScheme() == Qt.ColorScheme.Unknown
        looks = Qt.ColorScheme.Dark if self._looks_dark else Qt.ColorScheme.Light
        system = looks if strong and unknown else self._hints.colorScheme()
        return palette_for(self._choice, system, strong)

    def _set_color_scheme(self) -> None:
        """Use the same scheme for title bars and native dialogs, where the system supports it."""
        hints = self._hints
        if self._choice is ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self._choice is ThemeChoice.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _update(self) -> None:
        palette = self._current_palette()
        if palette is not self._palette:
            self._palette = palette
            self._apply()
            self.changed.emit(palette)

    def _apply(self) -> None:
        sheet = style_sheet(self._palette, text_scale())
        if self._app.styleSheet() == sheet:
            return  # Qt would style every widget again
        if not self._app.styleSheet():
            self._app.setStyle(QStyleFactory.create("Fusion"))
        self._app.setPalette(qt_palette(self._palette))
        self._app.setStyleSheet(sheet)
        # Windows has separate fonts for menus, tips and more, and a new style sheet restores
        # them: use one font for everything.
        self._app.setFont(self._app.font())


def palette_for(choice: ThemeChoice, system: Qt.ColorScheme, strong: bool = False) -> Palette:
    """The colours for a choice, on a system of that scheme, and set to high contrast or not."""
    # Light where the scheme is unknown, as it suits lecture halls.
    follows = choice is ThemeChoice.SYSTEM
    dark = system == Qt.ColorScheme.Dark if follows else choice is ThemeChoice.DARK
    return next(each for each in ALL if (each.dark, each.strong) == (dark, strong))


def qt_palette(palette: Palette) -> QPalette:
    """The colours that Qt's own painting uses."""
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.panel,
        QPalette.ColorRole.AlternateBase: palette.hover,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.second,
        QPalette.ColorRole.Button: palette.panel,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.BrightText: palette.danger,
        QPalette.ColorRole.ToolTipBase: palette.panel,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Highlight: palette.selected,
        QPalette.ColorRole.HighlightedText: palette.text,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.Light: palette.hover,
        QPalette.ColorRole.Midlight: palette.hairline,
        QPalette.ColorRole.Mid: palette.outline,
        QPalette.ColorRole.Dark: palette.outline,
        QPalette.ColorRole.Shadow: palette.outline,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.disabled))
    return made
