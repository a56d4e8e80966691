#!/usr/bin/env python3
"""Set up, run, test and measure Downhill.

    python3 dev.py run [arguments of main.py]     start the program
    python3 dev.py test [arguments of pytest]     pass every test; with --full, the long ones too
    python3 dev.py lint                           style, types, import contracts, house rules
    python3 dev.py bench [--no-torch]             print the table of benchmarks
    python3 dev.py fuzz [minutes]                 try random files, formulas, tables, messages
    python3 dev.py soak [minutes [seed]]          use the window at random; print memory and times
    python3 dev.py pictures                       make the pictures of the documents
    python3 dev.py i18n [--check]                 collect the texts, build the translations
    python3 dev.py package [linux|windows|macos|all] [--test]    build the installers, try them

Each does all the set-up that a fresh machine needs; later it only checks that it is still
valid. Standard library only. This file must stay readable by Python 3.6, so that an old Python
can report that it is too old; the work is done in packaging/shell.
"""

import os
import shutil
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST, NEWEST = (3, 11), (3, 14)
UNUSABLE = 2  # the exit code for "something is to be done by hand first"


def suitable(version: "tuple[int, ...]") -> bool:
    return OLDEST <= version[:2] <= NEWEST


def use_another_python(arguments: "list[str]") -> int:
    """Continue with a suitable Python from the path; without one, print what is needed."""
    for minor in (13, 12, 14, 11):
        path = shutil.which(f"python3.{minor}")
        if path:
            return subprocess.call([path, os.path.abspath(__file__), *arguments])
    have, oldest, newest = (".".join(map(str, v[:2])) for v in (sys.version_info, OLDEST, NEWEST))
    print(f"dev.py: this is Python {have}; Downhill needs {oldest} to {newest}.", file=sys.stderr)
    return UNUSABLE


def terminated(number: int, frame: object) -> None:
    raise SystemExit(128 + number)  # unwinds the stack, so that the program and its display end too


def main(arguments: "list[str]") -> int:
    if not suitable(tuple(sys.version_info[:2])):
        return use_another_python(arguments)
    sys.path.insert(0, os.path.join(ROOT, "packaging"))
    from shell import SetupError, commands, say

    if not arguments or arguments[0] not in commands.ALL:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else UNUSABLE
    signal.signal(signal.SIGTERM, terminated)
    try:
        return commands.ALL[arguments[0]](arguments[1:])
    except SetupError as error:
        say(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        say("stopped")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
