"""A trial: the program on a platform, and the screen on which it is shown."""

import json
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from tests.platforms.extras import SIDE
from tests.platforms.screen import Pixels

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60.0  # seconds for an answer
SETTLE: Final = 20.0  # seconds within which what was done must be seen
NEAR: Final = 24  # how far a colour may be from another that is meant to be the same
Bools = npt.NDArray[np.bool_]
# Imported where it is wanted: the Windows program has no QtTest.
INPUT: Final = "__import__('tests.platforms.input_events', fromlist='_')"
MAGENTA: Final = (255, 0, 255)


class TrialError(AssertionError):
    """A check has failed."""


@final
class Trial:
    """The controller's side of `tests.platforms.subject`.

    `screen` shows it, with the program's coordinates beginning at `origin`; without a screen
    there is neither input nor picture.
    """

    def __init__(self, place: Any, work: Path, size: tuple[int, int]) -> None:
        """`place`: a `places.Place`."""
        self.work, self.outside, self.environ = work, place.outside, place.environ
        self.screen: Any = place.screen
        self.input = self.screen or Simulated(self)
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(PATIENCE)
        self._said: list[bytes] = []
        self.process = subprocess.Popen(
            [*place.command, *map(str, (listener.getsockname()[1], *size))],
            env=place.environ,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,  # under Wine, Python can't write to a file here
            stderr=subprocess.STDOUT,
        )
        Thread(target=self._listen, daemon=True).start()
        with listener:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                errors = self.errors()
                self.close()
                raise TrialError(f"the program did not start: {errors}") from None
        connection.settimeout(PATIENCE)
        self._answers = connection.makefile("r", encoding="utf-8")
        self._requests = connection.makefile("w", encoding="utf-8")
        self._origin = (0.0, 0.0)

    # Asking.

    def ask(self, request: str) -> Any:
        """The value of an expression in the program."""
        try:
            self._requests.write(request + "\n")
            self._requests.flush()
            line = self._answers.readline()
        except OSError:
            line = ""
        if not line:
            code = self.process.poll()
            raise TrialError(f"no answer to {request} (exit code {code}): {self.errors()}")
        answer = json.loads(line)
        if "error" in answer:
            raise TrialError(f"{request}: {answer['error']}")
        return answer["value"]

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ask("state()")
        return state

    def until(self, good: Callable[[dict[str, Any]], Any], what: str) -> dict[str, Any]:
        """The state as soon as it is good."""
        latest = time.monotonic() + SETTLE
        while not good(state := self.state()):
            if time.monotonic() > latest:
                raise TrialError(f"{what}: {self.brief(state)}")
            time.sleep(0.1)
        return state

    def brief(self, state: dict[str, Any]) -> str:
        names = (
            "canvas",
            "balls",
            "camera",
            "reading",
            "focus",
            "active",
            "popup",
            "windows",
            "notices",
        )
        return " ".join(f"{key}={state[key]}" for key in names)

    def errors(self) -> str:
        return b"".join(self._said).decode("utf-8", "replace")[-1500:]

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.append(line)

    # Places.

    def calibrate(self) -> None:
        """Find where on the screen the window is: on Wayland a program can't know."""
        if self.screen is None:
            return
        self.ask("extras.mark()")
        x, y, _ = self.await_color("the window's corner")
        ratio = self.state()["ratio"]
        left, top = self.ask(
            "(lambda p: [p.x(), p.y()])(window.mapToGlobal(window.rect().topLeft()))"
        )
        half = (SIDE * ratio - 1) / 2
        self._origin = (round(x - half - left * ratio), round(y - half - top * ratio))
        self.ask("extras.clean()")

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The screen's pixel of a logical one of the view."""
        state = self.state()
        ratio, (left, top) = state["ratio"], state["corner"]
        return (self._origin[0] + (left + x) * ratio, self._origin[1] + (top + y) * ratio)

    def share(self, x: float, y: float) -> tuple[float, float]:
        """The screen's pixel at these shares of the view's width and height."""
        width, height = self.state()["size"]
        return self.at(int(width * x), int(height * y))

    # Pictures.

    def shown(self, right: int = 0, down: int = 0) -> Pixels:
        """What the screen shows in the view's place, which Qt may round."""
        assert self.screen is not None
        state = self.state()
        ratio, (width, height) = state["ratio"], state["size"]
        left, top = self.at(0, 0)
        x, y = round(left) + right, round(top) + down
        return self.screen.pixels()[
            y : y + int(height * ratio + 0.5), x : x + int(width * ratio + 0.5)
        ]

    def meant(self, way: str = "picture") -> Pixels:
        """What it should show."""
        file = self.work / f"{way}.png"
        if not self.ask(f"extras.{way}({self.outside(file)!r})"):
            raise TrialError("no picture was saved")
        return pixels_of(QImage(str(file)))

    def shows_the_scene(self, share: float = 0.01) -> None:
        """The screen shows the scene's picture, to its edges. Raises `TrialError`."""
        latest = time.monotonic() + SETTLE
        while fault := self._difference(share):
            if time.monotonic() > latest:
                raise TrialError(fault)
            time.sleep(0.3)

    def _difference(self, share: float) -> str:
        meant = self.meant()
        shown = min(
            (self.shown(x, y) for x in (0, -1, 1) for y in (0, -1, 1)),
            key=lambda each: wrong(meant, each).mean(),
        )
        if meant.shape != shown.shape:
            return f"the view has {shown.shape} pixels on the screen, its picture {meant.shape}"
        if len(np.unique(meant.reshape(-1, 3), axis=0)) < 100:
            return "the picture is empty"
        other = wrong(meant, shown)
        if other.mean() > share:
            return f"{100 * other.mean():.1f} % of the view's pixels are wrong on the screen"
        edges = {"top": other[0], "bottom": other[-1], "left": other[:, 0], "right": other[:, -1]}
        sides = [name for name, line in edges.items() if line.mean() > 0.1]
        return f"a line at the {' and '.join(sides)} is wrong" if sides else ""

    def find(self, color: tuple[int, int, int] = MAGENTA) -> tuple[float, float, int] | None:
        """The middle of what has a colour on the screen, and the number of its pixels."""
        assert self.screen is not None
        rows, columns = np.nonzero((np.abs(self.screen.pixels() - color) < 3).all(axis=-1))
        if len(rows) < 20:
            return None
        return float(np.median(columns)), float(np.median(rows)), len(rows)

    def await_color(self, what: str) -> tuple[float, float, int]:
        latest = time.monotonic() + SETTLE
        while (found := self.find()) is None:
            if time.monotonic() > latest:
                raise TrialError(f"{what} is not seen on the screen")
            time.sleep(0.2)
        return found

    # The end.

    def recover(self) -> None:
        """After a check that failed: what it has left must not fail the next one."""
        if self.process.poll() is None:
            try:
                self.input.release()
                self.input.key("Escape")
                self.ask("extras.clean()")
                self.ask("extras.close_others()")
            except TrialError:
                return

    def end(self) -> int:
        """Its exit code after its window has been closed."""
        try:
            return self.process.wait(SETTLE)
        except subprocess.TimeoutExpired:
            raise TrialError("the program did not end") from None

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


@final
class Simulated:
    """Mouse and keys without a screen: see `input_events`."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._at = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self._at = (x, y)
        self._trial.ask(f"{INPUT}.move({x}, {y})")

    def press(self, button: int = 1) -> None:
        self._trial.ask(f"{INPUT}.button({button}, True, {self._at[0]}, {self._at[1]})")

    def release(self, button: int = 1) -> None:
        self._trial.ask(f"{INPUT}.button({button}, False, {self._at[0]}, {self._at[1]})")

    def click(self, x: float, y: float, button: int = 1) -> None:
        self.move(x, y)
        self.turn(button)

    def turn(self, button: int) -> None:
        self.press(button)
        self.release(button)

    def key(self, *names: str) -> None:
        self._trial.ask(f"{INPUT}.key({', '.join(map(repr, names))})")


def wrong(meant: Pixels, shown: Pixels) -> Bools:
    """Which pixels differ; all where the sizes differ."""
    if meant.shape != shown.shape:
        return np.ones(meant.shape[:2], bool)
    difference: Bools = (np.abs(meant - shown) > NEAR).any(axis=-1)
    return difference


def pixels_of(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(np.int16)
