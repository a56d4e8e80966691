"""Work for jobs. Processes find it by its name, so it stands in a module of its own."""

import os
from time import monotonic, sleep

from engine.errors import DataError
from engine.formula.errors import FormulaError

LONG = 30.0  # seconds: only what has failed takes so long


def half(number, progress):
    progress(0.5)
    return number / 2


def unstoppable(file, progress):
    """Never checks for cancellation."""
    progress(0.25)
    sleep(LONG)


def divided(number, progress):
    return number / 0


def refused(progress):
    raise DataError("At {0}: {1} is not allowed here.", "{braces}", "3")


def misread(progress):
    raise FormulaError("Nothing is known of “{0}”.", (3, 5), "{x}")


class PeculiarError(Exception):
    """Pickles, but can't be read again."""

    def __init__(self, one, other):
        super().__init__("a peculiar error")


def peculiar(progress):
    raise PeculiarError(1, 2)


def ended(progress):
    os._exit(7)


def generator(progress):
    return (number for number in range(3))


def until(condition):
    latest = monotonic() + LONG
    while not condition():
        assert monotonic() < latest, "waited in vain"
        sleep(0.001)


def over(job):
    until(lambda: job.done)
