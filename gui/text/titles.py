"""What a run is called."""

from PySide6.QtCore import QCoreApplication

from engine.snapshot import Snapshot
from gui.style.outside_text import outside


def title_of(now: Snapshot, language: str) -> str:
    """The title of its scenario in `language`, or else the name of its surface."""
    own = outside(now.scenario.title.inside(language))
    return own or QCoreApplication.translate("Surface", now.surface.title)
