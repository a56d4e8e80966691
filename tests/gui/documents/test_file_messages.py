"""Messages about files that can't be used."""

import pytest

from engine import session
from engine.errors import DataError
from gui.documents.file_messages import read_file


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path, monkeypatch):
    file = tmp_path / "large.json"
    with file.open("wb") as stream:
        stream.truncate(session.LARGEST + 1)
    monkeypatch.setattr(type(file), "open", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(DataError) as caught:
        read_file(file)
    assert "large.json" in str(caught.value)
