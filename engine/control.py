"""Executes commands on a player."""

import logging
import math
from functools import singledispatch

from engine.commands import (
    MOST_UPDATES,
    Cancel,
    ChangeSurface,
    Command,
    Edit,
    FastForward,
    GoTo,
    Load,
    Pace,
    Play,
    Redo,
    Restart,
    Undo,
    Walk,
)
from engine.errors import OUT_OF_RANGE, DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.player import Player, name_of
from engine.progress import CancelledError
from engine.timeline import Course

log = logging.getLogger(__name__)

REFUSED = QT_TRANSLATE_NOOP("Message", "That can’t be done: {0}")
CANCELLED = QT_TRANSLATE_NOOP("Message", "Cancelled: the last edit was not made.")


def execute(command: Command | Course, player: Player) -> None:
    """Execute `command`; a failure becomes a message in the snapshot.

    A command that can't be executed is refused; an error inside the program pauses the run too.
    """
    try:
        _execute(command, player)
    except DataError as error:
        player.tell(error.text, *error.values)
    except CancelledError:
        player.tell(CANCELLED)
    except BaseException as error:
        player.halt()
        player.timeline.stop()
        log.exception("refused %s", command)
        player.tell(REFUSED, name_of(error))


@singledispatch
def _execute(command: Command | Course, player: Player) -> None:
    """Execute `command`. Raises where that is impossible, having changed nothing."""
    raise TypeError(f"nothing is known of {command}")


@_execute.register
def _(command: Edit, player: Player) -> None:
    player.edit(command)


@_execute.register(Load)
@_execute.register(ChangeSurface)
@_execute.register(Restart)
def _(command: Load | ChangeSurface | Restart, player: Player) -> None:
    player.begin(command)


@_execute.register
def _(command: Course, player: Player) -> None:
    player.open(command)


@_execute.register
def _(command: Play, player: Player) -> None:
    if player.forwarding:
        player.stay()
    player.play(command.on)


@_execute.register
def _(command: Pace, player: Player) -> None:
    if math.isnan(command.rate) or command.rate <= 0:
        raise DataError(OUT_OF_RANGE, "pace", f"{command.rate:g}")
    player.pace = command.rate


@_execute.register
def _(command: Walk, player: Player) -> None:
    player.go(player.place + command.count)


@_execute.register
def _(command: GoTo, player: Player) -> None:
    player.go(min(command.update, player.timeline.head))


@_execute.register
def _(command: FastForward, player: Player) -> None:
    if not 0 < command.count <= MOST_UPDATES:
        raise DataError(OUT_OF_RANGE, "fast-forward", str(command.count))
    player.go(player.place + command.count, forwarding=True)


@_execute.register
def _(command: Cancel, player: Player) -> None:
    player.cancel()


@_execute.register
def _(command: Undo, player: Player) -> None:
    player.undo()


@_execute.register
def _(command: Redo, player: Player) -> None:
    player.redo()
