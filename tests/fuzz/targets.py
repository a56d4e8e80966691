"""What is fuzzed: each target makes inputs from a random generator, and checks one.

A check raises for whatever a person should never see: an exception other than a message, a message
that is too long, a file that opens and can't be saved.
"""

import json
import os
import random
from abc import ABC, abstractmethod
from contextlib import suppress
from functools import cache
from math import inf
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import ClassVar, final

import numpy as np

from engine import formula, session
from engine.data.reader import read as read_table
from engine.data.selection import select
from engine.errors import DataError
from engine.player import Player
from engine.session import Session
from tests.fuzz import mutate

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MESSAGE = 1000
UPDATES = 3
REPLAYED = 5  # updates at most: one may take 0.3 seconds, as the rolling ball's budget allows
POINTS = np.array([[0.0, 0.0], [0.3, -0.7], [1e200, -1e-200], [np.inf, np.nan], [-1.0, 2.0]])


class Target(ABC):
    """One kind of input."""

    name: ClassVar[str]
    ordinary: ClassVar[int]  # inputs in an ordinary run of the tests: a few seconds

    @abstractmethod
    def make(self, chance: random.Random) -> bytes:
        """A random input."""

    @abstractmethod
    def check(self, given: bytes) -> None:
        """Raises where the program does not bear this input."""


def message(error: DataError) -> None:
    assert len(str(error)) <= LONGEST_MESSAGE, "the message is too long"


@cache
def files() -> tuple[dict[str, object], ...]:
    """Scenarios and sessions of the program and of its versions, as JSON."""
    folders = [ROOT / "resources" / "scenarios", ROOT / "tests" / "data"]
    found = sorted(each for folder in folders for each in folder.rglob("*"))
    given = [each for each in found if each.suffix in (".json", ".downhill")]
    read = [json.loads(each.read_text("utf-8")) for each in given if each.stat().st_size < 50_000]
    return tuple(each for each in read if isinstance(each, dict) and "kind" in each)


@final
class Files(Target):
    """Scenarios and sessions."""

    name, ordinary = "files", 80

    def make(self, chance: random.Random) -> bytes:
        given = chance.choice(files())
        text = mutate.as_json(mutate.tree(given, chance)).encode("utf-8")
        return mutate.raw(text, chance) if chance.random() < 0.2 else text

    def check(self, given: bytes) -> None:
        try:
            found = session.read(given.decode("utf-8"))
        except UnicodeDecodeError:
            return
        except DataError as error:
            message(error)
            return
        scenario = found.course.scenario if isinstance(found, Session) else found
        text = session.write_scenario(scenario)
        assert session.write_scenario(session.read(text.encode().decode())) == text
        try:
            player = Player(scenario)
            if isinstance(found, Session) and found.course.update <= REPLAYED:
                player.open(found.course)
                player.run_to_goal(inf, lambda: 0.0)
            player.go(player.timeline.update + UPDATES, forwarding=True)
            player.run_to_goal(inf, lambda: 0.0)
        except DataError as error:
            message(error)
            return
        now = player.snapshot()
        assert "an update failed" not in str(now.message)
        kept = session.read(session.write_session(now))
        assert isinstance(kept, Session)


WORDS = (*(ROOT / "tests" / "data" / "fuzz_words.txt").read_text("utf-8").split(), "\0", " ")


@final
class Formulas(Target):
    """Formulas as typed."""

    name, ordinary = "formulas", 600

    def make(self, chance: random.Random) -> bytes:
        words = [chance.choice(WORDS) for _ in range(chance.choice((1, 2, 4, 8, 16, 40)))]
        return chance.choice(("", " ")).join(words).encode("utf-8", "surrogatepass")

    def check(self, given: bytes) -> None:
        text = given.decode("utf-8", "surrogatepass")
        try:
            made = formula.parse(text)
        except DataError as error:
            message(error)
            return
        values = (0.5,) * len(made.parameters)
        for method in (made.value, made.gradient, made.hessian):
            together = method(POINTS, values)
            alone = np.stack([method(point, values) for point in POINTS])
            np.testing.assert_array_equal(together, alone)


