"""Everything a person can do from a menu, a button or a key, in one table."""

from typing import Final

from gui.actions import view_rows, work_rows
from gui.actions.spec import ActionSpec

# The order is that of the menus, and of the window that lists the keys.
ALL: Final[tuple[ActionSpec, ...]] = (*work_rows.ROWS, *view_rows.ROWS)
