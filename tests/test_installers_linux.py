"""The files for Linux: their layout, a second build, and their tests."""

import gzip
import os
import re
import runpy
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from installers import (
    again,
    debian_papers,
    icons,
    linux_layout,
    older,
    root_windows,
    tools,
)
from installers.identity import COMMAND, EPOCH
from installers.root_windows import windows_in
from PySide6.QtGui import QImage

from gui.text.versions import VERSION
from shell import SetupError

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="made on Linux")


def write(file, data=b""):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


# -- layout ----------------------------------------------------------------------------------


@pytest.fixture
def onedir(tmp_path, monkeypatch):
    """A folder like the frozen program's, made with a restrictive umask."""
    monkeypatch.setattr(icons, "FOLDER", tmp_path / "icons")
    for size in (*icons.SIZES, *icons.WINDOWS):
        write(tmp_path / "icons" / f"{COMMAND}-{size}.png", b"picture")
    folder = tmp_path / "frozen"
    write(folder / COMMAND).chmod(0o700)
    write(folder / "_internal" / "a.so").chmod(0o600)
    (folder / "_internal" / "b.so").symlink_to("a.so")
    return folder


@linux_only
def test_every_file_for_linux_is_laid_out_with_fixed_modes_and_dates(onedir, tmp_path):
    root = tmp_path / "root"
    write(root / "left from the last time")
    mask = os.umask(0o077)
    try:
        program = linux_layout.lay(root, "opt/x", "usr/share", "start me", onedir=onedir)
        linux_layout.settle(root, program)
    finally:
        os.umask(mask)
    assert program == root / "opt" / "x" / COMMAND
    assert not (root / "left from the last time").exists()
    assert os.readlink(root / "opt" / "x" / "_internal" / "b.so") == "a.so"
    found = list(root.rglob("*"))
    assert {file.lstat().st_mtime for file in found} == {EPOCH}
    for file in found:
        wanted = 0o755 if file.is_dir() or file == program else 0o644
        assert file.is_symlink() or file.stat().st_mode & 0o777 == wanted
    entry = next(root.glob("usr/share/applications/*.desktop")).read_text(encoding="utf-8")
    assert "Exec=start me %f" in entry


@linux_only
def test_another_version_is_in_the_desktop_files_where_one_is_given(onedir, tmp_path):
    for number, wanted in ((None, VERSION), ("0.1.0", "0.1.0")):
        linux_layout.lay(tmp_path / "r", "p", "share", "x", onedir=onedir, number=number)
        text = next((tmp_path / "r").glob("share/metainfo/*.xml")).read_text(encoding="utf-8")
        assert f'<release version="{wanted}"' in text


# -- twice -----------------------------------------------------------------------------------


@pytest.fixture
def build(tmp_path, monkeypatch):
    monkeypatch.setattr(again, "BUILD", tmp_path)
    return write(tmp_path / "made.deb", "the bytes")


@linux_only
def test_a_second_build_in_another_environment_must_give_the_same(build):
    seen = {}

    def make(file):
        mask = os.umask(0)
        os.umask(mask)
        seen.update(mask=mask, zone=os.environ["TZ"], place=file)
        seen.update(tar=shutil.which("tar"), built=tools.environ())
        write(file, "the bytes")

    before = dict(os.environ)
    assert again.same(build, make) == again.WORDS
    assert seen["mask"] == 0o077
    assert seen["zone"] == "Asia/Shanghai"
    assert seen["place"].name == build.name
    assert not seen["place"].exists()
    assert dict(os.environ) == before
    # Tools that do nothing are first on the path there, but not for what builds.
    assert seen["tar"].startswith(str(seen["place"].parent))
    assert seen["built"]["PATH"].startswith(tools.FIRST)
    assert set(again.OTHER) & set(seen["built"]) == {"SOURCE_DATE_EPOCH", "LC_ALL"}
    assert (seen["built"]["SOURCE_DATE_EPOCH"], seen["built"]["LC_ALL"]) == (str(EPOCH), "C.UTF-8")


@linux_only
def test_two_builds_that_differ_are_reported_and_kept(build):
    with pytest.raises(SetupError, match=r"made\.deb is another one"):
        again.same(build, lambda file: write(file, "other bytes"))
    assert build.with_name("made.deb.again").read_text() == "other bytes"
    assert build.read_text() == "the bytes"


def folder(place, *, runs=False, text="text", link="a"):
    write(place / "inner" / "a", text).chmod(0o755 if runs else 0o644)
    (place / "b").unlink(missing_ok=True)
    (place / "b").symlink_to(link)
    return place


