"""What the columns of an exported run are called: as in the table of balls."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface

UPDATE: Final = QT_TRANSLATE_NOOP("BallModel", "Update")
FLEET: Final = QT_TRANSLATE_NOOP("BallModel", "Fleet")
OPTIMIZER: Final = QT_TRANSLATE_NOOP("BallModel", "Optimizer")
BALL: Final = QT_TRANSLATE_NOOP("BallModel", "Ball")
LOSS: Final = QT_TRANSLATE_NOOP("BallModel", "Loss")


def column_names(surface: Surface) -> tuple[str, ...]:
    """The name of each of `engine.export.COLUMNS`, in the current language.

    Names of a person's own columns are as they are in their table.
    """
    words = (UPDATE, FLEET, OPTIMIZER, BALL)
    named = (QCoreApplication.translate("BallModel", word) for word in words)
    loss = QCoreApplication.translate("BallModel", LOSS)
    return (*named, *surface.axes, loss, "‖g‖", "λ₁", "λ₂")
