"""Linux libraries: what they need, and search paths that name folders of the build machine."""

import re
import struct
from pathlib import Path
from typing import Final

MAGIC: Final = b"\x7fELF\x02\x01"  # 64 bits, little-endian: all that we ship
LOADED, DYNAMIC = 1, 2  # kinds of segments
NEEDED, STRINGS, PATHS = 1, 5, (15, 29)  # tags: a library; where the texts are; RPATH and RUNPATH
ENTRY: Final = struct.Struct("<qQ")
SEGMENT: Final = struct.Struct("<IIQQQQ")
OWN: Final = re.compile(rb"\$(ORIGIN|\{ORIGIN\})(/.*)?", re.DOTALL)  # where the library itself lies


def needed(file: Path) -> tuple[str, ...]:
    """The libraries that the system's loader loads with this one; none of another kind of file."""
    data = bytearray(file.read_bytes())
    if data[: len(MAGIC)] != MAGIC:
        return ()
    _, _, entries, texts = _dynamic(data)
    starts = [texts + value for tag, value in entries if tag == NEEDED]
    return tuple(data[start : data.index(0, start)].decode() for start in starts)


def forget_places(file: Path) -> tuple[str, ...]:
    """Remove the folders of this machine from a library's search paths; returns them.

    On another machine such a folder could be anybody's, and code would be loaded from it.
    Those relative to the library itself ($ORIGIN) stay.
    """
    whole = file.read_bytes()
    if whole[: len(MAGIC)] != MAGIC:
        return ()
    data = bytearray(whole)
    at, size, entries, texts = _dynamic(data)
    left: list[tuple[int, int]] = []
    foreign: list[bytes] = []
    for tag, value in entries:
        if tag not in PATHS:
            left.append((tag, value))
            continue
        start = texts + value
        parts = whole[start : whole.index(0, start)].split(b":")
        foreign += [part for part in parts if not OWN.fullmatch(part)]
        if any(map(OWN.fullmatch, parts)):
            left.append((tag, _keep_own(data, start, parts) - texts))
    if foreign:
        # The entries behind one that goes move up; empty ones end the table.
        left += [(0, 0)] * (len(entries) - len(left))
        data[at : at + size] = b"".join(ENTRY.pack(*each) for each in left)
        file.write_bytes(data)
    return tuple(part.decode(errors="replace") for part in foreign)


def _keep_own(data: bytearray, start: int, parts: list[bytes]) -> int:
    """Shorten the path at `start` to its own parts; returns where it begins now.

    Names may share the end of a text, back to its last colon: from there on no byte changes.
    """
    last = max(number for number, part in enumerate(parts) if OWN.fullmatch(part))
    end = start + len(b":".join(parts[: last + 1]))
    path = b":".join(part for part in parts if OWN.fullmatch(part))
    data[end - len(path) : end + 1] = path + b"\0"
    return end - len(path)


def _dynamic(data: bytearray) -> tuple[int, int, list[tuple[int, int]], int]:
    """Where the table of entries is and its bytes, the entries, and where their texts are."""
    segments = _segments(data)
    at, size = next(((s[2], s[5]) for s in segments if s[0] == DYNAMIC), (0, 0))
    entries = list(ENTRY.iter_unpack(data[at : at + size]))
    texts = next((_place(segments, value) for tag, value in entries if tag == STRINGS), 0)
    return at, size, entries, texts


def _segments(data: bytearray) -> list[tuple[int, ...]]:
    (table,) = struct.unpack_from("<Q", data, 0x20)
    size, count = struct.unpack_from("<HH", data, 0x36)
    return [SEGMENT.unpack_from(data, table + size * number) for number in range(count)]


def _place(segments: list[tuple[int, ...]], address: int) -> int:
    """Where in the file something lies that has this address in memory."""
    for kind, _, offset, start, _, size in segments:
        if kind == LOADED and start <= address < start + size:
            return offset + address - start
    raise ValueError("points nowhere")
