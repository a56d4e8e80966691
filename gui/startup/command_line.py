"""The ends of the command line: whatever happens, one sentence and an exit code.

Imports only the standard library, until there is something to say.
"""

import codecs
import logging
import os
import sys
from collections.abc import Callable
from typing import Final, Never, TextIO, final

from engine.marks import QT_TRANSLATE_NOOP

WRONG: Final = 2  # requests that can't be carried out
INTERRUPTED: Final = 130  # by Ctrl+C, as shells say it
CLOSED: Final = 141  # the reader of the output has ended, as shells say it

PATIENCE: Final = 0.3  # seconds for work in the background to end

STOPPED = QT_TRANSLATE_NOOP("CommandLine", "Interrupted.")
NOT_READ = QT_TRANSLATE_NOOP("CommandLine", "The output was closed before all of it was written.")
NOT_WRITTEN = QT_TRANSLATE_NOOP("CommandLine", "The output can’t be written: {0}")

# For terminals that have none of these characters.
PLAIN: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "×": "x", "−": "-", "–": "-"}


@final
class Output:
    """A standard stream that keeps its first error, instead of raising it wherever a line is
    printed: in Qt's event loop that would end nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.error: OSError | None = None

    def write(self, text: str) -> int:
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self._stream.flush)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def _try(self, work: Callable[[], object]) -> None:
        if self.error is None:
            try:
                work()
            except OSError as error:
                self.error = error
                _discard(self._stream)


def ended(main: Callable[[list[str]], int], words: list[str]) -> int:
    """Run `main` to its end, and see that all of its output is written; returns the exit code."""
    logging.getLogger().addHandler(logging.NullHandler())  # no log file: nothing on the terminal
    codecs.register_error("plain", _plain)
    outputs = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None:  # a windowed program on Windows has none
            stream.reconfigure(errors="plain")
            outputs.append(Output(stream))
            setattr(sys, name, outputs[-1])
    try:
        code = main(words)
    except SystemExit as end:  # after --help
        code = end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        _print(words, STOPPED)
        code = INTERRUPTED
    for output in outputs:
        output.flush()
    if outputs and (error := outputs[0].error) is not None:
        return _report(words, error)
    return code


def leave(code: int) -> Never:
    """End the process, whatever still works in the background: all that must be saved is."""
    jobs = sys.modules.get("engine.jobs")
    if jobs is None or jobs.stop_all(PATIENCE):
        sys.exit(code)
    os._exit(code)


def _report(words: list[str], error: OSError) -> int:
    from gui.text.error_text import why

    if isinstance(error, BrokenPipeError):
        _print(words, NOT_READ)
        return CLOSED
    _print(words, NOT_WRITTEN, lambda: why(error))
    return WRONG


def _print(words: list[str], text: str, *values: Callable[[], str]) -> None:
    from gui.startup import arguments

    application = arguments.speak(words)
    print(arguments.translated(text, *(value() for value in values)), file=sys.stderr)
    del application


def _plain(error: UnicodeError) -> tuple[str, int]:
    """The characters that can't be encoded, in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(PLAIN.get(each, "?") for each in missing), error.end


def _discard(stream: TextIO) -> None:
    """Let Python's own last flush succeed."""
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), stream.fileno())
