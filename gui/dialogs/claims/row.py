"""One claim in its table: what is said, what is run, what came out."""

from typing import Final, final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from engine.analysis.claim import Claim, Finding
from gui.dialogs.claims.words import (
    ALL_DIGITS,
    claim_text,
    finding_text,
    untried_text,
    verdict_text,
)
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.widgets.hairline import HairLine

TOP: Final = Qt.AlignmentFlag.AlignTop
GAP: Final = 8  # px
SHARES: Final = (3, 5)  # of the width: claim, finding


@final
class ClaimRow(Retranslated, QWidget):
    """It asks for its trial and for its run; who shows it does both."""

    trial_wanted = Signal()
    run_wanted = Signal()

    def __init__(self, claim: Claim, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claim = claim
        self.finding: Finding | None = None
        self._busy = False
        self.name, self.how = PlainLabel(wrap=True), dressed(PlainLabel(wrap=True), "caption")
        self.verdict, self.said = PlainLabel(wrap=True), dressed(PlainLabel(wrap=True), "second")
        self.try_button = QPushButton(autoDefault=False)
        self.run_button = QPushButton(autoDefault=False)
        self._arrange()
        self.try_button.clicked.connect(self.trial_wanted)
        self.run_button.clicked.connect(self.run_wanted)
        self.retranslate()

    def show_finding(self, finding: Finding | None, busy: bool = False) -> None:
        """Show what came out, and whether it is being tried."""
        self.finding, self._busy = finding, busy
        self.retranslate()

    def retranslate(self) -> None:
        trial, finding = self.claim.trial, None if self._busy else self.finding
        name = claim_text(self.claim.text)
        self.name.setText(name)
        self.how.setText(claim_text(trial.how) if trial is not None else "")
        self.try_button.setText(self.tr("Try"))
        self.run_button.setText(self.tr("Open run"))
        set_tip(self.try_button, self.tr("Run it now and measure"))
        set_tip(self.run_button, self.tr("Open a run of it in the window; Undo brings yours back"))
        self.try_button.setAccessibleName(self.tr("Try: {0}").format(name))
        self.run_button.setAccessibleName(self.tr("Open run: {0}").format(name))
        waiting = self.tr("Being tried…") if self._busy else self.tr("Not tried yet")
        if trial is None:
            waiting = untried_text()
        self.verdict.setText(waiting if finding is None else verdict_text(finding))
        self.said.setText("" if finding is None else finding_text(finding))
        set_tip(self.said, "" if finding is None else finding_text(finding, ALL_DIGITS))
        self.said.setVisible(finding is not None)

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((left, (self.name, self.how)), (right, (self.verdict, self.said))):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
            column.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, GAP, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GAP)
        for place, (column, share) in enumerate(zip((left, right), SHARES, strict=True)):
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, share)
        for place, button in enumerate((self.try_button, self.run_button), 2):
            grid.addWidget(button, 0, place, TOP)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # rows have the same columns
            button.setSizePolicy(policy)
        trial = self.claim.trial
        self.try_button.setVisible(trial is not None)
        self.run_button.setVisible(trial is not None and trial.setup is not None)
        grid.addWidget(HairLine(), 1, 0, 1, 4)
