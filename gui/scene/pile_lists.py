"""The lists that piles of balls open into."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from gui.scene.presenters.ball_badges import Pile
from gui.scene.presenters.ball_presenter import BallPresenter
from gui.style.glyph_cache import glyph
from gui.style.palette import DARK, Palette
from gui.style.plain_text import menu_text

GLYPH: Final = 16  # px


@final
class PileLists(QObject):
    """Lists the balls that lie in one place by their names, as a menu."""

    picked = Signal(int)  # a ball's id
    pointed = Signal(object)  # the same while the menu is open; None when it closes

    def __init__(
        self, view: QWidget, balls: BallPresenter, picked: Callable[[int], object]
    ) -> None:
        super().__init__(view)
        self.picked.connect(picked)
        self._view, self._balls = view, balls
        self.palette: Palette = DARK
        self.chosen: frozenset[int] = frozenset()

    def open_at(self, x: float, y: float) -> bool:
        """List the pile whose number is at a pixel; False if there is none."""
        return self._open(self._balls.labels.pile_at(x, y))

    def open_main(self) -> bool:
        """List the pile that has a chosen ball, or the largest; False if there is none."""
        ids, piles = self._balls.arrays.ids, self._balls.labels.piles
        found = [p for p in piles if not self.chosen.isdisjoint(ids[list(p.rows)].tolist())]
        return self._open(max(found or piles, key=lambda pile: len(pile.rows), default=None))

    def _open(self, pile: Pile | None) -> bool:
        if pile is None:
            return False
        menu = QMenu(self._view)
        ratio = self._view.devicePixelRatioF()
        for ball, name, color in self._balls.listed(pile):
            icon = QIcon(glyph(self.palette, color, GLYPH, ratio))
            row = menu.addAction(icon, menu_text(name))
            row.triggered.connect(lambda _=False, ball=ball: self.picked.emit(ball))
            row.hovered.connect(lambda ball=ball: self.pointed.emit(ball))
        menu.aboutToHide.connect(lambda: self.pointed.emit(None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.mapToGlobal(QPoint(round(pile.label.x), round(pile.label.y))))
        return True
