"""The constant rate."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.schedules.base import Schedule


@final
@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    """The same rate at every update."""

    key: ClassVar[str] = "constant"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Constant")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "The same rate for ever.")
    formula: ClassVar[str] = r"\eta^t=\eta"

    def factor(self, age: Array) -> Array:
        return np.ones_like(age)

    @property
    def reach(self) -> float:
        return 1.0