@linux_only
def test_a_folder_made_twice_must_hold_the_same(build, tmp_path):
    first = folder(tmp_path / "one")
    said = again.unchanged(first, lambda place: folder(place / "one"))
    assert said == "its folder made twice, the same 2 files"
    others = ({"runs": True}, "inner/a"), ({"text": "x"}, "inner/a"), ({"link": "x"}, "b")
    for change, name in others:
        with pytest.raises(SetupError, match=f"differ:\n    {name}$"):
            again.unchanged(first, lambda place, c=change: folder(place / "one", **c))
    with pytest.raises(SetupError, match="more"):
        again.unchanged(first, lambda place: write(folder(place / "o") / "more").parent)


@linux_only
def test_a_folder_may_be_made_again_in_place(build, tmp_path):
    first = folder(tmp_path / "one")
    with pytest.raises(SetupError, match="inner/a"):
        again.unchanged(first, lambda _: folder(first, text="other"))


# -- upgrades --------------------------------------------------------------------------------


def frozen(loader=b"loader"):
    archive = b"modules"
    length = len(archive) + older.COOKIE.size
    return loader + archive + older.MARK + struct.pack("!I76x", length) + b"sections"


def test_an_older_version_has_every_module_elsewhere_in_its_file():
    moved = older.shifted(frozen())
    assert moved == frozen(b"loader" + bytes(older.SHIFT))
    with pytest.raises(SetupError):
        older.shifted(b"no such program")


def test_an_older_version_is_a_copy_with_one_file_more(tmp_path):
    write(tmp_path / "now" / COMMAND, frozen())
    write(tmp_path / "now" / "_internal" / "resources" / "a", "a")
    made = older.make(tmp_path / "before", tmp_path / "now")
    assert (made / "_internal" / "resources" / "a").exists()
    assert (made / older.GONE).exists()
    assert (made / COMMAND).read_bytes() == older.shifted(frozen())


def as_run_first(monkeypatch, name):
    """Run what the frozen program runs first, out of the file `name`; where it reads from then."""
    archive = SimpleNamespace(_filename=name)
    module = ModuleType("pyimod02_importers")
    module.pyz_archive = archive
    monkeypatch.setitem(sys.modules, module.__name__, module)
    runpy.run_path(str(PACKAGING / "linux" / "own_archive.py"))
    return archive._filename


@linux_only
def test_the_running_program_reads_its_modules_from_its_own_file(monkeypatch):
    """Also after an upgrade has replaced the file."""
    found = as_run_first(monkeypatch, os.path.realpath(sys.executable))
    assert found == "/proc/self/exe"
    assert os.path.samefile(found, sys.executable)


@linux_only
@pytest.mark.parametrize("there", [True, False])
def test_modules_that_lie_in_another_file_are_read_from_there(tmp_path, monkeypatch, there):
    other = tmp_path / "other"
    if there:
        other.touch()
    assert as_run_first(monkeypatch, str(other)) == str(other)


def test_where_the_system_does_not_know_which_file_runs_nothing_changes(monkeypatch):
    def untold(one, other):
        raise FileNotFoundError(one, other)

    monkeypatch.setattr(os.path, "samefile", untold)
    own = os.path.realpath(sys.executable)
    assert as_run_first(monkeypatch, own) == own


def test_the_users_of_the_test_have_names_with_spaces_and_chinese_characters():
    for person in (root_windows.FIRST, root_windows.SECOND):
        assert " " in person.home
        assert not person.name.isascii()
    words = root_windows.within(Path("/r"), "x", person=root_windows.FIRST, more={"A": "b c"})
    assert words[:4] == ["chroot", "/r", "env", "-i"]
    assert {"A=b c", f"HOME={root_windows.FIRST.home}"} < set(words)
    assert words[-1] == "x"
    assert words[words.index("--reuid") + 1] == root_windows.FIRST.name


def test_what_is_still_missing_after_installing_is_reported(monkeypatch):
    monkeypatch.setattr(tools.system, "bring", lambda steps: None)
    monkeypatch.setattr(tools.shutil, "which", lambda name: name if name == "apt-get" else None)
    with pytest.raises(SetupError, match="did not bring no-such-program"):
        tools.need({"no-such-program": "some-package"})
    with pytest.raises(SetupError, match=r"did not bring libnosuch\.so\.7"):
        tools.need({"libnosuch.so.7": "some-package"})


# -- papers ----------------------------------------------------------------------------------

CHANGES = """\
# Changes

## 0.3.0

Words before.

* One thing, of which there is so much to say that it does not fit into a line as Debian
  wants it.
* `Another`.

## 0.2.0

* Old.
"""


def test_the_changes_of_a_version_become_debians():
    text = debian_papers.changelog(CHANGES, "0.3.0", "0.1.0")
    lines = text.splitlines()
    assert lines[0] == "downhill (0.1.0) stable; urgency=medium"
    assert [line[4:] for line in lines if line.startswith("  * ")][0::2] == [
        "Words before.",
        "`Another`.",
    ]
    assert max(map(len, lines)) <= 79
    assert "Old" not in text
    assert re.fullmatch(r" -- .+ <.+@.+>  Thu, 01 Jan 2026 00:00:00 \+0000", lines[-1])


