"""Parts of the Windows installer: pins, texts and lists of files. Nothing is built here."""

import ast
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from installers import (
    windows_folder,
    windows_launcher,
    windows_python,
    windows_wheels,
)
from installers.windows_image import NotPortableError, Portable

from shell import SetupError

ROOT = Path(__file__).resolve().parents[1]


def portable(exports=(), libraries=(), version=None, asked=()):
    """A minimal library of 64 bits with one section; it imports `asked` of the first library."""
    start = 0x200  # the section lies at the same place in the file and in memory
    body, at = bytearray(), {}

    def put(name, data):
        at[name] = start + len(body)
        body.extend(data)

    for name in (*exports, *libraries):
        put(name, name.encode() + b"\0")
    for name in asked:
        put(name, b"\0\0" + name.encode() + b"\0")
    put("thunks", struct.pack(f"<{len(asked) + 1}Q", *(at[name] for name in asked), 0))
    put("names", struct.pack(f"<{len(exports)}I", *(at[name] for name in exports)))
    head = struct.pack("<20xI4xI4x4x", 0, 0)
    put("exports", struct.pack("<24xI4xI4x", len(exports), at["names"]) if exports else head)
    rows = [struct.pack("<IIIII", at["thunks"], 0, 0, at[name], 0) for name in libraries]
    put("imports", b"".join(rows) + bytes(20))
    if version is not None:
        high, low = version[0] << 16 | version[1], version[2] << 16 | version[3]
        put("version", struct.pack("<IIII", 0xFEEF04BD, 0x10000, high, low))
    directories = struct.pack("<IIII", at["exports"] if exports else 0, 40, at["imports"], 20)
    optional = struct.pack("<H110x", 0x20B) + directories + bytes(14 * 8)
    coff = b"PE\0\0" + struct.pack("<HH12xHH", 0x8664, 1, len(optional), 0)
    section = struct.pack("<8sIIII16x", b".all", len(body), start, len(body), start)
    header = b"MZ" + bytes(58) + struct.pack("<I", 64) + coff + optional + section
    return header.ljust(start, b"\0") + bytes(body)


def write(file, data=b""):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


# -- what it is made from --------------------------------------------------------------------


def test_the_wheels_are_those_that_the_program_runs_on():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("# Installers")[0]
    wanted = set(re.findall(r"^([\w-]+)==([\w.]+)", text, re.MULTILINE))
    pinned = {(pin.name, pin.version) for pin in windows_wheels.pins()}
    assert len(wanted) >= 9
    assert pinned - wanted == {(windows_wheels.PYTHON, "1.10.14")}
    assert wanted <= pinned


def test_every_line_of_the_pins_is_one_with_a_hash():
    lines = windows_wheels.PINS.read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("#")]
    assert len(said) == len(windows_wheels.pins()) == len(set(said))


def test_version_exports_and_imports_of_a_library_are_read(tmp_path):
    data = portable(("PyList_New", "Py_Main"), ("KERNEL32.dll", "b.dll"), (3, 11, 7150, 1013))
    found = Portable(write(tmp_path / "a.dll", data))
    assert found.version == (3, 11, 7150, 1013)
    assert found.exports() == ["PyList_New", "Py_Main"]
    assert found.libraries() == ["KERNEL32.dll", "b.dll"]


def test_the_names_that_a_library_imports_are_read(tmp_path):
    data = portable(libraries=("icuuc.dll",), asked=("ucnv_open", "ucnv_close"))
    found = Portable(write(tmp_path / "a.dll", data))
    assert found.asks("ICUUC.dll") == ["ucnv_open", "ucnv_close"]
    assert found.asks("other.dll") == []
    assert found.version is None


@pytest.mark.parametrize("data", [b"", b"MZ", b"#!/bin/sh\n" * 40, b"MZ" + bytes(600)])
def test_other_files_are_no_libraries(tmp_path, data):
    with pytest.raises(NotPortableError):
        Portable(write(tmp_path / "a.dll", data))


def test_the_third_number_of_a_dll_holds_the_kind_of_release_too(tmp_path):
    file = write(tmp_path / "python311.dll", portable(version=(3, 11, 7150, 1013)))
    assert windows_python.version_of(file) == (3, 11, 7)
    with pytest.raises(SetupError, match=r"other\.dll"):
        windows_python.version_of(write(tmp_path / "other.dll", portable()))


