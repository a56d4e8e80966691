"""Views, galleries, settings and help: rows of the table of actions."""

from typing import Final

from engine.marks import QT_TRANSLATE_NOOP
from gui.actions.spec import ActionSpec
from gui.style.icons import Icon

ROWS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "view_iso",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the c&orner"),
        QT_TRANSLATE_NOOP("Action", "Look from the corner"),
        ("Ctrl+1",),
        Icon.VIEW_ISO,
    ),
    ActionSpec(
        "view_top",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &top"),
        QT_TRANSLATE_NOOP("Action", "Look from above"),
        ("Ctrl+2",),
        Icon.VIEW_TOP,
    ),
    ActionSpec(
        "view_front",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &front"),
        QT_TRANSLATE_NOOP("Action", "Look along w₂"),
        ("Ctrl+3",),
        Icon.VIEW_FRONT,
    ),
    ActionSpec(
        "view_side",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &side"),
        QT_TRANSLATE_NOOP("Action", "Look along w₁"),
        ("Ctrl+4",),
        Icon.VIEW_SIDE,
    ),
    ActionSpec(
        "follow",
        "view",
        QT_TRANSLATE_NOOP("Action", "Fo&llow chosen ball"),
        QT_TRANSLATE_NOOP(
            "Action", "Keep the chosen ball in the middle; any drag of the view, or Esc, ends it"
        ),
        ("F",),
        Icon.FOLLOW,
        True,
        off=QT_TRANSLATE_NOOP("Action", "No ball is chosen"),
    ),
    ActionSpec(
        "swap",
        "view",
        QT_TRANSLATE_NOOP("Action", "&Map in the middle"),
        QT_TRANSLATE_NOOP("Action", "Let the map and the surface change places"),
        ("M",),
        None,
        True,
        off=QT_TRANSLATE_NOOP("Action", "Without the 3-D view the map is in the middle"),
    ),
    ActionSpec(
        "full_screen",
        "view",
        QT_TRANSLATE_NOOP("Action", "Full scr&een"),
        QT_TRANSLATE_NOOP("Action", "Use the whole screen, or not"),
        ("F11",),
        None,
        True,
    ),
    ActionSpec(
        "next_region",
        "view",
        QT_TRANSLATE_NOOP("Action", "&Next part of the window"),
        QT_TRANSLATE_NOOP("Action", "Move the keyboard focus to the next part; Tab goes on in it"),
        ("F6",),
    ),
    ActionSpec(
        "previous_region",
        "view",
        QT_TRANSLATE_NOOP("Action", "Previous part of the &window"),
        QT_TRANSLATE_NOOP("Action", "Move the keyboard focus to the part before"),
        ("Shift+F6",),
    ),
    ActionSpec(
        "scenarios",
        "",
        QT_TRANSLATE_NOOP("Action", "Scenarios"),
        QT_TRANSLATE_NOOP("Action", "Choose a scenario from the gallery"),
        ("Ctrl+G",),
        Icon.GALLERY,
    ),
    ActionSpec(
        "landscapes",
        "",
        QT_TRANSLATE_NOOP("Action", "Landscapes"),
        QT_TRANSLATE_NOOP("Action", "Choose the surface to roll on"),
        ("Ctrl+L",),
        Icon.LANDSCAPE,
    ),
    ActionSpec(
        "language",
        "",
        QT_TRANSLATE_NOOP("Action", "Language"),
        QT_TRANSLATE_NOOP("Action", "Switch between English and Chinese"),
        ("Ctrl+Shift+L",),
        Icon.LANGUAGE,
    ),
    ActionSpec(
        "theme",
        "",
        QT_TRANSLATE_NOOP("Action", "Light or dark"),
        QT_TRANSLATE_NOOP("Action", "Switch between the light and the dark look"),
        ("Ctrl+Shift+D",),
        Icon.THEME,
    ),
    ActionSpec(
        "keys",
        "help",
        QT_TRANSLATE_NOOP("Action", "&Keys and mouse"),
        QT_TRANSLATE_NOOP("Action", "What every key and every movement does"),
        ("F1",),
        Icon.HELP,
    ),
    ActionSpec(
        "glossary",
        "help",
        QT_TRANSLATE_NOOP("Action", "&Glossary"),
        QT_TRANSLATE_NOOP("Action", "Every term with one sentence, to search in both languages"),
        ("Shift+F1",),
    ),
    ActionSpec(
        "first_hints",
        "help",
        QT_TRANSLATE_NOOP("Action", "Show the first &hints again"),
        QT_TRANSLATE_NOOP("Action", "Above the view: drop a ball, play, turn the view"),
    ),
    ActionSpec(
        "reports",
        "help",
        QT_TRANSLATE_NOOP("Action", "Show &logs and crash reports"),
        QT_TRANSLATE_NOOP("Action", "Open the folder they are kept in; nothing is ever sent"),
    ),
    ActionSpec(
        "safe_mode",
        "help",
        QT_TRANSLATE_NOOP("Action", "Restart in &safe mode"),
        QT_TRANSLATE_NOOP("Action", "Without the graphics driver, with default settings"),
    ),
    ActionSpec(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Action", "&About Downhill"),
        QT_TRANSLATE_NOOP("Action", "Versions, renderer and licences"),
    ),
)
