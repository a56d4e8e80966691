"""Files as an earlier version of the program writes them: run with that version's own code.

In a checkout of the version, copy this file to `tests/gui/test_make_version.py` and run there

    FOLDER=<this folder> python3 dev.py test tests/gui/test_make_version.py

It writes `<version>/session.json`, `scenario.json` and `settings.ini`. Files of versions that
are out are never made again: they are what that version wrote.

Where mathematical functions round otherwise than on the machine that kept a session, its replay
differs in the last digits: so the sessions are runs of nothing but arithmetic.
"""

import math
import os
from pathlib import Path

from engine.commands import (
    AddFleet,
    Drop,
    Move,
    Remove,
    RemoveFleet,
    Reschedule,
    Turn,
    TurnSurface,
    Undo,
    Walk,
)
from engine.control import execute
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, PointClaim, Scenario, Text, ViewState
from engine.schedules import BY_KEY as SCHEDULES
from engine.session import write_scenario, write_session
from engine.surfaces import BY_KEY as SURFACES
from gui.documents.settings import Settings
from gui.style.theme import ThemeChoice
from gui.text.versions import VERSION
from tests.gui.windows import opened

FOLDER = Path(os.environ.get("FOLDER", ".")) / VERSION
NEW = VERSION != "0.1.0"  # knows noise, tables and typed formulas
TITLE = Text(f"Kept by {VERSION}", f"由 {VERSION} 保存")
SLOW = SCHEDULES["warmup"](5.0, SCHEDULES["inverse_square_root"](4.0))
OVERLAYS = ("trails", "contours", "velocity")


def surface():
    """Rosenbrock's valley; as soon as there is one, a person's own table or formula."""
    if not NEW:
        return SURFACES["rosenbrock"]()
    if VERSION == "0.2.0":
        from engine.data.columns import Columns

        own = Columns(
            ("hours", "Punkte é 分"),
            ((-1.5, -0.5, 0.25, 0.5, 1.0, 1.75, 2.0), (-2.0, -0.75, 0.5, 1.5, 1.75, 4.0, 4.25)),
            "成绩.csv",
        )
        return SURFACES["linear_regression"](own=own)
    text = "(x*x + y - a)*(x*x + y - a) + (x + y*y - 7)*(x + y*y - 7)"
    return SURFACES["typed"](
        text=text, parameters=(("a", 11.0),), low=(-5.0, -5.0), high=(5.0, 5.0)
    )


def keys():
    later = {
        "0.2.0": ("momentum_library", "adadelta", "adamw", "lion"),
        "0.3.0": ("nesterov_library", "amsgrad", "adamax", "rprop", "lbfgs"),
    }
    book = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adagrad_sum")
    return (*book, *later.get(VERSION, ()))


def session():
    points = ((-1.5, 1.5), (0.3, -0.4))
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=0.001), color=color, points=points)
        for color, key in enumerate(keys())
    )
    view = ViewState(-45.0, 40.0, True, OVERLAYS)
    run = Scenario(surface(), fleets, seed=7, pace=40.0, title=TITLE, view=view)
    knob = {"0.1.0": ("b", 60.0), "0.3.0": ("a", 9.5)}
    edits = [
        *noise(2.0),
        Walk(40),
        Drop((0, 5), ((0.1, 0.2),)),
        Turn(1, "lr", 0.0005),
        Turn(1, "lr", 0.0004, True),
        Reschedule(6, SLOW),
        Walk(30),
        Move(2, (0.5, -0.5)),
        Remove((1,)),
        *([TurnSurface(*knob[VERSION])] if VERSION in knob else []),
        *noise(3.0),
        AddFleet(BY_KEY["adam"](lr=0.02, beta1=0.8)),
        Walk(1),
        Drop((len(fleets),), ((1.2, 2.0),)),
        Walk(200),
        RemoveFleet(3),
        Drop((0,), ((0.0, 0.0),)),
        Undo(),
        Walk(29),
    ]
    return played(run, edits)


def noise(size):
    """Mini-batches, where the version and the surface know them."""
    if VERSION != "0.2.0":
        return []
    from engine.commands import ChangeNoise
    from engine.noise import MiniBatch

    return [ChangeNoise(MiniBatch(size))]


def played(scenario, edits):
    player = Player(scenario)
    for edit in edits:
        execute(edit, player)
        while player.seeking:
            player.run_to_goal(math.inf, lambda: 0.0)
    return player.snapshot()


def scenario():
    fleets = [
        FleetSetup(BY_KEY["gd"](lr=0.05), SLOW, color=0, points=((-1.5, 1e-10), (0.1, 1 / 3))),
        FleetSetup(BY_KEY["momentum"](), SCHEDULES["cosine"](300.0, 0.01), 4, ((-1.5, 1e-300),)),
        FleetSetup(BY_KEY["adam"](beta1=0.5), color=9),
    ]
    more = {}
    if NEW:
        from engine.noise import Gaussian

        more["noise"] = Gaussian(0.25)
        fleets.append(
            FleetSetup(BY_KEY["rolling"](), SCHEDULES["one_cycle"](50.0), 2, ((1.0, 1.0),))
        )
    caption = Text("The saddle is at (0, 0).", "鞍点在 (0, 0)。")
    claims = (PointClaim((0.0, 0.0), "saddle"), PointClaim((-1.5, 1e-10), "slope"))
    view = ViewState(-50.0, 34.0, None, OVERLAYS)
    ground = SURFACES["saddle"]()
    return Scenario(
        ground,
        tuple(fleets),
        3,
        15.0,
        **more,
        title=TITLE,
        caption=caption,
        claims=claims,
        view=view,
    )


def test_make_the_files_of_this_version(qtbot, qapp, tmp_path):
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "session.json").write_text(write_session(session()), encoding="utf-8")
    (FOLDER / "scenario.json").write_text(write_scenario(scenario()), encoding="utf-8")
    file = tmp_path / "settings.ini"
    settings = Settings(file)
    settings.language = "zh_CN"
    settings.theme = ThemeChoice.DARK
    settings.speed = 240.0
    settings.used(Path("/lessons/second lesson.downhill"))
    settings.used(Path("/lessons/第一课.downhill"))
    assert settings.save()
    with opened(qtbot, qapp, settings=file, size=(1300, 820)) as window:
        window.docks["eigenvalues"].hide()
        window.docks["balls"].show()
        window.docks["balls"].raise_()
        qtbot.wait(100)
    (FOLDER / "settings.ini").write_bytes(file.read_bytes())