def test_a_version_without_an_entry_in_the_changelog_is_not_packed():
    with pytest.raises(SetupError, match=r"says nothing of 0\.4\.0"):
        debian_papers.changelog(CHANGES, "0.4.0", "0.4.0")
    text = debian_papers.CHANGES.read_text(encoding="utf-8")
    assert VERSION in debian_papers.changelog(text, VERSION, VERSION)


@pytest.fixture(scope="module", params=debian_papers.LANGUAGES)
def manual_page(request):
    language = request.param
    command = [sys.executable, str(ROOT / "main.py"), "--help", "--lang", language]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    return language, done.stdout


def test_the_manual_page_has_every_option_in_both_languages(manual_page):
    language, text = manual_page
    page = debian_papers.manual(text, language, "1.2.3")
    plain = page.replace("\\-", "-")
    synopsis = re.search(rf"^\.B {COMMAND}\n(.*)$", plain, re.MULTILINE)[1]
    named = set(re.findall(r"--[a-z-]+", text))
    assert len(named) > 10
    assert named - {"--help"} <= set(re.findall(r"--[a-z-]+", synopsis))
    described = re.findall(r"^\.TP\n\.B (.+)\n(.+)$", plain, re.MULTILINE)
    assert named <= set(re.findall(r"--[a-z-]+", " ".join(option for option, _ in described)))
    assert "main.py" not in page
    chinese = [bool(re.search("[一-鿿]", words)) for _, words in described]
    assert all(chinese) if language == "zh_CN" else not any(chinese)


def test_no_text_is_a_command_in_the_manual_page():
    assert debian_papers.escaped(".csv \\n -x") == "\\&.csv \\en \\-x"


@linux_only
def test_documents_are_where_debian_expects_them(tmp_path):
    program = write(tmp_path / "program", f'#!/bin/sh\nexec {sys.executable} {ROOT}/main.py "$@"\n')
    program.chmod(0o755)
    debian_papers.write(tmp_path / "share", program, VERSION)
    names = {f.relative_to(tmp_path / "share").as_posix() for f in tmp_path.glob("share/**/*.*")}
    assert {"man/man1/downhill.1.gz", "man/zh_CN/man1/downhill.1.gz"} <= names
    page = gzip.decompress((tmp_path / "share/man/zh_CN/man1/downhill.1.gz").read_bytes())
    assert "优化实验室" in page.decode()
    overrides = (tmp_path / "share/lintian/overrides/downhill").read_text(encoding="utf-8")
    for line in overrides.splitlines():  # every override has a reason
        assert re.fullmatch(r"# \w.+|downhill: [a-z-]+ \*", line)


# -- words and pictures ----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["场景", "会话", "您", "黑塞", "曲面", "最优化"])
def test_installers_use_the_words_of_the_program(word):
    files = [*PACKAGING.rglob("*.py"), *PACKAGING.rglob("*.nsi"), *PACKAGING.rglob("*.sh")]
    assert len(files) > 30
    assert [file.name for file in files if word in file.read_text(encoding="utf-8")] == []


def test_the_picture_of_the_installers_last_page_fills_it(tmp_path, monkeypatch):
    monkeypatch.setattr(icons, "RUN", SimpleNamespace(python=sys.executable))
    file = icons.bitmap(PACKAGING / "windows" / "side.svg", tmp_path / "side.bmp", 164, 314)
    assert file.read_bytes()[28:30] == b"\x18\0"  # 24 bits: NSIS shows no others
    image = QImage(str(file))
    assert (image.width(), image.height()) == (164, 314)
    sides = {image.pixelColor(x, y).name() for x in (0, 163) for y in range(0, 314, 10)}
    assert not sides & {"#000000", "#ffffff"}
    assert image.pixelColor(98, 265).red() > 200  # the ball


def test_a_view_within_a_window_is_no_second_window():
    """As xwininfo tells of two windows, one of them framed by a window manager."""
    tree = """
     Root window id: 0x4a3
        3 children:
     0x20000d "Downhill": ("downhill" "downhill")  1280x800+0+0  +0+0
        1 child:
        0x200011 "Downhill": ("downhill" "downhill")  688x501+243+166  +243+166
     0x200005 "Qt Selection Owner for downhill": ()  3x3+0+0  +0+0
     0x600001 (has no name): ()  1282x822+0+0  +0+0
        1 child:
        0x40000d "Downhill": ("downhill" "downhill")  1280x800+1+21  +1+21
           1 child:
           0x400011 "Downhill": ("downhill" "downhill")  688x501+243+166  +244+187
"""
    assert windows_in(tree) == 2
