"""Three hints for a first start, one at a time, in the line above the view."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication, QObject

from engine.commands import Drop
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.tasks.frame_clock import FrameClock
from gui.widgets.notice import Notice, Severity
from gui.window.parts import Parts

HINTS: Final[dict[str, str]] = {
    "drop": QT_TRANSLATE_NOOP("FirstHints", "Click the surface to drop a ball there."),
    "play": QT_TRANSLATE_NOOP("FirstHints", "Press the space bar, or ▶, to let the balls move."),
    "turn": QT_TRANSLATE_NOOP("FirstHints", "Drag the surface to turn it; the wheel zooms."),
}


@final
class FirstHints(QObject):
    """Shows what to do first, until it has been done: a hint goes when a person does what it says,
    in whichever order, or skips it; to close one is to want none of them.

    What is still to be shown is kept in the settings.
    """

    def __init__(self, parts: Parts, clock: FrameClock) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        self._waiting: tuple[str, ...] = ()  # until there are no messages
        self._left: tuple[str, ...] = ()
        self._notice: Notice | None = None
        self._shown = ""  # the hint in the notice
        self._drops, self._playing = 0, True  # when last looked
        self._camera: object = None  # that is no person's doing
        clock.frame.connect(self._refresh)
        parts.actions.on("first_hints", self.begin_again)
        parts.actions["present"].toggled.connect(self._make_way)

    @property
    def shown(self) -> str:
        """The key of the hint that is shown; "" for none."""
        return self._shown if self._notice is not None else ""

    def begin(self) -> None:
        """Go on with the hints that are left: all of them at the first start."""
        shell = self._parts.shell
        left = shell.settings.hints
        if left is None:  # windows that have been closed are remembered
            left = () if shell.settings.geometry else tuple(HINTS)
        self._waiting = () if shell.safe else left
        self._start_waiting()

    def begin_again(self) -> None:
        """Show all hints once more."""
        self._start(tuple(HINTS))

    def _refresh(self, now: Snapshot) -> None:
        """Take away what has been done."""
        self._start_waiting()
        if self._left and (done := self._done(now)):
            self._keep(tuple(key for key in self._left if key not in done))

    def _make_way(self, presenting: bool) -> None:
        """Wait while presenting: an audience needs no hints."""
        if not presenting:
            self._start_waiting()
        elif self._left:
            self._waiting, self._left = self._left, ()
            before, self._notice = self._notice, None
            if before is not None:
                before.dismiss()

    def _start_waiting(self) -> None:
        """Begin, unless there is a message, which a hint must not cover, or an audience."""
        audience = self._parts.actions["present"].isChecked()
        if self._waiting and not audience and not self._parts.notices.shown:
            waiting, self._waiting = self._waiting, ()
            self._start(waiting)

    def _start(self, left: tuple[str, ...]) -> None:
        now = self._parts.engine.snapshot
        self._drops, self._playing = _drops(now), now.playing
        self._camera = self._own_camera()
        self._left = left
        scene = self._parts.viewport.scene
        self._keep(tuple(key for key in left if key != "turn" or scene is not None))

    def _done(self, now: Snapshot) -> set[str]:
        """What a person has just done."""
        drops, playing, camera = _drops(now), now.playing, self._own_camera()
        done = {
            "drop": drops > self._drops,
            "play": playing and not self._playing,
            "turn": camera is not None and camera != self._camera,
        }
        self._drops, self._playing, self._camera = drops, playing, camera
        return {key for key, is_done in done.items() if is_done}

    def _own_camera(self) -> object:
        """The camera, where a person has moved it."""
        scene = self._parts.viewport.scene
        motion = scene.camera_motion if scene is not None else None
        return motion.camera if motion is not None and not motion.is_preset else None

    def _keep(self, left: tuple[str, ...]) -> None:
        """Show the first of these hints, and remember which are left."""
        self._left = left
        self._parts.shell.settings.hints = left
        if left[:1] == (self.shown,):
            return
        before, self._notice = self._notice, None
        if before is not None:
            before.dismiss()
        if left:
            self._shown = left[0]
            skip = (lambda: self.tr("Skip"), self._skip)
            notice = self._parts.notices.post(lambda: _translated(self._shown), Severity.INFO, skip)
            notice.closed.connect(lambda: self._close(notice))
            self._notice = notice

    def _skip(self) -> None:
        self._keep(self._left[1:])

    def _close(self, notice: Notice) -> None:
        """A person has closed a hint: the others would only be in the way."""
        if self._notice is notice:
            self._notice = None
            self._keep(())


def _translated(key: str) -> str:
    return QCoreApplication.translate("FirstHints", HINTS[key])


def _drops(now: Snapshot) -> int:
    return sum(isinstance(stamped.edit, Drop) for stamped in now.log)
