"""Menu texts without the markup that only a menu needs."""

import re
from typing import Final

# Chinese menus name the key after the text, “打开(&O)…”; European ones mark a letter of it.
MARKS: Final = re.compile(r"\s?\(&\w\)|&(?=\w)")


def bare(text: str) -> str:
    """`text` without its menu key, its ellipsis, and the shortcut after a tab."""
    return MARKS.sub("", text.partition("\t")[0]).removesuffix("…")


def shortcut_in(text: str) -> str:
    """The shortcut after a tab, in this system's notation; "" where there is none."""
    return text.partition("\t")[2]
