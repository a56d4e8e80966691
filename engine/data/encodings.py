"""The encoding of a file: by its mark, UTF-8, or the likeliest of those used before it."""

import codecs
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Final, NamedTuple, final

from engine.data.guess import is_rather_chinese, likeliest
from engine.data.messages import (
    FILE_TOO_LARGE,
    LINE_TOO_LONG,
    NOT_IN_ENCODING,
    NOT_TEXT,
    WRONG_ENCODING,
)
from engine.data.reading import ENCODINGS, ReportProgress
from engine.errors import DataError

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 64 * MEGABYTE
LONGEST_LINE: Final = 250_000  # letters
STEP: Final = 250_000  # bytes that are decoded at a time
LINES: Final = 2048  # after which progress is reported at the latest
WIDE: Final = frozenset(("utf-16", "utf-16-be", "utf-32"))  # their letters have null bytes

MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@final
class Encoded(NamedTuple):
    """The encoding of a file, and others that its bytes fit as well, where it is a guess."""

    encoding: str
    others: tuple[str, ...] = ()


def encoding_of(data: bytes, chosen: str | None, report: ReportProgress) -> Encoded:
    """The encoding to use, in which all of `data` can be decoded.

    Raises DataError where there is none, the file has more than `MOST_BYTES`.
    """
    if len(data) > MOST_BYTES:
        sizes = (str(MOST_BYTES // MEGABYTE), str(-(-len(data) // MEGABYTE)))
        raise DataError(FILE_TOO_LARGE, *sizes)
    if chosen is not None:
        return _checked(data, chosen, NOT_IN_ENCODING, report)
    marked = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    if marked:
        return _checked(data, marked[0], NOT_TEXT, report)
    if wide := _unmarked_utf_16(data):
        return _checked(data, wide, NOT_TEXT, report)._replace(others=("utf-8",))
    _check_nulls(data)
    wrong = _first_misfit(data, "utf-8", report)
    if wrong is not None:
        return _guess(data, wrong, report)
    if is_rather_chinese(data) and _first_misfit(data, "gb18030", report) is None:
        return Encoded("gb18030", ("utf-8",))
    return Encoded("utf-8")


def _checked(data: bytes, encoding: str, text: str, report: ReportProgress) -> Encoded:
    """The encoding, if all of the data can be decoded; else an error, `text`."""
    if encoding not in WIDE:
        _check_nulls(data)
    wrong = _first_misfit(data, encoding, report)
    if wrong is None:
        return Encoded(encoding)
    if text == NOT_TEXT:
        raise DataError(text, str(wrong + 1))
    raise DataError(text, str(_line(data, wrong)), ENCODINGS[encoding])


def _codec(data: bytes, encoding: str) -> str:
    """What decodes it; without a mark UTF-16 and UTF-32 begin with the lower byte."""
    unmarked = encoding in ("utf-16", "utf-32") and not any(map(data.startswith, dict(MARKS)))
    return f"{encoding}-le" if unmarked else encoding


def _check_nulls(data: bytes) -> None:
    # Spreadsheets and pictures have null bytes near their start, text has none.
    if (place := data.find(b"\0")) >= 0:
        raise DataError(NOT_TEXT, str(place + 1))


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _first_misfit(data: bytes, encoding: str, report: ReportProgress) -> int | None:
    """The place of the first byte that can't be decoded, or None."""
    decoder = codecs.getincrementaldecoder(_codec(data, encoding))()
    for start in range(0, len(data), STEP):
        report(start / len(data))
        part = data[start : start + STEP]
        try:
            decoder.decode(part, start + STEP >= len(data))
        except UnicodeDecodeError as error:
            kept = len(error.object) - len(part)  # bytes of a letter that began in the last part
            return max(start - kept, 0) + error.start
    return None


def _unmarked_utf_16(data: bytes) -> str:
    """ "utf-16" or "utf-16-be" where every second byte of the start is mostly null."""
    start = data[:2000]
    low, high = start[0::2].count(0), start[1::2].count(0)
    if min(low, high) * 10 > max(low, high) or max(low, high) * 3 < len(start):
        return ""
    return "utf-16-be" if low > high else "utf-16"


def _guess(data: bytes, wrong: int, report: ReportProgress) -> Encoded:
    """The likeliest of the encodings that were used before UTF-8."""
    found = likeliest(data)
    for encoding in found.likely:
        if _first_misfit(data, encoding, report) is None:
            return Encoded(encoding, tuple(each for each in found.fitting if each != encoding))
    raise DataError(WRONG_ENCODING, str(_line(data, wrong)))


def lines_of(data: bytes, encoding: str, report: ReportProgress) -> Iterator[str]:
    """The lines with their ends, LF, CR or CR LF, decoded as they are asked for.

    `data` must be of this encoding. Raises DataError where a line is too long or is no text.
    """
    stream = TextIOWrapper(BytesIO(data), _codec(data, encoding), newline="")
    seen = reported = 0
    number = 1
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise DataError(LINE_TOO_LONG, str(number), f"{LONGEST_LINE:,}")
        if "\0" in line:
            raise DataError(NOT_TEXT, str(seen + line.index("\0") + 1))
        seen += len(line)
        if seen - reported > STEP or number % LINES == 0:
            reported = seen
            report(min(seen / len(data), 1.0))
        yield line.lstrip("\ufeff") if number == 1 else line.replace("\x1a", "")
        number += 1
