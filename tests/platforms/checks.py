"""What must hold on each platform; where it does not, a check raises `TrialError`."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from tests.platforms.screen import DOWN, RIGHT, UP
from tests.platforms.trial import ROOT, Trial, TrialError

Check = Callable[[Trial], None]
SCENARIO: Final = ROOT / "resources" / "scenarios" / "05-rosenbrock-race.json"
FREE: Final = ((0.5, 0.5), (0.45, 0.55), (0.55, 0.6), (0.42, 0.6))  # of the view; one has no ball
PICTURES: Final = 25  # taken while the window is resized
LOST: Final = "TRIAL_LOST"  # the variable that `lose_context.c` reads
NAME: Final = "3-D view of the surface"


def shows(trial: Trial) -> None:
    """The scene is on the screen, to the view's edges."""
    state = trial.state()
    if not state["canvas"].endswith("Canvas"):
        raise TrialError(trial.brief(state))
    trial.shows_the_scene()


def hover(trial: Trial) -> None:
    """The reading follows the mouse, and ends when it leaves."""
    trial.input.move(*trial.share(0.5, 0.5))
    here = trial.until(lambda s: s["hovered"] != "None" and s["under"], "nothing was hovered")
    trial.input.move(*trial.share(0.45, 0.6))
    trial.until(lambda s: s["hovered"] not in ("None", here["hovered"]), "the reading stays")
    trial.input.move(*trial.share(0.5, -0.1))
    trial.until(lambda s: not s["under"] and s["hovered"] == "None", "the mouse did not leave")


def click(trial: Trial) -> None:
    """A click drops a ball, and one on a ball chooses it."""
    before = trial.state()["balls"]
    trial.input.click(*free(trial))
    trial.until(lambda s: s["balls"] == before + 1, "no ball was dropped")
    newest = "max(window.engine.snapshot.homes)"
    trial.until(lambda _: trial.ask(f"extras.pixel_of_ball({newest})"), "the ball is nowhere")
    trial.input.click(*trial.at(*trial.ask(f"extras.pixel_of_ball({newest})")))
    trial.until(
        lambda _: trial.ask(f"window.selection.chosen == {{{newest}}}"), "the ball was not chosen"
    )


def drag(trial: Trial) -> None:
    """Dragging turns the surface; dragging a ball moves it; the release is never lost."""
    before = trial.state()["camera"]
    trial.input.drag(trial.share(0.85, 0.12), trial.share(0.7, 0.2))
    trial.until(lambda s: s["camera"] != before, "the surface did not turn")
    ball = "max(window.engine.snapshot.homes)"
    x, y = trial.ask(f"extras.pixel_of_ball({ball})")
    place, camera = trial.ask(f"extras.place_of_ball({ball})"), trial.state()["camera"]
    trial.input.drag(trial.at(x, y), trial.at(x - 25, y + 10))
    trial.until(
        lambda _: trial.ask(f"extras.place_of_ball({ball})") != place, "the ball was not moved"
    )
    if trial.state()["camera"] != camera:
        raise TrialError("the surface turned with the ball")


def drag_out(trial: Trial) -> None:
    """A drag that leaves the view, and the window, goes on until the release."""
    trial.input.move(*trial.share(0.85, 0.12))
    trial.input.press()
    trial.input.move(*trial.share(0.9, 0.3))
    before = trial.state()["camera"]
    trial.input.move(*trial.share(1.2, 0.4))
    trial.until(lambda s: s["camera"] != before, "the drag ended at the view's edge")
    trial.input.release()
    after = trial.state()["camera"]
    trial.input.move(*trial.share(0.5, 0.6))
    time.sleep(0.3)
    if trial.state()["camera"] != after:
        raise TrialError("the release was lost")


def wheel(trial: Trial) -> None:
    trial.input.move(*trial.share(0.5, 0.5))
    before = trial.state()["camera"]
    trial.input.turn(UP)
    nearer = trial.until(lambda s: s["camera"] != before, "the wheel did not zoom")["camera"]
    trial.input.turn(DOWN)
    trial.until(lambda s: s["camera"] != nearer, "the wheel did not zoom back")


