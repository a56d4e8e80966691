"""The formula editor: the formula, its picture, its parameters and its window."""

from dataclasses import replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from engine.commands import ChangeSurface
from engine.errors import DataError
from engine.formula import Formula, FormulaError, parse
from engine.formula.names import symbol
from engine.surfaces.base import Surface
from engine.surfaces.typed import Typed
from gui.dialogs.formula.draft import Draft, draft_of, losses_of
from gui.dialogs.formula.examples import EXAMPLES
from gui.dialogs.formula.layout import FormulaLayout
from gui.state.send import Send
from gui.style.outside_text import outside, shortened
from gui.style.plain_text import menu_text
from gui.style.retranslated import Retranslated
from gui.style.theme import Theme
from gui.text.error_text import translated
from gui.text.numbers import show
from gui.widgets.dialog_size import fitting
from gui.widgets.number_field import NumberField

USUAL: Final = QSize(800, 690)
SMALLEST: Final = QSize(640, 400)
PAUSE: Final = 180  # ms after a key before the formula is parsed
KEPT: Final = 8  # earlier formulas
SHOWN: Final = 44  # characters of a formula in a menu
EXAMPLE_TEXTS: Final = frozenset(example.text for _, example in EXAMPLES)


@final
class FormulaDialog(Retranslated, QDialog):
    """A window of its own; Enter or “Use it” begins a run on the formula.

    It is made once and keeps its text while it is closed. Opened while a typed surface is shown,
    it loads that; its previous text is then found among the examples.
    """

    def __init__(self, send: Send, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send, self._theme = send, theme
        self._seen: Surface | None = None  # the surface in the main window
        self._loaded = ""  # the text of the typed surface that was loaded or used last
        self._base = Draft()  # the values and the window of the formula
        self._earlier: list[Draft] = []
        self._error: DataError | None = None
        self.formula: Formula | None = None
        self.surface: Typed | None = None  # the surface that “Use it” would use
        self.parts = FormulaLayout(theme, self)
        self._menu = QMenu(self)
        self.parts.examples.setMenu(self._menu)
        self._read_timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._connect()
        self.setMinimumSize(SMALLEST)
        self._load(EXAMPLES[0][1])
        self.retranslate()

    @property
    def draft(self) -> Draft:
        """The current contents of the editor."""
        draft = Draft(self.parts.field.text, self._values())
        return self.parts.window_fields.applied_to(draft)

    def open_on(self, surface: Surface) -> None:
        """Show the editor; `surface` is the one in the main window."""
        self.follow(surface)
        if isinstance(surface, Typed) and surface.text != self._loaded:
            self._keep_draft()
            self._loaded = surface.text
            self._load(draft_of(surface))
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.parts.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(surface, Typed) and self.parts.field.text in EXAMPLE_TEXTS:
            self.parts.field.selectAll()  # an example, which one's own formula replaces
        self.read()

    def follow(self, surface: Surface) -> None:
        """Update for the surface in the main window. Called once a frame."""
        if surface is self._seen:
            return
        before, self._seen = self._seen, surface
        if isinstance(surface, Typed) and surface.text == self.parts.field.text:
            turned = isinstance(before, Typed) and surface == replace(
                before, parameters=surface.parameters
            )
            # If only a parameter was changed elsewhere, the other fields here stay as they are.
            kept = replace(self.draft, values=surface.parameters)
            self._load(kept if turned else draft_of(surface))
        self._update_state()

    @property
    def settled(self) -> bool:
        """Whether the current text has been parsed."""
        return not self._read_timer.isActive()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Type a formula"))
        self._update_problem()
        self._update_facts()
        self._update_state()

    def hideEvent(self, event: QHideEvent) -> None:
        self._read_timer.stop()
        super().hideEvent(event)

    def _connect(self) -> None:
        parts = self.parts
        parts.field.textChanged.connect(self._typed)
        parts.field.entered.connect(self._use)
        parts.use.clicked.connect(self._use)
        parts.close_button.clicked.connect(self.reject)
        parts.values.turned.connect(self.read)
        parts.window_fields.changed.connect(self.read)
        self._read_timer.timeout.connect(self.read)
        self._menu.aboutToShow.connect(self._list_examples)

    def _values(self) -> tuple[tuple[str, float], ...]:
        """The values of all parameters, including those that are not in the current text."""
        return tuple({**dict(self._base.values), **dict(self.parts.values.values)}.items())

    def _load(self, draft: Draft) -> None:
        """Show another formula with its values and window."""
        self._base = draft
        self.parts.window_fields.show_draft(draft)
        self.parts.field.set_text(draft.text)
        self.parts.values.show_values(draft.values)
        self.read()

    def _keep_draft(self) -> None:
        """Add the current draft to the earlier ones in the menu of examples."""
        draft = self.draft
        if not draft.text.strip() or draft.text in EXAMPLE_TEXTS:
            return
        others = [one for one in self._earlier if one.text != draft.text]
        self._earlier = [draft, *others][:KEPT]

    def _typed(self) -> None:
        # The marked characters may have changed; the text is parsed again after the pause.
        self.parts.field.mark(None)
        self._read_timer.start()

    def read(self) -> None:
        """Parse the text, and show the result or the error."""
        self._read_timer.stop()
        draft = self.draft
        before, self.surface, self._error = self.surface, None, None
        try:
            self.formula = parse(draft.text)
            self._base = draft
            self.parts.values.show_values(draft.valued(self.formula.parameters))
            if draft.has_window:
                self.surface = draft.surface(self.formula.parameters)
        except DataError as error:
            self._error = error
        self._show_reading(before)

    def _show_reading(self, before: Typed | None) -> None:
        parts, formula, error = self.parts, self.formula, self._error
        parts.field.mark((error.start, error.end) if isinstance(error, FormulaError) else None)
        if error is None and formula is not None:
            parts.preview.show_formula(formula.latex, formula.text)
            first, second = formula.variables
            parts.window_fields.name_axes((symbol(first), symbol(second)))
        else:
            parts.preview.fade()
        if self.surface is None:
            parts.picture.fade()
        elif self.surface != before or not parts.picture.busy:
            parts.picture.show_surface(self.surface)
        parts.show_values_hint(not parts.values.rows)
        self._update_problem()
        self._update_facts()
        self._update_state()

    def _use(self) -> None:
        """Begin a run on the formula; if it is invalid, move the focus to the error."""
        self.read()
        invalid = [field for field in self.findChildren(NumberField) if field.editing]
        if self.surface is not None and not invalid:
            self._keep_draft()
            self._loaded = self.surface.text
            self._send(ChangeSurface(self.surface))
            self.accept()  # its parameters can be turned in the window
            return
        target: QWidget = self.parts.field
        if self._error is None:
            target = invalid[0] if invalid else self.parts.window_fields.fields[0]
        self.parts.reveal(target)
        self._announce()

    def _announce(self) -> None:
        """Alert screen readers to the error."""
        event = QAccessibleEvent(self.parts.problem, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    # Texts.

    def _update_problem(self) -> None:
        text = ""
        if self._error is not None:
            text = translated(self._error.text, *self._error.values)
        if isinstance(self._error, FormulaError) and self.parts.field.text:
            place = min(self._error.start + 1, len(self.parts.field.text))
            text = self.tr("Character %1: %2").replace("%1", str(place)).replace("%2", text)
        self.parts.show_problem(text)
        unbounded = self.tr("The lower end of each axis must be below the upper one.")
        self.parts.allow_use(text or (unbounded if self.surface is None else ""))

    def _update_facts(self) -> None:
        """Show the range of losses in the window, and how much of it is undefined."""
        if self.surface is None:
            self.parts.facts.clear()
            return
        losses = losses_of(self.surface)
        known = losses[np.isfinite(losses)]
        lines = []
        if known.size:
            text = self.tr("Loss at the points of a grid: %1 … %2")
            low, high = show(float(known.min())), show(float(known.max()))
            lines.append(text.replace("%1", low).replace("%2", high))
        missing = 100 * (1 - known.size / losses.size)
        if missing == 100:
            lines.append(self.tr("Nowhere in this window does it have a value."))
        elif missing:
            text = self.tr("It has no value on about %1% of the window.")
            lines.append(text.replace("%1", str(max(round(missing), 1))))
        self.parts.facts.setText("\n".join(lines))
        self.parts.picture.setAccessibleName(self.tr("Picture of the surface"))
        self.parts.picture.setAccessibleDescription(" ".join(lines))

    def _update_state(self) -> None:
        used = self.surface is not None and self.surface == self._seen
        self.parts.state.setText(self.tr("This is the landscape now.") if used else "")

    def _list_examples(self) -> None:
        self._menu.clear()
        for draft in self._earlier:
            self._add_example(_short(draft.text), "", draft)
        if self._earlier:
            self._menu.addSeparator()
        for name, draft in EXAMPLES:
            title = QCoreApplication.translate("FormulaExample", name)
            self._add_example(title, _short(draft.text), draft)

    def _add_example(self, title: str, formula: str, draft: Draft) -> None:
        shown = map(menu_text, (title, formula) if formula else (title,))
        action = self._menu.addAction("\t".join(shown))
        action.triggered.connect(lambda: self._choose(draft))

    def _choose(self, draft: Draft) -> None:
        self._keep_draft()
        self._load(draft)
        self.parts.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _short(text: str) -> str:
    return shortened(outside(text), SHOWN)
