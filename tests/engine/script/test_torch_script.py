"""Scripts for PyTorch make the updates of the run that they were written for.

Where torch is installed they are executed with it (`dev.py bench` makes such an environment);
elsewhere with a stand-in that has SGD and Adam, and the other rules are skipped.
"""

import ast
import math
import sys
from dataclasses import dataclass, replace

import numpy as np
import pytest

from engine import optimizers, schedules, surfaces
from engine.commands import ChangeNoise, Drop, Move, Reschedule, Turn, TurnSurface
from engine.data.columns import Columns
from engine.errors import DataError
from engine.noise import Exact, Gaussian, MiniBatch
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.script import torch_script as written
from engine.script.torch_script import RULES, torch_script, why_not
from engine.script.trace import NOT_WRITTEN, loss_text
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.typed import Typed
from tests.data.reference import read
from tests.engine.references import OURS
from tests.engine.script import stand_in

LENGTH = 200
BOWL = surfaces.BY_KEY["bowl"]()
NOT_TRACED = {"normalised_neuron"}  # their code asks for values


def player(surface, key="gd", points=None, noise=None, schedule=None, **own):
    """A run with one fleet, which has these starting points."""
    fleet = FleetSetup(optimizers.BY_KEY[key](**own), points=points or surface.starts[:1])
    if schedule is not None:
        fleet = replace(fleet, schedule=schedule)
    return Player(Scenario(surface, (fleet,), seed=3, noise=noise or Exact()))


def after(made, count):
    made.timeline.seek(made.timeline.update + count)
    made.timeline.arrive()
    return made.snapshot()


def printed(script, capsys, torch):
    """What a script prints, as points (n, 2)."""
    before = sys.modules.get("torch")
    sys.modules["torch"] = torch
    try:
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
    finally:
        if before is None:
            del sys.modules["torch"]
        else:
            sys.modules["torch"] = before
    return np.array([ast.literal_eval(line) for line in capsys.readouterr().out.splitlines()])


def real_or_not():
    """PyTorch where it is installed."""
    try:
        import torch
    except ImportError:
        return stand_in.module()
    return torch


def agrees(now, capsys, torch=None, within=1e-10):
    fleet = now.fleets[0]
    found = printed(torch_script(now, fleet, "A title"), capsys, torch or real_or_not())
    size = np.maximum(np.abs(fleet.position), np.abs(fleet.starts)).max(axis=1, keepdims=True)
    assert (np.abs(found - fleet.position) <= within * size).all()


def rate(surface, start):
    """A learning rate at which nothing diverges from a point."""
    x = np.array([start])
    steepest = np.abs(np.linalg.eigvalsh(surface.hessian(x))).max()
    reach = np.subtract(surface.high, surface.low).min()
    slope = np.abs(surface.gradient(x)).max()
    return float(min(0.1 / max(steepest, 1e-3), 0.02 * reach / max(slope, 1e-9)))


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_the_loss_of_a_landscape_is_written_as_it_is_computed(kind, capsys):
    surface = kind()
    if kind.key in NOT_TRACED:
        with pytest.raises(DataError, match=NOT_WRITTEN):
            loss_text(surface)
        return
    (left, low), (right, high) = surface.low, surface.high
    start = (left + 0.37 * (right - left), low + 0.61 * (high - low))
    now = after(player(surface, points=(start,), lr=rate(surface, start)), 25)
    assert (now.fleets[0].position != now.fleets[0].starts).any()
    agrees(now, capsys, stand_in.module())


@pytest.mark.parametrize("key", RULES)
def test_a_rule_makes_the_same_updates(key, capsys):
    torch = real_or_not()
    if not hasattr(torch.optim, RULES[key].name):
        pytest.skip("no torch, and the stand-in does not have this rule")
    if key == "amsgrad" and isinstance(torch.optim, type(stand_in.module())):
        pytest.skip("the stand-in does not have this rule")
    surface = surfaces.BY_KEY["himmelblau"]()
    agrees(after(player(surface, key, ((-0.5, -1.0), (1.5, -3.5)), lr=0.002), LENGTH), capsys)


@pytest.mark.parametrize(
    ("key", "knobs"),
    [
        ("nesterov", {"momentum": 0.0}),
        ("nesterov_library", {"momentum": 0.0}),
        ("momentum_library", {"momentum": 0.9, "dampening": 0.5}),
        ("adam", {"eps": 0.0}),
        ("rprop", {"lr": 1e-3, "shortest": 1e-2}),
        ("rprop", {"lr": 0.1, "shortest": 0.01, "longest": 0.005}),
    ],
)
def test_a_rule_makes_the_same_updates_at_the_ends_of_its_knobs(key, knobs, capsys):
    agrees(after(player(BOWL, key, ((0.0, 1.0), (1.5, -1.0)), **knobs), 30), capsys)


