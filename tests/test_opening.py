"""How the program opens: whole processes, as a desktop starts them."""

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from gui.startup.arguments import WRONG
from gui.startup.screenshot import BLANK, colors
from tests.driven import ROOT, Driven, ready

pytestmark = pytest.mark.usefixtures("own_places")

# Mesa is to load a driver that is not there: GLX starts, and gives no context.
BROKEN_DRIVER = {"GALLIUM_DRIVER": "nowhere"}
NO_OPENGL = {"QT_XCB_GL_INTEGRATION": "none"}


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


@pytest.mark.parametrize("fault", [{"MESA_GL_VERSION_OVERRIDE": "1.4"}, NO_OPENGL, BROKEN_DRIVER])
def test_the_check_says_no_where_there_is_none_or_too_old_a_one(fault):
    done = glcheck(**fault)
    assert done.returncode == 1
    assert done.stdout.startswith("glcheck: no, OpenGL ")


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


def test_a_first_start_checks_opengl_and_a_later_one_does_not(settings_folder):
    with Driven() as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert seen["notices"] == []
        assert program.end() == 0
    assert "drawing=usual" in settings_text(settings_folder)
    # A check would fail to start its child, and there would be no scene.
    starter = "import sys, gui.startup.opengl_probe as p; p.command = lambda wish: ['nowhere']; "
    starter += "from tests import driven; sys.exit(driven.main())"
    with Driven(program=[sys.executable, "-c", starter]) as program:
        assert program.until(ready)["scene"]
        program.end()
    with Driven(program=[sys.executable, "-c", starter], LIBGL_DRIVERS_PATH="") as program:
        assert not program.until(ready)["scene"]  # another driver is checked again
        program.end()


def test_with_a_broken_driver_the_processor_draws_and_a_notice_says_so(settings_folder):
    with Driven(**BROKEN_DRIVER) as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert "llvmpipe" in seen["renderer"]
        assert len(seen["notices"]) == 1
        assert "processor" in seen["notices"][0]
        program.end()
    assert "drawing=software" in settings_text(settings_folder)
    with Driven() as program:  # repaired
        seen = program.until(ready)
        assert (seen["scene"], seen["notices"]) == (True, [])
        program.end()


@pytest.mark.parametrize("fault", [NO_OPENGL, {"MESA_GL_VERSION_OVERRIDE": "1.4"}])
def test_without_any_opengl_the_contour_map_is_the_view_and_a_notice_says_so(fault):
    with Driven("--lang", "en", **fault) as program:
        seen = program.until(ready)
        assert not seen["scene"]
        assert seen["integration"] == "none"  # nothing else in the program may use OpenGL either
        assert len(seen["notices"]) == 1
        assert "contour map takes its place" in seen["notices"][0]
        assert program.end() == 0


def test_a_self_test_without_a_scene_fails():
    done = subprocess.run(
        [sys.executable, "main.py", "--selftest"],
        cwd=ROOT,
        env={**os.environ, **NO_OPENGL},
        capture_output=True,
        check=False,
    )
    assert done.returncode == BLANK


# Safe mode.


