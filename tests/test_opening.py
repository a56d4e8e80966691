"""How the program opens: whole processes, as a desktop starts them."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from gui.startup import instance_lock
from gui.startup.screenshot import colors
from tests.driven import ROOT, Driven, ready, waiting

pytestmark = pytest.mark.usefixtures("own_places")

# Mesa is to load a driver that is not there: GLX starts, and gives no context.
BROKEN_DRIVER = {"GALLIUM_DRIVER": "nowhere"}
NO_OPENGL = {"QT_XCB_GL_INTEGRATION": "none"}
OLD_OPENGL = {"MESA_GL_VERSION_OVERRIDE": "1.4"}


def settings_text(folder):
    return (folder / "downhill" / "settings.ini").read_text(encoding="utf-8")


def glcheck(*words, **environ):
    return subprocess.run(
        [sys.executable, "main.py", "--glcheck", *words],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


# Whether OpenGL works.


def test_the_check_says_in_one_line_whether_opengl_works():
    done = glcheck()
    assert done.returncode == 0
    assert done.stdout.startswith("glcheck: yes, OpenGL ")
    assert done.stdout.count("\n") == 1


# The other two faults are those of whole programs below, which ask this check.
@pytest.mark.parametrize(
    "fault",
    [
        NO_OPENGL,
        *(pytest.param(each, marks=pytest.mark.full) for each in (OLD_OPENGL, BROKEN_DRIVER)),
    ],
)
def test_the_check_says_no_where_there_is_none_or_too_old_a_one(fault):
    done = glcheck(**fault)
    assert done.returncode == 1
    assert done.stdout.startswith("glcheck: no, OpenGL ")


@pytest.mark.full
def test_the_check_of_the_processor_works_where_the_driver_does_not():
    assert glcheck("software", **BROKEN_DRIVER).returncode == 0


def test_on_a_server_without_glx_the_3d_view_is_drawn_all_the_same():
    """There Qt silently takes EGL, and PyOpenGL must do the same."""
    server = shutil.which("Xvfb")
    assert server is not None
    reader, writer = os.pipe()
    words = [server, "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-extension", "GLX"]
    with subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL) as process:
        os.close(writer)
        with os.fdopen(reader) as output:
            number = output.readline().strip()
        try:
            with Driven(DISPLAY=f":{number}") as program:
                assert program.until(ready)["scene"]
                program.end()
        finally:
            process.terminate()


def test_with_a_broken_driver_the_processor_draws_and_a_notice_says_so(settings_folder):
    with Driven(**BROKEN_DRIVER) as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert "llvmpipe" in seen["renderer"]
        assert len(seen["notices"]) == 1
        assert "processor" in seen["notices"][0]
        program.end()
    assert "drawing=software" in settings_text(settings_folder)


@pytest.mark.parametrize("fault", [OLD_OPENGL, pytest.param(NO_OPENGL, marks=pytest.mark.full)])
def test_without_any_opengl_the_contour_map_is_the_view_and_a_notice_says_so(fault):
    with Driven("--lang", "en", **fault) as program:
        seen = program.until(ready)
        assert not seen["scene"]
        assert seen["integration"] == "none"  # nothing else in the program may use OpenGL either
        assert len(seen["notices"]) == 1
        assert "contour map takes its place" in seen["notices"][0]
        assert program.end() == 0


# Sessions and safe mode.


CHECKED = """
import sys
from gui.startup import opengl_probe
opengl_probe.command = lambda drawing: ["nowhere"]  # a check would fail, and there be no scene
from tests import driven
sys.exit(driven.main())
"""
RESTARTED = """
import subprocess, sys
from gui.system import relaunch
class Noted:
    DEVNULL = subprocess.DEVNULL
    def Popen(words, **more):
        open({note!r}, "w").write(" ".join(words[1:]))
