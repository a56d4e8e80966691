"""Garbage is collected on the window's thread: elsewhere Qt and Python may wait for each other."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from gui.tasks.garbage import GarbageCollector, collect_due, none_examined


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


def test_nothing_is_examined_while_very_many_objects_are_made_nor_afterwards():
    gc.collect()
    frozen = gc.get_freeze_count()
    with none_examined():
        made = [[] for _ in range(10 * gc.get_threshold()[0])]
        before = gc.get_stats()[0]["collections"]
        collect_due()
        assert gc.get_stats()[0]["collections"] == before
    assert gc.get_freeze_count() >= frozen + len(made)
    kept = [[] for _ in range(10 * gc.get_threshold()[0])]
    collect_due()
    assert gc.get_stats()[0]["collections"] > before
    del kept