def test_every_option_is_one_that_torch_takes():
    """torch.optim took them all when its runs were recorded."""
    taken = {}
    for run in read("torch_reference.json"):
        taken.setdefault(run["optimizer"], set()).update(run["options"])
    assert set(RULES) == set(taken)
    for key, rule in RULES.items():
        given = {"lr", *(name for name, _ in rule.options), *filter(None, [rule.switch])}
        assert given <= taken[key] | {"momentum", "dampening"}
        own = {name for _, ours in rule.options for name in ours}
        fields = {name for each in taken[key] for name in OURS.get(each, (each,))}
        assert own <= fields | {"dampening"}
        for name in own:
            assert hasattr(optimizers.BY_KEY[key](), name)


def test_a_column_that_is_used_twice_is_written_once():
    column = tuple(float(k) for k in range(5))
    lines = loss_text(LinearRegression(own=Columns(("x", "y"), (column, column))))
    assert list(lines.columns) == ["c1"]


@pytest.mark.parametrize(
    ("reduction", "shuffled"), [("mean", True), ("sum", True), ("mean", False)], ids=str
)
def test_mini_batches_are_written_out(reduction, shuffled, capsys):
    surface = LinearRegression(reduction=reduction)
    lr = 0.01 if reduction == "mean" else 0.0005
    noise = MiniBatch(3.0, shuffle_each_epoch=shuffled)
    made = player(surface, "momentum", ((0.0, 0.5), (1.0, 0.0)), noise, lr=lr)
    after(made, 4)
    made.edit(Drop((made.snapshot().fleets[0].id,), ((0.5, 0.5),)))
    now = after(made, 30)
    assert now.fleets[0].born.tolist() == [0, 0, 4]
    agrees(now, capsys)


def test_a_schedule_is_written_out_as_rates(capsys):
    schedule = schedules.BY_KEY["exponential"]()
    made = player(surfaces.BY_KEY["beale"](), "adam", schedule=schedule, lr=0.02)
    now = after(made, LENGTH)
    assert "rates[update]" in torch_script(now, now.fleets[0])
    agrees(now, capsys)


def test_nesterov_and_a_moved_ball_start_where_they_are(capsys):
    made = player(surfaces.BY_KEY["ellipse"](), "nesterov", ((-4.0, 2.0), (1.0, 1.0)), lr=0.005)
    now = after(made, 7)
    made.edit(Move(int(now.fleets[0].balls[0]), (2.0, -1.0)))
    agrees(made.snapshot(), capsys)
    agrees(after(made, 40), capsys)


@pytest.mark.parametrize(
    "text", ["softplus(x) + y^2", "sigmoid(x) + y^2", "|x| + y^2", "relu(x) + y^2"]
)
def test_a_ball_begins_the_same_way_where_two_branches_of_a_formula_meet(text, capsys):
    agrees(after(player(Typed(text), points=((0.0, 1.0),), lr=0.01), 3), capsys)


TYPED = (
    "a*cos(2*x)*exp(-y^2) + |x - 0.25|*y^2 + log(1 + x^2)",
    "max(x, y, 0.1)^2 + sigmoid(x*y) + tanh(x) + sqrt(1 + y^2)",
    "relu(x + 2)^a + 2^y + (x + 3)^1.5 + softplus(x)",
    "erf(x)*y + floor(x) + y^4/10",
    "where(x > 1, x/2 + x^3, |x| + 2^x)*sigmoid(y)",
)


@pytest.mark.parametrize("text", TYPED)
def test_formulas_that_were_typed_are_written_with_their_parameters(text, capsys):
    values = (("a", 1.5),) if "a*" in text or "^a" in text else ()
    surface = Typed(text, values)
    agrees(after(player(surface, points=((0.4, 0.7), (-1.1, 0.3)), lr=0.01), 60), capsys)


def recorded(loss):
    """The text of a landscape whose loss is a function of its points."""

    @dataclass(frozen=True)
    class Own(type(BOWL)):
        def value(self, points):
            return loss(points)

    return loss_text(Own.__new__(Own)).lines


@pytest.mark.parametrize(
    "loss",
    [
        lambda points: points[..., 0] * math.inf,
        lambda points: points[..., 0] if points[..., 0] else points[..., 1],
        lambda points: np.asarray(points)[..., 0],
        lambda points: points[:, 0],
        lambda points: points[..., 0] @ points[..., 1],
        lambda points: np.add.reduce(points[..., 0]),
        lambda points: np.sqrt(points[..., 0], out=np.empty(1)),
        lambda points: np.concatenate([points[..., 0]]),
        lambda points: points[..., 0].sum(),
        lambda points: points[..., 0] * np.ones((2, 2)),
        lambda points: np.hypot(points[..., 0], points[..., 1]),
        lambda points: sum(np.sin(points[..., 0] * k) for k in range(1, 200)),  # too long
    ],
)
def test_what_code_can_do_besides_is_no_text(loss):
    with pytest.raises(DataError, match=NOT_WRITTEN):
        recorded(loss)


