"""Reads scenarios and sessions, large ones in a process of their own. Imports no Qt: that process
needs none.

Parsing holds Python's lock for seconds, and so does unpickling what another process sends, unless
long lists of numbers are sent as arrays and made into tuples piece by piece.
"""

import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, cast, final

import numpy as np
import numpy.typing as npt

from engine import session
from engine.apart import apart
from engine.errors import TOO_LARGE, DataError
from engine.jobs import Progress
from engine.plain import PIECE
from engine.scenario import Scenario
from engine.session import Session
from engine.timeline import Stamped
from gui.system.bounded_read import content_of

SMALL: Final = 100_000  # bytes of a file that is read within a frame
SENT: Final = 0.8  # the share of reading that the process does


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
    progress(SENT)
    return unpacked(content)


def packed(file: Path, progress: Progress) -> bytes:
    """What `load` gives, as bytes for another process."""
    return pickle.dumps(_light(load(file, progress)), pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> Scenario | Session:
    """What was packed."""
    from gui.tasks.garbage import none_examined  # it imports Qt

    with none_examined():
        return cast("Scenario | Session", pickle.loads(content))


@final
class _Numbers:
    """A long tuple of numbers, or of pairs of them. Unpickled, it is that tuple."""

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self._array = array

    def __reduce__(self) -> tuple[Any, ...]:
        array = self._array
        return _tuple_of, (array.dtype.char, array.shape, array.tobytes())


def _tuple_of(kind: str, shape: tuple[int, ...], content: bytes) -> tuple[Any, ...]:
    array = np.frombuffer(content, kind).reshape(shape)
    made: list[Any] = []
    for start in range(0, len(array), PIECE):
        some = array[start : start + PIECE].tolist()
        made += map(tuple, some) if array.ndim > 1 else some
    return tuple(made)


def _light(thing: Any) -> Any:
    """Frozen data with its long tuples of numbers replaced."""
    if isinstance(thing, Stamped):
        return thing._replace(edit=_light(thing.edit))
    if type(thing) is tuple and thing:
        if type(thing[0]) in (int, float, tuple):
            return _Numbers(np.array(thing)) if len(thing) > PIECE else thing
        return tuple(map(_light, thing))
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    values = {each.name: getattr(thing, each.name) for each in fields(thing)}
    light = {name: _light(value) for name, value in values.items()}
    changed = {name: each for name, each in light.items() if each is not values[name]}
    return replace(thing, **changed) if changed else thing