def test_library_and_dll_must_be_of_the_same_version_to_the_last_digit():
    windows_python.agree((3, 11, 7), (3, 11, 7), own_library=False)
    with pytest.raises(SetupError) as raised:
        windows_python.agree((3, 11, 7), (3, 12, 1), own_library=False)
    for said in ("3.11.7", "python-3.12.1-embed-amd64.zip", windows_python.ARCHIVE):
        assert said in str(raised.value)
    with pytest.raises(SetupError):
        windows_python.agree((3, 11, 7), (3, 11, 9), own_library=False)


def test_an_archive_with_its_own_library_may_differ_in_the_last_digit():
    windows_python.agree((3, 11, 9), (3, 11, 7), own_library=True)
    with pytest.raises(SetupError, match=r"holds Python 3\.12\.1, but this build runs on 3\.11\.7"):
        windows_python.agree((3, 12, 1), (3, 11, 7), own_library=True)


def test_python3_forwards_every_name_of_python():
    text = windows_python.definitions(["PyList_New", "_Py_Dealloc", "DllMain"], "python311.dll")
    assert text.splitlines() == [
        "LIBRARY python3.dll",
        "EXPORTS",
        "  PyList_New = python311.PyList_New",
        "  _Py_Dealloc = python311._Py_Dealloc",
    ]


def test_the_standard_library_is_included_without_unused_modules(tmp_path):
    kept = ("json/decoder.py", "ntpath.py", "multiprocessing/popen_spawn_win32.py", "abc.py")
    left = ("test/test_abc.py", "tkinter/ttk.py", "config-3.11-x/x.py", "idlelib/run.py", "pty.py")
    for name in (*kept, *left, "json/__pycache__/decoder.py", "site-packages/numpy/abc.py"):
        write(tmp_path / name)
    assert {path.as_posix() for path in windows_python.wanted_modules(tmp_path)} == set(kept)


def test_of_cpythons_wheel_only_what_is_used_is_unpacked(tmp_path):
    names = ("python311.dll", "_ctypes.pyd", "libffi-8.dll", "libssl-3.dll", "VCRUNTIME140.dll")
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as archive:
        for name in (*(f"deploy_libs/{name}" for name in names), "panda3d/core.pyd"):
            archive.writestr(name, name)
    (tmp_path / "out").mkdir()
    windows_python.unpack(tmp_path / "a.whl", "deploy_libs/", tmp_path / "out")
    there = {file.name for file in (tmp_path / "out").iterdir()}
    assert there == {"python311.dll", "_ctypes.pyd", "libffi-8.dll"}


def test_an_archive_that_is_not_there_is_reported(tmp_path, monkeypatch):
    monkeypatch.setenv(windows_python.ARCHIVE, str(tmp_path / "none.zip"))
    python = windows_python.Python((3, 11, 7), tmp_path)
    with pytest.raises(SetupError, match=windows_python.ARCHIVE):
        windows_python.lay(tmp_path, tmp_path / "a.whl", python)


