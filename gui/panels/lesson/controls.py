"""The balls in play and the knobs that a step of a lesson is about."""

from functools import partial
from typing import Final, final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.commands import ChangeNoise, Reschedule, Turn, TurnSurface
from engine.lessons.lesson import Step
from engine.schedules import Schedule
from engine.snapshot import FleetView, Snapshot
from gui.panels.fleets.fleet_delegate import HEIGHT
from gui.panels.fleets.fleet_list import FleetList, name_of
from gui.panels.landscape.noise_section import NoiseSection
from gui.panels.schedule.section import ScheduleSection
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.plain_text import PlainLabel
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.widgets.knob_section import KnobSection

NOISE, SURFACE, SCHEDULE = "noise", "surface", "schedule"
EDGE: Final = 8  # px of a list above and below its rows


@final
class StepControls(Retranslated, QWidget):
    """The fleets that have balls, and under them the knobs that the step names."""

    def __init__(self, send: Send, selection: Selection, theme: Theme) -> None:
        super().__init__()
        self._send, self._selection, self._theme = send, selection, theme
        self._title = dressed(PlainLabel(), "second")
        self._list = FleetList(theme)
        self.sections: dict[str, KnobSection] = {}  # by the place of a fleet, or "surface"
        self._schedules: dict[int, ScheduleSection] = {}
        self._names: dict[str, PlainLabel] = {}
        self.noise = NoiseSection(theme)
        self._named: tuple[str, ...] | None = None
        self._fleets: tuple[FleetView, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (self._title, self._list, self.noise):
            self._column.addWidget(part)
        self._list.picked.connect(selection.choose_fleet)
        self._list.rewrapped.connect(self._fit_list)
        self.noise.wanted.connect(lambda noise, on: send(ChangeNoise(noise, on)))
        self.retranslate()

    def show_step(self, step: Step, now: Snapshot) -> None:
        """Show what the step names, as it is now."""
        if step.knobs != self._named:
            self._named = step.knobs
            self._make(step.knobs)
        self._fleets = now.fleets
        playing = tuple(each for each in now.fleets if len(each.balls))
        self._list.show_fleets(playing, self._selection.fleet)
        self._fit_list()
        for part in (self._title, self._list):
            part.setVisible(bool(playing))
        for owner, section in self.sections.items():
            names = [each.partition(".")[2] for each in step.knobs if each.startswith(f"{owner}.")]
            self._show_knobs(owner, section, names, now)
        for place, schedule in self._schedules.items():
            schedule.setVisible(place < len(now.fleets))
            if place < len(now.fleets):
                schedule.show_fleet(now.fleets[place], now)
        self.noise.setVisible(NOISE in step.knobs)
        if NOISE in step.knobs:
            self.noise.show_noise(now.noise, now.surface)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Balls in play"))
        self._list.setAccessibleName(self.tr("Balls in play"))
        self._list.retranslate()

    def _fit_list(self) -> None:
        self._list.setFixedHeight(max(self._list.full_height(), px(HEIGHT) + EDGE))

    def _show_knobs(
        self, owner: str, section: KnobSection, names: list[str], now: Snapshot
    ) -> None:
        fleet = _fleet(now, owner)
        name = self._names[owner]
        there = owner == SURFACE or fleet is not None
        section.setVisible(there)
        name.setVisible(fleet is not None and len(now.fleets) > 1)
        if fleet is not None:
            name.setText(name_of(fleet))
            section.show_owner(fleet.optimizer, fleet.id, names)
        elif there:
            section.show_owner(now.surface, None, names)

    def _make(self, knobs: tuple[str, ...]) -> None:
        for part in (*self.sections.values(), *self._schedules.values(), *self._names.values()):
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.sections, self._schedules, self._names = {}, {}, {}
        for each in knobs:
            owner, _, knob = each.partition(".")
            if knob == SCHEDULE:
                made = self._schedules[int(owner)] = ScheduleSection(self._theme, self._selection)
                made.wanted.connect(partial(self._reschedule, int(owner)))
                self._column.addWidget(made)
            elif knob and owner not in self.sections:
                self._names[owner] = dressed(PlainLabel(), "second")
                section = self.sections[owner] = KnobSection()
                section.turned.connect(partial(self._turn, owner))
                self._column.addWidget(self._names[owner])
                self._column.addWidget(section)

    def _turn(self, owner: str, name: str, value: float, grouped: bool) -> None:
        if owner == SURFACE:
            self._send(TurnSurface(name, value, grouped))
        elif (number := self._number(owner)) is not None:
            self._send(Turn(number, name, value, grouped))

    def _reschedule(self, place: int, schedule: Schedule, grouped: bool) -> None:
        if (number := self._number(str(place))) is not None:
            self._send(Reschedule(number, schedule, grouped))

    def _number(self, owner: str) -> int | None:
        place = int(owner)
        return self._fleets[place].id if place < len(self._fleets) else None


def _fleet(now: Snapshot, owner: str) -> FleetView | None:
    if not owner.isdigit() or int(owner) >= len(now.fleets):
        return None
    return now.fleets[int(owner)]
