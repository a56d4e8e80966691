"""Translatable messages about errors in a typed formula."""

from typing import Final, final

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP

Span = tuple[int, int]
"""Where in the text, in characters from 0; the end is not part of it."""

# The text as a whole.
EMPTY: Final = QT_TRANSLATE_NOOP("Message", "Type a formula, such as {0}.")
TOO_LONG: Final = QT_TRANSLATE_NOOP(
    "Message", "A formula has at most {0} characters; this one has {1}."
)
TOO_DEEP: Final = QT_TRANSLATE_NOOP("Message", "Brackets may be at most {0} deep.")
TOO_MANY_PARTS: Final = QT_TRANSLATE_NOOP(
    "Message", "A formula has at most {0} numbers, names and operations."
)
NO_VARIABLE: Final = QT_TRANSLATE_NOOP(
    "Message", "A formula needs w₁ or w₂, or x or y, or x₁ or x₂."
)
TWO_PAIRS: Final = QT_TRANSLATE_NOOP(
    "Message", "Write either w₁ and w₂ or x and y: “{0}” and “{1}” do not go together."
)
NOT_UNDERSTOOD: Final = QT_TRANSLATE_NOOP("Message", "This can’t be read as a formula.")

# Characters.
STRANGE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t stand in a formula.")
LOOK_ALIKE: Final = QT_TRANSLATE_NOOP(
    "Message", "“{0}” ({1}) only looks like “{2}”: type “{2}” instead."
)
NO_EQUALS: Final = QT_TRANSLATE_NOOP(
    "Message", "Leave out “=” and what stands before it: a formula is the right-hand side alone."
)
BARS_ALONE: Final = QT_TRANSLATE_NOOP(
    "Message", "These bars can’t be paired up. Write {0} for the absolute value."
)
BARS_TWO_WAYS: Final = QT_TRANSLATE_NOOP(
    "Message", "These bars can be paired up in two ways. Write {0} for the absolute value."
)
NO_OTHER_BRACKETS: Final = QT_TRANSLATE_NOOP("Message", "Use round brackets only.")

# Numbers.
NUMBER_TOO_LARGE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is larger than any number here.")
NUMBER_TOO_SMALL: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is so small that it would be 0.")
EXPONENT_TOO_LARGE: Final = QT_TRANSLATE_NOOP("Message", "An exponent is at most {0} in size.")

# The order of things.
OPERATOR_MISSING: Final = QT_TRANSLATE_NOOP(
    "Message", "An operator such as * is missing before “{0}”."
)
VALUE_MISSING: Final = QT_TRANSLATE_NOOP("Message", "A value is missing before “{0}”.")
END_MISSING: Final = QT_TRANSLATE_NOOP("Message", "A value is missing at the end.")
CLOSING_MISSING: Final = QT_TRANSLATE_NOOP("Message", "The closing bracket is missing.")
OPENING_MISSING: Final = QT_TRANSLATE_NOOP("Message", "The opening bracket is missing.")
STRAY_COMMA: Final = QT_TRANSLATE_NOOP(
    "Message", "A comma stands only between the values of a function; decimals take a point."
)
TWO_WAYS: Final = QT_TRANSLATE_NOOP(
    "Message", "This can be read in two ways. Write * before “{0}”, or use brackets."
)

# Names.
UNKNOWN_FUNCTION: Final = QT_TRANSLATE_NOOP(
    "Message", "There is no function “{0}”. The functions are: {1}."
)
NO_FUNCTION: Final = QT_TRANSLATE_NOOP(
    "Message", "“{0}” is not a function. To multiply, write {0}*(…)."
)
NEEDS_BRACKETS: Final = QT_TRANSLATE_NOOP(
    "Message", "A function needs brackets around its value: {0}(…)."
)
END_UNCLEAR: Final = QT_TRANSLATE_NOOP(
    "Message", "Where the value of “{0}” ends can be read in two ways: write {0}(…)."
)
INVERSE: Final = QT_TRANSLATE_NOOP(
    "Message", "“{0}” with a negative exponent can be read in two ways: write {1}."
)
FUNCTION_EXPONENT: Final = QT_TRANSLATE_NOOP(
    "Message", "Only a whole number may stand between “{0}” and its value: write {0}(…)^(…)."
)
RUN_TOGETHER: Final = QT_TRANSLATE_NOOP("Message", "“{0}” would be a single name: write {1}.")
OTHER_CASE: Final = QT_TRANSLATE_NOOP("Message", "Use lower-case letters: “{1}” instead of “{0}”.")
RESERVED: Final = QT_TRANSLATE_NOOP("Message", "A parameter can’t be called “{0}”.")
NAME_TOO_LONG: Final = QT_TRANSLATE_NOOP("Message", "A name has at most {0} characters.")
TOO_MANY_PARAMETERS: Final = QT_TRANSLATE_NOOP(
    "Message", "A formula has at most {0} parameters; “{1}” would be one more."
)

# The values of a function.
ONE_VALUE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” takes one value.")
SEVERAL_VALUES: Final = QT_TRANSLATE_NOOP("Message", "“{0}” takes two values or more.")
TWO_VALUES: Final = QT_TRANSLATE_NOOP("Message", "“{0}” takes two values.")
CONDITION_MISSING: Final = QT_TRANSLATE_NOOP(
    "Message", "“{0}” takes a comparison and two values: {1}."
)
STRAY_COMPARISON: Final = QT_TRANSLATE_NOOP(
    "Message", "A comparison stands only in front, as in {0}."
)
CHAINED: Final = QT_TRANSLATE_NOOP("Message", "Compare two values at a time: {0}.")
JOINS_CONDITIONS: Final = QT_TRANSLATE_NOOP("Message", "“{0}” takes comparisons, as in {1}.")


@final
class FormulaError(DataError):
    """A formula can't be used; `start` and `end` are the columns of the error.

    Like any `DataError`, `text` is a source text in the context "Message", filled by `values`.
    """

    def __init__(self, text: str, span: Span, *values: str) -> None:
        super().__init__(text, *values)
        self.start, self.end = span

    def __reduce__(self) -> tuple[type["FormulaError"], tuple[object, ...]]:
        """Pickled with its arguments, because it may come from another process."""
        return FormulaError, (self.text, (self.start, self.end), *self.values)
