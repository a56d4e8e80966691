"""Linux libraries: the places of the machine that built them, which they go on looking into."""

import struct
from pathlib import Path
from typing import Final

MAGIC: Final = b"\x7fELF\x02\x01"  # 64 bits, little end first: all that we ship
LOADED, DYNAMIC = 1, 2  # kinds of segments
STRINGS, PATHS = 5, (15, 29)  # tags: where the texts are; RPATH and RUNPATH
ENTRY: Final = struct.Struct("<qQ")
SEGMENT: Final = struct.Struct("<IIQQQQ")


def forget_places(file: Path) -> str | None:
    """Take the search path out of a library if it is one of this machine; returns what it was.

    On another machine it names a folder of who knows whom, from which code would be loaded.
    Paths relative to the library itself ($ORIGIN) stay.
    """
    data = bytearray(file.read_bytes())
    if data[: len(MAGIC)] != MAGIC:
        return None
    segments = _segments(data)
    at, size = next(((s[2], s[5]) for s in segments if s[0] == DYNAMIC), (0, 0))
    entries = list(ENTRY.iter_unpack(data[at : at + size]))
    texts = next((_place(segments, value) for tag, value in entries if tag == STRINGS), 0)
    for number, (tag, value) in enumerate(entries):
        if tag in PATHS:
            start = texts + value
            path = data[start : data.index(0, start)].decode()
            if not path.startswith("$ORIGIN"):
                # The entries behind it move up, the last of which ends the table.
                left = [*entries[:number], *entries[number + 1 :], (0, 0)]
                data[at : at + size] = b"".join(ENTRY.pack(*each) for each in left)
                file.write_bytes(data)
                return path
    return None


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
