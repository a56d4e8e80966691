"""A real window with a real engine, for tests to drive."""

from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.runner import Runner
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY as SURFACES
from gui.documents.settings import Settings
from gui.style.icons import Icons
from gui.style.theme import Theme, ThemeChoice
from gui.text.languages import Languages
from gui.window.main_window import MainWindow
from gui.window.parts import Shell
from gui.window.viewport import open_scene

LEFT = Qt.MouseButton.LeftButton


def race(surface="bowl", **points):
    """Every optimizer on a surface; keywords give their starting points by key."""
    fleets = tuple(
        FleetSetup(kind(), color=color, points=points.get(kind.key, ()))
        for color, kind in enumerate(ALL)
    )
    return Scenario(SURFACES[surface](), fleets)


@contextmanager
def opened(
    qtbot,
    qapp,
    scenario=None,
    gallery=(),
    sessions=None,
    settings=None,
    make_scene=open_scene,
    size=None,
    painted=True,
):
    """The program's window on `scenario`, shown; closed with its engine at the end.

    It is painted and has its panels, unless that is not waited for, which costs far less.
    """
    runner = Runner(Player(scenario or race()))
    runner.start()
    languages, theme = Languages(qapp), Theme(qapp, ThemeChoice.LIGHT, lambda: True)
    shell = Shell(Settings(settings), languages, theme, Icons(theme))
    window = MainWindow(runner, shell, gallery, sessions, make_scene)
    try:
        window.start(size)
        if painted:
            with qtbot.waitExposed(window):
                pass
            qtbot.waitUntil(lambda: window.docking.ready)
            qtbot.wait(50)
        yield window
    finally:
        window.close()
        window.finish_saving()
        window.deleteLater()
        theme.deleteLater()  # it would go on following the system, with what it belongs to gone
        runner.stop()
        languages.choose("en")
        qapp.processEvents()


def until(qtbot, window, condition):
    """Wait until the newest snapshot fulfils `condition`, and show it."""
    qtbot.waitUntil(lambda: bool(condition(window.engine.snapshot)), timeout=10_000)
    window.clock.tick()
    return window.engine.snapshot


def reached(window, condition, patience=10.0):
    """Wait until the newest snapshot fulfils `condition`, and show it: nothing is painted."""
    end = monotonic() + patience
    while not condition(window.engine.snapshot) and monotonic() < end:
        sleep(0.002)
    window.clock.tick()
    assert condition(window.engine.snapshot)
    return window.engine.snapshot


def pixel_of(window, point):
    """The pixel of the scene at a point of the surface."""
    x, y = window.viewport.scene.pixel_of(point)
    return QPoint(round(x), round(y))


def nearest_color(image, middle, color, reach=6):
    """The least distance in RGB, 0 to 441, of `color` to the pixels around `middle`."""
    target, ratio = QColor(color), image.devicePixelRatio()
    least = 1000.0
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            seen = image.pixelColor(
                round((middle.x() + dx) * ratio), round((middle.y() + dy) * ratio)
            )
            gap = sum((a - b) ** 2 for a, b in zip(seen.getRgb(), target.getRgb(), strict=True))
            least = min(least, gap**0.5)
    return least


def optimizer(key, **knobs):
    return BY_KEY[key](**knobs)


def scenario_file(folder: Path, text: str) -> Path:
    file = folder / "given.json"
    file.write_text(text, encoding="utf-8")
    return file


def balls(now):
    return {int(ball) for fleet in now.fleets for ball in fleet.balls}


def click(qtbot, window, point, *modifiers):
    """Click on a point of the surface in the 3-D view."""
    scene = window.viewport.scene
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(scene, LEFT, held, pixel_of(window, point))


def seen_at(window, point):
    """The middle of a ball in the 3-D view: a little above its point of the surface."""
    at = pixel_of(window, point)
    at.setY(at.y() - 5)
    return at


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.viewport.scene, key, modifiers)


def at_rest(qtbot, window):
    """Wait until the layout has stayed as it is for a while."""
    places = []
    while len(places) < 4 or len({*places[-4:]}) > 1:
        qtbot.wait(60)
        parts = (window.central, *window.docks.values())
        places.append(tuple(part.geometry().getRect() for part in parts))
