"""Errors in input, with translatable messages."""

from typing import Any

from engine.marks import QT_TRANSLATE_NOOP

# What the entry named {0} in a file should hold; one text each, because grammars differ.
NO_NUMBER = QT_TRANSLATE_NOOP("Message", "At {0}: a number is expected.")
NO_WHOLE_NUMBER = QT_TRANSLATE_NOOP("Message", "At {0}: a whole number is expected.")
NO_TEXT = QT_TRANSLATE_NOOP("Message", "At {0}: a text is expected.")
NO_SWITCH = QT_TRANSLATE_NOOP("Message", "At {0}: true or false is expected.")
NO_LIST = QT_TRANSLATE_NOOP("Message", "At {0}: a list is expected.")
WRONG_LENGTH = QT_TRANSLATE_NOOP("Message", "At {0}: a list of {1} entries is expected.")
NO_OBJECT = QT_TRANSLATE_NOOP("Message", "At {0}: names with values are expected.")
WRONG_ORDER = QT_TRANSLATE_NOOP("Message", "At {0}: the updates are not in order.")
UNKNOWN_ENTRY = QT_TRANSLATE_NOOP("Message", "At {0}: “{1}” is unknown.")
MISSING_ENTRY = QT_TRANSLATE_NOOP("Message", "At {0}: “{1}” is missing.")
OUT_OF_RANGE = QT_TRANSLATE_NOOP("Message", "At {0}: {1} is not allowed here.")
TOO_LONG = QT_TRANSLATE_NOOP("Message", "At {0}: the list is too long.")
TOO_MANY_CHARACTERS = QT_TRANSLATE_NOOP("Message", "At {0}: the text has more than {1} characters.")
NO_FLEET = QT_TRANSLATE_NOOP("Message", "There is no fleet {0} any more.")
NO_BALL = QT_TRANSLATE_NOOP("Message", "There is no ball {0} any more.")
NO_EXAMPLES = QT_TRANSLATE_NOOP("Message", "Mini-batches need a landscape that is made from data.")
TOO_MANY_FLEETS = QT_TRANSLATE_NOOP("Message", "That would be more than {0} fleets.")
TOO_MANY_BALLS = QT_TRANSLATE_NOOP("Message", "That would be more than {0} balls.")
CUT_SHORT = QT_TRANSLATE_NOOP(
    "Message", "An edit at update {0} can’t be made again. It and all later ones were left out."
)
NOT_OURS = QT_TRANSLATE_NOOP("Message", "This is not a Downhill file.")
NOT_JSON = QT_TRANSLATE_NOOP(
    "Message", "This is not a Downhill file: no JSON at line {0}, column {1}."
)
NEWER = QT_TRANSLATE_NOOP("Message", "This file comes from a newer Downhill (format {0}).")
TOO_LARGE = QT_TRANSLATE_NOOP("Message", "This file has more than {0} MB, the most that is read.")
TOO_LARGE_TO_SAVE = QT_TRANSLATE_NOOP(
    "Message", "This session would have more than {0} MB, the most that could be opened again."
)


MOST_QUOTED = 60  # characters of a value that a message quotes,
MOST_FILLED = 400  # and of anything that fills one: reasons and names of files are longer


def quoted(value: object) -> str:
    """A value of a file for a message, cut where it is long. Lists and objects are not spelled
    out: they may have millions of entries."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return cut(value if isinstance(value, str) else str(value), MOST_QUOTED)


def cut(text: str, most: int) -> str:
    """The text, without its middle where it has more than `most` characters."""
    if len(text) <= most:
        return text
    head, tail = most // 2, most - most // 2 - 1
    return f"{text[:head]}…{text[len(text) - tail :]}"


class DataError(ValueError):
    """Input that can't be used.

    `text` is a source text in the context "Message" and `values` fill it: handlers show the
    translated text, never a traceback.
    """

    def __init__(self, text: str, *values: str) -> None:
        values = tuple(cut(value, MOST_FILLED) for value in values)
        super().__init__(text.format(*values))
        self.text = text
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text, *self.values), self.__dict__
