"""Writes films: GIF, APNG and WebP by Pillow, MP4 by ffmpeg where that is installed."""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
from PIL import Image

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP

Picture = npt.NDArray[np.uint8]
"""The pixels of a frame, (height, width, 3), red, green and blue."""

COLORS: Final = 255  # of a GIF; the last of 256 stands for what has not changed
QUALITY: Final = 82  # of WebP, 0 to 100
EFFORT: Final = 3  # of WebP, 0 to 6: more takes longer, and makes little smaller
# Frames after which WebP may, and must, have a whole one: all others hold what has changed.
KEYS: Final = {"kmin": 60, "kmax": 120}
SWATCH: Final = 24  # pixels a side; of a colour that the palette must have
NO_ENCODER: Final = QT_TRANSLATE_NOOP("Message", "ffmpeg could not write the film: {0}")


@final
class Frames(NamedTuple):
    """The frames of a film, drawn one after the other."""

    length: int
    rate: int  # a second
    size: tuple[int, int]
    draw: Callable[[int], Picture]
    colors: tuple[str, ...] = ()  # that come later, and must be in a GIF's palette


def write_film(frames: Frames, kind: str, file: Path) -> None:
    """Write a film of this kind ("gif", "apng", "webp" or "mp4") to `file`.

    Raises OSError, DataError, and whatever drawing raises.
    """
    if kind == "mp4":
        _write_mp4(frames, file)
        return
    reel = _Reel(frames, indexed=kind == "gif")
    options = {"duration": round(1000 / frames.rate), "loop": 0, "save_all": True}
    with open(file, "wb") as stream:
        if kind == "gif":
            reel.save(stream, "GIF", optimize=True, transparency=COLORS, **options)
        elif kind == "apng":
            reel.save(stream, "PNG", **options)
        else:
            reel.save(stream, "WEBP", quality=QUALITY, method=EFFORT, **KEYS, **options)


@final
class _Reel(Image.Image):
    """An image of many frames, as Pillow reads them from files: each is drawn when its pixels are
    asked for, which every writer does once, in their order."""

    def __init__(self, frames: Frames, indexed: bool) -> None:
        super().__init__()
        self.n_frames = frames.length
        self._mode, self._size = "P" if indexed else "RGB", frames.size
        self._frames, self._at, self._drawn = frames, 0, -1
        self._colors: Image.Image | None = None

    def tell(self) -> int:
        return self._at

    def seek(self, frame: int) -> None:
        if frame >= self.n_frames:
            raise EOFError
        self._at = frame

    def load(self) -> Any:
        if self._drawn != self._at:
            self._drawn = self._at
            shown = Image.fromarray(self._frames.draw(self._at))
            if self._mode == "P":
                self._colors = self._colors or palette_of(shown, self._frames.colors)
                shown = shown.quantize(palette=self._colors, dither=Image.Dither.NONE)
            self.im, self.palette = shown.im, shown.palette
        return super().load()


def palette_of(frame: Image.Image, colors: tuple[str, ...]) -> Image.Image:
    """An image with the colours of a film that begins with `frame` and has these later."""
    wide = max(frame.width, SWATCH * len(colors))
    whole = Image.new("RGB", (wide, frame.height + SWATCH), frame.getpixel((0, 0)))
    whole.paste(frame, (0, 0))
    for number, color in enumerate(colors):
        whole.paste(color, (SWATCH * number, frame.height, SWATCH * (number + 1), whole.height))
    return whole.quantize(COLORS, Image.Quantize.MEDIANCUT, kmeans=1)


def _write_mp4(frames: Frames, file: Path) -> None:
    width, height = frames.size
    source = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}")
    form = ("-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4")
    command = ["ffmpeg", "-v", "error", "-y", *source, "-r", str(frames.rate), "-i", "-", *form]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, str(file)], stdin=pipe, stderr=pipe, creationflags=hidden
    ) as child:
        assert child.stdin is not None
        assert child.stderr is not None
        with suppress(BrokenPipeError):  # it has ended, and says why
            for number in range(frames.length):
                child.stdin.write(frames.draw(number).tobytes())
        with suppress(BrokenPipeError):
            child.stdin.close()
        said = child.stderr.read().decode(errors="replace").strip()
    if child.returncode:
        raise DataError(NO_ENCODER, said or str(child.returncode))
