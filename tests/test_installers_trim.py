"""What is shipped on Linux is what the program needs, whatever else the machine has."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from installers import elf, trim

from shell import SetupError

PLUGINS = {f"PySide6/Qt/plugins/{name}": () for name in trim.PLUGINS}
PROGRAM = {
    **PLUGINS,
    "PySide6/QtGui.abi3.so": ("libQt6Gui.so.6", "libc.so.6"),
    "PySide6/Qt/lib/libQt6Gui.so.6": ("libglib-2.0.so.0", "libX11.so.6"),
    "libglib-2.0.so.0": ("libpcre2-8.so.0", "libc.so.6"),
    "libpcre2-8.so.0": (),
    "libpython3.11.so.1.0": ("libm.so.6",),
}
# What another machine may have, and PyInstaller would pack.
EXTRA = {
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so": ("libgtk-3.so.0",),
    "PySide6/Qt/plugins/imageformats/libqpdf.so": ("libQt6Pdf.so.6",),
    "PySide6/Qt/lib/libQt6Pdf.so.6": ("libglib-2.0.so.0",),
    "libgtk-3.so.0": ("libQt6Gui.so.6", "libcairo.so.2"),
    "libX11.so.6": ("libXau.so.6",),
    "libXau.so.6": (),
    "libc.so.6": (),
}


def entries(libraries, *more):
    found = []
    for name in libraries:
        kind = "EXTENSION" if ".abi3." in name and "/lib/" not in name else "BINARY"
        found.append((name, f"/{name}", kind))
    return [*found, *more]


def left_out(libraries, *more):
    needs = {Path(f"/{name}"): needed for name, needed in libraries.items()}
    return trim.left_out(entries(libraries, *more), needs.__getitem__)


def test_all_that_the_program_needs_is_kept():
    assert left_out(PROGRAM) == set()


@given(st.sets(st.sampled_from(sorted(EXTRA))))
def test_nothing_else_that_a_machine_has_gets_in(names):
    assert left_out({**PROGRAM, **{name: EXTRA[name] for name in names}}) == names


LIBRARIES = [f"lib{letter}.so" for letter in "abcdef"]
GRAPHS = st.dictionaries(
    st.sampled_from(LIBRARIES), st.lists(st.sampled_from(LIBRARIES)).map(tuple)
).map(lambda found: {**dict.fromkeys(LIBRARIES, ()), **found, **PLUGINS})


@given(GRAPHS, st.sets(st.sampled_from(LIBRARIES)))
def test_what_is_kept_is_the_smallest_set_that_needs_nothing_outside(graph, first):
    first = first | set(PLUGINS)
    needs = {Path(name): needed for name, needed in graph.items()}
    kept = trim.closure({name: Path(name) for name in graph}, first, needs.__getitem__)
    reached = set(first)  # by as many steps as there are libraries
    for _ in LIBRARIES:
        reached |= {name for one in reached for name in graph[one]}
    assert kept == reached


@pytest.mark.parametrize("name", ["libpcre2-8.so.0", "PySide6/Qt/plugins/platforms/libqxcb.so"])
def test_what_the_machine_lacks_is_named(name):
    lacking = {key: needed for key, needed in PROGRAM.items() if key != name}
    with pytest.raises(SetupError, match=name.removeprefix("PySide6/Qt/plugins/")):
        left_out(lacking)


def test_links_go_with_their_files():
    links = [
        ("libgtk-3.so", "libgtk-3.so.0", "SYMLINK"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
    ]
    extra = {"libgtk-3.so.0": ()}
    assert left_out({**PROGRAM, **extra}, *links) == {"libgtk-3.so.0", "libgtk-3.so"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_help_zh_CN.qm", False),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("numpy-2.4.6.dist-info/INSTALLER", False),  # pip, or another
        ("numpy-2.4.6.dist-info/RECORD", False),  # names bytecode, where it was compiled
        ("resources/shaders/surface.frag", True),
    ],
)
def test_data_do_not_depend_on_how_a_package_was_installed(name, kept):
    assert (name not in left_out(PROGRAM, (name, f"/{name}", "DATA"))) == kept


def test_no_other_package_of_the_environment_can_be_frozen(tmp_path):
    for name in ("scipy", "psutil.py", "_cffi.cpython-311-x86_64-linux-gnu.so", "numpy", "a.pth"):
        (tmp_path / name).touch()
    assert trim.foreign(tmp_path) == ("_cffi", "a", "psutil", "scipy")
    here = trim.foreign(Path(sysconfig.get_path("purelib")))
    assert {"pytest", "PyInstaller", "setuptools"} <= set(here)
    ours = {"PySide6", "shiboken6", "numpy", "OpenGL", "pyqtgraph", "ziamath", "colorama", "PIL"}
    assert not ours & set(here)


@pytest.mark.skipif(shutil.which("readelf") is None, reason="binutils read it too")
@pytest.mark.parametrize(
    "name", ["PySide6/QtGui.abi3.so", "PySide6/Qt/plugins/platforms/libqxcb.so"]
)
def test_what_a_library_needs_is_read_as_others_read_it(name):
    file = Path(sysconfig.get_path("purelib"), name)
    output = subprocess.run(["readelf", "-dW", file], capture_output=True, text=True, check=True)
    lines = [line for line in output.stdout.splitlines() if "(NEEDED)" in line]
    assert elf.needed(file) == tuple(line[line.index("[") + 1 : -1] for line in lines) != ()
    assert elf.needed(Path(__file__)) == ()
    assert elf.needed(Path(sys.executable).resolve()) != ()
