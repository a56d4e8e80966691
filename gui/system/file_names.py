"""Names for files out of titles, which may hold anything."""

import re
import unicodedata
from typing import Final

USUAL: Final = "downhill"
LONGEST: Final = 120  # bytes, so that a folder, an ending and a number have room
FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|]+')  # by Windows, or by one of the others
# Windows gives these to devices, whatever their ending.
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(title: str, ending: str) -> str:
    """A name that every system takes, close to `title`, with `ending`."""
    shown = "".join(" " if _unseen(letter) else letter for letter in title)
    name = " ".join(FORBIDDEN.sub("-", shown).split())
    name = name.encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore")
    name = name.strip(" .-~")  # a dot at its beginning hides a file; at its end Windows drops it
    if DEVICES.match(name):
        name = f"{name}_".replace(".", "_")
    return (name or USUAL) + ending


def _unseen(letter: str) -> bool:
    """Whether it is a control, a mark of direction, a part of a pair or not assigned."""
    return unicodedata.category(letter)[0] == "C"
