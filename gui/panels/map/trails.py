"""Trails on the contour map, painted once each onto a cached image."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from time import perf_counter
from typing import final

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from engine.analysis.curves import places_of
from engine.analysis.status import Mask
from engine.arrays import Array
from engine.recording import Chunk
from engine.snapshot import FleetView, Snapshot
from gui.panels.map.frame import MapFrame
from gui.plotting.polyline import clipped, pieces, within
from gui.sampling.trail_sample import MOST
from gui.style.palette import Palette, channels

LINES = 60  # balls; the trails of more are drawn pixel by pixel
NEWEST = 48  # updates, at least, that are drawn stronger than those before
TOGETHER = 8  # updates that are added to those before at once
OLD, OLD_MANY = 0.68, 0.4  # opacity of older trails, of few balls and of many
DOTTED = 12  # balls up to which the newest updates have dots
LINES_AT_ONCE = 2**15  # lines added for all updates since the last refresh, where balls are so many
LEAST = 16  # of which an update has at least so many
SHIFT = 7  # balls from those of one update to those of the next
JOB_LINES = 2**14  # lines in a few milliseconds
SPACING = 4.0  # px; nearer updates have no dots
CASING = 1.6  # px of dark edge around a trail's line
BEYOND = 8.0  # px outside the map in which lines are still drawn
SHARE = 1 / 6  # of the map that older trails may cover before they become fainter
GRAIN = 0.6  # px; shorter moves are not drawn


@final
@dataclass(frozen=True, slots=True)
class _TrailImage:
    """Rows `start` to `stop` of a chunk, from the row before if there is one."""

    fleet: FleetView
    chunk: Chunk
    before: Chunk | None
    start: int
    stop: int
    most: int  # balls that are drawn


@final
class Trails:
    """The trails of a run: new updates are added, and all is drawn again when the view changes."""

    def __init__(self) -> None:
        self.image = QImage()
        self._seen: tuple[object, ...] = ()
        self._covered: float | None = 0.0  # share of the map under them; None: to be measured
        self._update = -1
        self._jobs: list[_TrailImage] = []

    def follow(
        self, now: Snapshot, frame: MapFrame, palette: Palette, ratio: float, seconds: float
    ) -> bool:
        """Extend the image to `now`, in `seconds` at most; True when it is complete."""
        old = _old(now)
        seen = (frame, palette, ratio, now.edits, now.surface, tuple(f.id for f in now.fleets))
        if seen != self._seen or old < self._update:
            self._seen, self._update, self._jobs = seen, -1, []
            self._clear(frame, ratio)
        if old > self._update:
            # Newest first: the older parts of a long run are added later.
            self._jobs += jobs_of(now, self._update, old)
            self._update = old
        deadline = perf_counter() + seconds
        while self._jobs and perf_counter() < deadline:
            self._paint_job(self._jobs.pop(), frame, palette, ratio, _count(now) > LINES)
        return not self._jobs

    def paint(
        self,
        painter: QPainter,
        now: Snapshot,
        frame: MapFrame,
        palette: Palette,
        beyond: float = BEYOND,
    ) -> None:
        """Draw the image with older trails, and the newest updates on top, up to so many pixels
        `beyond` the map: what is not clipped must end there."""
        many = _count(now) > LINES
        painter.save()
        painter.setOpacity(OLD_MANY if many else self._opacity())
        painter.drawImage(QPointF(frame.left, frame.top), self.image)
        painter.restore()
        if not many:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for fleet in now.fleets:
                self._paint_newest(painter, fleet, now, frame, palette, beyond)

    def paint_whole(
        self,
        painter: QPainter,
        now: Snapshot,
        frame: MapFrame,
        palette: Palette,
        ratio: float,
    ) -> None:
        """Draw all of it, whatever was drawn before: of few balls as lines, for a picture."""
        if _count(now) > LINES:
            self.follow(now, frame, palette, ratio, inf)
        else:
            painter.save()
            painter.setOpacity(OLD)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = _box(frame, np.zeros(2), 0.0)
            for job in jobs_of(now, -1, _old(now)):
                pixels = clipped(frame.pixels(rows_of(job)))
                _draw_trails(
                    painter, pixels, box, palette.fleet_color(job.fleet.color), casing=False
                )
            painter.restore()
            self._forget()
        self.paint(painter, now, frame, palette, 0.0)

    def _opacity(self) -> float:
        """Of older trails: fainter, the more they cover beyond the share that is left to them."""
        if self._covered is None:
            alpha = np.frombuffer(self.image.constBits(), np.uint32)
            self._covered = float(np.count_nonzero(alpha)) / max(1, alpha.size)
        return OLD * min(1.0, SHARE / max(self._covered, SHARE))

    def _forget(self) -> None:
        self.image, self._covered = QImage(), 0.0

    def _clear(self, frame: MapFrame, ratio: float) -> None:
        self._covered = 0.0
        width, height = round(frame.width * ratio), round(frame.height * ratio)
        self.image = QImage(
            max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied
        )
        self.image.setDevicePixelRatio(ratio)
        self.image.fill(Qt.GlobalColor.transparent)

    def _paint_job(
        self, job: _TrailImage, frame: MapFrame, palette: Palette, ratio: float, many: bool
    ) -> None:
        rows = rows_of(job)
        if len(rows) < 2:
            return
        self._covered = None
        rows = lines_of(rows, job) if many else rows
        corner = np.array([frame.left, frame.top])
        pixels = clipped(frame.pixels(rows) - corner)
        color = palette.fleet_color(job.fleet.color)
        if many:
            _splat(self.image, pixels * ratio, color)
            return
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_trails(painter, pixels, _box(frame, corner), color, casing=False)
        painter.end()

    def _paint_newest(
        self,
        painter: QPainter,
        fleet: FleetView,
        now: Snapshot,
        frame: MapFrame,
        palette: Palette,
        beyond: float,
    ) -> None:
        color = palette.fleet_color(fleet.color)
        dotted, box = _count(now) <= DOTTED, _box(frame, np.zeros(2), beyond)
        for job in _jobs_of_fleet(fleet, max(_old(now), -1), now.update):
            pixels = clipped(frame.pixels(rows_of(job)))
            _draw_trails(painter, pixels, box, color, casing=True)
            for ball in range(pixels.shape[1]) if dotted else ():
                _draw_dots(painter, pixels[:, ball], box, color)


def _box(frame: MapFrame, corner: Array, beyond: float = BEYOND) -> tuple[Array, Array]:
    """The map's edges in pixels from `corner`, and a little beyond for ends and joints of lines."""
    low = np.array([frame.left, frame.top]) - corner
    high = low + np.array([frame.width, frame.height])
    return low - beyond, high + beyond


