"""Claims and findings in words, and the run of a claim as a scenario with a title."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QTranslator

from engine.analysis.claim import Claim, Finding, Verdict
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import TOGETHER, Scenario, Text
from gui.text.languages import FOLDER
from gui.text.numbers import count, show

VERDICTS: Final[dict[Verdict, str]] = {
    "holds": QT_TRANSLATE_NOOP("Claims", "True here"),
    "depends": QT_TRANSLATE_NOOP("Claims", "± False as it stands: true in some cases"),
    "fails": QT_TRANSLATE_NOOP("Claims", "False here"),
}
NETWORK: Final = QT_TRANSLATE_NOOP(
    "Claims", "Needs a network and held-out data: not tried with two parameters"
)
ALL_DIGITS: Final = 17
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
NEVER: Final = QT_TRANSLATE_NOOP("Claims", "never")


def claim_text(text: str) -> str:
    """A text of the engine's claims."""
    return QCoreApplication.translate("Claim", text)


def verdict_text(finding: Finding) -> str:
    """In a few words, with a sign."""
    return _own(VERDICTS[finding.verdict])


def finding_text(finding: Finding, digits: int = 4) -> str:
    """What was measured, no line of which ends within “B = 1”."""
    values = (_number(value, digits) for value in finding.values)
    return TOGETHER.sub(NO_BREAK, claim_text(finding.said).format(*values))


def untried_text() -> str:
    """Why a claim is not tried."""
    return _own(NETWORK)


def run_of(claim: Claim) -> Scenario | None:
    """The run to look at, called as the claim in both languages; None where there is none."""
    if claim.trial is None or claim.trial.setup is None:
        return None
    title, caption = _both(claim.text), _both(claim.trial.how)
    return replace(claim.trial.setup(), title=title, caption=caption)


def _both(text: str) -> Text:
    chinese = QTranslator()
    chinese.load("downhill_zh_CN", str(FOLDER))
    return Text(text, chinese.translate("Claim", text) or "")


def _number(value: float | int | None, digits: int) -> str:
    if value is None:
        return _own(NEVER)
    return count(value) if isinstance(value, int) else show(value, digits)


def _own(text: str) -> str:
    return QCoreApplication.translate("Claims", text)
