"""Writes files so that none is ever half written."""

import logging
from pathlib import Path

log = logging.getLogger(__name__)


def write_whole(file: Path, content: bytes) -> OSError | None:
    """Write so that `file` is either the old one or the new one; returns the error, if any."""
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        log.warning("could not write %s: %s", file, error)
        return error
    return None
