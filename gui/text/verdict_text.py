"""Why a ball is where it is, as one sentence with its numbers, and what to try."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.analysis.stability import RULES
from engine.analysis.status import Status
from engine.analysis.verdict import Action, Evidence, Kind, Suggestion
from engine.knobs import knobs
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Exact
from engine.optimizers.base import Optimizer
from engine.snapshot import FleetView
from gui.text.captions import unbroken
from gui.text.numbers import short, show

DIGITS: Final = 3
REVERSES: Final = -0.5  # a mean cosine of successive moves: below it they zigzag
CRITICAL: Final = (Kind.MINIMUM, Kind.SADDLE, Kind.MAXIMUM, Kind.DEGENERATE)
STRAIGHT: Final = 0.7  # a cosine: a ball moves straight towards a saddle, or away
GROWS: Final = 0.02  # a share by which each move is longer: then a bounce widens
STEEP: Final = 100.0  # κ of a valley whose walls keep the rate small
CLIMBS: Final = 0.1  # a cosine between the last move and the gradient: above it goes up

NEARLY: Final = QT_TRANSLATE_NOOP("Verdict", "as good as {0}")
START: Final = QT_TRANSLATE_NOOP("Verdict", "at its start: no update yet")
ROLLING: Final = QT_TRANSLATE_NOOP("Verdict", "rolling down")
ROLLING_SHARE: Final = QT_TRANSLATE_NOOP(
    "Verdict", "rolling down: {0} is at {1} of what the rule bears here"
)
CLIMBING: Final = QT_TRANSLATE_NOOP(
    "Verdict", "rolling uphill: its earlier movement carries it against −g"
)
CROSSED: Final = QT_TRANSLATE_NOOP(
    "Verdict", "crossing the valley: the last update went past its floor, and −g points back"
)
NOISY: Final = QT_TRANSLATE_NOOP(
    "Verdict", "on its way with noise: {0} is at {1} of what the rule bears here"
)
NOISY_UP: Final = QT_TRANSLATE_NOOP(
    "Verdict", "on its way with noise: the last update went up the whole loss"
)
ZIGZAG: Final = QT_TRANSLATE_NOOP(
    "Verdict", "zigzagging across a valley: each update reverses the one before"
)
BEYOND: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "jumping: {0} is {1} times what the rule bears at this place, so it may jump across the valley",
)
NARROW: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "creeping along a narrow valley (κ = {0}): {1} is at {2} of what the rule bears across it, and "
    "about {3} updates are still to go at this pace",
)
INTO_SADDLE: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "rolling into a saddle point: along u₁, where it could go down (λ₁ = {0}), it is only {1} "
    "off the ridge",
)
OUT_OF_SADDLE: Final = QT_TRANSLATE_NOOP(
    "Verdict", "leaving a saddle point: along u₁ the surface bends down (λ₁ = {0})"
)
PAST_SADDLE: Final = QT_TRANSLATE_NOOP(
    "Verdict", "passing a saddle point: along u₁ the surface bends down there (λ₁ = {0})"
)
SLOW: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "slow, because {0} = {1} is small: only {2} of what the rule bears here; about {3} updates "
    "still to go at this pace",
)
SLOW_NARROW: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "slow along a narrow valley (κ = {0}): {1} = {2} is only {3} of what the rule bears across it; "
    "about {4} updates still to go at this pace",
)
SLOW_DIVIDED: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "slow, because {0} is small: only {1} of what the rule bears here; about {2} updates still to "
    "go at this pace",
)
SLOW_ALONE: Final = QT_TRANSLATE_NOOP(
    "Verdict", "slow, because {0} = {1} is small: about {2} updates still to go at this pace"
)
BOUNCING: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "bouncing between walls: the updates reverse, the loss stays near {0} although ‖g‖ = {1}",
)
WIDENING: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "bouncing ever wider: {0} is {1} times what the rule bears here, so the updates reverse and "
    "grow",
)
MINIMUM: Final = QT_TRANSLATE_NOOP(
    "Verdict", "at a local minimum: uphill both ways (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}"
)
SADDLE: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "at a saddle point: downhill along u₁, uphill along u₂ (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}",
)
MAXIMUM: Final = QT_TRANSLATE_NOOP(
    "Verdict", "at a local maximum: downhill both ways (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}"
)
DEGENERATE: Final = QT_TRANSLATE_NOOP(
    "Verdict", "at a degenerate critical point: H cannot decide (λ₁ = {0}, λ₂ = {1}), ‖g‖ = {2}"
)
PLATEAU: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "on a plateau: slope and curvature are next to nothing (‖g‖ = {0}, |λ| at most {1})",
)
LEVEL: Final = QT_TRANSLATE_NOOP(
    "Verdict", "on a plateau: the gradient is exactly 0, so following it leads nowhere"
)
CIRCLING: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "circling in the noise: the loss is about {0} above the minimum, and noise this strong keeps "
    "it at up to {1}",
)
DIVERGING: Final = QT_TRANSLATE_NOOP(
    "Verdict",
    "diverging: {0} is {1} times what the rule bears here, so each update leads farther out",
)
GONE: Final = QT_TRANSLATE_NOOP("Verdict", "diverging: it has no finite place any more")
OUTWARD: Final = QT_TRANSLATE_NOOP("Verdict", "diverging: each update leads farther out")
RATE_ZERO: Final = QT_TRANSLATE_NOOP("Verdict", "frozen: {0} is 0")
FROZEN: Final = QT_TRANSLATE_NOOP(
    "Verdict", "frozen: no update moves it although there is a slope (‖g‖ = {0})"
)
LEFT: Final = QT_TRANSLATE_NOOP("Verdict", "outside the window, where the loss is {0}")
NO_VALUE: Final = QT_TRANSLATE_NOOP("Verdict", "where the loss has no value")

KICK_IT: Final = QT_TRANSLATE_NOOP("Verdict", "Kick it along u₁")
TAKE_RATE: Final = QT_TRANSLATE_NOOP("Verdict", "Set {0} = {1}")
TAKE_BATCH: Final = QT_TRANSLATE_NOOP("Verdict", "Set B = {0}")
TAKE_MOMENTUM: Final = QT_TRANSLATE_NOOP("Verdict", "Drop a ball with momentum here")


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence needs of the ball's rule."""

    rate: str  # the symbol of its learning rate,
    divided: str  # and of what multiplies its gradients
    memory: bool
    noisy: bool


