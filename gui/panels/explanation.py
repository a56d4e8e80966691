"""The button that says what a panel or a curve shows."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.panel import Panel
from gui.style.focus_tip import FocusTip, open_glossary
from gui.style.icons import Icon, Icons
from gui.widgets.tool_button import ToolButton

ICON: Final = 12
NAME: Final = QT_TRANSLATE_NOOP("PanelAbout", "What “%1” shows")
MORE: Final = QT_TRANSLATE_NOOP("PanelAbout", "Click, or press Space: glossary")


@final
class Explanation:
    """Has the button, whose tip is the panel's one sentence; it opens the glossary at its term."""

    def __init__(self, icons: Icons) -> None:
        self.button = ToolButton(icons.get(Icon.HELP, "second"), size=ICON)
        self._tip, self._term = FocusTip(self.button), ""
        self.button.clicked.connect(lambda: open_glossary(self.button, self._term))

    def show_panel(self, panel: Panel) -> None:
        """Explain `panel`, in the language of the moment."""
        self._term = panel.term
        name = _translated(NAME).replace("%1", panel.windowTitle())
        self.button.setAccessibleName(name)
        self._tip.set_text(f"{about(panel)}\n{_translated(MORE)}", panel.term)


def about(panel: Panel) -> str:
    """What it shows and what to look for, in one sentence."""
    return _translated(panel.about)


def _translated(text: str) -> str:
    return QCoreApplication.translate("PanelAbout", text)
