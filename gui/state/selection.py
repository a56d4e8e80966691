"""What is chosen and pointed at: one model for all panels and the scene."""

from typing import final

from PySide6.QtCore import QObject, Signal

from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point
from gui.typeset.notation import Notations


@final
class Selection(QObject):
    """A ball chosen in one view is highlighted in all; so is a time pointed at in one plot.

    Nothing in here is part of the run: it is neither recorded nor undone. Balls and fleets are
    stored by their ids, so sorting and filtering do not change a choice.
    """

    chosen_changed = Signal()
    fleet_changed = Signal()
    ball_hovered = Signal()
    update_hovered = Signal()
    point_hovered = Signal()
    followed_changed = Signal()
    span_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: frozenset[int] = frozenset()
        self._fleet: int | None = None
        self._hovered_ball: int | None = None
        self._hovered_update: int | None = None
        self._hovered_point: Point | None = None
        self._followed: int | None = None
        self._span: tuple[float, float] | None = None
        self._settled: tuple[FleetView, ...] = ()
        self.notations = Notations(self)

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the chosen balls."""
        return self._chosen

    @property
    def fleet(self) -> int | None:
        """Id of the chosen fleet: what a click drops. None where there is no fleet."""
        return self._fleet

    @property
    def hovered_ball(self) -> int | None:
        return self._hovered_ball

    @property
    def hovered_update(self) -> int | None:
        """The time cursor that all plots share."""
        return self._hovered_update

    @property
    def hovered_point(self) -> Point | None:
        """Where on the surface the pointer is."""
        return self._hovered_point

    @property
    def followed(self) -> int | None:
        """The ball that the camera follows."""
        return self._followed

    @property
    def span(self) -> tuple[float, float] | None:
        """The updates that all plots show; None is the whole run."""
        return self._span

    def choose(self, balls: frozenset[int] | set[int]) -> None:
        if balls != self._chosen:
            self._chosen = frozenset(balls)
            self.chosen_changed.emit()

    def toggle(self, ball: int) -> None:
        """Add a ball to the choice, or take it out."""
        self.choose(self._chosen ^ {ball})

    def choose_fleet(self, fleet: int | None) -> None:
        if fleet != self._fleet:
            self._fleet = fleet
            self.fleet_changed.emit()

    def hover_ball(self, ball: int | None) -> None:
        if ball != self._hovered_ball:
            self._hovered_ball = ball
            self.ball_hovered.emit()

    def hover_update(self, update: int | None) -> None:
        if update != self._hovered_update:
            self._hovered_update = update
            self.update_hovered.emit()

    def hover_point(self, point: Point | None) -> None:
        if point != self._hovered_point:
            self._hovered_point = point
            self.point_hovered.emit()

    def follow(self, ball: int | None) -> None:
        if ball != self._followed:
            self._followed = ball
            self.followed_changed.emit()

    def show_span(self, span: tuple[float, float] | None) -> None:
        if span != self._span:
            self._span = span
            self.span_changed.emit()

    def update(self, now: Snapshot) -> None:
        """Deselect balls and fleets that no longer exist. Returns at once while none change."""
        if same_balls(now.fleets, self._settled):
            return
        self._settled = now.fleets
        self._settle_balls(now)
        fleets = [fleet.id for fleet in now.fleets]
        if self._fleet not in fleets:
            self.choose_fleet(fleets[0] if fleets else None)

    def _settle_balls(self, now: Snapshot) -> None:
        stored = {*self._chosen, self._hovered_ball, self._followed} - {None}
        if stored:
            existing = set(now.homes)
            self.choose(self._chosen & existing)
            if self._hovered_ball not in existing:
                self.hover_ball(None)
            if self._followed not in existing:
                self.follow(None)


def same_balls(one: tuple[FleetView, ...], other: tuple[FleetView, ...]) -> bool:
    """Whether the same fleets have the same balls.

    Arrays of ids are replaced, never changed, when balls are added or removed, so comparing
    identities is enough.
    """
    return len(one) == len(other) and all(
        a.id == b.id and a.balls is b.balls for a, b in zip(one, other, strict=True)
    )
