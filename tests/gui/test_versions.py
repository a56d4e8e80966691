"""Settings files of earlier versions of the program."""

import shutil
from pathlib import Path

import pytest

from gui.documents.settings import Settings
from gui.style.theme import ThemeChoice
from tests.gui.windows import opened

FOLDER = Path(__file__).parents[1] / "data" / "versions"
VERSIONS = sorted(folder for folder in FOLDER.iterdir() if folder.is_dir())


@pytest.fixture(params=VERSIONS, ids=lambda folder: folder.name)
def left(request, tmp_path):
    """A writable copy of the settings file of a version."""
    file = tmp_path / "settings.ini"
    shutil.copyfile(request.param / "settings.ini", file)
    return file


def test_settings_of_every_version_are_read_with_all_their_values(qapp, left):
    settings = Settings(left)
    assert settings.trouble is None
    assert (settings.language, settings.theme) == ("zh_CN", ThemeChoice.DARK)
    assert settings.speed == 240.0
    recent = [path.name for path in settings.recent]
    assert recent == ["第一课.downhill", "second lesson.downhill"]
    assert settings.geometry
    assert settings.state


def test_a_window_is_as_every_version_left_it(qtbot, qapp, left):
    """The scripted session was 1300 x 820; its panels were others, and their places are dropped."""
    with opened(qtbot, qapp, settings=left) as window:
        assert (window.width(), window.height()) == (1300, 820)
        seen = {key: dock.isVisibleTo(window) for key, dock in window.docks.items()}
        assert seen == {key: panel.opened for key, panel in window.panels.items()}
        assert any("new places" in each.text() for each in window.central.notices.shown)
        assert window.docks["fleets"].isVisible()
