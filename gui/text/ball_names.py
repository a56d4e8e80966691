"""The names of single balls: what their optimizer is called, and what tells them apart."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from engine.snapshot import FleetView
from gui.text.numbers import short


def ball_names(fleets: tuple[FleetView, ...]) -> tuple[str, ...]:
    """A name for each ball of all fleets, in their order, in the present language.

    Fleets of the same name have their learning rates behind it, and balls of one fleet their
    numbers.
    """
    titles = [QCoreApplication.translate("Optimizer", fleet.optimizer.title) for fleet in fleets]
    used = Counter(title for title, fleet in zip(titles, fleets, strict=True) if len(fleet.balls))
    return tuple(
        _name(title, used[title] > 1, fleet, ball)
        for title, fleet in zip(titles, fleets, strict=True)
        for ball in fleet.balls.tolist()
    )


def _name(title: str, common: bool, fleet: FleetView, ball: int) -> str:
    rate = getattr(fleet.optimizer, "lr", None)
    noted = f" η {short(rate)}" if common and isinstance(rate, float) else ""
    number = f" · {ball}" if len(fleet.balls) > 1 else ""
    return f"{title}{noted}{number}"
