"""Make the pictures of the documents in docs/images: of the window, and of all scenarios."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from engine.commands import FastForward
from engine.scenario import Scenario
from engine.timeline import Course
from gui.dialogs.escape.dialog import EscapeDialog
from gui.documents.resources import scenarios
from gui.panels.slice.panel import SlicePanel
from gui.style.theme import ThemeChoice
from gui.text.languages import AVAILABLE
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "images"
UPDATES: Final = 200  # of a scenario without an end of its own
# A file, a language, a look, a scenario, how many updates it has made, and the panel in front.
WINDOWS: Final = (
    ("window-en-light.png", "en", ThemeChoice.LIGHT, 0, 120, "curves"),
    ("window-zh-light.png", "zh_CN", ThemeChoice.LIGHT, 0, 120, "curves"),
    ("window-zh-dark.png", "zh_CN", ThemeChoice.DARK, 4, 300, "curves"),
    ("why-en.png", "en", ThemeChoice.LIGHT, 1, 100, "why"),
    ("why-zh.png", "zh_CN", ThemeChoice.LIGHT, 1, 100, "why"),
    ("critical-points-en.png", "en", ThemeChoice.LIGHT, 7, 40, "why"),
    ("critical-points-zh.png", "zh_CN", ThemeChoice.LIGHT, 7, 40, "why"),
    ("sheet-en.png", "en", ThemeChoice.LIGHT, 16, 0, "why"),
    ("sheet-zh.png", "zh_CN", ThemeChoice.LIGHT, 16, 0, "why"),
    ("way-out-en.png", "en", ThemeChoice.LIGHT, 17, 30, "why"),
    ("way-out-zh.png", "zh_CN", ThemeChoice.LIGHT, 17, 30, "why"),
    ("batch-en.png", "en", ThemeChoice.LIGHT, 19, 0, "curves"),
    ("batch-zh.png", "zh_CN", ThemeChoice.LIGHT, 19, 0, "curves"),
    ("slice-en.png", "en", ThemeChoice.LIGHT, 18, 500, "slice"),
    ("slice-zh.png", "zh_CN", ThemeChoice.LIGHT, 18, 500, "slice"),
)
# A file, a language, a lesson, one of its steps from 0, a prediction, and updates made then.
LESSONS: Final = (
    ("lesson-en.png", "en", 2, 2, 0.7, 60),
    ("lesson-zh.png", "zh_CN", 2, 2, 0.7, 60),
)
ESCAPES: Final = (("escape-en.png", "en"), ("escape-zh.png", "zh_CN"))
SHEET: Final = "scenarios.png"
CELL: Final = (480, 300)  # px of one window on the sheet
PAIRS: Final = 2  # scenarios a row, each in every language


def show(window: MainWindow, scenario: Scenario, updates: int) -> None:
    """Open a scenario, make its updates, and wait until all of it is drawn."""
    window.engine.open(Course(scenario, (), 0))
    live(10.0, lambda: window.engine.snapshot.scenario is scenario)
    window.engine.send(FastForward(updates))
    live(30.0, lambda: window.engine.snapshot.update >= updates)
    window.clock.tick()
    window.central.notices.clear()
    live(1.0)
    parts = (window.viewport, *window.panels.values())
    live(20.0, lambda: all(part.complete for part in parts))


def windows(window: MainWindow) -> None:
    for name, language, look, number, updates, front in WINDOWS:
        window.docks[front].raise_()
        window.shell.languages.choose(language)
        window.shell.theme.choose(look)
        show(window, scenarios()[number], updates)
        panel = window.panels[front]
        if isinstance(panel, SlicePanel) and panel.choice.alone.isChecked():
            panel.choice.alone.click()  # the whole surface with its line
            live(1.0)
        window.picture().save(str(FOLDER / name))


def lessons(window: MainWindow) -> None:
    """Steps of lessons in which something was predicted and has happened."""
    window.shell.theme.choose(ThemeChoice.LIGHT)
    for name, language, number, place, predicted, updates in LESSONS:
        window.shell.languages.choose(language)
        window.lessons.open_number(number, place)
        live(2.0)
        play(window, predicted, updates)
        window.picture().save(str(FOLDER / name))
    window.lessons.end()


def play(window: MainWindow, predicted: float, updates: int) -> None:
    """Predict, do what the step asks for, and wait until it has happened."""
    current = window.selection.lesson
    current.predict(predicted)
    for command in current.step.acts if current.step is not None else ():
        window.engine.send(command)
    window.engine.send(FastForward(updates))
    live(20.0, lambda: window.engine.snapshot.update >= updates and current.outcome.done)
    live(3.0)  # until what blinks is gone


def finish(dialog: EscapeDialog) -> None:
    live(60.0, lambda: not dialog.busy)
    live(0.5)


def escapes(window: MainWindow) -> None:
    """The dialog that compares the ways out of a saddle, with its results."""
    show(window, scenarios()[17], 0)
    window.shell.theme.choose(ThemeChoice.LIGHT)
    for name, language in ESCAPES:
        window.shell.languages.choose(language)
        window.actions_["escape"].trigger()
        (dialog,) = window.findChildren(EscapeDialog)
        finish(dialog)
        dialog.start_button.click()
        finish(dialog)
        dialog.grab().save(str(FOLDER / name))
        dialog.close()


def cells(window: MainWindow) -> Iterator[QImage]:
    """Every scenario in every language."""
    window.shell.theme.choose(ThemeChoice.LIGHT)
    window.docks["curves"].raise_()
    for scenario in scenarios():
        show(window, scenario, UPDATES if scenario.end is None else scenario.end)
        for language in AVAILABLE:
            window.shell.languages.choose(language)
            live(0.5)
            smooth = Qt.TransformationMode.SmoothTransformation
            yield window.picture().scaled(*CELL, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def sheet(window: MainWindow) -> None:
    pictures = list(cells(window))
    columns = PAIRS * len(AVAILABLE)
    width, height = CELL
    whole = QImage(
        columns * width, -(-len(pictures) // columns) * height, QImage.Format.Format_RGB32
    )
    whole.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, columns)
        painter.drawImage(QRect(column * width, row * height, width, height), picture)
    painter.end()
    whole.save(str(FOLDER / SHEET))


def main() -> int:
    with opened(scenarios()[0]) as window:
        lessons(window)
        windows(window)
        escapes(window)
        sheet(window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
