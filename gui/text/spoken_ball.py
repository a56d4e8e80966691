"""One ball in words, for screen readers."""

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.text.numbers import show
from gui.text.status_text import status_text

NAME = QT_TRANSLATE_NOOP("SpokenBall", "Ball {0}, {1}")
STATE = QT_TRANSLATE_NOOP("SpokenBall", "loss {0}, {1}")
BOTH = QT_TRANSLATE_NOOP("SpokenBall", "{0}: {1}")
NO_BALL = QT_TRANSLATE_NOOP("SpokenBall", "No ball chosen")


def spoken_ball(now: Snapshot | None, ball: int | None) -> tuple[str, str]:
    """The name of a ball, and its loss and status, in the current language."""
    translate = QCoreApplication.translate
    home = now.homes.get(ball) if now is not None and ball is not None else None
    if home is None:
        return "", translate("SpokenBall", NO_BALL)
    fleet, place = home
    name = translate("Optimizer", fleet.optimizer.title)
    loss = show(float(fleet.reading_of(place).loss[0]))
    return (
        translate("SpokenBall", NAME).format(ball, name),
        translate("SpokenBall", STATE).format(loss, status_text(fleet, place)),
    )


def spoken_value(now: Snapshot | None, ball: int | None) -> str:
    """The same as the value of a view that shows the ball."""
    return joined(*spoken_ball(now, ball))


def joined(name: str, state: str) -> str:
    """Both in one text; without a name the state alone."""
    return QCoreApplication.translate("SpokenBall", BOTH).format(name, state) if name else state
