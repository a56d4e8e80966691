"""The demonstration: the gallery's scenarios in turn, full screen, until a key or click."""

from abc import abstractmethod
from base64 import b64encode
from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolBar, QWidget

from engine.commands import Play
from engine.knobs import knobs, value_of
from engine.optimizers.base import Optimizer
from engine.scenario import FleetSetup, Scenario
from engine.schedules.constant import Constant
from engine.timeline import Course
from gui.documents.resources import completed
from gui.style.ball_glyphs import glyph_pixmap
from gui.style.palette import marking_of
from gui.style.plain_text import Markup, joined, markup
from gui.text.captions import for_demo
from gui.text.numbers import show

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
BALL: Final = 14  # pixels, of the balls next to names
SHORTEST, LONGEST = 20.0, 40.0  # seconds for one scenario
WATCHING: Final = 10.0  # seconds to watch the run, in addition to those for reading
READING: Final = {"zh_CN": 5.0}  # characters read per second
LATIN: Final = 14.0
PAUSE: Final = 2500  # milliseconds before a scenario is played
PANELS: Final = frozenset(("contour", "curves"))  # those that need no explanation
ENDING: Final = frozenset(  # events that end the demonstration
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Wheel,
        QEvent.Type.Close,
    )
)
# The pointer is hidden, so nothing can be pointed at.
IGNORED: Final = frozenset((QEvent.Type.MouseMove, QEvent.Type.TabletMove))


class Demo(QObject):
    """Plays one thing after another; any key or click ends the program, with exit code 0."""

    panels: frozenset[str] = PANELS  # those that are shown
    kept: tuple[type[QWidget], ...] = ()  # kinds of buttons that are read, and stay

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.play_next)

    @abstractmethod
    def play_next(self) -> None:
        """Begin the next one."""

    @abstractmethod
    def strip_text(self) -> Markup:
        """What is said below the view."""

    def begin(self) -> None:
        """Show the window without controls and without a pointer."""
        window = self._window
        window.menus.bar.hide()
        for bar in window.findChildren(QToolBar):
            bar.hide()
        window.central.only_show(self.strip_text)
        window.run_notices.silent = True
        QApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
        window.docking.panels_made.connect(self.hide_controls)
        window.setWindowState(Qt.WindowState.WindowFullScreen)
        # There may be no window manager that makes the window large.
        screen = window.screen().geometry()
        window.move(screen.topLeft())
        window.start((screen.width(), screen.height()))
        # The native window gets each input event first.
        window.windowHandle().installEventFilter(self)
        self.play_next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in ENDING:
            QApplication.exit(0)
            return True
        return event.type() in IGNORED

    def hide_controls(self) -> None:
        """Hide all buttons, and the texts about the use of mouse and keys."""
        from gui.panels.map.point_label import PointLabel

        for key, dock in self._window.docks.items():
            if dock.isHidden() == (key in self.panels):
                dock.setVisible(key in self.panels)
        for kind in (QAbstractButton, PointLabel):
            for one in self._window.findChildren(kind):
                if not isinstance(one, self.kept):
                    one.hide()


@final
class ScenarioDemo(Demo):
    """Plays `scenarios` over and over."""

    def __init__(self, window: "MainWindow", scenarios: Sequence[Scenario]) -> None:
        super().__init__(window)
        self._scenarios = cycle(scenarios)
        self._shown = Scenario(window.engine.snapshot.surface)
        self._roll = QTimer(self, singleShot=True, interval=PAUSE)
        self._roll.timeout.connect(lambda: window.engine.send(Play(True)))

    def play_next(self) -> None:
        """Begin the next scenario that can be read."""
        scenario = next(self._scenarios, None)
        if scenario is None:  # nothing could be read: the first landscape stays
            return
        self._window.central.notices.clear()
        scenario = for_demo(scenario)
        # Opened, not loaded: a list of edits to undo would grow for as long as this runs.
        self._window.engine.open(Course(completed(scenario), (), 0))
        self._shown = scenario
        self._window.central.read_point(None)  # updates the strip
        self._roll.start()
        self._next.start(round(1000 * stay(scenario, self._window.shell.languages.current)))

    def strip_text(self) -> Markup:
        """The optimizers with their balls, as nothing else names them; and how to end it."""
        palette, ratio = self._window.shell.theme.palette, self._window.devicePixelRatioF()
        rolling = [fleet for fleet in self._shown.fleets if len(fleet.points)]
        names = []
        for fleet, name in zip(rolling, distinct(rolling), strict=True):
            color, marking = palette.fleet_color(fleet.color), marking_of(fleet.color)
            ball = glyph_pixmap(color, marking, BALL, ratio)
            names.append(markup("{}&nbsp;{}", _inline(ball), name.replace(" ", NO_BREAK)))
        end = ending()
        lines = (joined(markup(" &emsp;"), names), end) if names else (end,)
        return joined(markup("<br>"), lines)


def ending() -> Markup:
    """How a demonstration is ended."""
    text = QCoreApplication.translate("Demo", "Any key or click ends the demonstration")
    return markup("{}", text)


def distinct(fleets: Sequence[FleetSetup]) -> list[str]:
    """Their optimizers' names; for several of one kind, with the knobs that they differ in."""
    return [_name(fleet, [one for one in fleets if _kind(one) is _kind(fleet)]) for fleet in fleets]


def _kind(fleet: FleetSetup) -> type[Optimizer]:
    return type(fleet.optimizer)


def _name(fleet: FleetSetup, alike: Sequence[FleetSetup]) -> str:
    parts = [QCoreApplication.translate("Optimizer", fleet.optimizer.title)]
    for name, knob in knobs(fleet.optimizer):
        if len({value_of(one.optimizer, name) for one in alike}) > 1:
            parts.append(f"{knob.symbol} = {show(value_of(fleet.optimizer, name))}")
    if len({one.schedule for one in alike}) > 1 and type(fleet.schedule) is not Constant:
        parts.append(QCoreApplication.translate("Schedule", fleet.schedule.title))
    return " ".join(parts)


def _inline(picture: QPixmap) -> Markup:
    """A picture within a line of rich text."""
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    data, side = b64encode(buffer.data().data()).decode(), picture.deviceIndependentSize()
    width = str(round(side.width()))
    return markup('<img src="data:image/png;base64,{}" width="{}">', data, width)


def stay(scenario: Scenario, language: str) -> float:
    """How many seconds a scenario is shown: long enough to read its caption and watch it."""
    text = scenario.title.inside(language) + scenario.caption.inside(language)
    return min(max(WATCHING + reading(text, language), SHORTEST), LONGEST)


def reading(text: str, language: str) -> float:
    """How many seconds a text takes to be read."""
    return len(text) / READING.get(language, LATIN)
