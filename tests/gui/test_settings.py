"""Settings: kept, and never in the way."""

from pathlib import Path

import pytest

from gui.settings import RECENT, Settings, Trouble
from gui.theme import ThemeChoice


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "settings.ini"


def reopened(file):
    return Settings(file)


def test_everything_comes_back(qapp, file):
    settings = Settings(file)
    settings.language = "zh_CN"
    settings.theme = ThemeChoice.DARK
    settings.geometry = bytes(range(256))
    settings.state = b"\0docks\xff"
    settings.speed = 240.0
    settings.put("overlays/trails", False)
    assert settings.keep()
    again = reopened(file)
    assert again.trouble is None
    assert again.language == "zh_CN"
    assert again.theme is ThemeChoice.DARK
    assert again.geometry == bytes(range(256))
    assert again.state == b"\0docks\xff"
    assert again.speed == 240.0
    assert again.flag("overlays/trails", True) is False


def test_a_first_start_has_defaults(qapp, file):
    settings = Settings(file)
    assert (settings.language, settings.theme) == ("", ThemeChoice.SYSTEM)
    assert (settings.geometry, settings.state, settings.recent) == (b"", b"", ())
    assert settings.speed == 30.0
    assert settings.flag("overlays/trails", True) is True
    assert settings.trouble is None


@pytest.mark.parametrize("speed", ["fast", "nan", "-3", "1e9", "1,2", '"a, b"', "@Invalid()"])
def test_a_value_of_the_wrong_kind_reads_as_its_default(qapp, tmp_path, speed):
    file = tmp_path / "settings.ini"
    file.write_text(f"[General]\ntheme=mauve\nlanguage=a, b\n[playback]\nspeed={speed}\n")
    settings = Settings(file)
    assert settings.speed == 30.0
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.language == ""
    assert settings.geometry == b""


def test_a_newer_file_is_put_aside_and_kept(qapp, tmp_path):
    file = tmp_path / "settings.ini"
    content = "[General]\nformat=99\nlanguage=zh_CN\nmoods=many\n"
    file.write_text(content)
    settings = Settings(file)
    assert settings.trouble is Trouble.NEWER
    assert settings.language == ""
    assert (tmp_path / "settings.ini.bak").read_text() == content
    assert settings.keep()
    assert reopened(file).trouble is None


@pytest.mark.parametrize(
    "content", [b"\x00\xff\xfe[[[ %%%\n=\n]", b"[General]\nformat=soon\n", b"no ini at all"]
)
def test_a_damaged_file_is_put_aside_and_kept(qapp, tmp_path, content):
    file = tmp_path / "settings.ini"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.trouble is Trouble.DAMAGED
    assert settings.theme is ThemeChoice.SYSTEM
    assert (tmp_path / "settings.ini.bak").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told_once_kept(qapp, tmp_path):
    (tmp_path / "folder").write_text("a file stands where the folder should be")
    settings = Settings(tmp_path / "folder" / "settings.ini")
    told = []
    settings.troubled.connect(told.append)
    settings.language = "zh_CN"
    assert settings.language == "zh_CN"  # for this run it counts all the same
    assert settings.keep() is False
    assert told == [Trouble.READ_ONLY]


def test_the_newest_files_come_first_and_once(qapp, file, tmp_path):
    settings = Settings(file)
    names = [f"run {n}, 小球.downhill" for n in range(RECENT + 3)]
    for name in (*names, names[5]):
        settings.used(tmp_path / name)
    settings.keep()
    recent = reopened(file).recent
    assert len(recent) == RECENT
    assert recent[0] == tmp_path / names[5]
    assert recent[1] == tmp_path / names[-1]
    assert len(set(recent)) == RECENT


def test_one_recent_file_is_a_list_of_one(qapp, file):
    settings = Settings(file)
    settings.used(Path("/a/b, c.downhill"))
    settings.keep()
    assert [path.name for path in reopened(file).recent] == ["b, c.downhill"]
    settings.forget_recent()
    settings.keep()
    assert reopened(file).recent == ()