@cache
def tables() -> tuple[bytes, ...]:
    """Tables of the program, and some of the forms that tables come in."""
    found = [each.read_bytes()[:3000] for each in sorted((ROOT / "resources").rglob("*.csv"))]
    texts = (
        "x,y\n1,2\n3,4\n",
        "Zeit (s);Größe\n1,5;1.002\n2,5;1.007\n",
        "# made by hand\n\nx | y | class\n--- | --- | ---\n1 | 2 | yes\n2 | 3 | no\n",
        '"sep=;"\r\n长度;"a ""b"", c"\r\n1 000;12%\r\n2 000;¥3\r\n',
        "a  b\n1  -2e3\n4  nan\n",
    )
    encodings = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
    return (*found, *(text.encode(code) for text in texts for code in encodings))


@final
class Tables(Target):
    """Tables of a person's own."""

    name, ordinary = "tables", 250

    def make(self, chance: random.Random) -> bytes:
        return mutate.raw(chance.choice(tables()), chance)

    def check(self, given: bytes) -> None:
        try:
            sheet = read_table(given)
            sheet.reading.check()
            assert len(sheet.names) == len(set(sheet.names)) == len(sheet.columns)
            again = read_table(given, sheet.reading)
            assert (again.names, again.columns) == (sheet.names, sheet.columns)
            used = sheet.names[:2]
            report = select(sheet, used)
            good, bad = report.table.rows, len(report.bad_lines)
            assert good + bad == report.total
            assert all(np.isfinite(column).all() for column in report.table.columns)
        except DataError as error:
            message(error)


@final
class Settings(Target):
    """The settings file."""

    name, ordinary = "settings", 150

    GIVEN: ClassVar = (
        b"[General]\nformat=1\nlanguage=zh_CN\ntheme=dark\n\n[window]\n"
        b"geometry=@ByteArray(\\x1\\xd9)\nstate=@ByteArray()\n\n[playback]\nspeed=30\n\n"
        b"[files]\nrecent=/a/b.downhill, /c d/e.json\n\n[opengl]\ndrawing=usual\nstays=false\n"
    )

    def make(self, chance: random.Random) -> bytes:
        return mutate.raw(self.GIVEN, chance)

    def check(self, given: bytes) -> None:
        from gui.documents.settings import Settings as Stored

        with TemporaryDirectory() as folder:
            file = Path(folder) / "settings.ini"
            file.write_bytes(given)
            stored = Stored(file)
            assert 0.1 <= stored.speed <= 1e6
            assert isinstance(stored.geometry, bytes)
            assert all(isinstance(each, Path) for each in stored.recent)
            assert stored.theme is not None
            assert isinstance(stored.language, str)
            stored.put("playback/speed", 12.0)
            stored.save()
            assert Stored(stored.path).speed in (12.0, 30.0)


@final
class Socket(Target):
    """What another program sends to the socket of the window."""

    name, ordinary = "socket", 200

    def make(self, chance: random.Random) -> bytes:
        text = mutate.as_json(mutate.tree(["/a/run.downhill", "token"], chance)).encode()
        content = mutate.raw(text, chance) if chance.random() < 0.5 else text
        length = len(content) if chance.random() < 0.8 else chance.randrange(-10, 100_000)
        framed = length.to_bytes(4, "big", signed=True) + content
        return mutate.raw(framed, chance) if chance.random() < 0.2 else framed

    def check(self, given: bytes) -> None:
        from gui.startup import instance_server

        here, there = Pipe()
        with here:
            sending = Thread(target=_send, args=(there, given))
            sending.start()
            with suppress(OSError, EOFError, ValueError, RecursionError):  # it is sent away
                request = instance_server.request_of(here)
                assert request.file is None or isinstance(request.file, Path)
            sending.join(5)
            assert not sending.is_alive()


def _send(there: Connection, given: bytes) -> None:
    with there, suppress(OSError):
        os.write(there.fileno(), given[:60_000])


ALL: tuple[Target, ...] = (Files(), Formulas(), Tables(), Settings(), Socket())
