"""The program as it is started: its arguments, what it writes, and how it ends."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.optimizers.descent import GradientDescent
from engine.scenario import FleetSetup, Scenario
from engine.session import write_scenario
from engine.surfaces.quadratics import Ellipse
from gui.startup import headless
from gui.startup.arguments import ArgumentError, parse, program
from gui.startup.command_line import WRONG
from gui.text.versions import VERSION

pytestmark = pytest.mark.usefixtures("settings_folder")

ROOT = Path(__file__).resolve().parents[1]
START = (4.0, -2.0)
RATE = 0.1


def started(*words):
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)], cwd=ROOT, capture_output=True, text=True
    )


@pytest.fixture
def scenario(tmp_path):
    fleets = (FleetSetup(GradientDescent(lr=RATE), points=(START,)),)
    file = tmp_path / "有 spaces 下山.json"
    file.write_text(write_scenario(Scenario(Ellipse(), fleets)), encoding="utf-8")
    return file


def slopes():
    """The curvatures of the surface: gradient descent multiplies w by 1 − ηλ in each."""
    return np.diag(Ellipse().hessian(np.zeros((1, 2)))[0])


def test_a_run_without_a_window_writes_its_numbers(scenario, tmp_path):
    out = tmp_path / "run.csv"
    done = started("--headless", "--scenario", scenario, "--steps", 20, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    with out.open(encoding="utf-8-sig") as stream:
        last = list(csv.DictReader(stream))[-1]
    expected = np.array(START) * (1 - RATE * slopes()) ** 20
    assert int(last["update"]) == 20
    assert [float(last["w1"]), float(last["w2"])] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("ending", ["json", "npz"])
def test_numbers_are_written_in_each_form(scenario, tmp_path, ending):
    out = tmp_path / f"run.{ending}"
    assert headless.run(scenario, 20, out) == 0
    assert out.stat().st_size > 100


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.full), "zh_CN"])
def test_the_program_tests_itself_and_saves_a_picture_after_some_updates(
    scenario, tmp_path, display, language
):
    file = tmp_path / "window.png"
    done = started(
        *("--selftest", "--lang", language, "--scenario", scenario),
        *("--screenshot", file, "--steps", 7, "--size", "1100x700"),
    )
    assert done.returncode == 0, done.stderr
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1100, 700)
    assert done.stdout.splitlines()[1].split()[2] == "7"
    assert "OpenGL" in done.stdout
    assert VERSION in done.stdout


def test_help_begins_with_what_is_typed_to_start_the_program(monkeypatch):
    help_ = started("--help", "--lang", "zh_CN").stdout
    assert help_.startswith("用法： main.py [")
    assert "\n选项：\n" in help_
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/downhill/downhill")
    assert program() == "downhill"


def test_the_version_is_printed():
    assert started("--version").stdout == f"Downhill {VERSION}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scenario", "nowhere.json", "--selftest"], "nowhere.json"),
        (["--lang", "zh_CN", "--size", "大"], "“大”"),
    ],
)
def test_impossible_arguments_are_reported(words, said, display):
    done = started(*words)
    assert done.returncode == WRONG
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--size", "big"], "big"),
        (["--sideways"], "--sideways"),
        (["--headless"], "--scenario"),
        (["--demo", "--selftest"], "--demo"),
        (["--demo", "x.json"], "--demo"),
        (["a.json", "--scenario", "b.json"], "a.json"),
        (["--lesson", "two"], "two"),
        (["--lesson", "0"], "0"),
        (["--lesson", "2", "--step", "-1"], "--step|-1"),
        (["--step", "2"], "--lesson"),
        (["--lessons"], "--demo"),
        (["--lesson", "2", "--demo"], "--lesson"),
        (["--lesson", "2", "a.json"], "--lesson"),
        (["--lesson", "2", "--headless", "--steps", "1", "--out", "a.csv"], "--headless"),
    ],
)
def test_wrong_and_conflicting_options_are_named(words, said):
    with pytest.raises(ArgumentError, match=said):
        parse(words)


def test_progress_is_printed_on_a_terminal(scenario, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert headless.played(scenario, 3000).update == 3000
    assert capsys.readouterr().err.endswith("3,000 / 3,000\n")
