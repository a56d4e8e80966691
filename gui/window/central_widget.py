"""The middle of the window: what is shown, the view itself, and a strip that reads it."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine.analysis.critical_points import CriticalPoint
from engine.commands import ChangeNoise, Reschedule, Turn, TurnSurface
from engine.snapshot import Snapshot
from engine.surfaces.base import Point, Surface
from gui.actions.actions import Actions
from gui.panels.map.legend import mark_name
from gui.sampling.trail_sample import one_in
from gui.state import overlays
from gui.state.critical_search import mark_of
from gui.style.icons import Icons
from gui.style.outside_text import outside
from gui.style.plain_text import ElidedLabel, Markup, PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.text.captions import unbroken
from gui.text.numbers import count
from gui.text.point_reading import reading_of
from gui.typeset.math_label import MathLabel
from gui.widgets.live_label import LiveLabel
from gui.widgets.notice import Notices
from gui.window.color_bar import ColorBar
from gui.window.message_line import LEAST as MESSAGE
from gui.window.message_line import MessageLine
from gui.window.presentation.legend import FleetLegend
from gui.window.title_row import TitleRow
from gui.window.view_bar import SIDE, SPACING, ReachSlider, Switches, ViewBar
from gui.window.viewport import VIEWS

MARGIN: Final = 16
LEAST: Final = 340  # px of height that no panel takes away
VIEW: Final = 140  # px of height that a caption leaves to the view

ROOMY: Final = 480  # px: from this height on there is room for a reading from the start
TWO_LINES: Final = "M\nM"
SOMEWHERE: Final = (0.3812, 0.7373)  # shares of a window's sides
REMAKES: Final = (ChangeNoise, Reschedule, Turn, TurnSurface)  # edits that make another run


@final
class CentralWidget(Retranslated, QWidget):
    """Title, formula and caption over the view; under it the colour bar, a reading, switches."""

    def __init__(
        self, theme: Theme, icons: Icons, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumHeight(LEAST)
        self.view: QWidget | None = None
        self._now: Snapshot | None = None
        self._point: Point | None = None
        self._hint: Callable[[], str | Markup] = self._what_to_do
        self.critical_at: Callable[[Point], CriticalPoint | None] = lambda _: None
        self.said_of: Callable[[Point], str] = lambda _: ""  # by the mark of an overlay
        self.verdict: Callable[[], str] = lambda: ""  # on the chosen ball
        self._range: tuple[float, float, bool] | None = None
        self._language = "en"
        self._room: tuple[int, str, str] = (0, "", "")  # of the reading: width, font, surface
        self._typesets = False
        self.notices = Notices(icons)
        self._title = dressed(ElidedLabel(), "title")
        self._formula = MathLabel(theme, size=14)
        self.caption = dressed(PlainLabel(wrap=True), "second")
        self._bar = ColorBar(theme)
        self.reading = PlainLabel(wrap=True)
        self.reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        shown = [actions[overlay.key] for overlay in overlays.ALL]
        self._switches = Switches(icons, shown, [actions[key] for key in (*VIEWS, "follow")])
        self.place = dressed(LiveLabel(0), "second")  # in time, and among the scenarios
        self.place.hide()
        self.legend = FleetLegend(theme)  # while presenting
        self.reach = ReachSlider()
        self._reaches = actions["quadratic"]  # while this is on and the window is no picture
        self._reaches.toggled.connect(self._show_reach)
        self._presents = False
        self._show_reach()
        self._arrange()

    def set_view(self, view: QWidget) -> None:
        """Put the view in its place, which another one has left."""
        if self.view is not None:
            self._column.removeWidget(self.view)
        self.view = view
        self._column.insertWidget(2, view, 1)
        self.setFocusProxy(view)

    def typeset(self) -> None:
        """Show formulas from now on. Not sooner: what typesets them is slow to load, and the first
        frame should not wait for it."""
        self._typesets = True
        if self._now is not None:
            self._show_title(self._now)

    def set_language(self, language: str) -> None:
        """Scenarios bring their own texts in both languages."""
        self._language = language
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        """Show which surface and scenario this is. Called once a frame."""
        before, self._now = self._now, now
        same = before is not None and before.scenario is now.scenario
        if not same or (before is not None and _differs(before, now)):
            self._show_title(now)
        if before is None or before.surface.key != now.surface.key:
            self._fit_reading()
        other = before is not None and before.surface != now.surface
        sampled = _trails_of_one_in(before) != _trails_of_one_in(now)
        if (self._point is not None and other) or (self._point is None and sampled):
            self.read_point(self._point)

    def show_range(self, low: float, high: float, logarithmic: bool) -> None:
        """Which losses the colours stand for."""
        self._range = (low, high, logarithmic)
        self._bar.show_range(low, high, *self._scale_names(logarithmic))

    def only_show(self, hint: Callable[[], Markup]) -> None:
        """Offer nothing to press, and say `hint` in place of what a hand could do."""
        self._switches.hide()
        self._presents = True
        self._show_reach()
        self._hint = hint
        self.verdict = lambda: ""
        self.read_point(self._point)

    def present(self, on: bool) -> None:
        """Show a larger title and nothing to press, or all as usual."""
        dressed(self._title, "heading" if on else "title")
        side = px(MARGIN) if on else MARGIN
        self.head.setContentsMargins(side - MARGIN, 0, side - MARGIN, 0)
        for part in (self._bar, self._switches):
            part.setHidden(on)
        self._presents = on
        self._show_reach()
        self.place.setVisible(on)
        self.legend.setVisible(on)
        self._messages.keep_room(not on)
        self._hint = (lambda: "") if on else self._what_to_do
        self.read_point(self._point)

    def read_point(self, point: Point | None) -> None:
        """Tell everything about a point of the surface; None for none."""
        self._point = point
        surface = self._now.surface if self._now is not None else None
        if point is None or surface is None:
            hint = self.verdict() or self._hint()
            if isinstance(hint, Markup):
                self.reading.set_markup(hint)
            else:
                self.reading.setText(hint)
            set_tip(self.reading, "")
            self._fit_reading()
            return
        short, full = reading_of(surface, point)
        found = self.critical_at(point)
        if found is not None:
            short, full = (f"{mark_name(mark_of(found))}:   {text}" for text in (short, full))
        said = self.said_of(point)
        self.reading.setText(said or short)
        set_tip(self.reading, f"{said}\n{full}".strip())
        self._fit_reading()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit_reading()
            self._fold()
        return done

    def _show_reach(self) -> None:
        self.reach.setVisible(self._reaches.isChecked() and not self._presents)
        self._fit_reading()

    def _fit_reading(self) -> None:
        """Let the line below the view be as high as its text needs, and stay so: the view must
        not move whenever something is pointed at."""
        surface = self._now.surface if self._now is not None else None
        parts = [part for part in (self.reach, self.place) if not part.isHidden()]
        aside = sum(max(part.width(), part.minimumSizeHint().width()) + SPACING for part in parts)
        width, least = max(self.width() - 2 * SIDE - aside, 1), self.reading.minimumHeight()
        kind = "" if surface is None else surface.key
        room = (width, self.reading.font().key(), f"{kind} {self._presents}")
        if room != self._room:
            self._room = room
            some = "" if surface is None else reading_of(surface, _some_point(surface))[0]
            texts = (some, "" if self._presents else TWO_LINES)  # as most verdicts need
            least = max(self._height_of(each, width) for each in texts)
            least = least if self.height() >= px(ROOMY) else 0
        text = self.reading.text()
        plain = self.reading.textFormat() == Qt.TextFormat.PlainText
        needed = self._height_of(text, width) if plain else self.reading.heightForWidth(width)
        self.reading.setMinimumHeight(max(needed, least))

    def _height_of(self, text: str, width: int) -> int:
        # The label would tell the height of before until it knows its new font.
        metrics, box = QFontMetrics(self.reading.font()), QRect(0, 0, width, 10_000)
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text).height()

    def _fold(self) -> None:
        """Show the caption where it leaves the view some room; the title's tip has it, too."""
        caption, least = self.caption.text(), px(MESSAGE) + self.under.sizeHint().height() + VIEW
        above = self.caption.heightForWidth(self.width() - 2 * MARGIN)
        below = self.head.sizeHint().height() - (0 if self.caption.isHidden() else above)
        self.caption.setVisible(bool(caption) and self.height() >= above + below + least)

    def show_verdict(self) -> None:
        """Show the verdict on the chosen ball, unless a point is read."""
        if self._point is None:
            self.read_point(None)

    def say(self, text: str) -> None:
        """Show a translated text in the place of the reading, until another point is read."""
        self.reading.setText(text)
        set_tip(self.reading, text)

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self.reading.setAccessibleName(self.tr("Reading"))
        set_tip(self._formula, self.tr("The loss"))
        if self._now is not None:
            self._show_title(self._now)
        if self._range is not None:
            self.show_range(*self._range)
        self.read_point(self._point)

    def _show_title(self, now: Snapshot) -> None:
        surface = now.surface
        own = outside(now.scenario.title.inside(self._language))
        name = QCoreApplication.translate("Surface", surface.title)
        self._title.setText(own or name)
        source = QCoreApplication.translate("Source", surface.source)
        if self._typesets:
            self._formula.set_formula(surface.formula, surface.formula)
        caption = outside(now.scenario.words(self._language), lines=True)
        if any(isinstance(stamped.edit, REMAKES) for stamped in now.log):
            # What it promises was counted for the run as it was set up.
            caption = outside(now.scenario.caption.inside(self._language), lines=True)
            caption = caption and self.tr("As it was set up: %1").replace("%1", caption)
        self.caption.setText(unbroken(caption))
        set_tip(self._title, "\n".join(dict.fromkeys((own or name, name, source, caption))).strip())
        self._fold()

    def _what_to_do(self) -> str:
        sampled = _trails_of_one_in(self._now)
        if sampled > 1:
            return self.tr(
                "Trails: those of one ball in %1, and of the chosen; click to drop a ball"
            ).replace("%1", count(sampled))
        return self.tr("Point at the surface to read it; click to drop a ball")

    def _scale_names(self, logarithmic: bool) -> tuple[str, str]:
        if logarithmic:
            return self.tr("loss, logarithmic"), self.tr("log")
        return self.tr("loss, linear"), self.tr("linear")

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head = self._header()
        self._column.addWidget(self.head)
        self._messages = MessageLine(self.notices, MARGIN)
        self._column.addWidget(self._messages)
        under = self.under = ViewBar(
            self._bar, self._switches, self.legend, self.reading, self.reach, self.place
        )
        self._column.addWidget(under)
        self.regions = (under, self.head, self.notices)  # of controls besides the view

    def _header(self) -> QWidget:
        header = dressed(QWidget(), "panel")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(header)
        box.setContentsMargins(MARGIN, 8, MARGIN, 8)
        box.setSpacing(4)
        box.addWidget(TitleRow(self._title, self._formula))
        box.addWidget(self.caption)
        return header


def _some_point(surface: Surface) -> Point:
    """One whose values have as many digits as those of most points."""
    sides = zip(surface.low, surface.high, SOMEWHERE, strict=True)
    x, y = (low + share * (high - low) for low, high, share in sides)
    return x, y


def _trails_of_one_in(now: Snapshot | None) -> int:
    """Of how many balls one has a trail in the scene."""
    return one_in(sum(len(fleet.balls) for fleet in now.fleets)) if now is not None else 1


def _differs(before: Snapshot, now: Snapshot) -> bool:
    """Whether another title or caption may be due within one run."""
    return before.surface != now.surface or before.log is not now.log
