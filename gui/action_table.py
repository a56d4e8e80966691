"""Everything a person can do from a menu, a button or a key, in one table."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from engine.marks import QT_TRANSLATE_NOOP
from gui.icons import Icon


@final
@dataclass(frozen=True, slots=True)
class Spec:
    """One action; texts are marked in the context "Action". `keys` are Qt key sequences.

    A plain key (no Ctrl, no function key) goes first to the control that has the focus.
    """

    key: str
    menu: str  # the menu it stands in; "" for none
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: Icon | None = None
    checkable: bool = False

    @property
    def plain(self) -> tuple[QKeyCombination, ...]:
        """Those of its keys that are plain."""
        combos = [QKeySequence(key)[0] for key in self.keys]  # type: ignore[index]
        return tuple(combo for combo in combos if _is_plain(combo))


def _is_plain(combo: QKeyCombination) -> bool:
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    function = Qt.Key.Key_F1 <= combo.key() <= Qt.Key.Key_F35
    return not function and not combo.keyboardModifiers() & strong


ALL: Final[tuple[Spec, ...]] = (
    Spec(
        "formula",
        "file",
        QT_TRANSLATE_NOOP("Action", "Type a &formula…"),
        QT_TRANSLATE_NOOP("Action", "Roll on a loss of your own, with parameters to turn"),
        ("Ctrl+T",),
        Icon.PLOT,
    ),
    Spec(
        "data",
        "file",
        QT_TRANSLATE_NOOP("Action", "Loss from &data…"),
        QT_TRANSLATE_NOOP("Action", "Roll on the loss of a model on examples, your own or ours"),
        ("Ctrl+Shift+T",),
        Icon.TABLE,
    ),
    Spec(
        "open",
        "file",
        QT_TRANSLATE_NOOP("Action", "&Open…"),
        QT_TRANSLATE_NOOP("Action", "Open a scenario or a session"),
        ("Ctrl+O",),
        Icon.OPEN,
    ),
    Spec(
        "save",
        "file",
        QT_TRANSLATE_NOOP("Action", "&Save session"),
        QT_TRANSLATE_NOOP("Action", "Keep this run: its start, every edit, and where it is now"),
        ("Ctrl+S",),
        Icon.SAVE,
    ),
    Spec(
        "save_as",
        "file",
        QT_TRANSLATE_NOOP("Action", "Save session &as…"),
        QT_TRANSLATE_NOOP("Action", "Keep this run in another file"),
        ("Ctrl+Shift+S",),
    ),
    Spec(
        "save_scenario",
        "file",
        QT_TRANSLATE_NOOP("Action", "Save as s&cenario…"),
        QT_TRANSLATE_NOOP("Action", "Keep this set-up, as a start for new runs"),
    ),
    Spec(
        "save_picture",
        "file",
        QT_TRANSLATE_NOOP("Action", "Save &picture…"),
        QT_TRANSLATE_NOOP("Action", "Save the view as a PNG picture"),
        ("Ctrl+Shift+P",),
        Icon.CAMERA,
    ),
    Spec(
        "export",
        "file",
        QT_TRANSLATE_NOOP("Action", "&Export run…"),
        QT_TRANSLATE_NOOP("Action", "Save all recorded numbers as CSV, JSON or NPZ"),
        ("Ctrl+E",),
        Icon.EXPORT,
    ),
    Spec(
        "quit",
        "file",
        QT_TRANSLATE_NOOP("Action", "&Quit"),
        QT_TRANSLATE_NOOP("Action", "Close the program"),
        ("Ctrl+Q",),
    ),
    Spec(
        "undo",
        "edit",
        QT_TRANSLATE_NOOP("Action", "&Undo"),
        QT_TRANSLATE_NOOP("Action", "Take back the last edit"),
        ("Ctrl+Z",),
        Icon.UNDO,
    ),
    Spec(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Action", "&Redo"),
        QT_TRANSLATE_NOOP("Action", "Make the edit again"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        Icon.REDO,
    ),
    Spec(
        "choose_all",
        "edit",
        QT_TRANSLATE_NOOP("Action", "Choose &all balls"),
        QT_TRANSLATE_NOOP("Action", "Choose every ball"),
        ("Ctrl+A",),
        Icon.CHOSEN,
    ),
    Spec(
        "choose_none",
        "edit",
        QT_TRANSLATE_NOOP("Action", "Choose &none"),
        QT_TRANSLATE_NOOP("Action", "Let go of all chosen balls"),
        ("Ctrl+Shift+A",),
    ),
    Spec(
        "duplicate",
        "edit",
        QT_TRANSLATE_NOOP("Action", "&Duplicate chosen"),
        QT_TRANSLATE_NOOP("Action", "Drop another ball where each chosen ball is now"),
        ("Ctrl+D",),
        Icon.DUPLICATE,
    ),
    Spec(
        "remove",
        "edit",
        QT_TRANSLATE_NOOP("Action", "Re&move chosen"),
        QT_TRANSLATE_NOOP("Action", "Take the chosen balls off the surface"),
        ("Del",),
        Icon.REMOVE,
    ),
    Spec(
        "play",
        "run",
        QT_TRANSLATE_NOOP("Action", "&Play"),
        QT_TRANSLATE_NOOP("Action", "Let the balls roll, or pause"),
        ("Space",),
        Icon.PLAY,
    ),
    Spec(
        "forward",
        "run",
        QT_TRANSLATE_NOOP("Action", "One update &on"),
        QT_TRANSLATE_NOOP("Action", "Pause and make one update"),
        ("Right",),
        Icon.STEP_FORWARD,
    ),
    Spec(
        "back",
        "run",
        QT_TRANSLATE_NOOP("Action", "One update &back"),
        QT_TRANSLATE_NOOP("Action", "Pause and go back by one update, exactly"),
        ("Left",),
        Icon.STEP_BACK,
    ),
    Spec(
        "restart",
        "run",
        QT_TRANSLATE_NOOP("Action", "&Restart"),
        QT_TRANSLATE_NOOP(
            "Action", "Begin again: balls where they were dropped, knobs as they are now"
        ),
        ("R",),
        Icon.RESTART,
    ),
    Spec(
        "first",
        "run",
        QT_TRANSLATE_NOOP("Action", "Go to the &start"),
        QT_TRANSLATE_NOOP("Action", "Go back to the start of the recorded run"),
        ("Home",),
        Icon.TO_START,
    ),
    Spec(
        "last",
        "run",
        QT_TRANSLATE_NOOP("Action", "Go to the &end"),
        QT_TRANSLATE_NOOP("Action", "Go to the end of the recorded run"),
        ("End",),
        Icon.TO_END,
    ),
    Spec(
        "faster",
        "run",
        QT_TRANSLATE_NOOP("Action", "&Faster"),
        QT_TRANSLATE_NOOP("Action", "More updates a second"),
        ("]",),
    ),
    Spec(
        "slower",
        "run",
        QT_TRANSLATE_NOOP("Action", "S&lower"),
        QT_TRANSLATE_NOOP("Action", "Fewer updates a second"),
        ("[",),
    ),
    Spec(
        "fast_forward",
        "run",
        QT_TRANSLATE_NOOP("Action", "Fast-for&ward"),
        QT_TRANSLATE_NOOP("Action", "Make the typed number of updates at full speed"),
        ("Ctrl+Shift+F",),
        Icon.FAST_FORWARD,
    ),
    Spec(
        "cancel",
        "run",
        QT_TRANSLATE_NOOP("Action", "&Cancel"),
        QT_TRANSLATE_NOOP("Action", "Stop what is going on at full speed; what was reached stays"),
        ("Esc",),
        Icon.CANCEL,
    ),
    Spec(
        "trails",
        "view",
        QT_TRANSLATE_NOOP("Action", "T&rails"),
        QT_TRANSLATE_NOOP("Action", "Show where the balls have been"),
        ("T",),
        Icon.TRAIL,
        True,
    ),
    Spec(
        "contours",
        "view",
        QT_TRANSLATE_NOOP("Action", "&Contour lines"),
        QT_TRANSLATE_NOOP("Action", "Show lines of equal loss"),
        ("C",),
        Icon.CONTOUR,
        True,
    ),
    Spec(
        "gradient",
        "view",
        QT_TRANSLATE_NOOP("Action", "Negative &gradient"),
        QT_TRANSLATE_NOOP("Action", "Arrow −∇L: the steepest way down"),
        ("G",),
        Icon.GRADIENT,
        True,
    ),
    Spec(
        "velocity",
        "view",
        QT_TRANSLATE_NOOP("Action", "&Velocity"),
        QT_TRANSLATE_NOOP("Action", "Arrow of the movement that the optimizer remembers"),
        ("V",),
        Icon.VELOCITY,
        True,
    ),
    Spec(
        "last_update",
        "view",
        QT_TRANSLATE_NOOP("Action", "Last &update"),
        QT_TRANSLATE_NOOP("Action", "Arrow of the last update"),
        ("U",),
        Icon.LAST_UPDATE,
        True,
    ),
    Spec(
        "axes",
        "view",
        QT_TRANSLATE_NOOP("Action", "A&xes"),
        QT_TRANSLATE_NOOP("Action", "Show axes and numbers"),
        ("X",),
        Icon.AXES,
        True,
    ),
    Spec(
        "view_iso",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the c&orner"),
        QT_TRANSLATE_NOOP("Action", "Look from the corner"),
        ("Ctrl+1",),
        Icon.VIEW_ISO,
    ),
    Spec(
        "view_top",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &top"),
        QT_TRANSLATE_NOOP("Action", "Look from above"),
        ("Ctrl+2",),
        Icon.VIEW_TOP,
    ),
    Spec(
        "view_front",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &front"),
        QT_TRANSLATE_NOOP("Action", "Look along w₂"),
        ("Ctrl+3",),
        Icon.VIEW_FRONT,
    ),
    Spec(
        "view_side",
        "view",
        QT_TRANSLATE_NOOP("Action", "View from the &side"),
        QT_TRANSLATE_NOOP("Action", "Look along w₁"),
        ("Ctrl+4",),
        Icon.VIEW_SIDE,
    ),
    Spec(
        "follow",
        "view",
        QT_TRANSLATE_NOOP("Action", "Fo&llow chosen ball"),
        QT_TRANSLATE_NOOP("Action", "Keep the chosen ball in the middle"),
        ("F",),
        Icon.FOLLOW,
        True,
    ),
    Spec(
        "full_screen",
        "view",
        QT_TRANSLATE_NOOP("Action", "Full scr&een"),
        QT_TRANSLATE_NOOP("Action", "Use the whole screen, or not"),
        ("F11",),
        None,
        True,
    ),
    Spec(
        "scenarios",
        "",
        QT_TRANSLATE_NOOP("Action", "Scenarios"),
        QT_TRANSLATE_NOOP("Action", "Choose a scenario from the gallery"),
        ("Ctrl+G",),
        Icon.GALLERY,
    ),
    Spec(
        "landscapes",
        "",
        QT_TRANSLATE_NOOP("Action", "Landscapes"),
        QT_TRANSLATE_NOOP("Action", "Choose the surface to roll on"),
        ("Ctrl+L",),
        Icon.LANDSCAPE,
    ),
    Spec(
        "language",
        "",
        QT_TRANSLATE_NOOP("Action", "Language"),
        QT_TRANSLATE_NOOP("Action", "Switch between English and Chinese"),
        ("Ctrl+Shift+L",),
        Icon.LANGUAGE,
    ),
    Spec(
        "theme",
        "",
        QT_TRANSLATE_NOOP("Action", "Light or dark"),
        QT_TRANSLATE_NOOP("Action", "Switch between the light and the dark look"),
        ("Ctrl+Shift+D",),
        Icon.THEME,
    ),
    Spec(
        "keys",
        "help",
        QT_TRANSLATE_NOOP("Action", "&Keys and mouse"),
        QT_TRANSLATE_NOOP("Action", "What every key and every movement does"),
        ("F1",),
        Icon.HELP,
    ),
    Spec(
        "reports",
        "help",
        QT_TRANSLATE_NOOP("Action", "Show &logs and crash reports"),
        QT_TRANSLATE_NOOP("Action", "Open the folder they are kept in; nothing is ever sent"),
    ),
    Spec(
        "safe_mode",
        "help",
        QT_TRANSLATE_NOOP("Action", "Restart in &safe mode"),
        QT_TRANSLATE_NOOP("Action", "Without the graphics driver, with default settings"),
    ),
    Spec(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Action", "&About Downhill"),
        QT_TRANSLATE_NOOP("Action", "Versions, renderer and licences"),
    ),
)
