"""Settings: stored where possible, and read from any file without an exception."""

import os
from pathlib import Path

import pytest

from gui.documents.settings import LARGEST, RECENT, Settings, Trouble
from gui.style.theme import ThemeChoice


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "settings.ini"


def reopened(file):
    return Settings(file)


def test_stored_values_are_read_again(qapp, file):
    settings = Settings(file)
    settings.language = "zh_CN"
    settings.theme = ThemeChoice.DARK
    settings.geometry = bytes(range(256))
    settings.state = b"\0docks\xff"
    settings.speed = 240.0
    settings.put("overlays/trails", False)
    assert settings.save()
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


NEWER = (
    "[General]\nformat=99\nlanguage=zh_CN\nmoods=many\ntheme=sepia\n\n"
    "[files]\nrecent=/a/b.downhill, /c/d.downhill\n\n[playback]\nspeed=60\n\n"
    "[window]\nstate=@ByteArray(\\0\\0\\0\\xff)\n"
)


@pytest.fixture
def newer(tmp_path):
    """A settings file of a newer program."""
    file = tmp_path / "settings.ini"
    file.write_text(NEWER)
    return file


def test_of_a_newer_file_the_known_values_are_read(qapp, newer):
    settings = Settings(newer)
    assert settings.trouble is Trouble.NEWER
    assert (settings.language, settings.theme) == ("zh_CN", ThemeChoice.SYSTEM)
    assert settings.speed == 60.0
    assert [file.name for file in settings.recent] == ["b.downhill", "d.downhill"]
    assert settings.state == b"\0\0\0\xff"


def test_a_newer_file_is_never_written_and_new_values_are_stored_elsewhere(qapp, newer):
    settings = Settings(newer)
    settings.language = "en"
    settings.put("files/recent", [])
    assert settings.save()
    again = reopened(newer)
    assert newer.read_text() == NEWER
    assert (again.language, again.recent) == ("en", ())
    assert again.speed == 60.0  # not set here: from the newer file
    again.theme = ThemeChoice.DARK
    assert again.save()
    assert reopened(newer).theme is ThemeChoice.DARK
    assert newer.read_text() == NEWER


def test_a_newer_file_is_reported_once(qapp, newer):
    for trouble in (Trouble.NEWER, None, None):
        settings = Settings(newer)
        assert settings.trouble is trouble
        settings.save()


def test_the_newer_program_finds_its_own_settings_unchanged(qapp, newer):
    settings = Settings(newer)
    settings.language = "en"
    settings.save()
    newer.write_text(NEWER.replace("=99", "=1"))  # as if this program were the newer one
    settings = Settings(newer)
    assert (settings.trouble, settings.language) == (None, "zh_CN")


@pytest.mark.parametrize("content", [b"[General]\nformat=soon\n", b"\0" * 64, NEWER.encode()])
def test_a_damaged_older_file_next_to_a_newer_one_is_renamed(qapp, newer, content):
    older = newer.with_name("settings-1.ini")
    older.write_bytes(content)
    settings = Settings(newer)
    assert settings.trouble is Trouble.DAMAGED
    assert settings.speed == 60.0
    assert settings.save()
    assert reopened(newer).trouble is None
    assert newer.read_text() == NEWER
    assert newer.with_name("settings-1.ini.bak").read_bytes() == content


