"""Films hold the frames that were drawn, in their order and time; failures leave nothing open."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import DataError
from gui.documents.films import Frames, write_film
from shell import ROOT

SIZE = (64, 48)
KINDS = {"gif": "GIF", "apng": "PNG", "webp": "WEBP"}


def drawn(number):
    """A bar that moves over a slope of grey."""
    picture = np.empty((SIZE[1], SIZE[0], 3), np.uint8)
    picture[...] = np.linspace(20, 120, SIZE[0]).astype(np.uint8)[:, None]
    picture[:, 5 * number : 5 * number + 5] = (230, 159, 0)
    return picture


def frames(count=6, rate=10):
    return Frames(count, rate, SIZE, drawn, ("#e69f00", "#56b4e9"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_film_has_every_frame_in_its_time(tmp_path, kind):
    file = tmp_path / "film"
    write_film(frames(), kind, file)
    with Image.open(file) as film:
        assert film.format == KINDS[kind]
        assert film.n_frames == 6
        assert film.size == SIZE
        for number in range(6):
            film.seek(number)
            film.load()
            assert film.info["duration"] == 100
            found = np.asarray(film.convert("RGB")).astype(int)
            wrong = np.abs(found - drawn(number))
            assert wrong.mean() < {"gif": 4, "apng": 1e-9, "webp": 10}[kind]
        assert film.info["loop"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_frame_is_drawn_once_and_when_it_is_due(tmp_path, kind):
    asked = []
    made = frames()._replace(draw=lambda number: asked.append(number) or drawn(number))
    write_film(made, kind, tmp_path / "film")
    assert asked == list(range(6))


def test_a_colour_that_comes_later_is_in_a_gif(tmp_path):
    def late(number):
        picture = drawn(0)
        picture[...] = (20, 22, 26)
        if number:
            picture[10:20, 10:20] = (86, 180, 233)
        return picture

    write_film(frames(3)._replace(draw=late), "gif", tmp_path / "film")
    with Image.open(tmp_path / "film") as film:
        film.seek(1)  # the others are the same, and one with it
        seen = np.asarray(film.convert("RGB"))[15, 15].astype(int)
    assert np.abs(seen - (86, 180, 233)).max() < 12


@pytest.mark.parametrize("kind", KINDS)
def test_what_drawing_raises_ends_the_film(tmp_path, kind):
    def fails(number):
        if number == 3:
            raise OSError(errno.ENOMEM, "no room")
        return drawn(number)

    with pytest.raises(OSError, match="no room"):
        write_film(frames()._replace(draw=fails), kind, tmp_path / "film")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full")
@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_said(kind):
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_film(frames(), kind, Path("/dev/full"))


STAND_IN = """#!{python}
import sys
words = sys.argv[1:]
data = sys.stdin.buffer.read({most})
if "{fails}" == "True":
    sys.stderr.write("no such codec")
    sys.exit(3)
size, rate = (words[words.index(option) + 1] for option in ("-s", "-r"))
with open(words[-1], "w") as file:
    file.write(repr((size, rate, len(data))))
"""


def encoder(folder, fails=False, most=-1):
    """Something that takes the place of ffmpeg on the path."""
    file = folder / "ffmpeg"
    file.write_text(STAND_IN.format(python=sys.executable, fails=fails, most=most))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a script that can be started by its name")
def test_mp4_is_written_by_ffmpeg(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", encoder(tmp_path))
    write_film(frames(), "mp4", tmp_path / "film")
    wanted = ("64x48", "10", 6 * SIZE[0] * SIZE[1] * 3)
    assert (tmp_path / "film").read_text() == repr(wanted)


@pytest.mark.skipif(sys.platform == "win32", reason="a script that can be started by its name")
@pytest.mark.parametrize("most", [-1, 10])
def test_what_ffmpeg_says_is_the_message(tmp_path, monkeypatch, most):
    monkeypatch.setenv("PATH", encoder(tmp_path, fails=True, most=most))
    with pytest.raises(DataError) as caught:
        write_film(frames(60), "mp4", tmp_path / "film")
    assert caught.value.values == ("no such codec",)


WITHOUT = """
import sys
from installers.trim import PILLOW_PARTS
sys.modules.update({f"PIL.{name}": None for name in PILLOW_PARTS})
from pathlib import Path
from tests.gui.documents.test_films import KINDS, frames
from gui.documents.films import write_film
for kind in KINDS:
    write_film(frames(), kind, Path(sys.argv[1]) / kind)
"""


def test_films_need_no_part_of_pillow_that_installers_leave_out(tmp_path):
    path = os.pathsep.join((str(ROOT), str(ROOT / "packaging")))
    environ = {**os.environ, "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", WITHOUT, str(tmp_path)], check=True, env=environ)
    assert {file.name for file in tmp_path.iterdir()} == set(KINDS)
