"""The size of text in the window: the one that a person has chosen, or that of a presentation."""

from typing import final

from PySide6.QtCore import QObject

from gui.style.text_size import PERCENTS, USUAL
from gui.window.parts import Parts


@final
class TextSizes(QObject):
    """Joins the setting to the menu, its keys and the theme."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self._least = 1.0  # that a presentation needs
        parts.menus.text_size_wanted.connect(self.choose)
        for key, step in (("text_larger", 1), ("text_smaller", -1)):
            parts.actions.on(key, lambda step=step: self._turn(step))  # type: ignore[misc]
        parts.actions.on("text_usual", lambda: self.choose(USUAL))
        self._show()

    def choose(self, percent: int) -> None:
        """Let all text have this size from now on."""
        self._parts.shell.settings.text_size = percent
        self._show()
        self._apply()
        self._parts.docking.fit_text()

    def present(self, least: float) -> None:
        """Let text be at least so many times as large as usual; 1 for as it was chosen."""
        self._least = least
        self._apply()

    def _turn(self, step: int) -> None:
        place = PERCENTS.index(self._parts.shell.settings.text_size) + step
        self.choose(PERCENTS[min(max(place, 0), len(PERCENTS) - 1)])

    def _apply(self) -> None:
        shell = self._parts.shell
        shell.theme.set_text_scale(max(shell.settings.text_size / 100, self._least))

    def _show(self) -> None:
        percent, actions = self._parts.shell.settings.text_size, self._parts.actions
        self._parts.menus.show_text_size(percent)
        actions.enable("text_larger", percent < PERCENTS[-1])
        for key in ("text_smaller", "text_usual"):
            actions.enable(key, percent > USUAL)
