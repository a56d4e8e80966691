"""What windows are tested with: a theme, the languages, and a list of what was sent."""

from pathlib import Path

import pytest

from gui.style.theme import Theme, ThemeChoice
from gui.text.languages import Languages


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
def spoken(qapp):
    """The program's languages with all their texts."""
    made = Languages(qapp)
    yield made
    made.choose("en")
    made.deleteLater()
