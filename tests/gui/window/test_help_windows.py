"""The windows of the Help menu."""

import platform
import re

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPushButton, QTextBrowser

from gui.documents.resources import notices
from gui.text.versions import PACKAGES, VERSION
from gui.window import help_windows as help_windows
from gui.window.help_windows import AboutWindow
from tests.gui.parts import part


@pytest.fixture
def about(qtbot):
    made = []

    def make():
        window = AboutWindow("llvmpipe · 4.5", notices())
        qtbot.addWidget(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


def test_about_tells_versions_renderer_and_system(about):
    text = about().findChild(QTextBrowser).toPlainText()
    wanted = (VERSION, qVersion(), platform.python_version(), "llvmpipe · 4.5", *PACKAGES)
    assert [each for each in wanted if each not in text] == []
    assert platform.platform() in text


def test_about_names_every_part_with_its_licence_and_holder(about):
    text = about().findChild(QTextBrowser).toPlainText()
    plain = notices().replace("`", "")  # the page shows it as another type
    rows = [line.strip("| \n").split(" | ") for line in plain.splitlines() if line[:1] == "|"]
    assert len(rows) > 15
    for name, _, licence, holder in rows[2:]:
        assert name in text
        assert licence in text
        assert holder in text
    assert "GNU Lesser General Public License" in re.sub(r"\s+", " ", text)


def test_an_installed_program_shows_the_folder_of_licence_texts(about, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "gui.system.open_external.open_outside", lambda place: bool(opened.append(place))
    )
    monkeypatch.setattr(help_windows, "LICENCES", tmp_path / "nowhere")
    assert "Show licence texts" not in [
        button.text() for button in about().findChildren(QPushButton)
    ]
    monkeypatch.setattr(help_windows, "LICENCES", tmp_path)
    window = about()
    part(window, QPushButton, "Show licence texts").click()
    assert opened == [tmp_path]
    assert str(tmp_path) in window.findChild(QTextBrowser).toPlainText()