def _old(now: Snapshot) -> int:
    """The last update of those that are drawn as older ones."""
    if _count(now) > LINES:
        return now.update
    return (now.update - NEWEST) // TOGETHER * TOGETHER


def _count(now: Snapshot) -> int:
    return sum(len(fleet.balls) for fleet in now.fleets)


def jobs_of(now: Snapshot, after: int, until: int) -> list[_TrailImage]:
    """The jobs of all fleets for the updates after `after` up to `until`, oldest first.

    Of more than `MOST` balls each update shows others, so that trails become a density.
    """
    count = _count(now)
    share = 1.0
    if count > MOST:
        share = min(max(LEAST, LINES_AT_ONCE // (until - after)), MOST) / count
    jobs = [job for fleet in now.fleets for job in _jobs_of_fleet(fleet, after, until, share)]
    jobs.sort(key=lambda job: job.chunk.first)
    if count <= LINES:
        return jobs
    return [part for job in jobs for part in _parts(job)]


def _parts(job: _TrailImage) -> list[_TrailImage]:
    """A job in parts that take a few milliseconds each."""
    rows = max(1, JOB_LINES // max(1, job.most))
    starts = range(job.start, job.stop, rows)
    return [replace(job, start=start, stop=min(start + rows, job.stop)) for start in starts]


def lines_of(rows: Array, job: _TrailImage) -> Array:
    """The ends of the lines that are drawn of positions (k, n, 2), shape (2, m, 2).

    Of too many balls each update has others, evenly spread: together they show where balls have
    been, and how densely.
    """
    balls = rows.shape[1]
    step = max(1, -(-balls // job.most))
    line = np.arange(len(rows) - 1)[:, None]
    ball = (SHIFT * (job.start + line) % step + np.arange(0, balls, step)) % max(balls, 1)
    return np.stack([rows[line, ball], rows[line + 1, ball]]).reshape(2, -1, 2)


def _jobs_of_fleet(
    fleet: FleetView, after: int, until: int, share: float = 1.0
) -> list[_TrailImage]:
    """The same for one fleet; `share` of its balls are drawn at an update."""
    most = max(1, min(len(fleet.balls), round(share * len(fleet.balls))))
    jobs: list[_TrailImage] = []
    first = max(0, bisect_right(fleet.chunks, after, key=lambda chunk: chunk.first) - 2)
    chunks = fleet.chunks[first:]
    earlier: Sequence[Chunk | None] = (fleet.chunks[first - 1] if first else None, *chunks)
    for before, chunk in zip(earlier, chunks, strict=False):
        if chunk.first > until:
            break
        if chunk.last <= after and chunk.last != chunk.first:
            continue
        start = max(0, (after - chunk.first) // chunk.stride + 1)
        stop = min(len(chunk.rows), (until - chunk.first) // chunk.stride + 1)
        if start < stop:
            jobs.append(_TrailImage(fleet, chunk, before, start, stop, most))
    return jobs


def rows_of(job: _TrailImage) -> Array:
    """Positions (k, n, 2) of the job, of the balls that are still there, after the row before."""
    chunk = job.chunk
    if job.start > 0:
        rows = chunk.rows[job.start - 1 : job.stop]
    else:
        rows = chunk.rows[: job.stop]
        if job.before is not None and len(chunk.balls):
            rows = np.concatenate([_continued(job.before, chunk)[None], rows])
    there = job.fleet.balls
    same = chunk.balls is there or np.array_equal(chunk.balls, there)
    return rows if same else rows[:, np.isin(chunk.balls, there)]


def _continued(before: Chunk, chunk: Chunk) -> Array:
    """The last row of the chunk before, NaN for balls that do not continue from it."""
    row = np.full((len(chunk.balls), 2), np.nan)
    if before.trajectories is chunk.trajectories:
        row[:] = before.rows[-1]
    elif len(before.balls):
        places = places_of(before, chunk.balls.tolist())
        same = (places >= 0) & (before.trajectories[places] == chunk.trajectories)
        row[same] = before.rows[-1, places[same]]
    return row


def _moved(pixels: Array) -> Mask:
    """Which of the rows of paths (k, n, 2) are not left out because they hardly move, (k, n)."""
    kept = np.ones(pixels.shape[:2], bool)
    if len(pixels) > 2:
        cells = np.floor(pixels / GRAIN)
        kept[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=-1)
    return kept


def _draw_trails(
    painter: QPainter, pixels: Array, box: tuple[Array, Array], color: str, casing: bool
) -> None:
    """Draw the paths (k, n, 2) of a fleet's balls, all casings under all lines."""
    path = _path(pixels, box)
    if casing:
        painter.strokePath(path, _pen("#000000", 2 + CASING, 0.22))
    painter.strokePath(path, _pen(color, 2.0, 1.0))


def _path(pixels: Array, box: tuple[Array, Array]) -> QPainterPath:
    """Paths (k, n, 2) as one, cut at the edges of a box."""
    path, kept, there = QPainterPath(), _moved(pixels), np.isfinite(pixels).all(axis=-1)
    inside = ((pixels >= box[0]) & (pixels <= box[1])).all(axis=-1) | ~there
    for ball in np.flatnonzero(~inside.all(axis=0)).tolist():
        for cut in within(pixels[kept[:, ball], ball], *box):
            path.addPolygon(arrayToQPolygonF(cut[:, 0], cut[:, 1]))
        kept[:, ball] = False
    shown = kept.T.ravel()
    points = pixels.swapaxes(0, 1).reshape(-1, 2)[shown]
    owner = np.repeat(np.arange(pixels.shape[1]), len(pixels))[shown]
    for part in pieces(there.T.ravel()[shown], owner):
        path.addPolygon(arrayToQPolygonF(points[part, 0], points[part, 1]))
    return path


def _draw_dots(painter: QPainter, pixels: Array, box: tuple[Array, Array], color: str) -> None:
    """Dots at the single updates that are in the box and far enough apart."""
    steps = np.hypot(*np.diff(pixels, axis=0).T)
    inside = ((pixels[1:] >= box[0]) & (pixels[1:] <= box[1])).all(axis=1)
    shown = (steps > SPACING) & inside
    painter.setPen(_pen("#000000", 0.8, 0.45))
    painter.setBrush(QColor(color))
    for x, y in pixels[1:][shown].tolist():
        painter.drawEllipse(QPointF(x, y), 2.2, 2.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _pen(color: str, width: float, opacity: float) -> QPen:
    tint = QColor(color)
    tint.setAlphaF(opacity)
    return QPen(
        tint, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _splat(image: QImage, pixels: Array, color: str) -> None:
    """Draw paths (k, n, 2) pixel by pixel: a thousand trails in a few milliseconds."""
    start, end = pixels[:-1].reshape(-1, 2), pixels[1:].reshape(-1, 2)
    height, width = image.height(), image.width()
    limit = float(max(height, width))
    there = (np.abs(start) < 3 * limit).all(axis=1) & (np.abs(end) < 3 * limit).all(axis=1)
    start, end = start[there], end[there]
    delta = end - start
    pieces = np.clip(np.ceil(np.abs(delta).max(axis=1, initial=0.0)), 1, 4 * limit).astype(np.intp)
    which = np.repeat(np.arange(len(start)), pieces)
    along = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    x, y = (start[which] + delta[which] * ((along + 1) / pieces[which])[:, None]).T
    splat_at(image, x, y, color)


def splat_at(image: QImage, x: Array, y: Array, color: str) -> None:
    """Set the device pixels at `x`, `y` of a premultiplied ARGB image, where they are in it."""
    inside = (x >= 0) & (x < image.width()) & (y >= 0) & (y < image.height())
    column, row = x[inside].astype(np.intp), y[inside].astype(np.intp)
    red, green, blue = (round(255 * channel) for channel in channels(color))
    memory = np.frombuffer(image.bits(), np.uint32).reshape(image.height(), -1)
    memory[row, column] = np.uint32(0xFF000000 | red << 16 | green << 8 | blue)