def sentence(fleet: FleetView, place: int) -> str:
    """The verdict on a ball in the current language, without a capital and a full stop.

    One that is at a critical point as far as can be seen, but still moves, is as good as there.
    """
    found = fleet.verdict(place)
    text, values = _SENTENCES[found.kind](found.evidence, _rule(fleet))
    said = unbroken(_translated(text).format(*values))
    nearly = found.kind in CRITICAL and fleet.status_of(place) is Status.MOVING
    return _translated(NEARLY).format(said) if nearly else said


def _rule(fleet: FleetView) -> Rule:
    optimizer = fleet.optimizer
    rate, linear = dict(knobs(optimizer))["lr"].symbol, RULES.get(optimizer.key)
    divided = f"{rate}/σ" if linear is not None and linear.adaptive else rate
    memory = linear is None or linear.memory != "none"
    return Rule(rate, divided, memory, not isinstance(fleet.loss.noise, Exact))


def invitation(suggestion: Suggestion, optimizer: Optimizer) -> str:
    """What pressing does, in the current language."""
    value = short(suggestion.value)
    if suggestion.action is Action.RATE:
        return _translated(TAKE_RATE).format(dict(knobs(optimizer))["lr"].symbol, value)
    text = {
        Action.KICK: KICK_IT,
        Action.BATCH: TAKE_BATCH,
        Action.MOMENTUM: TAKE_MOMENTUM,
    }[suggestion.action]
    return _translated(text).format(value)


Said = tuple[str, tuple[str, ...]]


def _rolling(evidence: Evidence, rule: Rule) -> Said:
    if rule.noisy:
        return _with_noise(evidence, rule)
    if not math.isnan(evidence.toward) and (said := _near_saddle(evidence)) is not None:
        return said
    if evidence.turning < REVERSES:
        return ZIGZAG, ()
    if evidence.climb > CLIMBS:
        return (CLIMBING if rule.memory else CROSSED), ()
    beyond = 1 < evidence.share < math.inf
    return (
        (BEYOND, (rule.divided, show(evidence.share, DIGITS)))
        if beyond
        else _steady(evidence, rule)
    )


def _with_noise(evidence: Evidence, rule: Rule) -> Said:
    if evidence.climb > CLIMBS:
        return NOISY_UP, ()
    known = 0 < evidence.share < math.inf
    return (NOISY, (rule.divided, percent(evidence.share))) if known else (ROLLING, ())


