"""Everything a person can do from a menu, a button or a key, in one table."""

from typing import Final

from gui.actions import view_rows, work_rows
from gui.actions.spec import Spec

__all__ = ["ALL", "Spec"]

# The order is that of the menus, and of the window that lists the keys.
ALL: Final[tuple[Spec, ...]] = (*work_rows.ROWS, *view_rows.ROWS)
