"""Draws the small pictures that the style sheet needs as files, in both themes' colours.

Run from the repository after changing the palette or one of the drawings:
`python packaging/make_style_drawings.py`. A test compares the files with what this would write.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gui.style import palette, stylesheet  # noqa: E402


def drawings() -> dict[Path, bytes]:
    """Every file of `resources/icons/style`, and its content."""
    made = {}
    for colors in palette.ALL:
        folder = stylesheet.DRAWINGS / colors.name
        for name, icon, color, shown in stylesheet.DRAWN:
            source = (stylesheet.DRAWINGS.parent / f"{icon}.svg").read_bytes()
            colored = source.replace(b"currentColor", getattr(colors, color).encode())
            made[folder / f"{name}.svg"] = colored.replace(
                stylesheet.WHOLE.encode(), shown.encode()
            )
    return made


if __name__ == "__main__":
    for path, content in drawings().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