def _near_saddle(evidence: Evidence) -> Said | None:
    """Of a ball next to a saddle point, unless it only zigzags there."""
    low = show(evidence.eigenvalues[0], DIGITS)
    if evidence.toward > STRAIGHT:
        return INTO_SADDLE, (low, show(evidence.ridge, DIGITS))
    if evidence.toward < -STRAIGHT:
        return OUT_OF_SADDLE, (low,)
    return None if evidence.turning < REVERSES else (PAST_SADDLE, (low,))


def _steady(evidence: Evidence, rule: Rule) -> Said:
    share = evidence.share
    if evidence.creeps:
        condition, updates = show(evidence.condition, DIGITS), show(evidence.updates, 2)
        return NARROW, (condition, rule.divided, percent(share), updates)
    if 0 < share < math.inf:
        return ROLLING_SHARE, (rule.divided, percent(share))
    return ROLLING, ()


def _bouncing(evidence: Evidence, rule: Rule) -> Said:
    if evidence.share > 1 and evidence.growth > GROWS:
        return WIDENING, (rule.divided, show(evidence.share, DIGITS))
    return BOUNCING, (show(evidence.loss, DIGITS), show(evidence.gradient, DIGITS))


def _slow(evidence: Evidence, rule: Rule) -> Said:
    value, updates = show(evidence.rate, DIGITS), show(evidence.updates, 2)
    if not evidence.share > 0:
        return SLOW_ALONE, (rule.rate, value, updates)
    if rule.divided != rule.rate:
        return SLOW_DIVIDED, (rule.divided, percent(evidence.share), updates)
    share = percent(evidence.share)
    if evidence.eigenvalues[0] > 0 and evidence.condition > STEEP:
        return SLOW_NARROW, (show(evidence.condition, DIGITS), rule.rate, value, share, updates)
    return SLOW, (rule.rate, value, share, updates)


def _diverging(evidence: Evidence, rule: Rule) -> Said:
    if 1 < evidence.share < math.inf:
        return DIVERGING, (rule.divided, show(evidence.share, DIGITS))
    return (OUTWARD if math.isfinite(evidence.loss) else GONE), ()


def _frozen(evidence: Evidence, rule: Rule) -> Said:
    return (
        (FROZEN, (show(evidence.gradient, DIGITS),)) if evidence.rate else (RATE_ZERO, (rule.rate,))
    )


def _bends(text: str) -> Callable[[Evidence, Rule], Said]:
    def said(evidence: Evidence, rule: Rule) -> Said:
        del rule
        low, high = evidence.eigenvalues
        return text, tuple(show(each, DIGITS) for each in (low, high, evidence.gradient))

    return said


def _numbers(text: str, *names: str) -> Callable[[Evidence, Rule], Said]:
    def said(evidence: Evidence, rule: Rule) -> Said:
        del rule
        return text, tuple(show(getattr(evidence, name), DIGITS) for name in names)

    return said


def _plateau(evidence: Evidence, rule: Rule) -> Said:
    del rule
    if evidence.gradient == 0:
        return LEVEL, ()
    bend = max(map(abs, evidence.eigenvalues))
    return PLATEAU, (show(evidence.gradient, DIGITS), show(bend, DIGITS))


_SENTENCES: Final[dict[Kind, Callable[[Evidence, Rule], Said]]] = {
    Kind.START: _numbers(START),
    Kind.ROLLING: _rolling,
    Kind.SLOW: _slow,
    Kind.BOUNCING: _bouncing,
    Kind.MINIMUM: _bends(MINIMUM),
    Kind.SADDLE: _bends(SADDLE),
    Kind.MAXIMUM: _bends(MAXIMUM),
    Kind.DEGENERATE: _bends(DEGENERATE),
    Kind.PLATEAU: _plateau,
    Kind.CIRCLING: _numbers(CIRCLING, "above", "floor"),
    Kind.DIVERGING: _diverging,
    Kind.FROZEN: _frozen,
    Kind.LEFT: _numbers(LEFT, "loss"),
    Kind.NO_VALUE: _numbers(NO_VALUE),
}


def percent(share: float) -> str:
    """A share as a percentage of three digits at most."""
    return f"{show(100 * share, DIGITS)} %"


def _translated(text: str) -> str:
    return QCoreApplication.translate("Verdict", text)
