"""The table of all actions that a menu, a button or a key can trigger."""

from gui.actions import view_rows, work_rows
from gui.actions.spec import ActionSpec
from gui.state import overlays
from gui.state.overlays import Overlay


def rows() -> tuple[ActionSpec, ...]:
    """In the order of the menus, and of the window that lists the keys."""
    return (*work_rows.ROWS, *map(_switch, overlays.ALL), *view_rows.ROWS)


def _switch(overlay: Overlay) -> ActionSpec:
    keys = (overlay.shortcut,)
    return ActionSpec(overlay.key, "view", overlay.title, overlay.tip, keys, overlay.icon, True)