relaunch.subprocess = Noted
from tests import driven
sys.exit(driven.main())
"""


def walk(program, updates, last):
    program.ask("send", "Walk", updates)
    program.until(lambda seen: seen["update"] == last)


def test_a_session_is_resumed_after_safe_mode_and_after_the_system_ended_it(
    tmp_path, settings_folder
):
    """Safe mode itself resumes nothing, and leaves what a person has set."""
    note = tmp_path / "restarted"
    kept = settings_folder / "downhill" / "settings.ini"
    kept.parent.mkdir(parents=True)
    kept.write_text("[General]\nformat=1\nlanguage=zh_CN\ntheme=dark\nhints=\n", encoding="utf-8")
    starter = RESTARTED.format(note=str(note))
    with Driven("--lang", "en", program=[sys.executable, "-c", starter]) as program:
        seen = program.until(ready)
        assert (seen["scene"], seen["notices"]) == (True, [])  # a first start, with a check
        program.ask("send", "Remove", [0])
        walk(program, 12, last=12)
        program.send_request("trigger", "safe_mode")
        assert program.left() == 0
    assert note.read_text(encoding="utf-8").endswith("main.py --safe-mode --lang=en")
    assert "drawing=usual" in settings_text(settings_folder)
    before = settings_and_sessions(settings_folder)
    with Driven("--safe-mode", "--lang", "en", **BROKEN_DRIVER) as program:
        check_safe_mode(program.until(ready))
        program.end()
    assert settings_and_sessions(settings_folder) == before
    restored = ["Your last session was restored."]
    with Driven("--lang", "en", program=[sys.executable, "-c", CHECKED]) as program:
        seen = program.until(lambda seen: seen["update"] == 12 and seen["notices"])
        assert (seen["scene"], seen["notices"]) == (True, restored)
        walk(program, 1, last=13)
        program.process.send_signal(signal.SIGTERM)
        assert program.left() == 128 + signal.SIGTERM
    with Driven("--lang", "en") as program:
        seen = program.until(lambda seen: seen["update"] == 13 and seen["notices"])
        assert seen["notices"] == restored  # it was no crash
        program.end()


def check_safe_mode(seen):
    assert seen["scene"]
    assert seen["update"] == 0
    assert "(safe mode)" in seen["title"]
    assert "Safe mode" in seen["notices"][0]


def settings_and_sessions(folder):
    files = (file for file in folder.rglob("*") if file.suffix not in (".lock", ".log"))
    return {file: file.read_bytes() for file in files if file.is_file()}


# Files.


@pytest.mark.usefixtures("known_driver")
def test_a_file_is_opened_that_the_command_line_names_or_macos_sends(own_file, tmp_path):
    """On Linux a name is bytes; those from an old archive may have any encoding."""
    sent = tmp_path / "sent.downhill"
    text = own_file.read_text(encoding="utf-8")
    sent.write_text(text.replace('"matyas"', '"beale"'), encoding="utf-8")
    named = os.fsdecode(os.fsencode(own_file.parent) + b"/old \xb0\xb2.downhill")
    own_file.rename(named)
    with Driven(named) as program:
        seen = program.until(ready)
        assert (seen["surface"], seen["notices"]) == ("matyas", [])
        assert len(seen["recent"]) == 1
        program.ask("file_event", str(sent))
        seen = program.until(lambda seen: seen["surface"] == "beale")
        assert seen["recent"][0] == str(sent)
        program.end()


# Demonstrations.


def test_a_demonstration_fills_the_screen_and_any_key_ends_it(settings_folder):
    """It has a window of its own: it asks no other, here one that does not answer."""
    held = instance_lock.try_lock()
    with Driven("--demo", "--lang", "en", program=waiting(60)) as program:
        seen = program.until(lambda seen: seen["playing"])
        assert seen["strip"].endswith("<br>Any key or click ends the demonstration")
        assert seen["caption"].startswith("Three balls")
        assert seen["full"]
        assert not seen["menu"]
        assert seen["cursor"]
        assert seen["size"] == seen["screen"]
        assert seen["docks"] == ["contour", "curves"]
        assert seen["scenario"] == "Stuck at a saddle point"
        program.send_request("key")
        assert program.left() == 0
    held.release()
    assert [file for file in settings_folder.rglob("*") if file.is_file()] == []


# Screens and fonts.


@pytest.mark.usefixtures("known_driver")
@pytest.mark.parametrize("factor", [1.5, pytest.param(2.0, marks=pytest.mark.full)])
def test_the_window_fits_a_screen_of_any_scale_and_shows_text_without_any_font_of_the_system(
    tmp_path, factor
):
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    picture = tmp_path / "window.png"
    with Driven(QT_SCALE_FACTOR=str(factor), FONTCONFIG_FILE=str(config)) as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert {"contour", "fleets", "curves"} <= set(seen["docks"])
        width, height = seen["size"]
        assert width <= seen["screen"][0]
        assert height <= seen["screen"][1]
        program.ask("picture", str(picture))
        assert program.end() == 0
    corner = (round(factor * side) for side in (300, 80, 400, 60))
    title = QImage(str(picture)).copy(*corner)
    assert colors(title) > 20  # letters have soft edges; a blank strip has few colours
