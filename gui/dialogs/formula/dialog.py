"""Typing a loss: the formula, what it looks like, its parameters and its window."""

from dataclasses import replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QHideEvent
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
from gui.style.theme import Theme
from gui.text.error_text import translated
from gui.text.numbers import show
from gui.widgets.number_field import NumberField

USUAL: Final = QSize(800, 690)
SMALLEST: Final = QSize(640, 400)
MARGIN: Final = 40  # px of the main window that stays to be seen around it
PAUSE: Final = 180  # ms after a key before what is typed is read
KEPT: Final = 8  # formulas typed before
SHOWN: Final = 44  # characters of a formula in a menu


@final
class FormulaDialog(QDialog):
    """Stands beside the window; Enter or “Use it” begins a run on what is typed.

    It is made once and keeps what was typed while it is closed. Opened while a typed surface is
    shown, it takes that over; what stood in it is then found among the examples.
    """

    def __init__(self, send: Send, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send, self._theme = send, theme
        self._seen: Surface | None = None  # what the window shows
        self._taken = ""  # the text of the typed surface that was taken over or used last
        self._base = Draft()  # the values and the window of what is typed
        self._earlier: list[Draft] = []
        self._error: DataError | None = None
        self.formula: Formula | None = None
        self.surface: Typed | None = None  # what “Use it” would use
        self.parts = FormulaLayout(theme, self)
        self._menu = QMenu(self)
        self.parts.examples.setMenu(self._menu)
        self._later = QTimer(self, interval=PAUSE, singleShot=True)
        self._connect()
        self.setMinimumSize(SMALLEST)
        self._put(EXAMPLES[0][1])
        self.retranslate()

    @property
    def draft(self) -> Draft:
        """All that is typed and set now."""
        draft = Draft(self.parts.field.text, self._values())
        return self.parts.window_fields.into(draft)

    def open_on(self, surface: Surface) -> None:
        """Show the editor; `surface` is what the window shows."""
        self.follow(surface)
        if isinstance(surface, Typed) and surface.text != self._taken:
            self._remember()
            self._taken = surface.text
            self._put(draft_of(surface))
        if not self.isVisible():
            self.resize(self._fitting())
        self.show()
        self.raise_()
        self.activateWindow()
        self.parts.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read()

    def follow(self, surface: Surface) -> None:
        """Keep up with what the window shows. Called once a frame."""
        if surface is self._seen:
            return
        before, self._seen = self._seen, surface
        if isinstance(surface, Typed) and surface.text == self.parts.field.text:
            turned = isinstance(before, Typed) and surface == replace(
                before, parameters=surface.parameters
            )
            # Where a knob of it was turned elsewhere, what else is set here stays as it is.
            kept = replace(self.draft, values=surface.parameters)
            self._put(kept if turned else draft_of(surface))
        self._say_state()

    @property
    def settled(self) -> bool:
        """Whether all that is typed has been read."""
        return not self._later.isActive()

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self.setWindowTitle(self.tr("Type a formula"))
        self._say_problem()
        self._say_facts()
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._later.stop()
        super().hideEvent(event)

    # Inside.

    def _connect(self) -> None:
        parts = self.parts
        parts.field.textChanged.connect(self._typed)
        parts.field.entered.connect(self._use)
        parts.use.clicked.connect(self._use)
        parts.close_button.clicked.connect(self.reject)
        parts.values.turned.connect(self.read)
        parts.window_fields.changed.connect(self.read)
        self._later.timeout.connect(self.read)
        self._menu.aboutToShow.connect(self._list_examples)

    def _values(self) -> tuple[tuple[str, float], ...]:
        """The values of all parameters, also of those that are not in the text at the moment."""
        return tuple({**dict(self._base.values), **dict(self.parts.values.values)}.items())

    def _put(self, draft: Draft) -> None:
        """Show another formula with its values and window."""
        self._base = draft
        self.parts.window_fields.show_draft(draft)
        self.parts.field.put(draft.text)
        self.parts.values.show_values(draft.values)
        self.read()

    def _remember(self) -> None:
        """Keep what is typed, to be found again among the examples."""
        draft = self.draft
        if not draft.text.strip() or draft.text in (example.text for _, example in EXAMPLES):
            return
        others = [one for one in self._earlier if one.text != draft.text]
        self._earlier = [draft, *others][:KEPT]

    def _typed(self) -> None:
        # What was marked may be gone by now; the answer is at hand in a moment.
        self.parts.field.mark(None)
        self._later.start()

    def read(self) -> None:
        """Read what is typed, and show what it is or what is wrong."""
        self._later.stop()
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
        parts.say_values(bool(parts.values.rows))
        self._say_problem()
        self._say_facts()
        self._say_state()

    def _use(self) -> None:
        """Begin a run on it; where it can't be used, go to what is wrong."""
        self.read()
        wrong = [field for field in self.findChildren(NumberField) if field.editing]
        if self.surface is not None and not wrong:
            self._remember()
            self._taken = self.surface.text
            self._send(ChangeSurface(self.surface))
            return
        culprit: QWidget = self.parts.field
        if self._error is None:
            culprit = wrong[0] if wrong else self.parts.window_fields.fields[0]
        self.parts.reveal(culprit)
        self._announce()

    def _announce(self) -> None:
        """Have a screen reader say what is wrong."""
        event = QAccessibleEvent(self.parts.problem, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    # Words.

    def _say_problem(self) -> None:
        words = ""
        if self._error is not None:
            words = translated(self._error.text, *self._error.values)
        if isinstance(self._error, FormulaError) and self.parts.field.text:
            place = min(self._error.start + 1, len(self.parts.field.text))
            words = self.tr("Character %1: %2").replace("%1", str(place)).replace("%2", words)
        self.parts.say_problem(words)

    def _say_facts(self) -> None:
        """How high it is in its window, and where it has no value."""
        if self.surface is None:
            self.parts.facts.clear()
            return
        losses = losses_of(self.surface)
        known = losses[np.isfinite(losses)]
        lines = []
        if known.size:
            text = self.tr("Loss in this window: %1 … %2")
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

    def _say_state(self) -> None:
        used = self.surface is not None and self.surface == self._seen
        self.parts.state.setText(self.tr("This is the landscape now.") if used else "")

    def _list_examples(self) -> None:
        self._menu.clear()
        for draft in self._earlier:
            self._offer(_short(draft.text), "", draft)
        if self._earlier:
            self._menu.addSeparator()
        for name, draft in EXAMPLES:
            words = QCoreApplication.translate("FormulaExample", name)
            self._offer(words, _short(draft.text), draft)

    def _offer(self, words: str, formula: str, draft: Draft) -> None:
        action = self._menu.addAction(f"{words}\t{formula}".replace("&", "&&"))
        action.triggered.connect(lambda: self._choose(draft))

    def _choose(self, draft: Draft) -> None:
        self._remember()
        self._put(draft)
        self.parts.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fitting(self) -> QSize:
        """The usual size, or as much of it as the main window has room for."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else QGuiApplication.primaryScreen().size()
        return USUAL.boundedTo(room - QSize(MARGIN, MARGIN)).expandedTo(SMALLEST)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