def keys(trial: Trial) -> None:
    trial.input.click(*free(trial))
    trial.until(lambda s: s["in_view"], "a click did not give the focus")
    before = trial.state()["camera"]
    trial.input.key("Left", "Shift_L")
    trial.until(lambda s: s["camera"] != before, "the keys did not turn the surface")


def focus(trial: Trial) -> None:
    """Tab leaves the view; F6 and Shift+F6 go away and back."""
    trial.input.click(*free(trial))
    trial.until(lambda s: s["in_view"], "a click did not give the focus")
    trial.input.key("Tab")
    trial.until(lambda s: not s["in_view"], "Tab stayed in the view")
    trial.input.key("Tab", "Shift_L")
    trial.until(lambda s: s["in_view"], "Shift+Tab did not come back")
    trial.input.key("F6")
    trial.until(lambda s: not s["in_view"], "F6 stayed in the view")
    trial.input.key("F6", "Shift_L")
    trial.until(lambda s: s["in_view"], "Shift+F6 did not come back")


def menus(trial: Trial) -> None:
    """The context menu opens by button and key, above the view."""
    for open_menu in (
        lambda: trial.input.click(*free(trial), RIGHT),
        lambda: trial.input.key("Menu"),
    ):
        trial.input.move(*trial.share(0.5, 0.5))
        open_menu()
        trial.until(lambda s: s["popup"], "no menu came")
        above(trial, "menu")
        trial.input.key("Escape")
        trial.until(lambda s: not s["popup"], "the menu stayed")
    trial.shows_the_scene()


def dialogs(trial: Trial) -> None:
    """A dialog and a tooltip stand above the view."""
    trial.ask("extras.tip()")
    above(trial, "tip")
    trial.input.move(*trial.share(0.5, -0.05))
    trial.input.move(*trial.share(0.4, -0.06))
    trial.input.key("F1")
    trial.until(lambda s: len(s["windows"]) > 1, "no dialog came")
    above(trial, "dialog")
    trial.ask("extras.close_others()")
    trial.until(lambda s: len(s["windows"]) == 1, "the dialog stayed")
    trial.shows_the_scene()


def drop(trial: Trial) -> None:
    """A file is dropped on the view by the mouse."""
    file = trial.work / "dropped.downhill"
    file.write_bytes(SCENARIO.read_bytes())
    before = trial.state()["scenario"]
    trial.ask(f"extras.offer_file({trial.outside(file)!r})")
    x, y, _ = trial.await_color("the window to drag from")
    trial.input.drag((x, y), trial.share(0.5, 0.5), steps=20, rest=1.0)
    trial.until(lambda s: s["scenario"] != before, "the file was not opened")
    trial.ask("extras.clean()")


def grab(trial: Trial) -> None:
    """A picture of the window by Qt shows the scene in its place."""
    whole, scene = trial.meant("grab"), trial.meant()
    state = trial.state()
    left, top = trial.ask("extras.view_in_window()")
    x, y = round(left * state["ratio"]), round(top * state["ratio"])
    part = whole[y : y + scene.shape[0], x : x + scene.shape[1]]
    if part.shape != scene.shape or (np.abs(part - scene) > 24).any(axis=-1).mean() > 0.01:
        raise TrialError("the picture of the window does not show the scene")


def full_screen(trial: Trial) -> None:
    trial.ask("window.actions_['full_screen'].trigger()")
    trial.until(lambda s: s["full"], "not full screen")
    settle(trial)
    trial.calibrate()
    trial.shows_the_scene()
    hover(trial)
    trial.ask("window.actions_['full_screen'].trigger()")
    trial.until(lambda s: not s["full"], "full screen did not end")
    settle(trial)
    trial.calibrate()
    trial.shows_the_scene()