def test_safe_mode_draws_by_processor_and_leaves_what_a_person_has_set(settings_folder):
    kept = settings_folder / "downhill" / "settings.ini"
    kept.parent.mkdir(parents=True)
    kept.write_text("[General]\nformat=1\nlanguage=zh_CN\ntheme=dark\n", encoding="utf-8")
    before = kept.read_bytes()
    with Driven("--safe-mode", "--lang", "en", **BROKEN_DRIVER) as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert "(safe mode)" in seen["title"]
        assert "Safe mode" in seen["notices"][0]
        assert not seen["works"]  # no session is kept
        program.end()
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("known_driver")
def test_the_help_menu_restarts_in_safe_mode_and_the_session_is_resumed_later(
    tmp_path, settings_folder
):
    note = tmp_path / "restarted"
    starter = f"""
import subprocess, sys
from gui.system import relaunch as restart
class Told:
    DEVNULL = subprocess.DEVNULL
    def Popen(words, **more):
        open({str(note)!r}, "w").write(" ".join(words[1:]))
restart.subprocess = Told
from tests import driven
sys.exit(driven.main())
"""
    with Driven("--lang", "en", program=[sys.executable, "-c", starter]) as program:
        program.until(ready)
        program.ask("send", "Remove", [0])
        program.ask("send", "Walk", 12)
        program.until(lambda seen: seen["update"] == 12)
        program.send_request("trigger", "safe_mode")
        assert program.left() == 0
    assert note.read_text(encoding="utf-8").endswith("main.py --safe-mode --lang=en")
    with Driven("--safe-mode") as program:
        assert program.until(ready)["update"] == 0
        program.end()
    with Driven("--lang", "en") as program:
        seen = program.until(lambda seen: seen["update"] == 12)
        assert seen["notices"] == ["Your last session was restored."]
        program.ask("send", "Walk", 1)
        program.until(lambda seen: seen["update"] == 13)
        program.ask("keep")
        program.kill()
    with Driven("--lang", "en") as program:  # without the option for it
        seen = program.until(lambda seen: seen["update"] == 13 and seen["ready"])
        assert len(seen["notices"]) == 2
        assert all("unexpectedly" in notice for notice in seen["notices"])
        program.end()


# Files.


@pytest.mark.usefixtures("known_driver")
def test_a_file_is_opened_that_the_command_line_names_or_macos_sends(own_file, tmp_path):
    sent = tmp_path / "sent.downhill"
    text = own_file.read_text(encoding="utf-8")
    sent.write_text(text.replace('"himmelblau"', '"beale"'), encoding="utf-8")
    with Driven(own_file) as program:
        seen = program.until(ready)
        assert seen["surface"] == "himmelblau"
        assert seen["recent"] == [str(own_file)]
        program.ask("file_event", str(sent))
        program.until(lambda seen: seen["surface"] == "beale")
        program.end()


# Demonstrations.


def test_a_demonstration_fills_the_screen_and_any_key_ends_it(settings_folder):
    with Driven("--demo", "--lang", "en") as program:
        seen = program.until(lambda seen: seen["playing"])
        assert seen["strip"].endswith("<br>Any key or click ends the demonstration")
        assert seen["caption"].startswith("Three balls")
        assert seen["full"]
        assert not seen["menu"]
        assert seen["cursor"]
        assert seen["size"] == seen["screen"]
        assert seen["docks"] == ["contour", "loss"]
        assert seen["scenario"] == "Stuck at a saddle point"
        program.send_request("key")
        assert program.left() == 0
    assert [file for file in settings_folder.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize(
    "words", [["--demo", "--selftest"], ["--demo", "x.json"], ["a.json", "--scenario", "b.json"]]
)
def test_conflicting_options_are_reported(words):
    command = [sys.executable, "main.py", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == WRONG
    assert words[0] in done.stderr


# Screens and fonts.


@pytest.mark.usefixtures("known_driver")
@pytest.mark.parametrize("factor", ["1.5", pytest.param("2", marks=pytest.mark.full)])
def test_the_window_fits_a_screen_of_any_scale(factor):
    with Driven(QT_SCALE_FACTOR=factor) as program:
        seen = program.until(ready)
        assert seen["scene"]
        assert {"contour", "fleets", "loss"} <= set(seen["docks"])
        width, height = seen["size"]
        assert width <= seen["screen"][0]
        assert height <= seen["screen"][1]
        program.end()


@pytest.mark.usefixtures("known_driver")
def test_a_system_without_any_font_shows_text(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    picture = tmp_path / "window.png"
    with Driven(FONTCONFIG_FILE=str(config)) as program:
        program.until(ready)
        program.ask("picture", str(picture))
        assert program.end() == 0
    title = QImage(str(picture)).copy(300, 80, 400, 60)
    assert colors(title) > 20  # letters have soft edges; a blank strip has few colours
