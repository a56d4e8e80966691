"""Makes a film in a process of its own: replays the run, draws its frames, writes them.

So nothing of it takes time of the window's thread, or Python's lock from it.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np

from engine.apart import apart
from engine.commands import AddFleet
from engine.errors import DataError
from engine.jobs import Progress
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.timeline import Course
from gui.dialogs.film.order import FilmOrder
from gui.style.palette import Palette
from gui.system.write_file import writing
from gui.window.export.own_application import own_application

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from engine.player import Player
    from engine.snapshot import Snapshot
    from gui.documents.films import Frames, Picture
    from gui.scene.geometry.camera import Camera
    from gui.scene.view import SceneView

# A film is made in the system's folder for temporary files.
NO_ROOM: Final = QT_TRANSLATE_NOOP(
    "Message", "A film is made in “{0}” first, where the disk is full"
)
STRIP: Final = 40  # px above the surface, with the title and the update
EDGE: Final = 14  # px
SIDES: Final = 12  # from which a turning camera is fitted
SLICE: Final = 0.04  # seconds of replay between two reports of progress
WRITTEN: Final = 0.98  # of the progress, when the film is made and not yet in its place
BLOCK: Final = 1 << 20
LOOK: Final = 3.0  # seconds of replay that an estimate of the size may take


@final
@dataclass(frozen=True, slots=True)
class Shot:
    """What a film shows and how, as it is in the window: plain data for another process."""

    scenario: Scenario
    log: tuple[Any, ...]
    palette: Palette
    camera: "Camera"
    camera_fits: bool  # whether it is one that is fitted to what is shown: no person has moved it
    overlays: frozenset[str]
    reach: float  # of the local quadratic
    chosen: frozenset[int]
    log_height: bool | None
    language: str
    title: str
    update: str  # translated, with a %1


def write_film_to(shot: Shot, order: FilmOrder, file: Path, progress: Progress) -> None:
    """Make the film and put it in its place. Called on a background thread.

    Nothing is left anywhere where it fails, or is cancelled: it is made in a temporary folder,
    whose process is ended first. Raises DataError where that has no room.
    """
    with TemporaryDirectory(prefix="downhill-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "film"
        try:
            apart(make_film, shot, order, made, progress=progress, share=WRITTEN)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DataError(NO_ROOM, gettempdir()) from None
            raise
        size, done = max(1, made.stat().st_size), 0
        with open(made, "rb") as source, writing(file) as stream:
            while block := source.read(BLOCK):
                done += stream.write(block)
                progress(WRITTEN + (1 - WRITTEN) * done / size)


def estimated_size(shot: Shot, order: FilmOrder, progress: Progress) -> int:
    """About how many bytes the film will have. Called on a background thread."""
    with TemporaryDirectory(prefix="downhill-", ignore_cleanup_errors=True) as folder:
        return int(apart(estimate, shot, order, Path(folder), progress=progress))


def make_film(shot: Shot, order: FilmOrder, file: Path, progress: Progress) -> None:
    """Write the film to `file`, in this process. Raises what writing and replaying raise."""
    from gui.documents.films import write_film

    with studio(shot, order, progress) as frames:
        write_film(frames, order.kind, file)


def estimate(shot: Shot, order: FilmOrder, folder: Path, progress: Progress) -> int:
    """The bytes of the whole, from those of its first frames and of what single later ones add.

    Places that take long to replay to are left out, and the nearer ones stand for them.
    """
    from gui.documents.films import write_film

    count, file, until = order.frames, folder / "part", float("inf")

    def report(share: float) -> None:
        progress(share)
        if monotonic() > until:
            raise _TooFarError

    with studio(shot, order, report) as frames:
        drawn = lru_cache(3)(frames.draw)

        def size(*numbers: int) -> int:
            some = frames._replace(length=len(numbers), draw=lambda place: drawn(numbers[place]))
            write_film(some, order.kind, file)
            return file.stat().st_size

        def step(place: int) -> int:
            before = place - 2, place - 1
            return size(*before, place) - size(*before)

        whole, steps = size(0, 1), [step(2)]
        until = monotonic() + LOOK
        with suppress(_TooFarError):
            for place in (count // 3, 2 * count // 3, count - 1):
                steps += [step(place)]
        return whole + round(float(np.mean(steps[1:] or steps)) * (count - 2))


@final
class _TooFarError(Exception):
    """To replay further would take longer than an estimate may."""


@contextmanager
def studio(shot: Shot, order: FilmOrder, progress: Callable[[float], None]) -> "Iterator[Frames]":
    """The frames of a film, drawn by a view that is never shown."""
    from gui.documents.films import Frames

    application = own_application(shot.language)
    player = _player(shot, order)
    view = _view(shot, order, _snapshot_at(player, order.first, lambda share: progress(0.0)))
    cameras = _Cameras(view, shot, order)

    def draw(number: int) -> "Picture":
        share = number / order.frames
        goal = order.update(number)
        if number:  # a pair of an estimate goes on from where the last one ended
            progress(share)
        now = _snapshot_at(player, goal, lambda part: progress(share + part / order.frames))
        _show(view, shot, now)
        view.camera_motion.set(cameras.at(number))
        return framed(shot, order, view, goal)

    try:
        yield Frames(order.frames, order.rate, order.size, draw, _colors(shot))
    finally:
        view.release()
        view.deleteLater()
        application.processEvents()


def _player(shot: Shot, order: FilmOrder) -> "Player":
    from engine.player import Player

    player = Player(shot.scenario)
    player.open(Course(shot.scenario, shot.log, order.first))
    return player


def _snapshot_at(player: "Player", goal: int, report: Callable[[float], object]) -> "Snapshot":
    """The run at an update, replayed from where the player is; `report` gets the share done."""
    timeline = player.timeline
    timeline.seek(goal)
    start = timeline.update
    while not timeline.arrived:
        report((timeline.update - start) / max(1, goal - start))
        timeline.advance(monotonic() + SLICE, monotonic)
    return player.snapshot()


def _view(shot: Shot, order: FilmOrder, now: "Snapshot") -> "SceneView":
    """A view of the size of a frame below its strip, with the surface of `now` in full."""
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QApplication

    from gui.scene.canvas import OffscreenCanvas
    from gui.scene.view import SceneView

    view = SceneView(None, OffscreenCanvas)
    view.setFont(QApplication.font())
    width, height = order.size
    view.resize(width, height - STRIP)
    QApplication.sendEvent(view, QResizeEvent(view.size(), view.size()))
    view.set_still(True)
    flat = shot.palette.window
    view.set_palette(replace(shot.palette, scene_top=flat, scene_bottom=flat))
    view.show_surface(now.surface, shot.log_height)
    view.set_reach(shot.reach)
    _show(view, shot, now)
    return view


def _show(view: "SceneView", shot: Shot, now: "Snapshot") -> None:
    """Show a moment in full; a knob of the landscape may have been turned since the last one."""
    from engine.analysis.critical_points import find

    if "critical" in shot.overlays and now.surface != view.marked:
        view.show_critical(find(now.surface), now.surface)
    view.refresh(now, shot.chosen, shot.overlays)
    view.refiner.finish()


@final
class _Cameras:
    """The camera of each frame: where no person has moved it, it is fitted to the film's size."""

    def __init__(self, view: "SceneView", shot: Shot, order: FilmOrder) -> None:
        self._order, self._camera, fitted = order, shot.camera, view.camera_motion.fitted
        if not shot.camera_fits:
            return
        self._camera = fitted(shot.camera)
        if order.turning:
            around = [
                fitted(replace(shot.camera, azimuth=step * 360 / SIDES)) for step in range(SIDES)
            ]
            # From every side all of it stays within the frame.
            farthest = max(around, key=lambda each: each.distance)
            self._camera = replace(self._camera, distance=farthest.distance, centre=farthest.centre)

    def at(self, frame: int) -> "Camera":
        return self._camera.orbited(self._order.angle(frame), 0.0)


