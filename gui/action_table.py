"""Everything a person can do from a menu, a button or a key, in one table."""

from typing import Final

from gui import actions_view, actions_work
from gui.action_spec import Spec

__all__ = ["ALL", "Spec"]

# The order is that of the menus, and of the window that lists the keys.
ALL: Final[tuple[Spec, ...]] = (*actions_work.ROWS, *actions_view.ROWS)
