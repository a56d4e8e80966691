"""A view in a window of its own."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.scene.looking import SIZE


@pytest.fixture
def view(qtbot):
    from gui.scene.view import SceneView  # when the application exists

    made, failures = SceneView(), []
    made.failed.connect(failures.append)
    qtbot.addWidget(made)
    made.set_still(True)
    made.frame_renderer.cache.samples = 1  # sharp pictures, which take less time
    made.resize(*SIZE)
    with qtbot.waitExposed(made):
        made.show()
    QApplication.processEvents()
    yield made
    assert failures == []
