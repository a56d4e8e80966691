"""The files that are installed with the program, and starts without them."""

from gui.documents import resources


def test_a_gallery_that_can_not_be_read_is_tried_again(monkeypatch, tmp_path):
    gallery, folder = resources.ScenarioLibrary(), resources.FOLDER
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    assert list(gallery) == []
    assert len(gallery) == 0
    monkeypatch.setattr(resources, "FOLDER", folder)
    assert list(gallery) == list(resources.scenarios())


def test_a_gallery_is_read_once_and_stays(monkeypatch, tmp_path):
    gallery = resources.ScenarioLibrary()
    first = gallery[0]
    monkeypatch.setattr(resources, "FOLDER", tmp_path)  # the program has been removed
    assert gallery[0] is first
    assert len(gallery) > 10
