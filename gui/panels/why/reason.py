"""Why the chosen ball is where it is: a sentence, the distance to instability, one thing to try."""

import math
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from engine.analysis.verdict import Kind, Suggestion, Verdict
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.examples import DataSurface
from gui.panels.why.gauge import GaugeBar
from gui.state.send import Send
from gui.state.suggestions import command_of, wanted
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.text.numbers import exact
from gui.text.verdict_text import invitation, percent, sentence

GAUGE: Final = QT_TRANSLATE_NOOP("WhyPanel", "Distance to instability")
NUMBERS: Final = QT_TRANSLATE_NOOP(
    "WhyPanel",
    "Sharpness {0} of at most {1}: how far the rule’s next updates are from growing along the "
    "steepest axis of curvature. Beyond the line they grow.",
)
OUTDATED: Final = QT_TRANSLATE_NOOP("WhyPanel", "That no longer holds: nothing was done")
STANDARDISE: Final = QT_TRANSLATE_NOOP(
    "WhyPanel", "Or standardise the features: that makes the valley rounder"
)
SUGGESTED: Final = QT_TRANSLATE_NOOP("WhyPanel", "Suggestion")
REFUSED: Final = 4.0  # seconds that a refusal is said, at least
TIP: Final = QT_TRANSLATE_NOOP("WhyPanel", "Try it: Undo takes it back")


@final
class Reason(QWidget):
    """The first part of the panel *Why*."""

    def __init__(self, send: Send, palette: Palette) -> None:
        super().__init__()
        self._send = send
        self.text = PlainLabel(wrap=True)
        self.name = dressed(PlainLabel(), "second")
        self.bar, self.share = GaugeBar(palette), PlainLabel()
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note = dressed(PlainLabel(wrap=True), "caption")
        self._ball: tuple[Snapshot, int] | None = None
        self._offered: Suggestion | None = None
        self._refused = -math.inf  # when it was last said that a suggestion no longer holds
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.text, 0, 0, 1, 3)
        for column, part in enumerate((self.name, self.bar, self.share)):
            grid.addWidget(part, 1, column)
        grid.addWidget(self.button, 2, 0, 1, 3)
        grid.addWidget(self.note, 3, 0, 1, 3)
        self.button.clicked.connect(self._try)

    def show_ball(self, now: Snapshot, fleet: FleetView, place: int) -> None:
        """Show the verdict on one ball."""
        found = fleet.verdict(place)
        ball = int(fleet.balls[place])
        if self._ball is None or self._ball[1] != ball:
            self._refused = -math.inf
        self._ball = now, ball
        said = sentence(fleet, place)
        self.text.setText(said[:1].upper() + said[1:])
        self._show_gauge(found)
        self._offer(now, fleet, place, found)

    def take(self, now: Snapshot) -> None:
        """Take a newer snapshot, in which a suggestion is looked at when it is pressed."""
        if self._ball is not None:
            self._ball = now, self._ball[1]

    def set_palette(self, palette: Palette) -> None:
        self.bar.colors = palette
        self.bar.update()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.name.setText(_translated(GAUGE))
        self.button.setAccessibleName(_translated(SUGGESTED))
        set_tip(self.button, _translated(TIP))

    def _show_gauge(self, found: Verdict) -> None:
        share, evidence = found.evidence.share, found.evidence
        known = math.isfinite(share)
        for part in (self.name, self.bar, self.share):
            part.setVisible(known)
        if not known:
            return
        self.bar.show_share(share)
        self.share.setText(percent(max(share, 0.0)))
        numbers = exact(evidence.sharpness), exact(evidence.limit)
        tip = _translated(NUMBERS).format(*numbers)
        for part in (self.name, self.bar, self.share):
            set_tip(part, tip)
        self.bar.setAccessibleName(f"{_translated(GAUGE)}: {self.share.text()}")

    def _offer(self, now: Snapshot, fleet: FleetView, place: int, found: Verdict) -> None:
        suggestion = found.suggestion
        if suggestion is not None and command_of(now, fleet, place, suggestion) is None:
            suggestion = None
        self._offered = suggestion
        self.button.setVisible(suggestion is not None)
        if suggestion is not None:
            words = invitation(suggestion, fleet.optimizer)
            self.button.setText(words)
            self.button.setAccessibleName(f"{_translated(SUGGESTED)}: {words}")
        raw = isinstance(now.surface, DataSurface) and getattr(now.surface, "features", "") == "raw"
        standardise = raw and found.kind is Kind.DIVERGING
        words = STANDARDISE if standardise else ""
        if perf_counter() - self._refused < REFUSED:
            words = OUTDATED
        self.note.setVisible(bool(words))
        self.note.setText(_translated(words) if words else "")

    def _try(self) -> None:
        """Do what is suggested, if that is still so."""
        if self._ball is None or self._offered is None:
            return
        now, ball = self._ball
        found = wanted(now, ball, self._offered.action)
        home = now.homes.get(ball)
        command = command_of(now, *home, found) if found is not None and home is not None else None
        self._refused = -math.inf if command is not None else perf_counter()
        if command is not None:
            self._send(command)
        else:
            self.note.setText(_translated(OUTDATED))
            self.note.show()


def _translated(text: str) -> str:
    return QCoreApplication.translate("WhyPanel", text)
