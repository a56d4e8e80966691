"""What is drawn in addition to the surface and its balls; each can be switched on and off.

Adding one: a row in `ALL` here, and a line in `gui.scene.layers.ALL` for its layer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

from engine.marks import QT_TRANSLATE_NOOP
from gui.style.icons import Icon

Overlays = frozenset[str]  # the keys of those that are on


@final
@dataclass(frozen=True, slots=True)
class Overlay:
    """One switch, in the toolbar, in the View menu and on a key; texts are marked in the
    context "Action"."""

    key: str  # its name in scenario files
    title: str
    tip: str
    shortcut: str  # a Qt key sequence
    icon: Icon
    default: bool = False  # whether it is on at first
    fixed: bool = False  # scenarios don't name it: it is on in all of them


ALL: tuple[Overlay, ...] = (
    Overlay(
        "trails",
        QT_TRANSLATE_NOOP("Action", "T&rails"),
        QT_TRANSLATE_NOOP("Action", "Show where the balls have been"),
        "T",
        Icon.TRAIL,
        default=True,
    ),
    Overlay(
        "contours",
        QT_TRANSLATE_NOOP("Action", "&Contour lines"),
        QT_TRANSLATE_NOOP("Action", "Show lines of equal loss"),
        "C",
        Icon.CONTOUR,
        default=True,
    ),
    Overlay(
        "gradient",
        QT_TRANSLATE_NOOP("Action", "Negative &gradient"),
        QT_TRANSLATE_NOOP("Action", "Arrow −∇L: the steepest way down"),
        "G",
        Icon.GRADIENT,
        default=True,
    ),
    Overlay(
        "velocity",
        QT_TRANSLATE_NOOP("Action", "&Velocity"),
        QT_TRANSLATE_NOOP("Action", "Arrow of the momentum that the optimizer keeps"),
        "V",
        Icon.VELOCITY,
    ),
    Overlay(
        "last_update",
        QT_TRANSLATE_NOOP("Action", "Last &update"),
        QT_TRANSLATE_NOOP("Action", "Arrow of the last update"),
        "U",
        Icon.LAST_UPDATE,
    ),
    Overlay(
        "critical",
        QT_TRANSLATE_NOOP("Action", "Critic&al points"),
        QT_TRANSLATE_NOOP(
            "Action", "Search for minima, saddle points and maxima, and mark them: m, s, M"
        ),
        "P",
        Icon.CRITICAL,
    ),
    Overlay(
        "quadratic",
        QT_TRANSLATE_NOOP("Action", "Local &quadratic"),
        QT_TRANSLATE_NOOP(
            "Action", "Sheet of the loss to second order around the chosen ball, or the only one"
        ),
        "Q",
        Icon.QUADRATIC,
    ),
    Overlay(
        "curvature",
        QT_TRANSLATE_NOOP("Action", "Curvature &directions"),
        QT_TRANSLATE_NOOP(
            "Action",
            "Eigenvectors of H at the chosen balls, else at all: λ > 0 solid, λ < 0 dashed",
        ),
        "H",
        Icon.CURVATURE,
    ),
    Overlay(
        "batch",
        QT_TRANSLATE_NOOP("Action", "What the batch sees"),
        QT_TRANSLATE_NOOP(
            "Action",
            "The loss and the gradients of the chosen ball’s next batch, or the only ball’s",
        ),
        "B",
        Icon.BATCH,
    ),
    Overlay(
        "axes",
        QT_TRANSLATE_NOOP("Action", "A&xes"),
        QT_TRANSLATE_NOOP("Action", "Show axes and numbers"),
        "X",
        Icon.AXES,
        default=True,
        fixed=True,
    ),
)


def defaults() -> Overlays:
    """Those that are on at first."""
    return frozenset(overlay.key for overlay in ALL if overlay.default)


def of_scenario(named: Iterable[str]) -> Overlays:
    """Those that are on where a scenario names these; unknown names are ignored."""
    return frozenset(overlay.key for overlay in ALL if overlay.fixed or overlay.key in named)
