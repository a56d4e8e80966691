"""The controls of one schedule: kind, knobs, warm-up, and the schedules inside it."""

from dataclasses import replace
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from engine.knobs import Knob
from engine.schedules import ALL, Schedule
from engine.schedules.composed import Sequential, Warmup
from engine.schedules.constant import Constant
from engine.schedules.decays import MultiStep
from gui.panels.schedule.milestone_row import MilestoneRow
from gui.style.plain_text import PlainLabel, set_tip, tooltip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.rate_words import LEARNING, name_of, typeset, worded
from gui.typeset.math_label import MathLabel
from gui.widgets.knob_section import KnobSection

CHOICES: Final = tuple(kind for kind in ALL if kind is not Warmup)
DEEPEST: Final = 2  # nested sequences that can be made here; files may contain deeper ones
INDENT: Final = 12  # px
MATH: Final = 13  # px


@final
class ScheduleEditor(Retranslated, QWidget):
    """Shows a schedule of any kind. One that contains others shows an editor for each of them."""

    wanted = Signal(object, bool)  # a Schedule; whether a gesture continues

    def __init__(self, theme: Theme, depth: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._depth = theme, depth
        self._schedule: Schedule = Constant()
        self._rate = LEARNING
        self._explained: type[Schedule] | None = None
        self._parts: tuple[tuple[str, PlainLabel, ScheduleEditor], ...] = ()
        self.kinds = QComboBox()
        self.kinds.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.kinds.addItems([kind.key for kind in CHOICES])
        self.kinds.setMaxVisibleItems(len(CHOICES))
        model = self.kinds.model()
        if depth >= DEEPEST and isinstance(model, QStandardItemModel):
            model.item(CHOICES.index(Sequential)).setEnabled(False)
        self._rule = MathLabel(theme, size=MATH)
        self._warm_rule = MathLabel(theme, Warmup.formula, size=MATH)
        self._summary = dressed(PlainLabel(wrap=True), "caption")
        self._milestones = MilestoneRow()
        self._warm = QCheckBox()
        self._warm.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._knobs, self._warm_knobs = KnobSection(), KnobSection()
        self._arrange()
        self._connect()
        self.retranslate()

    def show_schedule(self, schedule: Schedule, identity: object) -> None:
        """Show the fleet's schedule. Another `identity` discards unfinished input."""
        self._schedule = schedule
        bare = bare_of(schedule)
        self.kinds.setCurrentIndex(CHOICES.index(type(bare)))
        if type(bare) is not self._explained:
            self._explain(bare)
        self._knobs.show_owner(bare, identity)
        self._milestones.setVisible(isinstance(bare, MultiStep))
        if isinstance(bare, MultiStep):
            self._milestones.show_milestones(bare.milestones, identity)
        self._show_parts(bare, identity)
        warm = isinstance(schedule, Warmup)
        self._warm.setChecked(warm)
        self._warm_rule.setVisible(warm)
        self._warm_knobs.setVisible(warm)
        if warm:
            self._warm_knobs.show_owner(schedule, identity)

    def set_rate(self, rate: Knob) -> None:
        """Set the knob that the schedule multiplies."""
        self._rate = rate
        for _, _, editor in self._parts:
            editor.set_rate(rate)
        self.retranslate()

    def retranslate(self) -> None:
        for place, kind in enumerate(CHOICES):
            self.kinds.setItemText(place, QCoreApplication.translate("Schedule", kind.title))
            summary = self._summary_of(kind)
            if self._depth >= DEEPEST and kind is Sequential:
                summary = self.tr("Sequences can be nested no deeper here")
            self.kinds.setItemData(place, tooltip(summary), Qt.ItemDataRole.ToolTipRole)
        tip = self.tr("How this changes with a ball’s age: %1")
        set_tip(self.kinds, tip.replace("%1", name_of(self._rate)))
        self._warm.setText(self.tr("Warm-up first"))
        tip = self.tr("A straight rise to the set rate, then the schedule")
        set_tip(self._warm, worded(tip, self._rate))
        formula = typeset(Warmup.formula, self._rate)
        self._warm_rule.set_formula(formula, formula)
        titles = {"first": self.tr("First"), "second": self.tr("Then")}
        for name, title, editor in self._parts:
            title.setText(titles[name])
            editor.kinds.setAccessibleName(titles[name])
        if not self._depth:
            self.kinds.setAccessibleName(worded(self.tr("Schedule"), self._rate))
        self._explain(bare_of(self._schedule))

    # Internal.

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INDENT if self._depth else 0, 0, 0, 0)
        self._column.setSpacing(6)
        for part in (
            self.kinds,
            self._rule,
            self._summary,
            self._milestones,
            self._knobs,
            self._warm,
            self._warm_rule,
            self._warm_knobs,
        ):
            self._column.addWidget(part)

    def _connect(self) -> None:
        self.kinds.activated.connect(self._choose)
        self._warm.clicked.connect(self._switch_warm)
        self._knobs.turned.connect(lambda name, value, on: self._set(on, **{name: value}))
        self._milestones.listed.connect(lambda found: self._set(False, milestones=found))
        self._warm_knobs.turned.connect(
            lambda name, value, on: self._request(replace(self._schedule, **{name: value}), on)
        )

    def _explain(self, bare: Schedule) -> None:
        """Show the equation and its meaning, except for a constant rate."""
        self._explained = type(bare)
        shown = not isinstance(bare, Constant)
        self._rule.setVisible(shown)
        self._summary.setVisible(shown)
        formula = typeset(bare.formula, self._rate)
        self._rule.set_formula(formula, formula)
        summary = self._summary_of(type(bare))
        source = QCoreApplication.translate("Source", bare.source)
        self._summary.setText(f"{summary}\n{source}")

    def _summary_of(self, kind: type[Schedule]) -> str:
        return worded(QCoreApplication.translate("Schedule", kind.summary), self._rate)

    def _show_parts(self, bare: Schedule, identity: object) -> None:
        """Show the schedules inside; their editors are created when first needed."""
        inside = isinstance(bare, Sequential)
        if inside and not self._parts:
            self._parts = tuple(self._part(name) for name in ("first", "second"))
            self.retranslate()
        for name, title, editor in self._parts:
            title.setVisible(inside)
            editor.setVisible(inside)
            if inside:
                editor.show_schedule(getattr(bare, name), (identity, name))

    def _part(self, name: str) -> "tuple[str, PlainLabel, ScheduleEditor]":
        title = dressed(PlainLabel(), "second")
        editor = ScheduleEditor(self._theme, self._depth + 1)
        title.setBuddy(editor.kinds)
        editor.set_rate(self._rate)
        editor.wanted.connect(lambda schedule, on: self._set(on, **{name: schedule}))
        before = self._column.indexOf(self._warm)
        self._column.insertWidget(before, title)
        self._column.insertWidget(before + 1, editor)
        return name, title, editor

    def _choose(self, place: int) -> None:
        kind, bare = CHOICES[place], bare_of(self._schedule)
        if kind is Sequential and not isinstance(bare, Sequential):
            self._request(with_bare(self._schedule, Sequential(first=bare)), False)
        elif kind is not type(bare):
            self._request(with_bare(self._schedule, kind()), False)

    def _switch_warm(self, on: bool) -> None:
        bare = bare_of(self._schedule)
        self._request(Warmup(then=bare) if on else bare, False)

    def _set(self, grouped: bool, **fields: Any) -> None:
        bare = replace(bare_of(self._schedule), **fields)
        self._request(with_bare(self._schedule, bare), grouped)

    def _request(self, schedule: Schedule, grouped: bool) -> None:
        self._schedule = schedule
        self.wanted.emit(schedule, grouped)


def bare_of(schedule: Schedule) -> Schedule:
    """The schedule behind its warm-up, or behind several, or itself."""
    return bare_of(schedule.then) if isinstance(schedule, Warmup) else schedule


def with_bare(schedule: Schedule, bare: Schedule) -> Schedule:
    """`bare` behind the warm-ups that `schedule` has."""
    if isinstance(schedule, Warmup):
        return replace(schedule, then=with_bare(schedule.then, bare))
    return bare
