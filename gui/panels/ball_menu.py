"""The context menu of a ball or a point."""

from typing import final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from engine.commands import Remove
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.actions.actions import WITH_MORE, translated
from gui.state.drop_commands import drop, duplicate, position_of, why_not_duplicate
from gui.state.selection import Selection
from gui.state.send import Send
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
        if ball not in self._selection.chosen:
            self._selection.choose({ball})
        chosen, send = self._selection.chosen, self._send
        another = self.addAction(self.tr("Duplicate"))
        another.triggered.connect(lambda: duplicate(send, self._now, chosen))
        reason = why_not_duplicate(self._now, chosen)
        if reason:
            another.setEnabled(False)
            another.setText(translated(WITH_MORE).format(another.text(), reason))
        self.addAction(self.tr("Remove")).triggered.connect(
            lambda: send(Remove(tuple(sorted(chosen))))
        )
        followed = self._selection.followed == ball
        self.addAction(
            self.tr("Stop following") if followed else self.tr("Follow")
        ).triggered.connect(lambda: self._selection.follow(None if followed else ball))
        return position_of(self._now, ball)

    def _add_point(self, point: Point) -> None:
        for every, text in (
            (False, self.tr("Drop a ball here")),
            (True, self.tr("Drop one of every fleet here")),
        ):
            self.addAction(text).triggered.connect(
                lambda _, every=every: drop(self._send, self._selection, self._now, point, every)
            )
