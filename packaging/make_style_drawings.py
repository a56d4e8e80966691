"""Draws the small pictures that the style sheet needs as files, in both themes' colours.

Run from the repository after changing the palette or one of the drawings:
`python packaging/make_style_drawings.py`. A test compares the files with what this would write.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gui import palette, style  # noqa: E402  (the program is not installed)


def drawings() -> dict[Path, bytes]:
    """Every file that must lie in `resources/icons/style`, and what it holds."""
    made = {}
    for colors in palette.ALL:
        folder = style.DRAWINGS / ("dark" if colors.dark else "light")
        for name, icon, color, shown in style.DRAWN:
            source = (style.DRAWINGS.parent / f"{icon}.svg").read_bytes()
            colored = source.replace(b"currentColor", getattr(colors, color).encode())
            made[folder / f"{name}.svg"] = colored.replace(style.WHOLE.encode(), shown.encode())
    return made


if __name__ == "__main__":
    for path, content in drawings().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
