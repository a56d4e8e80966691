"""Translatable messages about errors in a table of numbers."""

from engine.marks import QT_TRANSLATE_NOOP

UNKNOWN_READING = QT_TRANSLATE_NOOP("Message", "“{0}” is not a way to read a table.")
EMPTY_FILE = QT_TRANSLATE_NOOP("Message", "This file is empty.")
ALL_SKIPPED = QT_TRANSLATE_NOOP(
    "Message", "{0} lines are skipped, but the last one that holds anything is line {1}."
)
FILE_TOO_LARGE = QT_TRANSLATE_NOOP(
    "Message", "This file is too large: a table may have {0} MB, this one has {1} MB."
)
NOT_TEXT = QT_TRANSLATE_NOOP(
    "Message", "This is not a table of text (CSV): byte {0} is not text. Save it as CSV."
)
WRONG_ENCODING = QT_TRANSLATE_NOOP(
    "Message",
    "Line {0} is not UTF-8, nor likely to be anything else. Choose an encoding.",
)
NOT_IN_ENCODING = QT_TRANSLATE_NOOP("Message", "Line {0} can’t be read as {1}.")
LINE_TOO_LONG = QT_TRANSLATE_NOOP("Message", "Line {0} has more than {1} letters.")
BROKEN_QUOTES = QT_TRANSLATE_NOOP(
    "Message", "From line {0} on the quotation marks don’t match, or a cell is far too long."
)
NO_ROWS = QT_TRANSLATE_NOOP("Message", "This table has column names but no rows.")
ONE_COLUMN = QT_TRANSLATE_NOOP(
    "Message",
    "This table has only one column. Choose what separates its cells, if it has more.",
)
TOO_MANY_COLUMNS = QT_TRANSLATE_NOOP(
    "Message", "This table has {1} columns; at most {0} can be read."
)
TOO_MANY_ROWS = QT_TRANSLATE_NOOP("Message", "This table has more than {0} rows.")
NO_COLUMN = QT_TRANSLATE_NOOP("Message", "There is no column “{0}” in this table.")

# What is wrong with one row. {0} is the number of its line in the file, counted from 1.
NO_NUMBER_CELL = QT_TRANSLATE_NOOP("Message", "Line {0}: “{1}” in column “{2}” is not a number.")
NOT_FINITE_CELL = QT_TRANSLATE_NOOP(
    "Message", "Line {0}: “{1}” in column “{2}” is not a finite number."
)
MISSING_CELL = QT_TRANSLATE_NOOP("Message", "Line {0}: the cell in column “{1}” is empty.")
NO_CLASS_CELL = QT_TRANSLATE_NOOP("Message", "Line {0}: “{1}” in column “{2}” is not a class.")
WRONG_CELLS = QT_TRANSLATE_NOOP("Message", "Line {0}: {1} cells instead of {2}.")
ONE_CELL = QT_TRANSLATE_NOOP("Message", "Line {0}: one cell instead of {2}.")
BROKEN_LINE = QT_TRANSLATE_NOOP(
    "Message", "Line {0}: the quotation marks don’t match, or a cell is far too long."
)

UNEQUAL_COLUMNS = QT_TRANSLATE_NOOP(
    "Message", "The columns need one name each and the same number of rows."
)
TOO_FEW_ROWS = QT_TRANSLATE_NOOP("Message", "At least {0} rows are needed, not {1}.")
TOO_MANY_DATA_ROWS = QT_TRANSLATE_NOOP(
    "Message", "At most {0} rows can be used for this landscape; there are {1}."
)
NOT_ALL_NUMBERS = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}” holds something that is not a number, or one beyond 10¹⁰⁰."
)
CONSTANT_COLUMN = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}” holds the same number in every row: nothing depends on it."
)
COLUMN_COUNT = QT_TRANSLATE_NOOP("Message", "This landscape needs {0} columns, not {1}.")
NOT_TWO_CLASSES = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}” must hold two different values, one for each class; it holds: {1}."
)

# How cells were read. {0} is a column, {1} one of its cells, {2} the number that it gives.
READ_AS = QT_TRANSLATE_NOOP("Message", "Column “{0}”: “{1}” is read as {2}.")
MIXED_UNITS = QT_TRANSLATE_NOOP("Message", "Column “{0}” mixes units, which are left off: {1}.")
AMBIGUOUS = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}”: “{1}” is read as {2}; with the other decimal mark it is {3}."
)
TOO_MANY_CLASSES = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}” holds more than {1} different values, too many for classes: {2}."
)
ONE_AGAINST_REST = QT_TRANSLATE_NOOP(
    "Message", "Column “{0}” holds {1} classes: “{2}” is 1, all others are 0."
)