def test_a_zip_is_the_same_whenever_its_files_were_written(tmp_path):
    for name, order in (("one", ("a", "b/c")), ("two", ("b/c", "a"))):
        for file in order:
            write(tmp_path / name / file, file.encode())
    (tmp_path / "two" / "a").touch()
    for name in ("one", "two"):
        windows_python.zipped(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["a", "b/c"]


# -- the folder ------------------------------------------------------------------------------


def test_modules_of_qt_are_found_however_they_are_imported(tmp_path):
    text = "from PySide6 import QtSvg\nfrom PySide6.QtGui import QFont\nimport PySide6.QtTest\n"
    inner = "def f():\n    from PySide6.QtNetwork import QLocalServer\n"
    file = write(tmp_path / "a.py", f"import os, PySide6\n{text}{inner}".encode())
    assert windows_folder.imported_from_qt([file]) == {"QtSvg", "QtGui", "QtTest", "QtNetwork"}


def test_the_program_needs_the_modules_that_draw():
    found = windows_folder.qt_modules()
    assert {"QtCore", "QtGui", "QtWidgets", "QtOpenGL", "QtOpenGLWidgets"} <= found
    assert not found & windows_folder.QT_LINUX


def test_what_only_linux_has_is_imported_only_where_it_is_used():
    for folder in ("engine", "gui"):
        for file in (ROOT / folder).rglob("*.py"):
            top = ast.parse(file.read_text(encoding="utf-8")).body
            found = {node.module for node in top if isinstance(node, ast.ImportFrom)}
            assert not found & {f"PySide6.{name}" for name in windows_folder.QT_LINUX}, file


def test_libraries_are_kept_that_are_needed_through_others(tmp_path):
    chain = {"a.pyd": ("Qt6B.dll",), "Qt6B.dll": ("qt6c.dll", "KERNEL32.dll"), "Qt6C.dll": ()}
    for name, libraries in {**chain, "Qt6Unused.dll": ()}.items():
        write(tmp_path / name, portable(libraries=libraries))
    near = {file.name.lower(): file for file in tmp_path.glob("*.dll")}
    found = windows_folder.closure([tmp_path / "a.pyd"], near)
    assert {file.name for file in found} == {"Qt6B.dll", "Qt6C.dll"}


def test_a_library_that_windows_would_not_find_is_named(tmp_path):
    program = tmp_path / "program"
    write(program / "vcruntime140.dll", portable(libraries=("api-ms-win-crt-heap-l1-1-0.dll",)))
    write(program / "lib" / "PySide6" / "Qt6Core.dll", portable(libraries=("KERNEL32.dll",)))
    far = program / "lib" / "numpy" / "x.pyd"
    write(far, portable(libraries=("VCRUNTIME140.dll", "qt6core.dll")))
    assert windows_folder.unmet(tmp_path) == []
    write(far, portable(libraries=("MSVCP140.dll", "USER32.dll")))
    assert windows_folder.unmet(tmp_path) == ["msvcp140.dll for x.pyd"]


def test_metadata_keeps_the_version_and_nothing_else(tmp_path):
    info = tmp_path / "numpy-2.dist-info"
    for name in ("METADATA", "RECORD", "licenses/numpy/LICENSE.txt"):
        write(info / name)
    windows_folder.trim_metadata(tmp_path)
    assert [file.name for file in info.rglob("*")] == ["METADATA"]


def test_microsofts_run_time_is_kept_once_where_the_launcher_looks(tmp_path):
    library = tmp_path / "lib"
    for name in ("MSVCP140_1.dll", "vcruntime140.dll", "Qt6Core.dll"):
        write(library / "PySide6" / name)
    windows_folder.move_run_time(library, tmp_path)
    assert [file.name for file in (library / "PySide6").iterdir()] == ["Qt6Core.dll"]
    assert {file.name for file in tmp_path.glob("*.dll")} == {"msvcp140_1.dll", "vcruntime140.dll"}


def test_the_application_is_included_without_the_translators_files():
    ignore = shutil.ignore_patterns(*windows_folder.NOT_SHIPPED)
    names = ["__pycache__", "downhill_zh_CN.ts", "downhill_zh_CN.qm", "downhill.svg", "window.py"]
    assert ignore("", names) == {"__pycache__", "downhill_zh_CN.ts"}


# -- launchers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "four"), [("0.2.0", "0,2,0,0"), ("1.2", "1,2,0,0"), ("1.2.3.4", "1,2,3,4")]
)
def test_windows_counts_versions_in_four_numbers(text, four):
    assert windows_launcher.numbers(text) == four


@pytest.mark.parametrize("name", ["launcher.rc", "launcher.manifest"])
@pytest.mark.parametrize("file", [windows_launcher.WINDOWED, windows_launcher.CONSOLE])
def test_no_word_of_a_template_is_left(name, file):
    template = (windows_folder.WINDOWS / name).read_text(encoding="utf-8")
    text = windows_launcher.filled(template, file)
    assert "@" in template
    assert not re.search(r"@\w+@", text)


def test_the_manifest_requests_no_rights_and_sharp_text():
    template = (windows_folder.WINDOWS / "launcher.manifest").read_text(encoding="utf-8")
    tree = ET.fromstring(windows_launcher.filled(template, windows_launcher.WINDOWED))
    found = {element.tag.split("}")[1]: element for element in tree.iter()}
    assert found["requestedExecutionLevel"].get("level") == "asInvoker"
    assert found["dpiAwareness"].text == "PerMonitorV2"
    assert found["longPathAware"].text == "true"
    assert re.fullmatch(r"\d+(\.\d+){3}", found["assemblyIdentity"].get("version"))


def started(folder, main, *words):
    """Run the first module of the installed program with `main` in the place of main.py."""
    shutil.copy(windows_folder.WINDOWS / "start.py", folder)
    write(folder / "main.py", main.encode())
    command = [sys.executable, "-m", "start", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_program_is_marked_as_frozen(tmp_path):
    main = "import sys\ndef main(words):\n    print(sys.frozen, words)\n    return 5\n"
    done = started(tmp_path, main, "--selftest", "课 堂")
    assert (done.returncode, done.stdout) == (5, "True ['--selftest', '课 堂']\n")


def test_a_program_that_can_not_start_shows_the_error(tmp_path):
    done = started(tmp_path, "import nothing_of_that_name\n")
    assert done.returncode == 1
    assert "nothing_of_that_name" in done.stderr
