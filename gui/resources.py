"""The files that come with the program."""

import logging
from pathlib import Path
from typing import Final

from engine.errors import DataError
from engine.scenario import Scenario
from engine.session import read

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).parent.parent / "resources"
OPENING: Final = "01-saddle.json"  # what a first start shows


def scenarios() -> tuple[Scenario, ...]:
    """Those of the gallery, in order; one that can't be read is left out and logged."""
    found = [_scenario(file) for file in sorted((FOLDER / "scenarios").glob("*.json"))]
    return tuple(each for each in found if each is not None)


def notices() -> str:
    """The licences of what the program is built from."""
    try:
        return (FOLDER / "NOTICES.md").read_text(encoding="utf-8")
    except OSError as error:
        return str(error)


def _scenario(file: Path) -> Scenario | None:
    try:
        found = read(file.read_text(encoding="utf-8"))
    except (DataError, OSError) as error:
        log.error("%s: %s", file.name, error)
        return None
    return found if isinstance(found, Scenario) else None
