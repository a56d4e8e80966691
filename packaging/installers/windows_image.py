"""Reads Windows programs and libraries (portable executables): versions, exports, imports."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, final

FIXED_VERSION: Final = struct.pack("<I", 0xFEEF04BD)  # opens the version's fixed part
EXPORTS, IMPORTS = 0, 1  # places in the table of directories
LONGEST: Final = 512  # bytes that a name may have


@final
class NotPortableError(Exception):
    """The file is no portable executable, or not one of 64 bits."""


@final
class Portable:
    """One file, with names as they are written in it."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        try:
            head = self._number("<I", 0x3C)
            if self._data[:2] != b"MZ" or self._data[head : head + 4] != b"PE\0\0":
                raise NotPortableError(str(file))
            if self._number("<H", head + 24) != 0x20B:
                raise NotPortableError(f"{file}: 32 bits")
            self._directories = head + 24 + 112
            self._sections = list(self._read_sections(head))
        except struct.error as error:
            raise NotPortableError(str(file)) from error

    @property
    def version(self) -> tuple[int, int, int, int] | None:
        """Of its version resource."""
        at = self._data.find(FIXED_VERSION)
        if at < 0:
            return None
        high, low = struct.unpack_from("<II", self._data, at + 8)
        return high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF

    def exports(self) -> list[str]:
        """The exported names."""
        at = self._directory(EXPORTS)
        if at is None:
            return []
        count, table = self._number("<I", at + 24), self._place(self._number("<I", at + 32))
        return [self._name(self._number("<I", table + 4 * i)) for i in range(count)]

    def libraries(self) -> list[str]:
        """The files it can't start without."""
        at, found = self._directory(IMPORTS), []
        while at is not None and (where := self._number("<I", at + 12)):
            found.append(self._name(where))
            at += 20
        return found

    def asks(self, library: str) -> list[str]:
        """The names it imports from one of its libraries, apart from imports by number."""
        at = self._directory(IMPORTS)
        while at is not None and (where := self._number("<I", at + 12)):
            if self._name(where).lower() == library.lower():
                return list(self._thunks(self._place(self._number("<I", at))))
            at += 20
        return []

    def _thunks(self, at: int) -> Iterator[str]:
        while where := self._number("<Q", at):
            if not where >> 63:
                yield self._name(where + 2)  # two bytes of hint stand before the name
            at += 8

    def _directory(self, number: int) -> int | None:
        where = self._number("<I", self._directories + 8 * number)
        return self._place(where) if where else None

    def _read_sections(self, head: int) -> Iterator[tuple[int, int, int]]:
        """Where each section lies in memory, how long it is, and where in the file."""
        count, optional = self._number("<H", head + 6), self._number("<H", head + 20)
        for i in range(count):
            at = head + 24 + optional + 40 * i
            size, memory, raw, place = struct.unpack_from("<IIII", self._data, at + 8)
            yield memory, max(size, raw), place

    def _place(self, memory: int) -> int:
        for start, size, place in self._sections:
            if start <= memory < start + size:
                return memory - start + place
        raise NotPortableError("points nowhere")

    def _name(self, memory: int) -> str:
        at = self._place(memory)
        return self._data[at : at + LONGEST].split(b"\0", 1)[0].decode("ascii")

    def _number(self, form: str, at: int) -> int:
        return int(struct.unpack_from(form, self._data, at)[0])
