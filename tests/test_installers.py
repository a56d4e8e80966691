"""Parts of installers: names, texts, icons, and excluded files. Nothing is built here."""

import configparser
import plistlib
import re
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from installers import (
    debian,
    desktop,
    icons,
    identity,
    linux_files,
    notices,
    report,
    starts,
    tools,
    trim,
)
from installers.report import Artefact, Goal
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageReader

from gui.text.versions import VERSION
from shell import SetupError

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {size: f"picture of {size}".encode() for size in (16, 48, 256)}


def menu(command):
    reader = configparser.RawConfigParser(strict=True)
    reader.optionxform = str
    reader.read_string(desktop.entry(command))
    return dict(reader["Desktop Entry"])


def as_run(value):
    """The first word of an `Exec` value, by the rules of the desktop entry specification."""
    text = re.sub(r"\\(.)", r"\1", value)  # first as any string of such a file,
    word = re.match(r'"((?:[^"\\]|\\.)*)"', text)[1]
    return re.sub(r"\\(.)", r"\1", word).replace("%%", "%")  # then as a quoted argument


def test_the_version_is_the_programs_own():
    assert identity.version() == VERSION


def test_the_menu_entry_has_all_its_texts_in_both_languages():
    entry = menu("downhill")
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[key]
        assert re.search("[一-鿿]", entry[f"{key}[zh_CN]"])
    assert entry["Exec"] == "downhill %f"
    assert entry["MimeType"] == f"{identity.MIME};{identity.LESSON_MIME};"


def test_the_window_belongs_to_the_menu_entry():
    # A Wayland desktop finds the icon of a window by this name.
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "gui").rglob("*.py"))
    assert any(f'"{identity.ID}"' in text for text in sources)


@given(st.text(st.characters(exclude_characters="\0\n\r", exclude_categories=("Cs", "Cc"))))
def test_any_path_is_quoted_in_the_menu_entry(name):
    program = Path("/home") / (name or "x") / "downhill"
    assert as_run(desktop.quoted(program)) == str(program)


def test_metadata_and_kind_of_file_are_well_formed_and_name_the_program():
    metadata = ET.fromstring(desktop.metadata())
    assert metadata.findtext("id") == identity.ID
    assert metadata.find("releases/release").get("version") == VERSION
    kind = ET.fromstring(desktop.kind())
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    globs = [each.get("pattern") for each in kind.iter(f"{space}glob")]
    assert globs == ["*.downhill", "*.downhill-lesson"]


def test_the_package_has_its_dependencies_and_size():
    fields = dict(
        line.split(": ", 1) for line in debian.control(12345).splitlines() if line[0] != " "
    )
    assert fields["Version"] == VERSION
    assert fields["Installed-Size"] == "12345"
    assert max(map(len, debian.control(1).partition("Description:")[2].splitlines())) <= 79
    # The system provides what is not packed.
    for library in (*trim.SYSTEM.values(), *trim.OPENED.values()):
        assert fields["Depends"].split(", ").count(library) == 1


def test_a_windows_icon_holds_its_pictures():
    data = icons.ico(PICTURES)
    assert data[:6] == b"\0\0\1\0\3\0"
    for number, (size, picture) in enumerate(PICTURES.items()):
        entry = data[6 + 16 * number :][:16]
        assert entry[0] == size % 256
        length, offset = (int.from_bytes(entry[k : k + 4], "little") for k in (8, 12))
        assert data[offset : offset + length] == picture


def test_an_apple_icon_holds_its_pictures():
    data = icons.icns({b"ic07": b"one", b"ic08": b"two"})
    assert data[:4] == b"icns"
    assert int.from_bytes(data[4:8], "big") == len(data)
    assert data[8:19] == b"ic07\0\0\0\x0bone"


@pytest.mark.parametrize("size", [16, 32, 256])
def test_icons_are_drawn_at_every_size(tmp_path, monkeypatch, size):
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    monkeypatch.setattr(icons, "RUN", type("Here", (), {"python": sys.executable}))
    monkeypatch.setattr(icons, "SIZES", (size,))
    monkeypatch.setattr(icons, "WINDOWS", (size,))
    monkeypatch.setattr(icons, "MACOS", {size: b"ic08"})
    icons.make()
    for name in (f"downhill-{size}.png", "downhill.ico"):
        bytes_ = QByteArray((tmp_path / name).read_bytes())
        buffer = QBuffer(bytes_)
        picture = QImageReader(buffer).read()
        assert (picture.width(), picture.height()) == (size, size)
        seen = {picture.pixelColor(x, y).rgb() for x in range(size) for y in range(size)}
        assert len(seen) > 20


def test_every_part_that_is_shipped_brings_its_licence(tmp_path, monkeypatch):
    monkeypatch.setattr(notices, "FOLDER", tmp_path / "notices")
    site = Path(notices.__file__)  # any folder without packages
    with pytest.raises(SetupError, match="numpy"):
        notices.collect(site.parent, ["numpy"])
    folder = notices.collect(Path(sysconfig.get_path("purelib")))
    notices_ = (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8")
    for package in (*notices.PACKAGES, *notices.BUILDERS):
        assert package.lower() in notices_.lower()
        assert any((folder / package).rglob("*"))
    for text in ("LGPL-3.txt", "GPL-3.txt", "PyOpenGL.txt", "Downhill.txt", "Python.txt"):
        assert (folder / text).stat().st_size > 500


def test_the_property_list_for_macos_has_the_file_type():
    plist = plistlib.loads(plistlib.dumps(identity.info_plist(VERSION)))
    kind = plist["UTExportedTypeDeclarations"][0]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["downhill"]
    assert plist["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]


def test_the_script_that_installs_is_valid_and_names_everything():
    text = linux_files.script_text(12345)
    assert "@" not in text.replace("@PROGRAM@", "").replace('"$@"', "")
    assert text.splitlines()[-1] == "exit 0"  # the archive follows
    assert f"payload={len(text.splitlines()) + 1} " in text
    assert "kilobytes=13 " in text
    assert subprocess.run(["sh", "-n"], input=text, text=True, check=False).returncode == 0


def test_the_table_says_what_was_not_tested_and_what_is_too_large(tmp_path):
    file = tmp_path / "downhill.deb"
    file.write_bytes(b"x" * 3_000_000)
    tried = Artefact(file, ("installed", "removed"), limit=2.0)
    goals = [Goal("Installed size", 100, 220, "MB"), Goal("Start", 1.2, 1.1, "×")]
    text = report.table([tried, Artefact(file)], goals)
    assert "3.0 MB (at most 2)" in text
    assert "tested: removed" in text
    assert "NOT TESTED" in text
    assert "Start: 1.2 ×, at most 1.1: NOT MET" in text
    assert "220: met" in text
    assert not report.met([tried], [])
    assert not report.met([], goals)
    assert report.met([Artefact(file, (), 60.0)], goals[:1])


def test_a_program_that_fails_is_named_with_its_last_words():
    with pytest.raises(SetupError, match="ended with 3:\nno such thing"):
        tools.run("sh", "-c", "echo no such thing; exit 3")


def test_a_start_is_timed_from_before_the_process_to_its_first_frame():
    words = [sys.executable, "-c", "import time; print(time.time() + 5)"]
    assert 5 <= starts.seconds(words, {}) < 60
