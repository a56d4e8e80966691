"""What is compared, and what came out, as plain data and text."""

from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np

from engine.analysis.escape_race import Race, Row, middle, per_decade
from engine.arrays import Array
from gui.dialogs.escape.entrants import Competitor, names, plain_descent
from gui.text.numbers import NOTHING, count, short

FIRST, LAST = -1, -10  # powers of ten of δ, the largest and the smallest
KINDS: Final = ("passed", "settled")


@final
@dataclass(frozen=True, slots=True)
class Promise:
    """Updates that gradient descent needs for each power of ten of δ."""

    name: str
    rate: float
    eigenvalue: float
    promised: float
    measured: float  # NaN where it left from fewer than two distances


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """A race with its competitors; `powers` are those of ten of its δ."""

    race: Race
    powers: tuple[int, ...]
    competitors: tuple[Competitor, ...]
    eigenvalue: float  # of the way out
    rows: tuple[Row, ...] = ()  # empty until it is run

    @property
    def names(self) -> tuple[str, ...]:
        """Of the competitors, in the present language."""
        return names(self.competitors)

    def with_rows(self, rows: tuple[Row, ...]) -> "Comparison":
        """The same with what came out."""
        return replace(self, rows=rows)

    def time(self, power: int, competitor: int, kind: str) -> int | None:
        """Updates until it has passed or settled, the median of its balls; None: never."""
        row = self.rows[competitor * len(self.powers) + power]
        return middle(row.passed if kind == "passed" else row.settled)

    def times(self, competitor: int, kind: str) -> Array:
        """Those from all distances, NaN where it never happened, shape (n,)."""
        found = [self.time(power, competitor, kind) for power in range(len(self.powers))]
        return np.array([np.nan if time is None else time for time in found])

    def cell(self, power: int, competitor: int) -> str:
        """Both as text, once where they are equal."""
        times = [self.time_text(power, competitor, kind) for kind in KINDS]
        return times[0] if times[0] == times[1] else " / ".join(times)

    def time_text(self, power: int, competitor: int, kind: str) -> str:
        """One of them."""
        time = self.time(power, competitor, kind)
        return f"> {count(self.race.updates)}" if time is None else count(time)

    @property
    def table(self) -> str:
        """All as text, with tabs, for a spreadsheet: NaN where it never happened."""
        heads = [f"{name}, {kind}" for name in self.names for kind in KINDS]
        lines = [["δ", *heads]]
        for number, power in enumerate(self.powers):
            times = [
                self.time(number, place, kind)
                for place in range(len(self.competitors))
                for kind in KINDS
            ]
            cells = ["" if time is None else str(time) for time in times]
            lines.append([f"1e{power}", *cells])
        return "\n".join("\t".join(line) for line in lines) + "\n"

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Of each plain gradient descent."""
        return tuple(
            self._promise(place, each)
            for place, each in enumerate(self.competitors)
            if plain_descent(each.entrant)
        )

    def _promise(self, place: int, competitor: Competitor) -> Promise:
        times, rate = self.times(place, "passed"), float(competitor.entrant.optimizer.lr)
        left = np.flatnonzero(np.isfinite(times) & (times > 0))
        measured = np.nan
        if len(left) > 1:
            first, last = left[0], left[-1]
            measured = (times[last] - times[first]) / (self.powers[first] - self.powers[last])
        promised = per_decade(rate, self.eigenvalue)
        return Promise(self.names[place], rate, self.eigenvalue, promised, float(measured))


def place_text(x: float, y: float) -> str:
    """A point or a direction as text."""
    return f"({short(x)}, {short(y)})" if np.isfinite((x, y)).all() else NOTHING
