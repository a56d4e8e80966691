"""The commands of `dev.py`. Each takes the arguments after its name and gives an exit code."""

import os
from collections.abc import Callable
from pathlib import Path

from shell import LINUX, ROOT, SetupError, display, say, system, translations
from shell.environment import BENCH, DEV, RUN, own_environ

Arguments = list[str]

WINDOWLESS = {"--headless", "--version", "--help", "-h"}
# With these alone every test is run, in several processes. For fewer tests one is faster.
WHOLE = {"--full", "-q", "-v", "-x"}
MOST_WORKERS = 8
PICTURE = {"--screenshot": "downhill.png", "--steps": "120", "--size": "1280x800"}


def run(arguments: Arguments) -> int:
    windowed = not WINDOWLESS.intersection(arguments)
    virtual = windowed and display.missing()
    if windowed:
        system.need(virtual)
    RUN.make()
    given = {argument.split("=")[0] for argument in arguments}
    picture = virtual and not given & {"--screenshot", "--selftest"}
    if virtual:
        say("there is no display here, so the window is drawn under a virtual one")
    if picture:
        wanted = {name: value for name, value in PICTURE.items() if name not in given}
        arguments = [*arguments, *(part for pair in wanted.items() for part in pair)]
    code = display.windowed_call([RUN.python, ROOT / "main.py", *arguments], virtual)
    if picture and code == 0:
        say(f"the window was saved as {Path(PICTURE['--screenshot']).resolve()}")
    return code


def test(arguments: Arguments) -> int:
    system.need(virtual=True)
    DEV.make()
    return display.call_virtually([DEV.python, "-m", "pytest", *options(arguments), *arguments])


def options(arguments: Arguments) -> list[str]:
    """Share every test among processes; the house rules are for `lint`, or for all with --full."""
    if set(arguments) - WHOLE:
        return []
    other = [] if "--full" in arguments else [f"--ignore={path}" for path in HOUSE]
    return ["-n", str(workers()), "--dist", "worksteal", *other]


def workers() -> int:
    """How many processes share the tests: one more than there are processors that we may use,
    since a third of the time of a test with a window is waiting for frames, focus and programs."""
    usable = len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1
    return min(usable + 1, MOST_WORKERS)


def lint(arguments: Arguments) -> int:
    """Every check runs, so that one call shows all failures."""
    del arguments
    system.need()
    DEV.make()
    failed = [name for name, check in CHECKS if failing(name, check)]
    say(f"to mend: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def failing(name: str, check: tuple[str, ...]) -> bool:
    say(f"{name}: {' '.join(check)}")
    if name == "translations":
        return i18n(["--check"]) != 0
    tool, *options = check
    # import-linter can't be run by `python -m`.
    start = (DEV.tools / tool,) if tool == "lint-imports" else (DEV.python, "-m", tool)
    return display.call([*start, *options], own_environ()) != 0


def bench(arguments: Arguments) -> int:
    system.need(virtual=True)
    place = DEV if "--no-torch" in arguments else BENCH
    try:
        place.make()
    except SetupError as error:
        if place is DEV:
            raise
        say(f"{error}\nThe rows that compare with torch are left out this time.")
        arguments, place = [*arguments, "--no-torch"], DEV
        place.make()
    return display.call_virtually([place.python, "-m", "tests.benchmarks", *arguments])


def fuzz(arguments: Arguments) -> int:
    """Try random inputs for an hour, or for as many minutes as are given."""
    system.need()
    DEV.make()
    return display.call([DEV.python, "-m", "tests.fuzz.run", *arguments], own_environ())


def soak(arguments: Arguments) -> int:
    """Use the window at random for ten minutes, or for as many as are given."""
    system.need(virtual=True)
    DEV.make()
    return display.call_virtually([DEV.python, "-m", "tests.soak.run", *arguments])


def pictures(arguments: Arguments) -> int:
    """Make the pictures of the documents."""
    system.need(virtual=True)
    DEV.make()
    return display.call_virtually([DEV.python, "-m", "tests.pictures", *arguments])


def i18n(arguments: Arguments) -> int:
    system.need()
    DEV.make()
    return translations.check() if "--check" in arguments else translations.update()


def package(arguments: Arguments) -> int:
    """Build the installers; with `--test`, try them as well."""
    from installers import making  # only needed here, and slow to import

    return making.main(arguments)


TYPED = ("engine", "gui", "main.py", "dev.py", "packaging/shell", "packaging/installers")
HOUSE = ("tests/test_house.py", "tests/test_words.py", "tests/test_rich_text.py")
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy", "--strict", *TYPED)),
    ("import contracts", ("lint-imports", "--no-logo")),
    ("house rules", ("pytest", "-q", *HOUSE)),
    ("translations", ("i18n", "--check")),
)

ALL: dict[str, Callable[[Arguments], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "fuzz": fuzz,
    "soak": soak,
    "pictures": pictures,
    "i18n": i18n,
    "package": package,
}