DAMAGED = {
    "a binary file": bytes(range(256)) * 20,
    "zeros, as after a power cut": b"\0" * 4096,
    "another encoding": "[General]\nformat=1\n".encode("utf-16"),
    "no format": b"[General]\nformat=soon\n",
    "a strange number": "[General]\nformat=²\n".encode(),
    "a number of ten digits": b"[General]\nformat=1000000000\n",
    "a number too long for Python": b"[General]\nformat=" + b"1" * 4301 + b"\n",
    "some text": b"no ini at all",
    "brackets": b"\x00\xff\xfe[[[ %%%\n=\n]",
    "a large file": b"\1=\2\n" * (1 << 20) + b"\1",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_renamed_and_kept(qapp, tmp_path, content):
    file = tmp_path / "settings.ini"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.trouble is Trouble.DAMAGED
    assert settings.theme is ThemeChoice.SYSTEM
    assert (tmp_path / "settings.ini.bak").read_bytes() == content
    settings.language = "zh_CN"
    assert settings.save()
    again = reopened(file)
    assert (again.trouble, again.language) == (None, "zh_CN")


def test_a_damaged_file_is_renamed_and_never_copied(qapp, tmp_path):
    """It may be larger than the free space on the disk."""
    file = tmp_path / "settings.ini"
    file.write_bytes(DAMAGED["a large file"])
    number = file.stat().st_ino
    assert Settings(file).trouble is Trouble.DAMAGED
    assert (tmp_path / "settings.ini.bak").stat().st_ino == number


def test_a_symbolic_link_stays_and_its_target_is_renamed(qapp, tmp_path):
    content = b"[General]\nlanguage=zh_CN\nno value\n"
    own = tmp_path / "own" / "downhill.conf"
    own.parent.mkdir()
    own.write_bytes(content)
    (tmp_path / "between").symlink_to(own)
    file = tmp_path / "settings.ini"
    file.symlink_to("between")
    settings = Settings(file)
    assert (settings.trouble, settings.language) == (Trouble.DAMAGED, "zh_CN")
    assert own.with_name("downhill.conf.bak").read_bytes() == content
    assert settings.save()
    assert os.readlink(file) == "between"
    assert "language=zh_CN" in own.read_text()
    assert reopened(file).trouble is None


@pytest.mark.parametrize(
    ("more", "seen"), [(0, (None, "zh_CN")), (1, (Trouble.DAMAGED, ""))], ids=["at most", "more"]
)
def test_a_file_that_is_too_large_for_settings_is_not_read(qapp, tmp_path, more, seen):
    file = tmp_path / "settings.ini"
    text = b"[General]\nlanguage=zh_CN\n"
    file.write_bytes(text + b";" * (LARGEST - len(text) + more))
    settings = Settings(file)
    assert (settings.trouble, settings.language) == seen


def test_the_readable_values_of_a_damaged_file_are_used(qapp, tmp_path):
    file = tmp_path / "settings.ini"
    file.write_bytes(
        b"[General]\nformat=1\nlanguage=zh_CN\n[[[ %%%\nno value\n"
        b"[playback]\nspeed=60\n\xff\xfe\x00=\x01\n[overlays]\ntrails=false\n"
    )
    for trouble in (Trouble.DAMAGED, None):
        settings = Settings(file)
        assert settings.trouble is trouble
        assert (settings.language, settings.speed) == ("zh_CN", 60.0)
        assert settings.flag("overlays/trails", True) is False
        assert settings.save()


def test_a_file_that_was_cut_off_is_read_to_its_end(qapp, tmp_path):
    file = tmp_path / "settings.ini"
    file.write_bytes(b"[General]\nlanguage=zh_CN\n[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0")
    settings = Settings(file)
    assert (settings.language, settings.geometry) == ("zh_CN", b"")


def test_an_empty_file_is_a_first_start(qapp, tmp_path):
    file = tmp_path / "settings.ini"
    file.touch()
    settings = Settings(file)
    assert (settings.trouble, settings.language) == (None, "")
    settings.language = "zh_CN"
    assert settings.save()
    assert reopened(file).language == "zh_CN"


def unreadable_folder(file):
    file.mkdir()


def unreadable_pipe(file):
    os.mkfifo(file)


@pytest.mark.parametrize("make", [unreadable_folder, unreadable_pipe])
def test_an_unreadable_file_stays_as_it_is_and_values_are_kept_for_this_run(qapp, tmp_path, make):
    file = tmp_path / "settings.ini"
    make(file)
    before = file.lstat()
    settings = Settings(file)
    troubles = []
    settings.troubled.connect(troubles.append)
    assert settings.trouble is Trouble.UNREADABLE
    assert (settings.language, settings.theme) == ("", ThemeChoice.SYSTEM)
    settings.language, settings.geometry, settings.speed = "zh_CN", b"\0\1", 240.0
    settings.put("overlays/trails", False)
    settings.used(Path("/a/b.downhill"))
    assert (settings.language, settings.geometry, settings.speed) == ("zh_CN", b"\0\1", 240.0)
    assert settings.flag("overlays/trails", True) is False
    assert [each.name for each in settings.recent] == ["b.downhill"]
    assert settings.save() is False
    assert troubles == []  # it was reported at opening
    assert file.lstat().st_mode == before.st_mode
    assert [each.name for each in tmp_path.glob("settings.ini*")] == ["settings.ini"]


def test_a_file_without_read_permission_is_unreadable(qapp, tmp_path, monkeypatch):
    """Root may read everything, so the system's error is simulated."""

    def refuse(self, *args, **more):
        raise PermissionError(13, "no")

    (tmp_path / "settings.ini").touch()
    for name in ("open", "stat"):  # permissions of the file, and of a folder above it
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, refuse)
            settings = Settings(tmp_path / "settings.ini")
        assert settings.trouble is Trouble.UNREADABLE


def test_a_damaged_file_that_can_not_be_renamed_stays(qapp, tmp_path):
    file = tmp_path / "settings.ini"
    content = b"[General]\nlanguage=zh_CN\nno value\n"
    file.write_bytes(content)
    (tmp_path / "settings.ini.bak").mkdir()  # blocks the renaming
    settings = Settings(file)
    assert settings.trouble is Trouble.READ_ONLY
    assert settings.language == "zh_CN"
    settings.language = "en"
    assert settings.language == "en"
    assert settings.save() is False
    assert file.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_reported_when_settings_are_stored(qapp, tmp_path):
    (tmp_path / "folder").write_text("a file in place of the folder")
    settings = Settings(tmp_path / "folder" / "settings.ini")
    troubles = []
    settings.troubled.connect(troubles.append)
    settings.language = "zh_CN"
    assert settings.language == "zh_CN"  # kept for this run
    assert settings.save() is False
    assert troubles == [Trouble.READ_ONLY]


def test_recent_files_are_listed_once_newest_first(qapp, file, tmp_path):
    settings = Settings(file)
    names = [f"run {n}, 小球.downhill" for n in range(RECENT + 3)]
    for name in (*names, names[5]):
        settings.used(tmp_path / name)
    settings.save()
    recent = reopened(file).recent
    assert len(recent) == RECENT
    assert recent[0] == tmp_path / names[5]
    assert recent[1] == tmp_path / names[-1]
    assert len(set(recent)) == RECENT


def test_one_recent_file_is_a_list_of_one(qapp, file):
    settings = Settings(file)
    settings.used(Path("/a/b, c.downhill"))
    settings.save()
    assert [path.name for path in reopened(file).recent] == ["b, c.downhill"]
    settings.put("files/recent", [])
    settings.save()
    assert reopened(file).recent == ()


@pytest.mark.parametrize(
    "name", [b"caf\xe9 \xff%41.downhill", "谷 %41.downhill".encode(), b"bytes:a"]
)
def test_a_recent_file_keeps_the_bytes_of_its_name(qapp, tmp_path, name):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    settings = Settings(tmp_path / "settings.ini")
    settings.used(file)
    settings.used(tmp_path / "plain.json")
    settings.used(file)
    assert settings.save()
    assert reopened(tmp_path / "settings.ini").recent == (file, tmp_path / "plain.json")
