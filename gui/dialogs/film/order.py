"""What a film is to be, as plain data."""

from dataclasses import dataclass
from typing import Final, final

KINDS: Final = ("gif", "apng", "webp", "mp4")
ENDINGS: Final = {"gif": ".gif", "apng": ".png", "webp": ".webp", "mp4": ".mp4"}
RATES: Final = (10, 20, 25)  # frames a second; GIF counts hundredths of a second
SIZES: Final = ((640, 400), (960, 600), (1280, 800), (1920, 1080))  # pixels
MOST_SECONDS: Final = 60
# Bytes of a pixel that are held until the end; the others are written as they are made.
HELD: Final = {"gif": 1, "apng": 3}
MOST_HELD: Final = 700_000_000  # bytes


@final
@dataclass(frozen=True, slots=True)
class FilmOrder:
    """The updates `first` to `last`, in `seconds`."""

    first: int
    last: int
    kind: str = "gif"
    seconds: int = 10
    rate: int = 10
    size: tuple[int, int] = (960, 600)
    turning: bool = False

    @property
    def frames(self) -> int:
        """How many pictures it has."""
        return self.seconds * self.rate

    def update(self, frame: int) -> int:
        """The update that a frame shows."""
        share = frame / max(1, self.frames - 1)
        return self.first + round(share * (self.last - self.first))

    def angle(self, frame: int) -> float:
        """Degrees by which the camera has turned: once around in the whole film."""
        return 360.0 * frame / self.frames if self.turning else 0.0

    @property
    def held(self) -> int:
        """Bytes of memory that writing it takes."""
        return self.frames * self.size[0] * self.size[1] * HELD.get(self.kind, 0)
