"""What a person takes along from a window: what draws the parts of a picture."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from engine.commands import ChangeNoise, Reschedule, Turn, TurnSurface
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.dialogs.film.dialog import FilmSource
from gui.dialogs.picture.contents import Ball, Facts, Sources
from gui.style.outside_text import outside
from gui.style.palette import Palette
from gui.text.ball_names import ball_names
from gui.text.numbers import count, show
from gui.text.titles import title_of
from gui.window.parts import Parts

REMAKES: Final = (ChangeNoise, Reschedule, Turn, TurnSurface)  # a caption counts no such run
UPDATE: Final = QT_TRANSLATE_NOOP("Picture", "update %1")
LINEAR: Final = QT_TRANSLATE_NOOP("Picture", "loss, linear")
LOGARITHMIC: Final = QT_TRANSLATE_NOOP("Picture", "loss, logarithmic")


def picture_sources(parts: Parts) -> Sources:
    """What draws the run as it is now; parts of pictures that are drawn later show this moment."""
    now, view = parts.engine.snapshot, parts.viewport
    chosen, overlays = parts.selection.chosen, view.overlays
    scene = view.scene

    def draw_scene(ratio: float, palette: Palette, transparent: bool) -> QImage:
        from gui.scene.scene_picture import Ground, scene_picture

        still = scene.camera_motion.still
        scene.set_still(True)  # balls do not glide into a picture
        scene.refresh(now, chosen, overlays)
        image = scene_picture(scene, ratio, Ground(palette, transparent))
        view.refresh(parts.engine.snapshot)  # no frame may come: the run may be paused
        scene.set_still(still)
        return image

    def fits(ratio: float) -> bool:
        from gui.scene.scene_picture import fits

        return scene is not None and fits(scene.width(), scene.height(), ratio)

    def draw_map(painter: QPainter, area: QRectF, palette: Palette, ratio: float) -> None:
        from gui.panels.map.picture import paint_map

        log = None if scene is None or scene.world is None else scene.world.scale.log
        paint_map(painter, area, now, parts.selection, palette, ratio, log, overlays)

    def draw_curves(painter: QPainter, area: QRectF, palette: Palette, ratio: float) -> None:
        from gui.panels.curves.picture import paint_curves

        paint_curves(painter, area, now, parts.selection, palette, ratio)

    return Sources(
        surface=now.surface,
        facts=lambda: facts_of(parts, now),
        scene_size=lambda: QSize() if scene is None else scene.size(),
        scene=None if scene is None else draw_scene,
        scene_fits=fits,
        scene_view=lambda: None if scene is None else (scene.camera_motion.camera, scene.size()),
        map=draw_map,
        curves=draw_curves,
    )


def film_source(parts: Parts) -> FilmSource | None:
    """What makes a film of the run, as the view shows it now; None where there is no view."""
    from gui.window.export import film_work

    now, view, scene = parts.engine.snapshot, parts.viewport, parts.viewport.scene
    if scene is None or scene.world is None:
        return None
    shot = film_work.Shot(
        scenario=now.scenario,
        log=now.log,
        palette=parts.shell.theme.palette,
        camera=scene.camera_motion.camera,
        camera_fits=scene.camera_motion.is_preset,
        overlays=view.overlays,
        reach=view.reach,
        chosen=parts.selection.chosen,
        log_height=scene.world.scale.log,
        language=parts.shell.languages.current,
        title=title_of(now, parts.shell.languages.current),
        update=QCoreApplication.translate("Picture", UPDATE),
    )
    return FilmSource(shot, now.update, film_work.estimated_size, film_work.write_film_to)


def facts_of(parts: Parts, now: Snapshot) -> Facts:
    """The texts of a picture, in the current language."""
    language = parts.shell.languages.current
    changed = any(isinstance(stamped.edit, REMAKES) for stamped in now.log)
    caption = "" if changed else outside(now.scenario.caption.inside(language), lines=True)
    return Facts(
        title_of(now, language), now.surface.formula, caption, _range(parts), legend_of(now)
    )


def legend_of(now: Snapshot) -> tuple[Ball, ...]:
    """A row for each fleet that has balls: its name as at its balls, or with its learning rate."""
    from gui.panels.fleets.fleet_list import rows_of

    names, legend = iter(ball_names(now.fleets)), []
    for row, fleet in zip(rows_of(now.fleets), now.fleets, strict=True):
        own = [next(names) for _ in range(row.balls)]
        if own:
            name = own[0].removesuffix(f" · {fleet.balls[0]}") if row.balls > 1 else own[0]
            note = row.note if name == row.name else ""
            many = f"×{count(row.balls)}" if row.balls > 1 else ""
            text = "  ".join(part for part in (name, note, many) if part)
            legend.append(Ball(text, row.color))
    return tuple(legend)


def _range(parts: Parts) -> tuple[str, str, str]:
    """The losses at the ends of the colours, and the scale between them."""
    scene = parts.viewport.scene
    if scene is None or scene.world is None:
        return "", "", ""
    scale = scene.world.scale
    name = QCoreApplication.translate("Picture", LOGARITHMIC if scale.log else LINEAR)
    return show(scale.low, 3), name, show(scale.high, 3)
