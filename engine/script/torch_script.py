"""A fleet's run as a PyTorch script that makes the same updates, to rounding.

The rules are those that torch.optim has, as tests/engine/test_torch_reference.py compares them.
Gradients are exact or those of mini-batches, whose examples are written out as data.
"""

from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np

from engine.arrays import Array
from engine.commands import ChangeNoise, Reschedule, Turn, TurnSurface
from engine.errors import DataError
from engine.knobs import knobs
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import BallAges, Exact, MiniBatch
from engine.optimizers.base import TINY
from engine.schedules.constant import Constant
from engine.script.trace import LossText, loss_text
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface, SummedSurface

MOST_BALLS: Final = 64
MOST_NUMBERS: Final = 20_000  # of rates, batches or examples, that are written out
NO_FLEET = QT_TRANSLATE_NOOP("Message", "No fleet is chosen, or it has no balls.")
NO_RULE = QT_TRANSLATE_NOOP("Message", "PyTorch does not have this rule.")
NO_NOISE = QT_TRANSLATE_NOOP("Message", "PyTorch can’t draw the same noise.")
EDITED = QT_TRANSLATE_NOOP("Message", "A knob, the schedule or the noise was changed in mid-run.")
OTHER_RATE = QT_TRANSLATE_NOOP(
    "Message", "With a changing rate PyTorch’s rule is another: choose its own form of this rule."
)
UNDAMPED = QT_TRANSLATE_NOOP("Message", "Without momentum PyTorch dampens nothing.")
TOO_LONG = QT_TRANSLATE_NOOP("Message", "The run is too long, or has too many balls, for a script.")


@final
@dataclass(frozen=True, slots=True)
class _Rule:
    """A class of torch.optim, and how its options are made from our knobs."""

    name: str
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each with the names of our knobs
    switch: str = ""  # an option that is set
    own_rate: bool = True  # whether a schedule does the same there


_BETAS: Final = ("betas", ("beta1", "beta2"))
_EPS: Final = ("eps", ("eps",))
_MOMENTUM: Final = ("momentum", ("momentum",))
RULES: Final = {
    "gd": _Rule("SGD"),
    "momentum": _Rule("SGD", (_MOMENTUM,), own_rate=False),
    "momentum_library": _Rule("SGD", (_MOMENTUM, ("dampening", ("dampening",)))),
    "nesterov": _Rule("SGD", (_MOMENTUM,), "nesterov", own_rate=False),
    "nesterov_library": _Rule("SGD", (_MOMENTUM,), "nesterov"),
    "adagrad_sum": _Rule("Adagrad", (_EPS,)),
    "rmsprop_library": _Rule("RMSprop", (("alpha", ("alpha",)), _EPS, _MOMENTUM)),
    "adadelta": _Rule("Adadelta", (("rho", ("rho",)), _EPS)),
    "rprop": _Rule(
        "Rprop",
        (("etas", ("shrink", "grow")), ("step_sizes", ("shortest", "longest"))),
        own_rate=False,
    ),
    "adam": _Rule("Adam", (_BETAS, _EPS)),
    "adamw": _Rule("AdamW", (_BETAS, _EPS, ("weight_decay", ("decay",)))),
    "amsgrad": _Rule("Adam", (_BETAS, _EPS), "amsgrad"),
    "adamax": _Rule("Adamax", (_BETAS, _EPS)),
    "nadam": _Rule("NAdam", (_BETAS, _EPS, ("momentum_decay", ("warming",)))),
    "radam": _Rule("RAdam", (_BETAS, _EPS)),
}


def why_not(now: Snapshot, fleet: FleetView | None) -> str:
    """Why the run of a fleet can't be written, marked in the context "Message"; "" if it can."""
    if fleet is None or not len(fleet.balls):
        return NO_FLEET
    if fleet.optimizer.key not in RULES:
        return NO_RULE
    batches = isinstance(fleet.loss.noise, MiniBatch)
    if not (type(fleet.loss.noise) is Exact or (batches and _has_examples(fleet.surface))):
        return NO_NOISE
    if _edited(now, fleet) or any(np.size(value) > 1 for value in _knobs(fleet).values()):
        return EDITED
    return _unlike(fleet) or _too_much(fleet)


def _unlike(fleet: FleetView) -> str:
    """Why torch's rule is another here, as `why_not`."""
    own = _knobs(fleet)
    if type(fleet.schedule) is not Constant and not RULES[fleet.optimizer.key].own_rate:
        return OTHER_RATE
    undamped = own.get("momentum") == 0 and own.get("dampening", 0.0) > 0
    return UNDAMPED if undamped else ""


def _too_much(fleet: FleetView) -> str:
    """Why a script would be none that is short, as `why_not`."""
    if _numbers(fleet) > MOST_NUMBERS or len(fleet.balls) > MOST_BALLS:
        return TOO_LONG
    try:
        loss_text(fleet.surface)
    except DataError as error:
        return error.text
    return ""


