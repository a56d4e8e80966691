"""The names of a surface's two parameters, which may be named after columns of a table."""

from engine.surfaces.base import Surface
from gui.style.outside_text import FIRST_STRONG, outside


def axis_names(surface: Surface) -> tuple[str, str]:
    """Both names, as they may stand within a line."""
    first, second = surface.axes
    return outside(first), outside(second)


def symbol_of(name: str) -> str:
    """The name of an axis without its column: “w₁” of “w₁(body mass)”, for narrow places."""
    return name.partition("(")[0].replace(FIRST_STRONG, "")
