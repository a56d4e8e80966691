"""Runs for panels, without the thread, and helpers that read their pixels."""

from contextlib import contextmanager

from PySide6.QtGui import QColor

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from gui.state.selection import Selection
from gui.style.theme import Theme, ThemeChoice

POINTS = ((-1.5, 1.5), (0.3, -0.4))


def player(*keys, points=POINTS, surface=None, lr=0.02):
    """A run of the named optimizers from the same points."""
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=lr), color=color, points=points)
        for color, key in enumerate(keys or ("adam", "momentum"))
    )
    return Player(Scenario(surface or Rosenbrock(), fleets))


def go(player, update):
    player.timeline.seek(update)
    player.timeline.arrive()
    return player.snapshot()


@contextmanager
def shown(qtbot, qapp, kind, size=(320, 220), choice=ThemeChoice.LIGHT, selection=None):
    """A panel on the screen, with what it has sent in `sent`."""
    theme, sent = Theme(qapp, choice), []
    panel = kind(sent.append, selection or Selection(), theme)
    panel.sent = sent
    try:
        panel.resize(*size)
        panel.show()
        with qtbot.waitExposed(panel):
            pass
        yield panel
    finally:
        panel.close()
        panel.deleteLater()
        theme.deleteLater()
        qapp.processEvents()


def show(panel, now):
    """Show a snapshot at once, ignoring the panel's interval."""
    panel.selection.update(now)
    panel.set_snapshot(now)
    panel.refresh(now)


def nearest_color(widget, x, y, color, reach=3):
    """The least distance in RGB, 0 to 441, of `color` to the pixels around (x, y)."""
    image, expected = widget.grab().toImage(), QColor(color)
    ratio, least = image.devicePixelRatio(), 1000.0
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            seen = image.pixelColor(round((x + dx) * ratio), round((y + dy) * ratio))
            gap = sum((a - b) ** 2 for a, b in zip(seen.getRgb(), expected.getRgb(), strict=True))
            least = min(least, gap**0.5)
    return least
