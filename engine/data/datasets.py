"""Data that come with the program: examples of the book, of its lectures, and measured ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Final, final

import numpy as np

from engine.data.columns import Columns
from engine.data.reader import read
from engine.data.selection import select
from engine.data.sheet import Sheet
from engine.marks import QT_TRANSLATE_NOOP

FOLDER: Final = Path(__file__).parent.parent.parent / "resources" / "datasets"


@final
@dataclass(frozen=True, slots=True)
class Dataset:
    """A table in `resources/datasets` whose columns a person may choose from."""

    file: str
    title: str  # marked for translation in the context "Dataset"
    source: str  # marked in the context "Source"

    def sheet(self) -> Sheet:
        """Raises OSError where the file is gone."""
        return _sheet(self.file)


ALL: Final = (
    Dataset(
        "cars.csv",
        QT_TRANSLATE_NOOP("Dataset", "Stopping distance of 50 cars"),
        QT_TRANSLATE_NOOP("Source", "M. Ezekiel, Methods of Correlation Analysis, 1930"),
    ),
    Dataset(
        "penguins.csv",
        QT_TRANSLATE_NOOP("Dataset", "333 penguins of Palmer Station"),
        QT_TRANSLATE_NOOP("Source", "K. B. Gorman et al., PLoS ONE 9(3), 2014"),
    ),
    Dataset(
        "anscombe.csv",
        QT_TRANSLATE_NOOP("Dataset", "Anscombe’s four sets"),
        QT_TRANSLATE_NOOP("Source", "F. J. Anscombe, The American Statistician 27, 1973"),
    ),
)


@cache
def _sheet(file: str) -> Sheet:
    return read((FOLDER / file).read_bytes())


@cache
def chosen(file: str, *names: str, classes: bool = False) -> Columns:
    """Some columns of a table that comes with the program."""
    return select(_sheet(file), names, classes).table.own()


@cache
def scatter(count: int) -> tuple[float, ...]:
    """An even number of fixed “random” errors: normal quantiles, of mean 0 and mean square 1.

    They come in pairs of opposite sign, so their sum is 0. Their order is that of the multiples
    of the golden ratio: it looks like none, and is the same on every machine.
    """
    half = [NormalDist().inv_cdf(0.5 + (k + 0.5) / count) for k in range(count // 2)]
    size = math.sqrt(math.fsum(each * each for each in half) / len(half))
    values = [sign * each / size for each in half for sign in (1, -1)]
    golden = (math.sqrt(5) - 1) / 2
    return tuple(values[k] for k in sorted(range(count), key=lambda k: k * golden % 1))


def _line(low: float, high: float) -> tuple[float, ...]:
    return tuple(np.linspace(low, high, 20).tolist())


def pokemon() -> Columns:
    """Combat power of ten Pokémon before and after evolution: the lecture's own numbers."""
    x = (338.0, 333.0, 328.0, 207.0, 226.0, 25.0, 179.0, 60.0, 208.0, 606.0)
    y = (640.0, 633.0, 619.0, 393.0, 428.0, 27.0, 193.0, 66.0, 226.0, 1591.0)
    return Columns(("x", "y"), (x, y))


def twenty() -> Columns:
    """Twenty points near a line, whose best b and w lie 4.9 from the origin."""
    x = _line(-1.0, 1.0)
    y = tuple(0.5 + 4.88 * u + 0.28 * e for u, e in zip(x, scatter(20), strict=True))
    return Columns(("x", "y"), (x, y))


def two_scales() -> Columns:
    """Ten rows of y = 2x₁ + 0.03x₂ + 1, where x₂ is a hundred times as large as x₁."""
    first = (1.0, 2.0, 3.0, 4.0, 5.0) * 2
    second = (300.0, 100.0, 500.0, 200.0, 400.0, 200.0, 400.0, 100.0, 500.0, 300.0)
    y = tuple(2 * u + 0.03 * v + 1 for u, v in zip(first, second, strict=True))
    return Columns(("x₁", "x₂", "y"), (first, second, y))


def four() -> Columns:
    """Two examples of either class, which a threshold at 0 tells apart."""
    return Columns(("x", "t"), ((-2.0, -1.0, 1.0, 2.0), (0.0, 0.0, 1.0, 1.0)), classes=("0", "1"))


def ramp() -> Columns:
    """Twenty points of the line y = x + 0.5."""
    x = _line(0.0, 2.0)
    return Columns(("x", "y"), (x, tuple(u + 0.5 for u in x)))


def sine(noise: float) -> Columns:
    """Twenty points of y = sin(2x + 0.5), with errors of this standard deviation."""
    x = _line(-3.0, 3.0)
    clean = np.sin(2 * np.array(x) + 0.5).tolist()
    return Columns(("x", "y"), (x, _noisy(clean, noise)))


def proportional(noise: float) -> Columns:
    """Twenty points of y = x around x = 1, with errors of this standard deviation."""
    x = _line(0.5, 1.5)
    return Columns(("x", "y"), (x, _noisy(x, noise)))


def two_units() -> Columns:
    """Twenty examples of two classes; x₂ is measured in a unit a hundred times smaller than x₁."""
    errors = scatter(20)
    first = tuple(errors)
    second = tuple(100 * each for each in (*errors[7:], *errors[:7]))
    t = tuple(float(u + v / 100 > 0) for u, v in zip(first, second, strict=True))
    return Columns(("x₁", "x₂", "t"), (first, second, t), classes=("0", "1"))


def _noisy(clean: Sequence[float], noise: float) -> tuple[float, ...]:
    return tuple(u + noise * e for u, e in zip(clean, scatter(20), strict=True))
