"""Reads scenarios and sessions, large ones in a process of their own. Imports no Qt: that process
needs none.

Parsing holds Python's lock for seconds, and so does unpickling what another process sends, unless
long lists of numbers are sent as arrays and made into tuples piece by piece.
"""

import io
import pickle
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path
from typing import Any, Final, cast, final

import numpy as np

from engine import session
from engine.errors import TOO_LARGE, DataError
from engine.jobs import Jobs, Progress
from engine.plain import PIECE
from engine.processes import Processes
from engine.scenario import Scenario
from engine.session import Session
from gui.system.bounded_read import content_of

SMALL: Final = 100_000  # bytes of a file that is read within a frame
POLL: Final = 0.02  # seconds
SENT: Final = 0.8  # the share of reading that the process does


def load(file: Path, progress: Callable[[float], None] = lambda share: None) -> Scenario | Session:
    """The scenario or session in a file. Raises DataError, OSError or UnicodeDecodeError."""
    content = content_of(file, session.LARGEST)
    if content is None:
        raise DataError(TOO_LARGE, str(session.LARGEST // 1_000_000))
    return session.read(content.decode("utf-8"), progress)


def load_apart(file: Path, progress: Progress) -> Scenario | Session:
    """As `load`, without holding Python's lock. Raises CancelledError too."""
    jobs = Jobs(Processes(1, patience=0.0))
    try:
        job = jobs.start("read", packed, file)
        while not job.done:
            progress(SENT * job.progress)
            wait([job.future], POLL)
        return unpacked(job.result(), progress)
    finally:
        jobs.stop()


def packed(file: Path, progress: Progress) -> bytes:
    """What `load` gives, as bytes for another process."""
    stream = io.BytesIO()
    _Packer(stream, pickle.HIGHEST_PROTOCOL).dump(load(file, progress))
    return stream.getvalue()


def unpacked(content: bytes, progress: Progress) -> Scenario | Session:
    """What was packed."""
    progress(SENT)
    found = _Unpacker(io.BytesIO(content)).load()
    progress(1.0)
    return cast("Scenario | Session", found)


@final
class _Packer(pickle.Pickler):
    def persistent_id(self, thing: Any) -> Any:
        if type(thing) is not tuple or len(thing) <= PIECE:
            return None
        array = np.array(thing)
        if array.dtype not in (np.float64, np.int64):
            return None
        return array.dtype.char, array.shape, array.tobytes()


@final
class _Unpacker(pickle.Unpickler):
    def persistent_load(self, sent: Any) -> Any:
        kind, shape, content = sent
        array = np.frombuffer(content, kind).reshape(shape)
        made: list[Any] = []
        for start in range(0, len(array), PIECE):
            some = array[start : start + PIECE].tolist()
            made += map(tuple, some) if array.ndim > 1 else some
        return tuple(made)
