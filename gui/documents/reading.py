"""Reads scenarios and sessions, large ones in a process of their own. Imports no Qt: that process
needs none.

Parsing holds Python's lock for seconds, and so would unpickling what another process sends. So that
is sent in pieces: edits a few at a time, and long lists of numbers as arrays that are made into
tuples part by part.
"""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast, final

import numpy as np
import numpy.typing as npt

from engine import session
from engine.apart import apart
from engine.arrays import tuple_of
from engine.errors import TOO_LARGE, DataError
from engine.jobs import Progress
from engine.scenario import Scenario
from engine.session import Session
from engine.stamped import Log, Stamped
from gui.system.bounded_read import content_of

SMALL: Final = 100_000  # bytes of a file that is read within a frame
SENT: Final = 0.8  # the share of reading that the process does
EDITS: Final = 500  # that are unpickled at once: some 2 ms
MOST: Final = 50_000  # bytes of a few edits that are unpickled at once
LONG: Final = 10  # numbers; more are sent as an array


def is_long(file: Path) -> bool:
    """Whether reading it would take longer than a frame."""
    try:
        return file.is_file() and SMALL < file.stat().st_size <= session.LARGEST
    except OSError:
        return False


def load(file: Path, progress: Callable[[float], None] = lambda share: None) -> Scenario | Session:
    """The scenario or session in a file. Raises DataError, OSError or UnicodeDecodeError."""
    content = content_of(file, session.LARGEST)
    if content is None:
        raise DataError(TOO_LARGE, str(session.LARGEST // 1_000_000))
    return session.read(content.decode("utf-8"), progress)


def load_apart(file: Path, progress: Progress) -> Scenario | Session:
    """As `load`, without holding Python's lock. Raises CancelledError too."""
    content = apart(packed, file, progress=progress, share=SENT)
    return unpacked(content, progress)


def packed(file: Path, progress: Progress) -> tuple[bytes, ...]:
    """What `load` gives, as bytes for another process: the edits of a session in pieces, after
    everything else."""
    found = load(file, progress)
    if isinstance(found, Scenario):
        return (_pickled(found),)
    course = found.course
    rest = replace(found, course=replace(course, log=()))
    return (_pickled(rest), *_log_pieces(course.log))


def unpacked(pieces: tuple[bytes, ...], progress: Progress) -> Scenario | Session:
    """What was packed. Raises CancelledError."""
    from gui.tasks.garbage import none_examined  # it imports Qt

    with none_examined():
        found = cast("Scenario | Session", pickle.loads(pieces[0]))
        log: list[Stamped] = []
        for place, piece in enumerate(pieces):
            progress(SENT + (1 - SENT) * place / len(pieces))
            if place > 0:
                log += pickle.loads(piece)
        if isinstance(found, Scenario):
            return found
        return replace(found, course=replace(found.course, log=tuple(log)))


@final
class _Pickler(pickle.Pickler):
    """Sends long tuples of numbers as arrays, wherever frozen data has them."""

    def reducer_override(self, thing: Any) -> Any:
        if not is_dataclass(thing) or isinstance(thing, type):
            return NotImplemented
        reduced: Any = thing.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
        made, arguments, values, *_ = reduced
        return made, arguments, _light(values)


def _pickled(thing: Any) -> bytes:
    content = BytesIO()
    _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(thing)
    return content.getvalue()


def _log_pieces(log: Log) -> Iterator[bytes]:
    """Pieces of at most `MOST` bytes, or of one edit."""
    for start in range(0, len(log), EDITS):
        yield from _halved(log[start : start + EDITS])


def _halved(log: Log) -> Iterator[bytes]:
    content = _pickled(log)
    if len(log) == 1 or len(content) <= MOST:
        yield content
        return
    half = len(log) // 2
    yield from _halved(log[:half])
    yield from _halved(log[half:])


@final
class _Numbers:
    """A long tuple of numbers, or of pairs of them. Unpickled, it is that tuple."""

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self._array = array

    def __reduce__(self) -> tuple[Any, ...]:
        array = self._array
        return _tuple_of, (array.dtype.char, array.shape, array.tobytes())


def _tuple_of(kind: str, shape: tuple[int, ...], content: bytes) -> tuple[Any, ...]:
    return tuple_of(np.frombuffer(content, kind).reshape(shape))


def _light(values: Any) -> Any:
    """The values of frozen data, by name or in order, with long tuples of numbers replaced."""
    if isinstance(values, dict):
        return {name: _light(value) for name, value in values.items()}
    if type(values) is tuple and _are_numbers(values):
        return _Numbers(np.array(values))
    return type(values)(map(_light, values)) if type(values) in (tuple, list) else values


def _are_numbers(values: tuple[Any, ...]) -> bool:
    """Whether they are very many, of one kind, or tuples of so many each."""
    if len(values) <= LONG:
        return False
    kinds = set(map(type, values))
    if kinds == {tuple} and len(set(map(len, values))) == 1:
        kinds = {type(value) for each in values for value in each}
    return kinds in ({int}, {float})
