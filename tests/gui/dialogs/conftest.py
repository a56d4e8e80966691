"""The gallery, the formula editor and the data chooser, opened on the screen."""

import pytest

from engine.surfaces.quadratics import Bowl
from engine.surfaces.rosenbrock import Rosenbrock
from gui.dialogs.data.dialog import DataDialog
from gui.dialogs.formula.dialog import FormulaDialog
from gui.dialogs.gallery.dialog import GalleryDialog
from gui.documents.resources import scenarios


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
        with qtbot.waitExposed(dialog):
            pass
        qtbot.waitUntil(lambda: dialog.search.hasFocus())
        return dialog

    return at


def shown(qtbot, made, focused):
    """Opens a dialog that makes a loss on the bowl, and waits for the focus of that part."""
    qtbot.addWidget(made)
    made.open_on(Bowl())
    with qtbot.waitExposed(made):
        pass
    qtbot.waitUntil(focused.hasFocus)
    return made


@pytest.fixture
def editor(qtbot, theme, sent):
    made = FormulaDialog(sent.append, theme)
    return shown(qtbot, made, made.parts.field)


@pytest.fixture
def chooser(qtbot, theme, sent):
    made = DataDialog(sent.append, theme)
    return shown(qtbot, made, made.parts.models)


@pytest.fixture
def read(qtbot, chooser, tmp_path):
    """Opens bytes or text as a file in the chooser, and waits until it was read."""

    def one(content, name="given.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        chooser.open_file(file)
        qtbot.waitUntil(lambda: not chooser.busy, timeout=20_000)
        return file

    return one
