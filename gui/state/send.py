"""How parts of the window reach the engine: they send commands, and nothing else."""

from collections.abc import Callable

from engine.commands import Command

Send = Callable[[Command], None]
