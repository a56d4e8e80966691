"""Example formulas. Names are marked for translation in the context "FormulaExample"."""

from typing import Final

from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.formula.draft import Draft

EXAMPLES: Final[tuple[tuple[str, Draft], ...]] = (
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Bowl, trough or saddle"),
        Draft("a*x^2 + b*x*y + c*y^2", (("a", 1.0), ("b", 0.5), ("c", 2.0))),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Curved valley (Rosenbrock)"),
        Draft(
            "(a - x)^2 + b*(y - x^2)^2", (("a", 1.0), ("b", 100.0)), (-2.0, -1.0), (2.0, 3.0), True
        ),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Monkey saddle"),
        Draft("x^3 - 3x*y^2", low=(-1.5, -1.5), high=(1.5, 1.5)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Two valleys, one lower"),
        Draft("(x^2 - 1)^2 + k*y^2 + t*x", (("k", 1.0), ("t", 0.2)), (-1.6, -1.6), (1.6, 1.6)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Ring-shaped valley"),
        Draft("(x^2 + y^2 - r^2)^2", (("r", 1.0),), (-1.5, -1.5), (1.5, 1.5)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Bowl with ripples"),
        Draft("x^2 + y^2 + a*(2 - cos(2*pi*x) - cos(2*pi*y))", (("a", 0.5),)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Hills and hollows (peaks)"),
        Draft(
            "3(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10(x/5 - x^3 - y^5)*exp(-x^2 - y^2)"
            " - exp(-(x + 1)^2 - y^2)/3",
            low=(-3.0, -3.0),
            high=(3.0, 3.0),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Narrow winding valley"),
        Draft("log(1 + k*(y - sin(2x))^2) + x^2/10", (("k", 20.0),), (-3.0, -2.0), (3.0, 2.0)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Cliff"),
        Draft("sigmoid(k*(x - 0.5)) + (x^2 + y^2)/10", (("k", 12.0),)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Kinks (absolute values)"),
        Draft("abs(x) + k*abs(y)", (("k", 2.0),)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Two weights in series"),
        Draft("(1 - w1*tanh(w2))^2", low=(-3.0, -3.0), high=(3.0, 3.0)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Undefined on one side"),
        Draft("x - log(x) + y^2", low=(-0.5, -1.5), high=(4.0, 1.5)),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaExample", "Put together from two halves"),
        Draft("where(x > 0, x^2, -x/4) + y^2/2"),
    ),
)
