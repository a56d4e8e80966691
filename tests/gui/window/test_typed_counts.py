"""Numbers typed in the window: space plays, and nonsense is never taken for a number."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from engine.commands import ChangeSurface
from engine.surfaces import BY_KEY as SURFACES
from gui.widgets.count_field import CountField
from gui.widgets.number_field import NumberField
from tests.gui.windows import balls, click, until


def typed(field, text, key=Qt.Key.Key_Return):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_space_plays_from_a_field_of_numbers_and_takes_what_was_typed(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    field = next(f for f in window.panels["fleets"].findChildren(NumberField) if f.isVisible())
    took = []
    field.committed.connect(took.append)
    window.activateWindow()
    typed(field, "0.0123", Qt.Key.Key_Space)
    until(qtbot, window, lambda now: now.playing)
    assert took == [0.0123]
    assert field.text() == "0.0123"
    QTest.keyClick(field, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: not now.playing)


def test_nonsense_in_the_count_of_updates_runs_nothing_and_is_marked(qtbot, window, monkeypatch):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    field = window.findChild(CountField)
    sent = []
    monkeypatch.setattr(window.engine, "send", sent.append)
    for text in ("abc", "", "0", "-3", "1.5", "1e99", "12 apples"):
        sent.clear()
        field.lineEdit().setText("")
        typed(field, text)
        assert sent == []
        assert field.property("invalid") is True
        typed(field, "7")
        assert field.property("invalid") is False


def test_numbers_are_understood_there_as_everywhere(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    field = window.findChild(CountField)
    reached = 0
    for text, count in (("1e3", 1000), ("+25", 25), ("10^2", 100)):
        field.lineEdit().setText("")
        typed(field, text)
        reached += count
        until(qtbot, window, lambda now, there=reached: now.update == there)
        assert field.value() == count


def test_another_experiment_is_not_saved_over_the_one_that_was_opened(
    qtbot, window, tmp_path, monkeypatch
):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    file = tmp_path / "lesson.downhill"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(file), ""))
    assert window.files.save_as()
    qtbot.waitUntil(lambda: window.files.file == file)
    click(qtbot, window, (0.7, 0.5))
    until(qtbot, window, lambda now: len(balls(now)) > 1 if balls(now) else False)
    assert window.files.file == file
    window.engine.send(ChangeSurface(SURFACES["himmelblau"]()))
    until(qtbot, window, lambda now: now.surface.key == "himmelblau")
    window.clock.tick()
    assert window.files.file is None
    assert window.windowTitle().endswith("Downhill")
