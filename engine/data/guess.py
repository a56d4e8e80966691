"""Which of the encodings before UTF-8 a text is most likely in."""

import re
from functools import cache
from typing import Final, NamedTuple, final

SAMPLE: Final = 1 << 15  # bytes by which the encoding is judged
LEAST: Final = 0.5  # of the letters that are no ASCII must be common ones
# Of equally likely ones the first is taken.
LEGACY: Final = ("gb18030", "cp1252", "cp1250", "big5", "cp932", "cp949", "cp1251")

HIGH: Final = re.compile(rb"[\x80-\xff]+")
LATIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]+")
# Letters in Windows-1250, signs in Windows-1252: ł ą ż ś ź ľ.
CENTRAL: Final = re.compile(rb"[A-Za-z][\xb3\xb9\xbf\x9c\x9f\xbe][a-z]")
CYRILLIC: Final = re.compile(rb"[\xc0-\xff\xa8\xb8]{3,}")
# Phonetic signs, marks, and scripts of the Middle East: not Latin, Greek or Cyrillic letters.
ODD: Final = re.compile("[\u0250-\u036f\u0530-\u07ff]")
ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")


@final
class Guess(NamedTuple):
    """Encodings that fit the sample, and those of them that make likely text, best first."""

    likely: tuple[str, ...]
    fitting: tuple[str, ...]


def likeliest(data: bytes) -> Guess:
    """Judge by the first lines of `data` that are no ASCII."""
    sample = _sample(data)
    if _is_damaged_utf_8(sample):
        return Guess((), ())
    found = {encoding: _score(sample, encoding) for encoding in LEGACY}
    scores = {encoding: score for encoding, score in found.items() if score is not None}
    order = sorted(scores, key=lambda encoding: -scores[encoding])
    return Guess(tuple(each for each in order if scores[each] >= LEAST), tuple(scores))


def is_rather_chinese(data: bytes) -> bool:
    """Whether what could be UTF-8 makes common Chinese words in GB 18030, and odd ones in UTF-8.

    Both have letters of two bytes: “时,值” is “ʱ,ֵ” in UTF-8.
    """
    if data.isascii():
        return False
    sample = _sample(data)
    letters = {c for c in sample.decode("utf-8", "ignore") if not c.isascii()}
    odd = any(ODD.match(c) for c in letters) and max(letters) <= "\u07ff"
    return odd and _score(sample, "gb18030") == 1.0


def _sample(data: bytes) -> bytes:
    """Whole lines from the first one that is no ASCII on."""
    first = HIGH.search(data)
    begin = data.rfind(b"\n", 0, first.start() if first else 0) + 1
    part = data[begin : begin + SAMPLE]
    end = part.rfind(b"\n") if begin + SAMPLE < len(data) else len(part)
    return part[:end] if end > 0 else part


def _is_damaged_utf_8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    wrong = text.count("�")
    return sum(not c.isascii() for c in text) - wrong >= max(wrong, 1)


def _score(sample: bytes, encoding: str) -> float | None:
    """The share of common letters among those that are no ASCII; None if it can't be decoded."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return None
    if encoding in ("cp1252", "cp1250"):
        return _latin_score(sample, encoding)
    if encoding == "cp1251":
        runs = b"".join(CYRILLIC.findall(sample))
        total = sum(map(len, HIGH.findall(sample)))
        return len(runs) / total if len(set(runs)) > 1 else 0.0
    foreign = [c for c in text if not c.isascii()]
    common = _common(encoding)
    return sum(c in common for c in foreign) / max(len(foreign), 1)


def _latin_score(sample: bytes, encoding: str) -> float:
    """Words of European languages are mostly ASCII: few other letters stand together."""
    central = bool(CENTRAL.search(sample))
    good = total = 0
    for run in HIGH.finditer(sample):
        width = run.end() - run.start()
        total += width
        around = sample[max(run.start() - 1, 0) : run.start()] + sample[run.end() : run.end() + 1]
        letters = LATIN.fullmatch(run[0].decode("cp1252", "replace"))
        several = len(set(run[0])) == 3 or (width == 2 and ASCII_LETTER.search(around))
        if width == 1 or (width <= 3 and letters and several):
            good += width
    share = good / max(total, 1)
    return share if central == (encoding == "cp1250") else share * 0.9


@cache
def _common(encoding: str) -> frozenset[str]:
    """Punctuation and the common letters of an encoding of two bytes to a letter."""
    leads = {
        "gb18030": (*range(0xA1, 0xA4), *range(0xB0, 0xD8)),  # level 1 of GB 2312
        "big5": (*range(0xA1, 0xA4), *range(0xA4, 0xC7)),  # level 1
        "cp932": (*range(0x81, 0x84), *range(0x88, 0x98)),  # kana, level 1 of JIS X 0208
        "cp949": (*range(0xB0, 0xC9),),  # Hangul of KS X 1001
    }
    first = 0xA1 if encoding in ("gb18030", "cp949") else 0x40
    pairs = (bytes((lead, trail)) for lead in leads[encoding] for trail in range(first, 0xFF))
    letters = ((pair.decode(encoding, "ignore"), pair) for pair in pairs)
    return frozenset(c for c, pair in letters if c.encode(encoding) == pair)