def framed(shot: Shot, order: FilmOrder, view: "SceneView", update: int) -> "Picture":
    """A frame: the title and the update, and the surface below them."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QColor, QFont, QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from gui.scene.scene_picture import smooth_picture
    from gui.text.numbers import count

    image = QImage(*order.size, QImage.Format.Format_RGB888)
    image.fill(QColor(shot.palette.window))
    painter = QPainter(image)
    painter.drawImage(QPointF(0, STRIP), smooth_picture(view, 1.0, 1))
    font = QFont(QApplication.font())
    font.setPixelSize(17)
    painter.setFont(font)
    text = shot.update.replace("%1", count(update))
    wide = painter.fontMetrics().horizontalAdvance(text)
    width = order.size[0]
    painter.setPen(QColor(shot.palette.second))
    base = STRIP / 2 + (painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2
    painter.drawText(QPointF(width - EDGE - wide, base), text)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(shot.palette.text))
    room = QRectF(EDGE, 0, width - 4 * EDGE - wide, STRIP)
    from PySide6.QtCore import Qt

    title = painter.fontMetrics().elidedText(
        shot.title, Qt.TextElideMode.ElideMiddle, int(room.width())
    )
    painter.drawText(QPointF(room.left(), base), title)
    painter.end()
    return _pixels(image)


def _pixels(image: "QImage") -> "Picture":
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _colors(shot: Shot) -> tuple[str, ...]:
    """Colours that a film may have later and not in its first frame."""
    from gui.style.palette import FLEETS, mixed

    added = any(isinstance(stamped.edit, AddFleet) for stamped in shot.log)
    found = {setup.color for setup in shot.scenario.fleets} | set(range(FLEETS * added))
    hues = tuple(dict.fromkeys(shot.palette.fleet_color(index) for index in sorted(found)))
    dark = tuple(mixed(hue, "#000000", 0.4) for hue in hues)
    return (*hues, *dark, shot.palette.text, shot.palette.second)
