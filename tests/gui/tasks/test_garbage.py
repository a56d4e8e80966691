"""Garbage is collected on the window's thread: elsewhere Qt and Python may wait for each other."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from gui.tasks.garbage import GarbageCollector


class Node:
    """Part of a cycle, which notes the thread that ends it."""

    def __init__(self, ended):
        self.itself, self.ended = self, ended

    def __del__(self):
        self.ended.append(threading.current_thread())


def allocate():
    """On another thread, as much as makes Python collect several times; returns what it keeps."""
    kept = []
    other = threading.Thread(target=lambda: kept.extend([[]] for _ in range(200_000)))
    other.start()
    other.join()
    return kept


@pytest.fixture
def automatic():
    """Python as it starts, without garbage of other tests; set back afterwards."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("automatic")
def test_the_windows_thread_collects_and_no_other(qtbot, qapp):
    owner, ended = QObject(), []
    GarbageCollector(owner)
    for _ in range(100):
        Node(ended)
    kept = allocate()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 100)
    assert kept
    assert set(ended) == {threading.main_thread()}
    owner.deleteLater()
