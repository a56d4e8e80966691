"""What the monkey does. Another act: a function and a line in `ALL`."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple, final

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from engine.commands import (
    AddFleet,
    ChangeSurface,
    FastForward,
    GoTo,
    Load,
    Pace,
    Play,
    RemoveFleet,
    Turn,
)
from engine.optimizers import ALL as OPTIMIZERS
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.surfaces import ALL as SURFACES
from gui.state.overlays import ALL as OVERLAYS
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
PLAIN: Final = ("forward", "back", "restart", "first", "last", "choose_all", "choose_none")
EDITS: Final = ("undo", "redo", "remove", "duplicate", "follow", "cancel")
LOOKS: Final = ("view_iso", "view_top", "view_front", "view_side", "theme", "language")
DIALOGS: Final = ("scenarios", "landscapes", "formula", "data", "keys", "about")
PACES: Final = (5.0, 20.0, 60.0, 1000.0, float("inf"))
MOST_FLEETS: Final = 8
SIZES: Final = ((1024, 640), (1280, 800), (1500, 940))


@final
@dataclass(frozen=True, slots=True)
class Person:
    """The window, and what chooses what is done with it."""

    window: MainWindow
    chance: random.Random
    scenarios: Sequence[Scenario]
    folder: Path

    @property
    def now(self) -> Snapshot:
        return self.window.engine.snapshot

    @property
    def scene(self) -> QWidget:
        view: QWidget = self.window.viewport.scene
        return view

    def trigger(self, keys: Sequence[str]) -> None:
        action = self.window.actions_[self.chance.choice(keys)]
        if action.isEnabled():
            action.trigger()

    def somewhere(self) -> QPointF:
        chance, scene = self.chance, self.scene
        return QPointF(chance.uniform(0, scene.width()), chance.uniform(0, scene.height()))

    def mouse(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        away, no_key = self.scene.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.scene, QMouseEvent(kind, at, away, button, held, no_key))

    def click(self, at: QPointF, button: Qt.MouseButton = LEFT) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, button, button)
        self.mouse(QEvent.Type.MouseButtonRelease, at, button, NONE)

    def drag(self, start: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        at = start
        for _ in range(self.chance.randint(2, 12)):
            at += QPointF(self.chance.uniform(-30, 30), self.chance.uniform(-30, 30))
            self.mouse(QEvent.Type.MouseMove, at, NONE, LEFT)
            live(0.02)
        self.mouse(QEvent.Type.MouseButtonRelease, at, LEFT, NONE)


def drop(person: Person) -> None:
    person.click(person.somewhere())


def drag_ball(person: Person) -> None:
    fleets = [fleet for fleet in person.now.fleets if len(fleet.balls)]
    if not fleets:
        return
    fleet = person.chance.choice(fleets)
    x, y = fleet.position[person.chance.randrange(len(fleet.balls))].tolist()
    at = person.window.viewport.scene.pixel_of((x, y))
    if at is not None and person.scene.rect().contains(QPoint(round(at[0]), round(at[1]))):
        person.drag(QPointF(at[0], at[1] - 5.0))  # the ball rests on its point


def turn(person: Person) -> None:
    person.drag(person.somewhere())


def hover(person: Person) -> None:
    for _ in range(5):
        person.mouse(QEvent.Type.MouseMove, person.somewhere(), NONE, NONE)
        live(0.02)


def zoom(person: Person) -> None:
    at = person.somewhere()
    event = QWheelEvent(
        at,
        person.scene.mapToGlobal(at),
        QPoint(),
        QPoint(0, person.chance.choice((-120, 120))),
        NONE,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(person.scene, event)


def menu(person: Person) -> None:
    person.click(person.somewhere(), RIGHT)
    live(0.1)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def play(person: Person) -> None:
    person.window.engine.send(Play(person.chance.random() < 0.8))


def pace(person: Person) -> None:
    person.window.engine.send(Pace(person.chance.choice(PACES)))


def fast_forward(person: Person) -> None:
    person.window.engine.send(FastForward(person.chance.choice((100, 1000))))


def scrub(person: Person) -> None:
    for _ in range(5):
        person.window.engine.send(GoTo(person.chance.randint(0, person.now.head)))
        live(0.03)


def travel(person: Person) -> None:
    person.trigger(PLAIN)


def edit(person: Person) -> None:
    person.trigger(EDITS)


def look(person: Person) -> None:
    person.trigger(LOOKS)


def overlay(person: Person) -> None:
    person.trigger([each.key for each in OVERLAYS])


def landscape(person: Person) -> None:
    person.window.engine.send(ChangeSurface(person.chance.choice(SURFACES)()))


def scenario(person: Person) -> None:
    person.window.engine.send(Load(replace(person.chance.choice(person.scenarios))))


def fleets(person: Person) -> None:
    now, chance = person.now, person.chance
    if len(now.fleets) < MOST_FLEETS:
        person.window.engine.send(AddFleet(chance.choice(OPTIMIZERS)()))
    elif len(now.fleets) > 1:
        person.window.engine.send(RemoveFleet(chance.choice(now.fleets).id))


def knob(person: Person) -> None:
    turned = [fleet for fleet in person.now.fleets if hasattr(fleet.optimizer, "lr")]
    if turned:
        rate = 10.0 ** person.chance.uniform(-4, -1)
        person.window.engine.send(Turn(person.chance.choice(turned).id, "lr", rate))


def dialog(person: Person) -> None:
    person.trigger(DIALOGS)
    live(person.chance.choice((0.1, 0.5)))
    for opened in person.window.findChildren(QDialog):
        opened.close()


def resize(person: Person) -> None:
    if person.chance.random() < 0.2:
        person.trigger(("full_screen",))
    else:
        person.window.showNormal()
        person.window.resize(*person.chance.choice(SIZES))


def dock(person: Person) -> None:
    chosen = person.chance.choice(list(person.window.docks.values()))
    what = person.chance.randrange(4)
    if what == 0:
        chosen.setFloating(not chosen.isFloating())
    elif what == 1:
        chosen.toggleViewAction().trigger()
    elif what == 2:
        chosen.raise_()
    else:
        person.window.docking.reset()


def save(person: Person) -> None:
    """Save where it was opened from: with no such file, a dialog of the system would ask."""
    if person.window.files.file is not None:
        person.window.files.save()


def open_saved(person: Person) -> None:
    person.window.files.open(person.chance.choice(sorted(person.folder.glob("*.downhill"))))


def export(person: Person) -> None:
    if person.now.head < 5000:
        ending = person.chance.choice((".csv", ".json", ".npz"))
        person.window.files.export(person.folder / f"run{ending}")


class Act(NamedTuple):
    do: Callable[[Person], None]
    weight: int


ALL: Final = (
    Act(drop, 10),
    Act(drag_ball, 6),
    Act(turn, 6),
    Act(hover, 4),
    Act(zoom, 3),
    Act(menu, 2),
    Act(play, 8),
    Act(pace, 3),
    Act(fast_forward, 2),
    Act(scrub, 4),
    Act(travel, 6),
    Act(edit, 8),
    Act(look, 4),
    Act(overlay, 4),
    Act(landscape, 3),
    Act(scenario, 4),
    Act(fleets, 3),
    Act(knob, 4),
    Act(dialog, 4),
    Act(resize, 2),
    Act(dock, 4),
    Act(save, 2),
    Act(open_saved, 2),
    Act(export, 1),
)