def minimise(trial: Trial) -> None:
    """Nothing is drawn while nothing can be seen; the scene comes back."""
    trial.ask("window.showMinimized()")
    time.sleep(1)
    trial.ask("window.actions_['play'].trigger()")
    time.sleep(1)
    before = trial.state()["frames"]
    time.sleep(1)
    drawn = trial.state()["frames"] - before
    trial.ask("window.actions_['play'].trigger()")
    trial.ask("window.showNormal()")
    trial.ask("window.activateWindow()")
    if trial.state()["platform"] == "wayland":  # where no program can come back by itself
        trial.input.key("Tab", "Super_L")
    settle(trial)
    trial.calibrate()
    trial.shows_the_scene()
    if drawn > 1:
        raise TrialError(f"{drawn} frames were drawn while minimised")


def hidden(trial: Trial) -> None:
    """The window is hidden and shown again."""
    trial.ask("window.hide()")
    time.sleep(0.5)
    trial.ask("window.show()")
    settle(trial)
    trial.calibrate()
    trial.shows_the_scene()


def resize(trial: Trial) -> None:
    """While the window is resized the view is never without a picture."""
    trial.ask("extras.resize_slowly()")
    x, y = (round(each) for each in trial.share(0.5, 0.55))
    holes = 0
    for _ in range(PICTURES):
        part = trial.screen.pixels()[y - 40 : y + 40, x - 60 : x + 60]
        holes += len(np.unique(part.reshape(-1, 3), axis=0)) < 30
        time.sleep(0.03)
    settle(trial)
    trial.shows_the_scene()
    if holes:
        raise TrialError(f"{holes} of {PICTURES} pictures show a hole")


def docks(trial: Trial) -> None:
    """A dock floats above the view, is dragged over it and leaves no trace."""
    trial.ask("extras.float_dock('contour')")
    x, y, size = trial.await_color("the floating dock")
    ratio = trial.state()["ratio"]
    if size < 0.95 * (40 * ratio) ** 2:
        raise TrialError("the floating dock is covered")
    title = (x + 40 * ratio, y - 48 * ratio)
    trial.input.drag(title, (title[0] + 60, title[1] + 40), steps=12)
    time.sleep(0.5)
    after = trial.await_color("the dragged dock")
    moved = np.hypot(after[0] - x, after[1] - y) > 20
    trial.ask("window.docks['contour'].setFloating(False)")
    trial.ask("extras.clean()")
    settle(trial)
    trial.shows_the_scene()
    if not moved:
        raise TrialError("the floating dock could not be dragged")


def second(trial: Trial) -> None:
    """A second view in its own window shows its scene, and closing it leaves the first."""
    trial.ask("extras.open_second()")
    x, y, _ = trial.await_color("the second window")
    ratio = trial.state()["ratio"]
    time.sleep(1.5)
    meant = trial.meant("second")
    top, left = round(y + 20 * ratio + 0.5), round(x - meant.shape[1] / 2 + 0.5)
    seen = trial.screen.pixels()[top : top + meant.shape[0], left : left + meant.shape[1]]
    wrong = (np.abs(seen - meant) > 24).any(axis=-1).mean() if seen.shape == meant.shape else 1.0
    trial.ask("extras.clean()")
    settle(trial)
    trial.shows_the_scene()
    if wrong > 0.02:
        raise TrialError(f"{100 * wrong:.0f} % of the second view's pixels are wrong")


def reader(trial: Trial) -> None:
    """A screen reader finds the view by its name, once, and nothing without a name in it."""
    found = trial.ask("extras.readers()")
    views = [each for each in found if each[1] == NAME]
    unnamed = [each for each in found[1:] if not each[1] and each[0] != "MapCanvas"]
    if len(views) != 1 or unnamed:
        raise TrialError(f"a screen reader finds {found}")


def closing(trial: Trial) -> None:
    """Closing the window ends the program in order, without a word."""
    trial.ask("window.close()")
    code = trial.end()
    if code:
        raise TrialError(f"exit code {code}: {trial.errors()}")


