"""In no size, language or scenario is anything of the window clipped, overlapped or empty."""

import pytest

from engine.commands import Walk
from engine.timeline import Course
from gui.documents.resources import scenarios
from gui.text.languages import AVAILABLE
from tests.gui.fitting import troubles
from tests.gui.windows import at_rest, until

SMALL = (1024, 640)  # `test_text_sizes` asks the usual size with larger texts
OTHERS = ((1280, 720), (1280, 800), (1920, 1080), (2560, 1440), (3840, 2160))
SIZES = (SMALL, *(pytest.param(size, marks=pytest.mark.full) for size in OTHERS))
FEW = (4, 12)  # many fleets with long names; long numbers, a long title and formula
SHOWN = (*FEW, *(pytest.param(k, marks=pytest.mark.full) for k in range(16) if k not in FEW))
FRONTS = ("why", "step", "balls", "curves")


def check(window, where):
    """Some texts come a moment later, as what is typeset and numbers from the background."""
    assert troubles(window) == {}, where


@pytest.fixture
def sized(qtbot, window):
    """The window, which gets its size back."""
    before = window.size()
    yield window
    window.resize(before)
    at_rest(qtbot, window)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("number", SHOWN)
def test_everything_has_room(qtbot, sized, number, size):
    window = sized
    window.resize(*size)
    chosen = scenarios()[number]
    window.engine.open(Course(chosen, (), 0))
    now = until(qtbot, window, lambda now: now.scenario is chosen)
    window.selection.choose(frozenset(list(now.homes)[:1]))
    for language in AVAILABLE:
        window.shell.languages.choose(language)
        window.engine.send(Walk(1))
        for front in FRONTS:
            window.docks[front].raise_()
            at_rest(qtbot, window)
            qtbot.waitUntil(lambda where=(language, front): check(window, where), timeout=2000)
    assert window.size().toTuple() == size
