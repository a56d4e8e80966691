"""A memory as the weighted sum of past gradients: arrows tail to head, and their numbers."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.analysis.step_history import History
from engine.arrays import Array
from gui.panels.step.arrows import ArrowFigure, Figure
from gui.panels.step.figures import grouped, of_memory, older_word, symbol_kept, symbol_of_sum
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.axis_names import symbol_of
from gui.text.numbers import MINUS, fixed, raised, show
from gui.typeset.math_label import MathLabel

DECIMALS: Final = range(3, 13)
# The memory as a sum over past gradients, in LaTeX.
SUMS: Final = {
    "momentum": r"m=\sum_k\lambda^k\,(-\eta\,g_{t-k})",
    "nesterov": r"m=\sum_k\lambda^k\,(-\eta\,g_{t-k})",
    "momentum_library": r"b=\sum_k\mu^k\,(1-\tau)\,g_{t-k}",
    "nesterov_library": r"b=\sum_k\mu^k\,g_{t-k}",
    "rmsprop_library": r"b=\sum_k\mu^k\,\frac{g_{t-k}}{\sigma_{t-k}+\varepsilon}",
    "lion": r"m=\sum_k\beta_2^k\,(1-\beta_2)\,g_{t-k}",
}
MEAN: Final = r"m=\sum_k\beta_1^k\,(1-\beta_1)\,g_{t-k}"


@final
class PastGradients(Retranslated, QWidget):
    """Shows the sum whose newest summands are the last gradients, each with its weight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formula = MathLabel(theme, size=13, tint="second")
        self.figure = ArrowFigure(theme.palette)
        self.sums = (PlainLabel(wrap=True), PlainLabel(wrap=True))
        self.note = dressed(PlainLabel(wrap=True), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.formula, self.figure, *self.sums, self.note):
            column.addWidget(part)
        for label in self.sums:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retranslate()

    def retranslate(self) -> None:
        self.figure.setAccessibleName(self.tr("Past gradients, tail to head"))
        set_tip(
            self.figure,
            self.tr("Each arrow is what one past gradient still adds, the oldest first"),
        )
        for label in self.sums:
            label.setAccessibleName(self.tr("The sum along one axis"))

    def show_history(self, found: History, update: int, key: str, axes: tuple[str, str]) -> None:
        """Show the memory after the update that follows `update`."""
        kept, total = symbol_kept(key), symbol_of_sum(key)
        short = symbol_of(axes[0]), symbol_of(axes[1])
        self.formula.set_formula(SUMS.get(key, MEAN), self.tr("A weighted sum of past gradients"))
        self.figure.show_figure(of_memory(found, update, key, short))
        parts, rest = grouped(found, update)
        for column, label in enumerate(self.sums):
            label.setText(
                self._sum(
                    parts[:, column], None if rest is None else rest[column], total, short[column]
                )
            )
        self.note.setText(self._said(found, update, kept))

    def show_waiting(self, text: str) -> None:
        """Show no numbers, and why."""
        self.figure.show_figure(Figure())
        self.formula.set_formula("", self.tr("A weighted sum of past gradients"))
        for label in self.sums:
            label.setText("")
        self.note.setText(text)

    def _sum(self, parts: Array, rest: float | None, total: str, axis: str) -> str:
        values = [float(value) for value in parts]
        older = [] if rest is None else [float(rest)]
        end = float(np.sum(values) + np.sum(older))
        if not np.isfinite([*values, *older]).all():
            return f"{axis}: {total} = {show(end)}"
        numbers = [*values, *older, end]
        decimals = reconciled(numbers)
        texts = [show(value) if decimals is None else fixed(value, decimals) for value in numbers]
        equal = "≈" if decimals is None else "="
        words = _joined(texts[: len(values)])
        if older:
            text = texts[len(values)]
            minus = text.startswith(MINUS)
            sign = MINUS if minus else "+"
            words += f" {sign} {text.removeprefix(MINUS)} ({older_word()})"
        return f"{axis}: {total} = {words} {equal} {texts[-1]}"

    def _said(self, found: History, update: int, kept: str) -> str:
        weights, _ = found.weights(update)
        names = ", ".join(
            f"{kept}{raised(age)} = {show(float(weight), 3)}"
            for age, weight in enumerate(weights[:4].tolist())
            if age
        )
        said = [names + ", …"] if names and found.steady(update, len(weights)) else []
        if not found.steady(update, len(weights)):
            words = self.tr("%1 was changed in mid-run: each weight is the product of its values.")
            said.append(words.replace("%1", kept))
        if not found.whole:
            words = self.tr("Gradients before update %1 are summed up in “older”.")
            said.append(words.replace("%1", str(found.first + 1)))
        return "\n".join(said)


def reconciled(numbers: list[float]) -> int | None:
    """Decimals at which the rounded summands give the rounded sum, which is the last; None where
    none do."""
    largest = max(map(abs, numbers))
    if not 1e-9 < largest < 1e9:
        return None
    least = max(0, 3 - int(np.floor(np.log10(largest))))
    for decimals in range(least, min(least + 9, DECIMALS.stop)):
        *parts, total = (round(value * 10**decimals) for value in numbers)
        if sum(parts) == total:
            return decimals
    return None


def _joined(texts: list[str]) -> str:
    """Summands with their signs between them."""
    words = texts[0] if texts else "0"
    for text in texts[1:]:
        sign = MINUS if text.startswith(MINUS) else "+"
        words += f" {sign} {text.removeprefix(MINUS)}"
    return words