def lost_context(trial: Trial) -> None:
    """The scene comes back after the driver has lost its context."""
    before = trial.meant()
    Path(trial.environ[LOST]).touch()
    trial.ask("view.update()")
    trial.until(lambda _: not Path(trial.environ[LOST]).exists(), "no context was lost")
    settle(trial)
    trial.shows_the_scene()
    if (np.abs(trial.meant() - before) > 24).any(axis=-1).mean() > 0.01:
        raise TrialError("the scene that came back is another one")


def other_scale(trial: Trial) -> None:
    """The window goes to a screen of another scale and comes back."""
    before = trial.state()["ratio"]
    trial.ask("extras.move_to_screen(1)")
    trial.until(lambda s: s["ratio"] != before, "the scale is the same")
    for screen in (1, 0):
        trial.ask(f"extras.move_to_screen({screen})")
        trial.until(lambda s: s["full"], "not full screen")
        settle(trial)
        trial.calibrate()
        trial.shows_the_scene()
        hover(trial)


def falls_back(trial: Trial) -> None:
    """Without OpenGL the contour map is there, and a message tells why."""
    state = trial.state()
    if state["canvas"] != "MapPanel" or not any("OpenGL" in each for each in state["notices"]):
        raise TrialError(trial.brief(state))


# Helpers.


def free(trial: Trial) -> tuple[float, float]:
    """A place of the surface without a ball."""
    width, height = trial.state()["size"]
    for x, y in FREE:
        if trial.ask(f"extras.is_free({int(width * x)}, {int(height * y)})"):
            return trial.share(x, y)
    raise TrialError("there is a ball everywhere")


def above(trial: Trial, what: str) -> None:
    """A mark on a menu, dialog or tooltip is seen in full."""
    time.sleep(0.5)
    trial.ask(f"extras.mark({what!r})")
    seen = trial.await_color(f"the {what}")[2]
    wanted = trial.ask("extras.mark_area()") * trial.state()["ratio"] ** 2
    trial.ask("extras.clean()")
    if seen < 0.8 * wanted:  # the pointer may stand on it
        raise TrialError(f"the {what} is covered: {seen} of {wanted:.0f} pixels are seen")


def settle(trial: Trial) -> None:
    """Wait until the view has kept its place and picture for a while."""
    before = None
    latest = time.monotonic() + 20
    while time.monotonic() < latest:
        time.sleep(0.5)
        state = trial.state()
        now = (state["corner"], state["size"], state["frames"], state["ready"])
        if now == before and state["ready"]:
            return
        before = now


SCENE: Final[dict[str, Check]] = {
    "scene on the screen": shows,
    "hover": hover,
    "click": click,
    "drag": drag,
    "drag beyond the view": drag_out,
    "wheel": wheel,
    "keys": keys,
    "focus": focus,
    "menus": menus,
    "dialog, tooltip": dialogs,
    "floating dock": docks,
    "second view": second,
    "grab": grab,
    "full screen": full_screen,
    "minimise": minimise,
    "hide and show": hidden,
    "resize": resize,
    "screen reader": reader,
    "drop": drop,
    "closing": closing,
}

# With a scale factor, of which each is a program of its own.
SCALED: Final[dict[str, Check]] = {
    key: SCENE[key] for key in ("scene on the screen", "hover", "click", "drag", "resize")
}
MAP: Final[dict[str, Check]] = {
    "scene on the screen": falls_back,
    **{key: SCENE[key] for key in ("hover", "click", "wheel", "focus", "menus", "dialog, tooltip")},
    **{
        key: SCENE[key]
        for key in ("floating dock", "full screen", "hide and show", "drop", "closing")
    },
}

# Without a screen nothing can be seen, and Qt's own tests send the input.
BLIND: Final[dict[str, Check]] = {
    "scene on the screen": falls_back,
    **{key: SCENE[key] for key in ("hover", "click", "wheel", "focus", "closing")},
}
