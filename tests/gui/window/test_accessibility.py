"""What is seen of the focus, and what screen readers find: laws over every control."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QScrollArea,
    QToolButton,
    QWidget,
)

from engine.commands import Drop, Reschedule, Undo
from engine.schedules.decays import MultiStep
from gui.state import crosshair, spoken_changes
from gui.state.drop_commands import position_of
from gui.style import spoken
from gui.style.theme import ThemeChoice
from gui.text.mnemonics import bare
from gui.text.numbers import show
from gui.text.status_text import status_text
from gui.window.plain_keys import uses
from tests.gui.parts import part
from tests.gui.windows import until

ROLE, TEXT = QAccessible.Role, QAccessible.Text
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return
DIALOGS = (
    "gallery",
    "formula",
    "data",
    "keys",
    "about",
    "optimizers",
    "glossary",
    "picture",
    "film",
    "escape",
    "batch_timing",
    "claims",
)
NEAR = 3  # px outside a control within which its ring may be


@pytest.fixture(scope="module", autouse=True)
def screen_reader(qapp):
    spoken.install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def full(qtbot, window):
    """A window with a control of every kind: balls in the table, and a schedule with its curve."""
    fleet = window.selection.fleet
    window.engine.send(Drop((fleet,), ((1.0, 1.0),)))
    window.engine.send(Reschedule(fleet, MultiStep((100,))))
    until(qtbot, window, lambda now: now.homes and now.fleets[0].schedule == MultiStep((100,)))
    window.selection.choose({0})
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def open_dialog(qtbot, window, name):
    dialogs, fleets = window.dialogs, window.panels["fleets"]
    {
        "gallery": lambda: dialogs.open_gallery("surfaces"),
        "formula": dialogs.open_formula,
        "data": dialogs.open_data,
        "keys": dialogs.show_keys,
        "about": dialogs.show_about,
        "glossary": dialogs.open_glossary,
        "picture": dialogs.open_picture,
        "film": dialogs.open_film,
        "escape": dialogs.open_escape,
        "batch_timing": dialogs.open_batch_timing,
        "claims": dialogs.open_claims,
        "optimizers": lambda: part(fleets, QWidget, "Add a fleet").click(),
    }[name]()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    if name in ("data", "escape"):
        qtbot.waitUntil(lambda: not dialog.busy)  # a table is read, saddles are found
    return dialog


def focusable(root):
    """Every control in sight that Tab gives the focus to."""
    return [
        each
        for each in root.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.isEnabled()
        and each.window() is root
        and not each.visibleRegion().isEmpty()
    ]


def tabs(qtbot, window):
    """One after the other, what is behind a tab is brought in front."""
    for key in window.docks:
        window.docks[key].raise_()
        qtbot.waitUntil(lambda: all(panel.complete for panel in window.panels.values()))
        yield key


def pixels(root, area):
    image = root.grab(area).toImage()
    rows = np.frombuffer(image.constBits(), np.uint8)
    return (
        rows.reshape(image.height(), -1)[:, : 4 * image.width()]
        .reshape(image.height(), -1, 4)
        .copy()
    )


def away(one, other):
    """The distance of two controls: the ring that one loses must not lie at the other."""
    middles = (each.mapToGlobal(each.rect().center()) for each in (one, other))
    return (next(middles) - next(middles)).manhattanLength()


def check_ring(root, control, others):
    """The focus changes pixels all around the control, or around an item or a part of it."""
    area = QRect(control.mapTo(root, QPoint(0, 0)), control.size())
    area = area.adjusted(-NEAR, -NEAR, NEAR, NEAR) & root.rect()
    farthest = max(others, key=lambda each: away(each, control))
    farthest.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    before = pixels(root, area)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    assert control.hasFocus()
    QApplication.processEvents()
    changed = (pixels(root, area) != before).any(axis=-1)
    columns, rows = np.flatnonzero(changed.any(axis=0)), np.flatnonzero(changed.any(axis=1))
    assert len(columns) > 0, said(control)
    ring = changed[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert min(ring.shape) >= 12, said(control)
    for side in (ring[:3], ring[-3:], ring[:, :3].T, ring[:, -3:].T):
        assert side.any(axis=0).mean() > 0.3, said(control)


def said(control):
    found = QAccessible.queryAccessibleInterface(control)
    return type(control).__name__, found.role().name, found.text(TEXT.Name)


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_focus_is_seen_at_every_control(qtbot, full, theme):
    full.shell.theme.choose(theme)
    seen = set()
    for _ in tabs(qtbot, full):
        controls = focusable(full)
        for control in (each for each in controls if each not in seen):
            check_ring(full, control, controls)
        seen.update(controls)
    assert len(seen) > 50


@pytest.mark.parametrize("name", DIALOGS)
def test_the_focus_is_seen_in_every_dialog(qtbot, full, name):
    dialog = open_dialog(qtbot, full, name)
    for control in focusable(dialog):
        check_ring(dialog, control, [*focusable(dialog), dialog])


def check_described(control):
    found = QAccessible.queryAccessibleInterface(control)
    role = found.role()
    assert found.text(TEXT.Name).strip(), said(control)
    area = isinstance(control, QScrollArea)  # a pane
    assert role not in ({ROLE.NoRole} if area else {ROLE.NoRole, ROLE.Client}), said(control)
    if role in {*spoken.KINDS.values(), ROLE.Slider, ROLE.SpinBox, ROLE.ComboBox}:
        assert found.text(TEXT.Value), said(control)
    if role == ROLE.Slider:
        # A place on the slider says little: the value itself is described.
        assert found.text(TEXT.Description), said(control)
    if shows_text(control):  # who speaks to the program says what is seen
        assert bare(control.text()).rstrip("…").lower() in found.text(TEXT.Name).lower()
    return role


def shows_text(control):
    style = Qt.ToolButtonStyle.ToolButtonIconOnly
    icon = isinstance(control, QToolButton) and control.toolButtonStyle() == style
    return isinstance(control, QAbstractButton) and not (icon and not control.icon().isNull())


def test_every_control_tells_screen_readers_name_kind_and_value(qtbot, full):
    roles = set()
    for _ in tabs(qtbot, full):
        roles |= {check_described(control) for control in focusable(full)}
    assert {ROLE.Graphic, ROLE.Chart, ROLE.Slider, ROLE.Button, ROLE.CheckBox, ROLE.Table} <= roles


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_tells_name_kind_and_value(qtbot, full, name):
    for control in focusable(open_dialog(qtbot, full, name)):
        check_described(control)


@pytest.fixture
def spoken_texts(window, monkeypatch):
    """What screen readers are given to speak."""
    found = []
    event = lambda widget, text: found.append(text)  # noqa: E731
    for module in (crosshair, spoken_changes):
        monkeypatch.setattr(module, "speak", event)
    return found


def press(qtbot, window, *keys):
    for key, held in keys:
        qtbot.keyClick(window.viewport.scene, key, held)


def test_a_ball_is_dropped_and_moved_by_keys_alone_and_undone_at_once(qtbot, full, spoken_texts):
    full.viewport.setFocus()
    full.selection.choose(frozenset())
    there = set(full.engine.snapshot.homes)
    press(qtbot, full, (ENTER, NONE), (Qt.Key.Key_Right, SHIFT))
    reading = full.central.reading
    assert "λ₁" in reading.text()
    assert spoken_texts[-1].startswith(reading.text().split()[0])
    press(qtbot, full, (ENTER, NONE))
    assert reading.text() == spoken_texts[-1] == "Ball dropped"
    now = until(qtbot, full, lambda now: set(now.homes) > there)
    (ball,) = set(now.homes) - there
    start = position_of(now, ball)
    press(qtbot, full, (ENTER, NONE))
    assert reading.text() == spoken_texts[-1]
    assert f"Ball {ball} picked up" in reading.text()
    assert full.selection.ball == ball
    press(qtbot, full, *[(Qt.Key.Key_Left, SHIFT)] * 3, (ENTER, NONE), (Qt.Key.Key_Escape, NONE))
    now = until(qtbot, full, lambda now: position_of(now, ball)[0] < start[0])
    assert full.viewport.crosshair.keys.point is None
    full.engine.send(Undo())
    now = until(qtbot, full, lambda now: position_of(now, ball) == start)
    assert now.undo_title == "Drop"


def test_the_keys_of_the_crosshair_are_the_view_s_only_while_it_is_on(qtbot, full):
    scene = full.viewport.scene
    full.viewport.setFocus()
    arrow = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, NONE)
    assert not uses(scene, arrow)
    press(qtbot, full, (ENTER, NONE))
    assert uses(scene, arrow)
    press(qtbot, full, (Qt.Key.Key_Escape, NONE))
    assert not uses(scene, arrow)


def test_the_menu_key_is_about_what_is_at_the_crosshair(qtbot, full):
    full.viewport.setFocus()
    full.selection.choose(frozenset())
    asked = []
    full.viewport.menu_wanted.connect(lambda target, _: asked.append(target))
    press(qtbot, full, (ENTER, NONE), (Qt.Key.Key_Right, SHIFT))
    point = full.viewport.crosshair.keys.point
    full.viewport.scene.menu_key.emit()
    full.selection.choose({0})
    press(qtbot, full, (Qt.Key.Key_Escape, NONE), (ENTER, NONE))
    full.viewport.scene.menu_key.emit()
    assert asked == [point, 0]


def value(widget):
    return QAccessible.queryAccessibleInterface(widget).text(TEXT.Value)


def test_views_and_screen_readers_tell_the_chosen_ball_with_loss_and_status(full, spoken_texts):
    now = full.engine.snapshot
    fleet, place = now.homes[0]
    full.selection.choose(frozenset())
    full.selection.choose({0})
    for part_of in (
        spoken_texts[-1],
        *map(value, (full.viewport.scene, full.panels["contour"].map)),
    ):
        assert "Ball 0" in part_of
        assert show(float(fleet.reading.loss[place])) in part_of
        assert status_text(fleet, place) in part_of
    full.selection.choose(frozenset())
    assert spoken_texts[-1] == value(full.viewport.scene) == "No ball chosen"


def test_while_it_plays_a_ball_is_spoken_of_once_in_a_while(qtbot, full, spoken_texts):
    changes, now = full.spoken_changes, full.engine.snapshot
    spoken_texts.clear()
    for update in range(20):
        fleets = tuple(replace(fleet, position=fleet.position + update) for fleet in now.fleets)
        changes.refresh(replace(now, update=update, fleets=fleets, playing=True))
    assert len(spoken_texts) == 1
    changes.refresh(replace(now, playing=False))
    qtbot.waitUntil(lambda: len(spoken_texts) == 2, timeout=3 * spoken_changes.PAUSE)
    assert "Ball" not in spoken_texts[-1]  # the same ball
