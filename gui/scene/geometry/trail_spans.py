"""Which rows of trails are drawn, and how they fade."""

from dataclasses import dataclass
from typing import Final, final

NEWEST: Final = 120  # updates that are drawn in full
OLD: Final = 0.35  # opacity of the first update of a run
SOFT: Final = 0.4  # of a trail that has been cut off, where it fades into nothing


@final
@dataclass(frozen=True, slots=True)
class Span:
    """Rows from `first` to before `end`: full from `solid` on, of opacity `old` at the first."""

    first: int = 0
    solid: int = 0
    end: int = 0
    old: float = OLD

    def moved(self, rows: int) -> "Span":
        """The same, counted from another row."""
        return Span(self.first + rows, self.solid + rows, self.end + rows, self.old)


def span(first: int, end: int, newest: int, cut: bool) -> Span:
    """Of rows from `first` to before `end`, `newest` are full; `cut` is whether more existed.

    What was cut off fades into nothing, so that nothing is seen to vanish. A whole trail begins
    to fade slowly: its first update gets paler as the run goes on.
    """
    length = end - first
    solid = max(first, end - newest)
    if cut:
        return Span(first, max(solid, first + int(SOFT * length)), end, 0.0)
    share = min(1.0, (solid - first) / max(1, newest))
    return Span(first, solid, end, 1.0 - (1.0 - OLD) * share)
