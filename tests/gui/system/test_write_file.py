"""One way to write every file: links, modes and the old content stay, and nothing is left over."""

import errno
import gc
import io
import os
import stat
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from engine.export import COLUMNS
from engine.jobs import Progress
from engine.player import Player
from gui.documents import writing
from gui.startup import headless
from gui.system import write_file
from gui.system.bounded_read import SpecialFileError
from gui.system.write_file import write_whole
from tests.gui.windows import race

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


def ready():
    return Progress(0, [0.0, 0.0])


NOW = Player(race(gd=((0.5, 0.5),))).snapshot()
WRITERS = {
    "session.downhill": lambda file: writing.write_session(NOW, file, ready()),
    "scenario.downhill": lambda file: writing.write_scenario(NOW.scenario, file, ready()),
    "seen.png": lambda file: writing.write_content(b"picture", file, ready()),
    "run.csv": lambda file: writing.write_run(NOW, COLUMNS, file, ready()),
    "run.json": lambda file: writing.write_run(NOW, COLUMNS, file, ready()),
    "run.npz": lambda file: writing.write_run(NOW, COLUMNS, file, ready()),
}
OLD = b"what was there before"


@pytest.fixture(params=WRITERS)
def case(request, tmp_path):
    """A file with its writer, and what that writes."""
    expected = tmp_path / "expected"
    expected.mkdir()
    WRITERS[request.param](expected / request.param)
    content = (expected / request.param).read_bytes()
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / request.param
    file.write_bytes(OLD)
    return file, partial(WRITERS[request.param], file), content


def same(written, content):
    """Of an archive its arrays count: their places in it depend on whether it could seek."""
    return contents(written) == contents(content)


def contents(data):
    if not data.startswith(b"PK"):
        return data
    with np.load(io.BytesIO(data)) as arrays:
        return {name: arrays[name].tobytes() for name in arrays.files}


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_the_file_is_written_and_nothing_else(case):
    file, write, content = case
    write()
    assert same(file.read_bytes(), content)
    assert names(file.parent) == [file.name]


def test_a_link_stays_a_link(case, tmp_path):
    file, write, content = case
    target = tmp_path / "target"
    target.write_bytes(OLD)
    file.unlink()
    file.symlink_to(target)
    write()
    assert file.is_symlink()
    assert same(target.read_bytes(), content)
    assert names(file.parent) == [file.name]


def test_a_link_to_nothing_gives_its_file(case, tmp_path):
    file, write, content = case
    file.unlink()
    file.symlink_to(tmp_path / "target")
    write()
    assert file.is_symlink()
    assert same((tmp_path / "target").read_bytes(), content)


def test_hard_links_stay_one_file(case, tmp_path):
    file, write, content = case
    other = tmp_path / "other"
    other.hardlink_to(file)
    write()
    assert other.samefile(file)
    assert same(other.read_bytes(), content)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_the_mode_stays(case, mode):
    file, write, _ = case
    file.chmod(mode)
    write()
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_read_only_file_is_refused(case):
    file, write, _ = case
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        write()
    assert file.read_bytes() == OLD


def test_files_of_others_with_similar_names_stay(case):
    file, write, _ = case
    others = [file.with_name(file.name + ending) for ending in (".part", "~", ".tmp", ".new")]
    for other in others:
        other.write_bytes(b"mine")
    write()
    assert all(other.read_bytes() == b"mine" for other in others)


@pytest.mark.parametrize("length", [246, 248, 251, 255])
@pytest.mark.parametrize("new", [True, False])
def test_long_names_are_names(case, length, new):
    file, _, content = case
    long = file.with_name("长" * 40 + "x" * (length - 120 - len(file.suffix)) + file.suffix)
    assert len(os.fsencode(long.name)) == length
    if not new:
        long.write_bytes(OLD * 1000)
    WRITERS[file.name](long)
    assert same(long.read_bytes(), content)
    assert names(file.parent) == sorted([file.name, long.name])


def test_in_a_folder_that_can_not_be_written_the_file_itself_is(case, monkeypatch):
    file, write, content = case
    real = os.access
    monkeypatch.setattr(  # an administrator, as in containers, may write everywhere
        os, "access", lambda path, mode: path != file.parent and real(path, mode)
    )
    write()
    assert same(file.read_bytes(), content)


@pytest.mark.parametrize("links", [False, True])
def test_on_a_full_disk_the_old_file_stays_and_nothing_else(case, tmp_path, monkeypatch, links):
    file, write, _ = case
    if links:
        (tmp_path / "other").hardlink_to(file)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refuse(*arguments):
        raise full

    monkeypatch.setattr(os, "posix_fallocate" if links else "write", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write()
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has such a file")
def test_devices_pipes_and_folders_are_refused(case, tmp_path):
    file, write, _ = case
    file.unlink()
    file.symlink_to("/dev/full")
    with pytest.raises(SpecialFileError):
        write()
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(SpecialFileError):
        write()
    file.unlink()
    file.mkdir()
    with pytest.raises(IsADirectoryError):
        write()


def test_a_folder_that_is_not_there_is_said(case, tmp_path):
    with pytest.raises(FileNotFoundError):
        WRITERS[case[0].name](tmp_path / "nowhere" / "file.csv")


def test_after_a_failure_nothing_is_written_into_another_file(tmp_path, monkeypatch):
    """What a buffer still held would go where the number of the closed file is used next."""
    real, full = os.write, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refuse(*arguments):
        raise full

    monkeypatch.setattr(os, "write", refuse)
    error = write_whole(tmp_path / "file", b"stale" * 10)
    assert error is full
    monkeypatch.setattr(os, "write", real)
    with (tmp_path / "other").open("wb", buffering=0) as other:
        del error
        full.__traceback__ = None
        gc.collect()
        other.write(b"mine")
    assert (tmp_path / "other").read_bytes() == b"mine"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are bytes there")
def test_a_name_that_is_no_text_is_the_name(tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/run \xff.downhill"))
    for content in (b"first", b"second"):
        assert write_whole(file, content) is None
        assert file.read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1


def test_a_read_only_file_with_a_long_name_is_refused(tmp_path):
    file = tmp_path / ("x" * 250)
    file.write_bytes(OLD)
    file.chmod(0o444)
    assert isinstance(write_whole(file, b"new"), PermissionError)
    assert file.read_bytes() == OLD


def interrupted(file):
    with write_file.writing(file) as stream:
        stream.write(b"x" * 1_000_000)
        raise KeyboardInterrupt


@pytest.mark.parametrize("links", [False, True])
def test_an_interruption_leaves_the_old_file(tmp_path, links):
    file = tmp_path / "file"
    file.write_bytes(OLD)
    if links:
        (tmp_path / "other").hardlink_to(file)
    before = names(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        interrupted(file)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == before


def test_a_shorter_content_replaces_all_of_a_longer_one(tmp_path):
    for links in (False, True):
        file = tmp_path / f"file {links}"
        file.write_bytes(OLD * 100_000)
        if links:
            (tmp_path / "other").hardlink_to(file)
        assert write_whole(file, b"short") is None
        assert file.read_bytes() == b"short"


def test_a_run_is_not_written_over_its_own_scenario(tmp_path, capsys):
    scenario, out = tmp_path / "scenario.json", tmp_path / "out.json"
    writing.write_scenario(NOW.scenario, scenario, ready())
    before = scenario.read_bytes()
    out.hardlink_to(scenario)
    for target in (scenario, out):
        assert headless.run(scenario, 3, target) == 2
        assert scenario.read_bytes() == before
        assert "write elsewhere" in capsys.readouterr().err