def test_brackets_are_kept_where_they_matter():
    x, y = "x", "y"
    for loss, text in (
        (lambda p: p[..., 0] - (p[..., 1] - 1), f"{x} - ({y} - 1.0)"),
        (lambda p: p[..., 0] - p[..., 1] - 1, f"{x} - {y} - 1.0"),
        (lambda p: p[..., 0] / (p[..., 1] * 2), f"{x} / ({y} * 2.0)"),
        (lambda p: -(p[..., 0] + 1) * -p[..., 1], f"-({x} + 1.0) * (-{y})"),
        (lambda p: 2 - np.float_power(2.0, p[..., 1]), "2.0 - torch.pow(torch.tensor(2.0), y)"),
        (lambda p: np.where(p[..., 0] < -1, 0.0, p[..., 1]), "torch.where(x < -1.0, 0.0, y)"),
    ):
        assert recorded(loss) == (f"return {text}",)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: player(BOWL, "adagrad"), written.NO_RULE),
        (lambda: player(BOWL, "lion"), written.NO_RULE),
        (lambda: player(BOWL, "newton"), written.NO_RULE),
        (lambda: player(BOWL, "momentum_library", momentum=0.0, dampening=0.5), written.UNDAMPED),
        (lambda: player(BOWL, noise=Gaussian(0.1)), written.NO_NOISE),
        (
            lambda: player(surfaces.BY_KEY["pulled_wells"](), noise=MiniBatch(1.0)),
            written.NO_NOISE,
        ),
        (lambda: player(surfaces.BY_KEY["normalised_neuron"]()), NOT_WRITTEN),
        (
            lambda: player(BOWL, "momentum", schedule=schedules.BY_KEY["exponential"]()),
            written.OTHER_RATE,
        ),
        (lambda: player(Typed("where(x > 0, sqrt(x), x^2)")), NOT_WRITTEN),
        (lambda: player(Typed("where(x > 0, x^2, 1/x)")), NOT_WRITTEN),
        (lambda: player(Typed("where(x > 0, x^2, x^y)")), NOT_WRITTEN),
        (lambda: player(Typed("where(x > 0, x^1.5, x^2)")), NOT_WRITTEN),
        (lambda: player(BOWL, points=((0.5, 0.5),) * 65), written.TOO_LONG),
        (lambda: player(BOWL, lr=np.full((1, 1), 0.1)), ""),
        (lambda: player(BOWL, points=((0.5, 0.5),) * 2, lr=np.full((2, 1), 0.1)), written.EDITED),
    ],
)
def test_what_cant_be_written_is_said(made, reason):
    now = after(made(), 3)
    fleet = now.fleets[0]
    assert why_not(now, fleet) == reason
    if reason:
        with pytest.raises(DataError, match=reason[:20]):
            torch_script(now, fleet)


def test_no_fleet_and_a_fleet_without_balls_have_no_script():
    now = Player(Scenario(BOWL, (FleetSetup(optimizers.BY_KEY["gd"]()),))).snapshot()
    assert why_not(now, None) == why_not(now, now.fleets[0]) == written.NO_FLEET
    with pytest.raises(DataError):
        torch_script(now, None)


EDITS = {
    "turn": lambda fleet: Turn(fleet, "lr", 0.02),
    "schedule": lambda fleet: Reschedule(fleet, schedules.BY_KEY["exponential"]()),
    "surface": lambda fleet: TurnSurface("h", 2.0),
    "noise": lambda fleet: ChangeNoise(Exact()),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_run_that_was_changed_on_the_way_has_no_script(edit, capsys):
    made = player(BOWL)
    fleet = made.snapshot().fleets[0].id
    made.edit(EDITS[edit](fleet))  # before the first update it is how the run begins
    assert why_not(made.snapshot(), made.snapshot().fleets[0]) == ""
    agrees(after(made, 5), capsys)
    made.edit(EDITS[edit](fleet))
    now = after(made, 5)
    assert why_not(now, now.fleets[0]) == written.EDITED


def test_another_fleet_may_have_been_changed():
    fleets = tuple(FleetSetup(optimizers.BY_KEY["gd"](), points=((1.0, 1.0),)) for _ in range(2))
    made = Player(Scenario(BOWL, fleets))
    one, other = (fleet.id for fleet in after(made, 3).fleets)
    made.edit(Turn(other, "lr", 0.5))
    made.edit(Drop((one,), ((0.5, 0.5),)))
    now = after(made, 3)
    assert [why_not(now, fleet) for fleet in now.fleets] == ["", written.EDITED]


def test_a_title_from_outside_is_a_comment_and_nothing_else(capsys):
    now = after(player(BOWL), 2)
    script = torch_script(now, now.fleets[0], 'x"""\nraise SystemExit\r\u2028import os\x0c\0')
    assert "\nraise" not in script
    tree = ast.parse(script)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
