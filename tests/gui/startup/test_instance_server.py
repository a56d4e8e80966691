"""The socket of the window: no visitor, however bad, keeps it from answering the next one."""

import json
import os
import socket
import struct
import sys
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest

from gui.startup import instance_server
from gui.startup.instance_lock import InstanceLock, try_lock
from gui.startup.instance_server import (
    LARGEST,
    VISITORS,
    InstanceServer,
    StartRequest,
    address,
    receive,
    request_start,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets of POSIX")


def framed(content, length=None):
    return struct.pack("!i", len(content) if length is None else length) + content


BAD = {
    "nothing": b"",
    "half a header": b"\0\0",
    "half a message": framed(b'["', 60_000),
    "too long": framed(b"", LARGEST + 1),
    "longer than numbers go": struct.pack("!iQ", -1, 1 << 62),
    "negative": framed(b"", -5),
    "empty": framed(b""),
    "no text": framed(b"\xff\xfe\x00"),
    "deep": framed(b"[" * 60_000),
    "deep and closed": framed(b"[" * 30_000 + b"]" * 30_000),
    "objects": framed(b'{"a":' * 9_000 + b"1" + b"}" * 9_000),
    "a long number": framed(b"[" + b"9" * 60_000 + b"]"),
    "one of two": framed(b'["x"]'),
    "three": framed(b'["", "", ""]'),
    "numbers": framed(b"[1, 2]"),
    "null": framed(b"null"),
    "no name": framed(json.dumps(["a\0b", ""]).encode()),
    "half a character": framed(json.dumps(["", "\ud800"]).encode()),
    "a name of half a character": framed(json.dumps(["/tmp/\ud800", ""]).encode()),
    "another protocol": b"GET / HTTP/1.1\r\n\r\n",
}


@pytest.fixture
def server(qapp, runtime_folder):
    lock = try_lock(runtime_folder)
    made = InstanceServer(lock)
    yield made, lock
    made.close()
    lock.release()


@contextmanager
def visitor(lock, content):
    """A process that sends this and stays connected."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address(lock.file))
        with suppress(BrokenPipeError):  # on a busy machine it may be sent away before it speaks
            connection.sendall(content)
        yield connection


def answered(qtbot, server, file):
    """Whether a well-behaved start is answered, with its file."""
    made, lock = server
    answers = []
    other = InstanceLock(lock.file, None)
    asking = Thread(target=lambda: answers.append(request_start(other, file, 3.0, 3.0)))
    with qtbot.waitSignal(made.start_requested, timeout=3000) as asked:
        asking.start()
    (request,) = asked.args
    assert isinstance(request, StartRequest)
    assert request.accept()
    asking.join(5)
    return request.file == file and answers == [None]


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_after_any_visitor_the_next_is_answered_at_once(qtbot, server, content):
    with visitor(server[1], content):
        assert answered(qtbot, server, Path("/学生/run & a.downhill"))


def test_many_bad_visitors_at_once_cost_the_next_nothing(qtbot, server):
    kept = [visitor(server[1], BAD["half a message"]) for _ in range(VISITORS - 1)]
    for each in kept:
        each.__enter__()
    assert answered(qtbot, server, None)
    for each in kept:
        each.__exit__(None, None, None)


def test_when_all_places_are_taken_they_are_free_again_soon(qtbot, server, monkeypatch):
    monkeypatch.setattr(instance_server, "RECEIVE_TIMEOUT", 0.2)
    kept = [visitor(server[1], BAD["half a header"]) for _ in range(2 * VISITORS)]
    for each in kept:
        each.__enter__()
    qtbot.wait(500)
    assert answered(qtbot, server, None)
    for each in kept:
        each.__exit__(None, None, None)


def test_a_bad_visitor_is_sent_away(server, monkeypatch):
    monkeypatch.setattr(instance_server, "RECEIVE_TIMEOUT", 0.05)
    for content in BAD.values():
        with visitor(server[1], content) as connection:
            connection.settimeout(5)
            with suppress(ConnectionResetError):  # closed with bytes that were not read
                assert connection.recv(10) == b""


def test_a_message_in_many_parts_is_one():
    here, there = Pipe()
    content = framed(b"x" * 5000)

    def drip():
        for start in range(0, len(content), 700):
            os.write(there.fileno(), content[start : start + 700])

    thread = Thread(target=drip)
    thread.start()
    assert receive(here, 5.0) == b"x" * 5000
    thread.join()
    here.close()
    there.close()


def test_a_window_that_answers_half_does_not_hang_the_second_start(runtime_folder):
    lock = try_lock(runtime_folder)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address(lock.file))
        listener.listen()
        accepted = []

        def talk():
            accepted.append(listener.accept()[0])
            accepted[0].sendall(b"\0\0")

        talking = Thread(target=talk)
        talking.start()
        assert request_start(InstanceLock(lock.file, None), None, 0.2, 0.2).lock is None
        talking.join()
        accepted[0].close()
    lock.release()


def test_closing_takes_no_time_with_any_visitor(server):
    made, lock = server
    with visitor(lock, BAD["half a header"]):
        thread = Thread(target=made.close)
        thread.start()
        thread.join(2)
        assert not thread.is_alive()