def torch_script(now: Snapshot, fleet: FleetView | None, title: str = "") -> str:
    """The script; it prints where each ball is. Raises DataError where it can't be written."""
    problem = why_not(now, fleet)
    if problem or fleet is None:
        raise DataError(problem)
    loss = loss_text(fleet.surface)
    shown = "".join(letter if letter.isprintable() else " " for letter in title)
    parts = (
        [f"# {shown}".rstrip(), "import torch", "", "torch.set_default_dtype(torch.float64)", ""],
        *([_column(name, values)] for name, values in loss.columns.items()),
        [""] * bool(loss.columns),
        _loss(fleet.surface, loss),
        _follow(fleet),
        _balls(fleet),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _has_examples(surface: Surface) -> bool:
    """Whether a batch of them has a loss that can be written: one for each example."""
    return isinstance(surface, SummedSurface)


def _edited(now: Snapshot, fleet: FleetView) -> bool:
    """Whether something was changed after the oldest ball had begun, so that no single script
    makes its updates."""
    begun = int(fleet.born.min())
    for stamped in reversed(now.log):
        edit = stamped.edit
        if stamped.update <= begun:
            break
        own = isinstance(edit, Turn | Reschedule) and edit.fleet == fleet.id
        if stamped.update <= now.update and (own or isinstance(edit, TurnSurface | ChangeNoise)):
            return True
    return False


def _numbers(fleet: FleetView) -> int:
    """How many numbers are written out, so that the script stays short."""
    made = fleet.update - fleet.born
    found = int(made.max()) if type(fleet.schedule) is not Constant else 0
    if isinstance(fleet.surface, DataSurface):
        found += fleet.surface.count
    if isinstance(fleet.loss.noise, MiniBatch):
        found += int(made.sum()) * int(fleet.loss.noise.size)
    return found


def _knobs(fleet: FleetView) -> dict[str, Any]:
    return {name: getattr(fleet.optimizer, name) for name, _ in knobs(fleet.optimizer)}


def _own(fleet: FleetView) -> dict[str, float]:
    """The knobs as torch needs them to do what the rule does."""
    own = {name: float(value) for name, value in _knobs(fleet).items()}
    if "eps" in own:
        own["eps"] += TINY  # as the rules add it: torch would divide 0 by 0
    if "shortest" in own:
        own["shortest"] = min(own["shortest"], own["lr"])  # see Rprop: at most η here
    return own


def _column(name: str, values: Array) -> str:
    return f"{name} = torch.tensor({values.tolist()})"


def _loss(surface: Surface, loss: LossText) -> list[str]:
    """The function of the loss; of examples the mean of those in `rows`, times all if summed."""
    body = [*(f"    {line}" for line in ("x, y = w", *loss.lines))]
    if not isinstance(surface, SummedSurface):
        return ["def loss(w, rows):", *body, "", ""]
    last = body.pop().partition("return ")[2]
    factor = f"{surface.count} * " if surface.reduction == "sum" else ""
    return ["def loss(w, rows):", *body, f"    return {factor}({last}).mean()", "", ""]


def _follow(fleet: FleetView) -> list[str]:
    """The function that makes the updates of one ball."""
    rule, own = RULES[fleet.optimizer.key], _own(fleet)
    switched = bool(rule.switch) and own.get("momentum") != 0  # without it torch has no Nesterov
    options = [f"lr={own['lr']!r}"]
    for name, ours in rule.options:
        values = tuple(own[each] for each in ours)
        options.append(f"{name}={values if len(values) > 1 else values[0]!r}")
    options += [f"{rule.switch}=True"] * switched
    scheduled = type(fleet.schedule) is not Constant
    lines = [
        "def follow(start, batches):",
        "    w = torch.tensor(start, requires_grad=True)",
        f"    optimizer = torch.optim.{rule.name}([w], {', '.join(options)})",
        "    for update, rows in enumerate(batches):",
        *['        optimizer.param_groups[0]["lr"] = rates[update]'] * scheduled,
        "        optimizer.zero_grad()",
        "        loss(w, rows).backward()",
        "        optimizer.step()",
    ]
    if fleet.optimizer.key == "nesterov" and switched:
        # PyTorch keeps the point at which Nesterov's rule looks ahead.
        back = f'{own["lr"] * own["momentum"]!r} * optimizer.state[w]["momentum_buffer"]'
        lines += [
            "    if batches:",
            f"        w = w + {back}  # from where it looks to where it is",
        ]
    rates = [f"rates = {_rates(fleet)}", ""] if scheduled else []
    return [*rates, *lines, "    return w.tolist()", "", ""]


def _rates(fleet: FleetView) -> list[float]:
    """The learning rate at each age that a ball has had."""
    ages = np.arange(int((fleet.update - fleet.born).max()), dtype=np.float64)
    rates: list[float] = (fleet.schedule.factor(ages) * float(_knobs(fleet)["lr"])).tolist()
    return rates


def _balls(fleet: FleetView) -> list[str]:
    """Where each ball starts, and the examples of each of its updates; then follow them all."""
    lines = ["balls = ["]
    for place, start in enumerate(fleet.starts.tolist()):
        lines.append(f"    ({start}, {_batches(fleet, place)}),")
    return [*lines, "]", "for start, batches in balls:", "    print(follow(start, batches))"]


def _batches(fleet: FleetView, place: int) -> str:
    """The `rows` of each update of a ball: all examples, or those of its batch."""
    one, noise = slice(place, place + 1), fleet.loss.noise
    born = fleet.born[one]
    count = int(fleet.update - born[0])
    if not isinstance(noise, MiniBatch):
        return f"[slice(None)] * {count}"
    surface = fleet.surface
    assert isinstance(surface, DataSurface)
    ages = (
        BallAges(fleet.loss.seed, fleet.trajectories[one], update, born)
        for update in range(int(born[0]), fleet.update)
    )
    return str([noise.together(surface, each)[0].tolist() for each in ages])
