"""What the mouse does in the scene, as the help window lists it."""

from engine.marks import QT_TRANSLATE_NOOP

# What the help window lists; texts are marked in the context "Scene".
SHORTCUTS: tuple[tuple[str, str], ...] = (
    (
        QT_TRANSLATE_NOOP("Scene", "Click"),
        QT_TRANSLATE_NOOP("Scene", "drop a ball of the chosen optimizer"),
    ),
    (
        QT_TRANSLATE_NOOP("Scene", "Shift+click"),
        QT_TRANSLATE_NOOP("Scene", "drop one ball of every optimizer"),
    ),
    (
        QT_TRANSLATE_NOOP("Scene", "Click ×2, ×3, …; or B"),
        QT_TRANSLATE_NOOP("Scene", "list the balls that lie in one place"),
    ),
    (QT_TRANSLATE_NOOP("Scene", "Drag a ball"), QT_TRANSLATE_NOOP("Scene", "move it")),
    (
        QT_TRANSLATE_NOOP("Scene", "Right click; Menu key"),
        QT_TRANSLATE_NOOP("Scene", "menu of the ball or point; of the chosen ball"),
    ),
    (QT_TRANSLATE_NOOP("Scene", "Drag"), QT_TRANSLATE_NOOP("Scene", "turn the view")),
    (
        QT_TRANSLATE_NOOP("Scene", "Shift+drag, right drag"),
        QT_TRANSLATE_NOOP("Scene", "shift the view"),
    ),
    (
        QT_TRANSLATE_NOOP("Scene", "Wheel, pinch"),
        QT_TRANSLATE_NOOP("Scene", "zoom towards the pointer"),
    ),
    (
        QT_TRANSLATE_NOOP("Scene", "Enter"),
        QT_TRANSLATE_NOOP(
            "Scene",
            "crosshair: arrows move it (Ctrl fine, Shift coarse), Enter drops a ball or picks one "
            "up and puts it down, Shift+Enter drops one of every optimizer, Esc leaves",
        ),
    ),
    (QT_TRANSLATE_NOOP("Scene", "Shift+arrows"), QT_TRANSLATE_NOOP("Scene", "turn the view")),
    (QT_TRANSLATE_NOOP("Scene", "Ctrl+arrows"), QT_TRANSLATE_NOOP("Scene", "shift the view")),
    ("+  −", QT_TRANSLATE_NOOP("Scene", "zoom")),
    ("0", QT_TRANSLATE_NOOP("Scene", "default view")),
)
