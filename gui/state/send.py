"""The only way from parts of the window to the engine: sending a command."""

from collections.abc import Callable

from engine.commands import Command

Send = Callable[[Command], None]
