"""The context menu of a ball or a point."""

import math
from collections.abc import Callable
from typing import final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from engine.analysis.critical_points import CriticalPoint
from engine.analysis.escape import ways
from engine.analysis.local_quadratic import expanded
from engine.analysis.status import Status
from engine.commands import Remove
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.actions.actions import WITH_MORE, translated
from gui.panels.kick_menu import SYMBOLS, KickMenu, can_kick
from gui.panels.map.legend import mark_name
from gui.state.critical_search import mark_of
from gui.state.distances import distance
from gui.state.drop_commands import drop, duplicate, position_of, why_not_duplicate
from gui.state.selection import Selection
from gui.state.send import Send
from gui.text.numbers import show
from gui.text.point_reading import reading_of


@final
class BallMenu(QMenu):
    """Deleted when closed; open it with `popup`."""

    def __init__(
        self,
        send: Send,
        selection: Selection,
        now: Snapshot,
        ball: int | None,
        point: Point | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._send, self._selection, self._now = send, selection, now
        if ball is not None:
            point = self._add_ball(ball)
        elif point is not None:
            self._add_point(point)
        if point is not None:
            values = reading_of(now.surface, point)[1]
            copy = self.addAction(self.tr("Copy values"))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(values))

    def _add_ball(self, ball: int) -> Point | None:
        selection, now, send = self._selection, self._now, self._send
        selection.choose(selection.chosen if ball in selection.chosen else {ball}, ball)
        chosen, point = selection.chosen, position_of(now, ball)
        followed = selection.followed == ball
        lost = "" if point is not None or followed else why_not_duplicate(now, frozenset((ball,)))
        self._add(self.tr("Step in numbers"), selection.show_step)
        self._add(
            self.tr("Stop following") if followed else self.tr("Follow"),
            lambda: selection.follow(None if followed else ball),
            lost,
        )
        self._add(
            self.tr("Duplicate"),
            lambda: duplicate(send, now, chosen),
            why_not_duplicate(now, chosen),
        )
        self._add(self.tr("Remove"), lambda: send(Remove(tuple(sorted(chosen)))))
        self._add_kicks(ball, point)
        return point

    def _add_kicks(self, ball: int, point: Point | None) -> None:
        """A submenu for each axis of curvature, where the ball has one."""
        surface, reason = self._now.surface, self.tr("no position any more")
        if point is not None:
            reason = self.tr("no curvature here")
            model = expanded(surface, np.array(point))
            both = ways(model)
            if all(map(can_kick, both)):
                for axis in zip(SYMBOLS, both, strict=True):
                    self.addMenu(KickMenu(self._send, ball, axis, model, distance(surface), self))
                return
        self._add(self.tr("Kick along an eigenvector"), lambda: None, reason)

    def _add(self, text: str, slot: Callable[[], object], reason: str = "") -> None:
        """Add a row; where there is a `reason` against it, it is off and says so."""
        row = self.addAction(translated(WITH_MORE).format(text, reason) if reason else text)
        row.setEnabled(not reason)
        row.triggered.connect(lambda: slot())

    def _add_point(self, point: Point) -> None:
        found = self._selection.critical.at(self._selection.critical.near(point))
        if found is not None:
            self._add_critical(found)
        for every, text in (
            (False, self.tr("Drop a ball here")),
            (True, self.tr("Drop one of every fleet here")),
        ):
            self.addAction(text).triggered.connect(
                lambda _, every=every: drop(self._send, self._selection, self._now, point, every)
            )
        cut = found.point if found is not None else point
        self._add(self.tr("Cut here"), lambda: self._selection.cut.ask(cut))

    def _add_critical(self, found: CriticalPoint) -> None:
        """At a mark: at the very point, and a little away along each axis of curvature."""
        name = mark_name(mark_of(found))
        self._add_drop(self.tr("Drop a ball here: {0}").format(name), found.point)
        far = distance(self._now.surface)
        for symbol, value, axis in zip(SYMBOLS, found.eigenvalues, found.eigenvectors, strict=True):
            if math.isfinite(value):
                text = self.tr("Drop a ball {0} away along {1} (λ = {2})")
                place = (found.point[0] + far * axis[0], found.point[1] + far * axis[1])
                self._add_drop(text.format(show(far), symbol, show(value)), place)
        if found.kind is Status.SADDLE:
            self._add(
                self.tr("Escape from this saddle…"),
                lambda: self._selection.escape_wanted.emit(found.point),
            )
        self._add(self.tr("Go there"), lambda: self._selection.place_wanted.emit(found.point))
        self.addSeparator()

    def _add_drop(self, text: str, point: Point) -> None:
        self._add(text, lambda: drop(self._send, self._selection, self._now, point, every=False))
