"""The gallery, opened on the screen."""

from pathlib import Path

import pytest

from engine.surfaces.rosenbrock import Rosenbrock
from gui.language import Languages
from gui.panels.gallery import GalleryDialog
from gui.resources import scenarios
from gui.theme import Theme, ThemeChoice


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def languages(qapp):
    made = Languages(qapp, Path("nowhere"))
    yield made
    made.choose("en")
    made.deleteLater()


@pytest.fixture
def dialog(qtbot, theme, languages, sent):
    made = GalleryDialog(sent.append, scenarios(), theme, languages)
    made.resize(968, 720)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def opened(qtbot, dialog):
    """Opens the dialog at a page, with Rosenbrock shown now."""

    def at(page):
        dialog.open_at(page, Rosenbrock())
        qtbot.waitExposed(dialog)
        qtbot.waitUntil(lambda: dialog.search.hasFocus())
        return dialog

    return at
