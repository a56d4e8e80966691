"""The real window by real input on a real screen; the whole table: `python -m tests.platforms`."""

import shutil

import pytest

from tests.conftest import LINUX


@pytest.mark.full
@pytest.mark.skipif(not LINUX, reason="an X server is needed")
@pytest.mark.skipif(shutil.which("openbox") is None, reason="a window manager is needed")
def test_everything_works_on_x11():
    from tests.platforms import checks, places
    from tests.platforms.__main__ import GOOD, attempt

    with places.x11() as place:
        cells = attempt(place, checks.SCENE)
    assert {name: cell for name, cell in cells.items() if cell != GOOD} == {}
