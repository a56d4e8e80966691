"""The texts round the box: none is drawn over another, from any camera."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from engine import surfaces
from engine.player import Player
from gui.documents import resources
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.scene.geometry.axes import Label, axes_of
from gui.scene.geometry.body import body_of
from gui.scene.geometry.camera import PRESETS, fitted
from gui.scene.geometry.label_layout import apart
from gui.scene.items.axes_item import TextItem
from gui.scene.items.text_atlas import Atlas
from gui.scene.presenters.axes_presenter import scale_name
from gui.state.overlays import defaults
from tests.engine.worlds import default
from tests.gui.scene.looking import picture

SIZES = ((420, 300), (558, 372), (1500, 900))
TURNS = range(0, 360, 60)
SCENARIOS = resources.scenarios()


@pytest.fixture
def texts(qapp):
    made = TextItem()
    made.set_font(qapp.font())
    return made


def ink(texts, label):
    left, top, right, bottom = texts.ink(label.text, label.strong)
    shift = label.lean * (right - left) / 2
    return QRectF(label.x + left + shift, label.y + top, right - left, bottom - top)


def overlapping(texts, labels, slack=0.0):
    """Pairs of texts that overlap, or are horizontally nearer than `slack` pixels."""
    boxes = [ink(texts, label).adjusted(-slack / 2, 0, slack / 2, 0) for label in labels]
    named = zip(labels, boxes, strict=True)
    return [
        (a.text, b.text) for (a, one), (b, other) in combinations(named, 2) if one.intersects(other)
    ]


def views(kind, sizes=SIZES):
    """All labels of a surface, for every preset, many directions and each of the sizes."""
    surface = default(kind)
    field = mesh.sample_first(surface)
    world = world_of(surface, field.value)
    names = (*surface.axes, scale_name(world.scale))
    for size in sizes:
        for name, preset in PRESETS:
            for turn in TURNS if name == "iso" else (0,):
                turned = replace(preset, azimuth=preset.azimuth + turn)
                yield axes_of(
                    world, names, fitted(turned, body_of(world, field), *size), size
                ).labels


@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        pytest.param(kind, (SIZES[number % 3],), id=kind.key)  # each size with a third of them
        for number, kind in enumerate(surfaces.ALL)
    ]
    + [
        pytest.param(kind, SIZES, marks=pytest.mark.full, id=f"{kind.key}-full")
        for kind in surfaces.ALL
    ],
)
def test_no_two_labels_of_a_landscape_touch_and_hardly_any_is_left_out(texts, kind, sizes):
    for requested in views(kind, sizes):
        shown = apart(requested, texts.ink)
        assert overlapping(texts, shown, slack=9.0) == []
        assert [one.text for one in shown if one.strong] == [
            one.text for one in requested if one.strong
        ]
        assert len(shown) >= len(requested) - 2
        places = {
            one.text: [(o.x, o.y) for o in requested if o.text == one.text] for one in requested
        }
        for one in shown:
            near = min(np.hypot(one.x - x, one.y - y) for x, y in places[one.text])
            assert near <= (20 if not one.strong else 100)


def test_there_are_landscapes_whose_labels_would_touch(texts):
    """Otherwise the law above would prove nothing."""
    all_labels = views(surfaces.BY_KEY["pokemon"])
    met = [pair for requested in all_labels for pair in overlapping(texts, requested)]
    assert len(met) > 3


@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.full)])
def test_in_the_view_of_a_scenario_no_text_is_drawn_over_another(view, size):
    view.resize(*size)
    drawn = view.axes_presenter.texts
    for scenario in SCENARIOS:
        view.refresh(Player(scenario).snapshot(), overlays=defaults() | {"velocity"})
        picture(view)
        assert len(drawn.labels) >= 5, scenario.title
        assert overlapping(drawn, drawn.labels, slack=9.0) == [], scenario.title


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_name_of_the_height_is_within_the_view(texts, all_languages, language):
    all_languages.choose(language)
    size, iso = SIZES[0], dict(PRESETS)["iso"]
    for key in ("himmelblau", "rosenbrock", "pokemon"):
        surface = default(surfaces.BY_KEY[key])
        field = mesh.sample_first(surface)
        world = world_of(surface, field.value)
        names = (*surface.axes, scale_name(world.scale))
        labels = axes_of(world, names, fitted(iso, body_of(world, field), *size), size).labels
        (name,) = [label for label in labels if label.text == names[2]]
        assert ink(texts, name).left() >= 0


def test_the_measured_ink_is_where_letters_are_painted(qapp, texts):
    atlas = Atlas()
    atlas.set_font(qapp.font(), 1.0)
    for text, strong in (("−0.25", False), ("w₁", True), ("loss − min (log)", True)):
        (place,) = atlas.places([(text, strong)])
        x, y, w, h = (round(part) for part in (place.x(), place.y(), place.width(), place.height()))
        rows, columns = np.nonzero(atlas.image[y : y + h, x : x + w, 3] > 40)
        left, top, right, bottom = texts.ink(text, strong)
        assert abs(top + place.height() / 2 - rows.min()) <= 1.5
        assert abs(bottom + place.height() / 2 - rows.max() - 1) <= 1.5
        assert left + place.width() / 2 <= columns.min() + 1.5
        assert right + place.width() / 2 >= columns.max() - 1.5


def test_strong_texts_are_heavier_in_any_font_and_from_the_start(qapp):
    def ink_of(atlas, strong):
        (place,) = atlas.places([("Momentum", strong)])
        x, y, w, h = (round(part) for part in (place.x(), place.y(), place.width(), place.height()))
        return atlas.image[y : y + h, x : x + w, 3].sum(dtype=int)

    large = QFont(qapp.font())
    large.setPixelSize(26)
    for font in (QFont(), qapp.font(), large):
        atlas = Atlas()
        atlas.set_font(font, 1.0)
        assert ink_of(atlas, True) > 1.1 * ink_of(atlas, False)


def test_with_a_larger_font_labels_that_do_not_fit_are_left_out(texts):
    labels = tuple(Label(str(number), 100.0 + 24 * number, 50.0) for number in range(8))
    texts.avoid_overlaps()
    texts.set_labels(labels)
    assert texts.labels == labels
    large = QFont(QApplication.font())
    large.setPixelSize(40)
    texts.set_font(large)
    assert texts.labels[0] == labels[0]
    assert 2 <= len(texts.labels) < len(labels)
    texts.set_font(QApplication.font())
    assert texts.labels == labels


def test_a_label_with_other_places_is_moved_away_from_one_without(texts):
    fixed = Label("negative gradient", 100.0, 100.0, lean=1)
    name = Label("b", 130.0, 98.0, strong=True, spare=((130.0, 102.0), (130.0, 140.0)))
    shown = apart((name, fixed), texts.ink)
    assert [(one.text, one.y) for one in shown] == [("b", 140.0), ("negative gradient", 100.0)]


def test_a_text_wider_than_the_picture_of_texts_is_whole(qapp):
    font = QFont(qapp.font())
    font.setPixelSize(32)
    atlas = Atlas(halo=2.0)
    atlas.set_font(font, 1.5)
    (place,) = atlas.places([("Gradient descent η 0.5 • Inverse square root", True)])
    assert place.width() > 512
    width, height = atlas.size
    assert place.right() <= width
    assert place.bottom() <= height
    column = round((place.right() - 6) * 1.5)
    assert atlas.image[:, column - 30 : column].any()
