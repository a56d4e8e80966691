"""One window for many tests: set back after each of them to what it was when opened."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QDialog

from engine.timeline import Course
from gui.documents.file_task import FileTask
from gui.style.theme import ThemeChoice
from gui.widgets.count_field import CountField
from gui.window.docking.docks import LAYOUT
from tests.gui.parts import part

COUNT = 1000  # the updates that fast-forward makes at first


def state(window):
    """All that a person can change, by name. A test must find it as the one before did."""
    now, chosen, scene = window.engine.snapshot, window.selection, window.viewport.scene
    return {
        "run": (now.scenario, now.update, now.head, now.playing, now.pace, now.goal),
        "edits": (len(now.log), now.undo_title, now.redo_title),
        "choice": (chosen.chosen, chosen.fleet, chosen.followed, chosen.span),
        "view": (window.viewport.overlays, _upright(scene.camera_motion.camera), scene.world.scale),
        "room": scene.size(),
        "docks": docks(window),
        "size": (window.size(), window.minimumSize(), window.windowState()),
        "language": window.shell.languages.current,
        "palette": window.shell.theme.palette,
        "file": (window.files.file, window.files.recent, window.windowTitle()),
        "messages": window.central.notices.shown,
        "count": part(window.transport, CountField).value(),
        "dialogs": [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()],
        "focus": window.focusWidget(),
    }


def _upright(camera):
    """The same camera by an azimuth within half a turn: one that glides may add a whole one, and
    fits its distance again, which may differ by rounding."""
    return replace(
        camera,
        azimuth=(camera.azimuth + 180) % 360 - 180,
        distance=round(camera.distance, 9),
        centre=tuple(round(float(each), 9) for each in camera.centre),
    )


def docks(window):
    """Which docks are seen, and where."""
    seen = {key: not dock.widget().visibleRegion().isEmpty() for key, dock in window.docks.items()}
    return {
        key: (dock.isHidden(), dock.isFloating(), dock.geometry() if seen[key] else None)
        for key, dock in window.docks.items()
    }


def settled(qtbot, window):
    """The state of a window that has just been opened, once nothing of it is still to come."""
    front = window.panels["fleets"]
    qtbot.waitUntil(lambda: window.viewport.complete and not front.visibleRegion().isEmpty())
    return state(window) | {"places": window.docking.places()}


def set_back(qtbot, window, opened):
    """Bring `window` back to the state `opened`, as far as a test may change it."""
    while QApplication.activePopupWidget() is not None:
        QApplication.activePopupWidget().close()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    await_files(qtbot, window)
    window.shell.languages.choose(opened["language"])
    window.shell.theme.choose(ThemeChoice.LIGHT)
    now = state(window)
    if any(now[part] != opened[part] for part in ("run", "edits", "view")):
        begin_again(qtbot, window, opened["run"][0])
    unselect(window.selection, opened["choice"][1])
    if window.files.recent or window.files.file is not None:
        window.files.adopt(window.shell.settings.path, opened["run"][0])
        window.shell.settings.put("files/recent", [])
    if docks(window) != opened["docks"]:
        window.restoreState(opened["places"], LAYOUT)
    part(window.transport, CountField).setValue(COUNT)
    await_files(qtbot, window)
    window.viewport.setFocus()
    # A view that is slow on a busy machine says so whenever it finds out.
    notices = window.central.notices
    qtbot.waitUntil(lambda: notices.clear() or check(window, opened), timeout=2000)


def await_files(qtbot, window):
    """What is still being written names its file and posts its message at its end."""
    qtbot.waitUntil(lambda: not any(task.busy for task in window.findChildren(FileTask)))


def check(window, opened):
    """Fail unless the state is `opened`, and show what differs."""
    changed = {name: seen for name, seen in state(window).items() if seen != opened[name]}
    assert not changed, [(seen, opened[name]) for name, seen in changed.items()]


def begin_again(qtbot, window, scenario):
    """Begin a run with no past: an opened course has no edits to undo."""
    run = replace(scenario)  # one of its own, so that its view is set again
    window.engine.open(Course(run, (), 0))
    qtbot.waitUntil(lambda: window.engine.snapshot.scenario is run)
    window.clock.tick()


def unselect(selection, fleet):
    """Choose, follow and hover nothing but the fleet that a window begins with."""
    selection.choose(frozenset())
    selection.choose_fleet(fleet)
    selection.follow(None)
    selection.show_span(None)
    selection.hover_ball(None)
    selection.hover_update(None)
    selection.hover_point(None)
