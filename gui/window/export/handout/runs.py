"""What a handout shows of the run of a step, which is made for it."""

import logging
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from engine.errors import DataError
from engine.lessons.conditions import Came
from engine.lessons.lesson import Lesson
from engine.lessons.playthrough import run_alone
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from gui.dialogs.picture.contents import Ball
from gui.sampling.lit_image import Relief, relief
from gui.sampling.trail_sample import sample
from gui.scene.presenters.trail_history import plan, positions
from gui.style.ball_glyphs import glyph_pixmap
from gui.style.palette import LIGHT, marking_of
from gui.thumbnails.thumbnail import Trail, drawn
from gui.window.export.handout.paper import SHARP, UNIT
from gui.window.export.sources import legend_of

log = logging.getLogger(__name__)

PICTURE: Final = 288, 180  # px on the page


@final
@dataclass(frozen=True, slots=True)
class Shown:
    """The run of a step: pictures of its start and its end, and what came true."""

    start: QImage
    end: QImage
    legend: tuple[Ball, ...]  # of both
    updates: int  # made until its end
    came: int  # the update at which all that the step waits for was true; 0 where nothing was


def shown(lesson: Lesson, place: int, scenarios: dict[str, Scenario]) -> Shown | None:
    """The run of a step; None where it can't be made, which is logged."""
    try:
        run = run_alone(lesson, place, scenarios)
    except (DataError, KeyError) as error:
        log.warning("%s: no run of step %d: %r", lesson.name, place + 1, error)
        return None
    start = ground_of(run.start)
    same = run.end.surface == run.start.surface
    end = start if same else ground_of(run.end)
    came = [each.update for each in run.outcome.found if isinstance(each, Came)]
    return Shown(
        picture(start, run.start),
        picture(end, run.end),
        legend_of(run.end),
        run.end.update - run.start.update,
        max(came, default=0),
    )


def ground_of(now: Snapshot) -> Relief:
    """The surface, as it is printed."""
    return relief(now.surface, now.scenario.view.azimuth, *PICTURE, SHARP / UNIT)


def picture(ground: Relief, now: Snapshot) -> QImage:
    """The surface with the trails up to now, on white."""
    made = drawn(ground, trails(now), LIGHT, SHARP / UNIT)
    image = QImage(made.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    made.setDevicePixelRatio(1.0)
    painter = QPainter(image)
    painter.drawPixmap(0, 0, made)
    painter.end()
    return image


def trails(now: Snapshot) -> list[Trail]:
    """The ways of the balls of each fleet up to now, thinned where a scene would thin them."""
    found = list[Trail]()
    for fleet in now.fleets:
        if count := len(fleet.balls):
            kept = sample(np.zeros(count, bool))
            how = plan(len(kept), now.update)
            updates = np.arange(how.first(now.update), now.update + 1, how.stride)
            rows = positions(now, updates, fleet.trajectories[kept])
            found.append((fleet.color, np.concatenate([rows, fleet.position[None, kept]])))
    return found


def glyph_image(color: int) -> QImage:
    """The ball of a fleet, for a legend."""
    made = glyph_pixmap(LIGHT.fleet_color(color), marking_of(color), ratio=SHARP / UNIT)
    return made.toImage()
