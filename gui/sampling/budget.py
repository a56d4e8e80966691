"""How many losses of a surface are computed, where each is a sum over many examples."""

from engine.surfaces.base import Surface
from engine.surfaces.examples import examples_of

# Points times examples for …
TERMS = 2**24  # a whole picture, in slices
TERMS_FIRST = 2**20  # the scene's first picture, at once: takes a frame or two
TERMS_DRAFT = 2**18  # a panel's draft, at once: there are several panels
TERMS_SLICE = 2**17  # one slice: a few milliseconds
POINTS_SLICE = 2**13  # points in a slice at most, however few examples there are

LEAST = 64  # points a side of a whole picture at the least, however many examples there are
LEAST_FIRST = 12  # of a first picture or a draft


def side(surface: Surface, terms: int, least: int, most: int) -> int:
    """Points a side of a grid, from `least` to `most`, whose losses are sums over `terms`."""
    return max(least, min(most, int((terms / examples_of(surface)) ** 0.5)))


def whole_side(surface: Surface, most: int) -> int:
    """Points a side of a picture that is made in slices."""
    return side(surface, TERMS, LEAST, most)


def first_side(surface: Surface, most: int) -> int:
    """Points a side of the scene's first picture, which is made without a delay."""
    return side(surface, TERMS_FIRST, LEAST_FIRST, most)


def draft_side(surface: Surface, most: int) -> int:
    """Points a side of a panel's draft, computed in addition to the scene's first picture."""
    return side(surface, TERMS_DRAFT, LEAST_FIRST, most)


def slice_points(surface: Surface) -> int:
    """Points whose losses are computed in one slice."""
    return max(1, min(POINTS_SLICE, TERMS_SLICE // examples_of(surface)))
