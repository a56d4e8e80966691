"""Losses of a person's own columns, and columns that are refused."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from engine.data import datasets, messages
from engine.data.choices import choices
from engine.data.columns import MOST_ROWS, Columns, label
from engine.errors import DataError
from engine.plain import from_plain, to_plain
from engine.surfaces.base import Surface
from engine.surfaces.data.lines import SUMMED
from engine.surfaces.data.models import MOST_CURVED, OwnData
from engine.surfaces.data.windows import rounded
from engine.surfaces.examples import EXAMPLES
from tests.engine.test_data_surfaces import MAPS, some_points

every_own = pytest.mark.parametrize(
    "kind",
    [kind for kind in surfaces.ALL if issubclass(kind, OwnData)],
    ids=lambda kind: kind.key,
)

X = tuple(float(k) for k in range(12))
Y = tuple(3 + 2 * x + (-1) ** int(x) for x in X)
T = tuple(float(x > 5) for x in (*X[:-1], 1.0))
Z = tuple(math.cos(3 * x) for x in X)


def own_of(kind, rows=None):
    """Columns that fit the kind."""
    last = T if kind.key.startswith("logistic") else Y
    columns = (X, Z, last) if len(kind.roles) == 3 else (X, last)
    values = columns if rows is None else tuple((c * (rows // 12 + 1))[:rows] for c in columns)
    names = ("speed <b>", "wind", "distance") if len(kind.roles) == 3 else ("speed <b>", "distance")
    return Columns(names, values, "own.csv", ("no", "yes") if last is T else ())


@every_own
def test_a_persons_own_columns_are_stored_with_the_landscape(kind):
    surface = kind(own=own_of(kind))
    assert surface.count == 12
    assert surface.columns.values[0] == X
    assert from_plain(Surface, to_plain(surface)) == surface
    assert kind().axes != surface.axes or kind.key == "two_weights_on_data"
    assert "speed <b>" in " ".join(surface.axes) or kind.key == "two_weights_on_data"
    assert np.less(surface.low, surface.high).all()
    places = np.array([*surface.minima, *surface.starts])
    assert ((places >= surface.low) & (places <= surface.high)).all()


@every_own
def test_every_weight_has_the_name_of_its_column(kind):
    weights = [name for name in kind().axes if name.startswith("w")]
    own = own_of(kind)
    named = [name for name in kind(own=own).axes if name.startswith("w")]
    if kind.key == "two_weights_on_data":  # both weigh the same one
        assert named == weights
    else:
        columns = map(label, own.names[:-1])
        assert named == [f"{w}({name})" for w, name in zip(weights, columns, strict=True)]


@every_own
def test_as_many_rows_as_allowed_are_summed_without_filling_the_memory(kind):
    surface = kind(own=own_of(kind, kind.most_rows))
    assert surface.count == kind.most_rows in (MOST_ROWS, MOST_CURVED)
    points = some_points(surface, 6).reshape(2, 3, 2)
    for name in MAPS:
        found = getattr(surface, name)(points)
        np.testing.assert_array_equal(getattr(surface, name)(points[1, 2]), found[1, 2])


def test_sums_longer_than_a_block_add_up():
    """More examples than are summed at a time, against the closed form."""
    kind = surfaces.BY_KEY["linear_regression"]
    surface = kind(own=own_of(kind, 2 * EXAMPLES + 5))
    points = some_points(surface)
    every = np.broadcast_to(np.arange(surface.count), (len(points), surface.count))
    whole = surface.gradient(points)
    np.testing.assert_allclose(
        surface.batch_gradient(points, every), whole, rtol=1e-11, atol=1e-12 * np.abs(whole).max()
    )
    relu = surfaces.BY_KEY["relu_neuron"]
    few, many = relu(own=own_of(relu)), relu(own=own_of(relu, 12 * 160))
    np.testing.assert_allclose(many.value(points), few.value(points), rtol=1e-13)


@pytest.mark.parametrize("key", ["linear_regression", "two_features"])
@pytest.mark.parametrize("features", ["raw", "centred", "standardised"])
def test_the_closed_form_is_the_sum_of_all_residuals(key, features):
    """On both sides of the number from which the closed form is taken."""
    kind = surfaces.BY_KEY[key]
    few = kind(own=own_of(kind), features=features)
    many = kind(own=own_of(kind, 12 * 50), features=features)
    assert few.count <= SUMMED < many.count
    points = some_points(few)
    for name in MAPS:
        found, expected = getattr(many, name)(points), getattr(few, name)(points)
        np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-12 * np.abs(expected).max())


@pytest.mark.parametrize("shift", [0.0, 1e3, 1e6])
def test_a_regression_finds_the_line_that_is_there(shift):
    """Also where x lies far from 0, as years do, and b and w are strongly correlated."""
    x = tuple(shift + k for k in X)
    y = tuple(7 - 3 * value for value in x)
    surface = surfaces.BY_KEY["linear_regression"](own=Columns(("year", "y"), (x, y)))
    (best,) = surface.minima
    assert best == pytest.approx((7, -3), rel=1e-9 * max(shift, 1))
    assert surface.value(np.array(best)) < 1e-12 * max(shift, 1) ** 2


def lstsq(u, v, t):
    return np.linalg.lstsq(np.stack([u, v], -1), np.array(t), rcond=None)[0]


def test_least_squares_agrees_with_linear_algebra():
    kind = surfaces.BY_KEY["linear_regression"]
    for dataset in dict(choices(kind))["dataset"].values:
        surface = kind(dataset=dataset)
        x, y = surface.columns.values
        assert surface.minima[0] == pytest.approx(lstsq(np.ones(len(x)), x, y), rel=1e-9)


def test_anscombes_four_sets_are_one_landscape():
    kind = surfaces.BY_KEY["linear_regression"]
    first, *others = (kind(dataset=f"anscombe_{k}") for k in (1, 2, 3, 4))
    points = some_points(first)
    for other in others:
        assert (first.low, first.high) == (other.low, other.high)
        np.testing.assert_allclose(other.value(points), first.value(points), rtol=2e-3)
        np.testing.assert_allclose(other.hessian(points), first.hessian(points), rtol=1e-15)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (X, (5.0,) * 12),  # nothing depends on x
        (X, (0.0,) * 12),  # and there is nothing to learn at all
        ((0.0, 1.0), (1.0, 3.0)),
        ((1e-30, 2e-30, 3e-30), (1e-30, 5e-30, 2e-30)),
        ((1e30, 2e30, 3e30), (1e30, 5e30, 2e30)),
        ((1e9, 1e9 + 10, 1e9 + 20), (1.0, 2.0, 4.0)),
        ((0.0,) * 11 + (1.0,), X),
    ],
)
@pytest.mark.parametrize("key", ["linear_regression", "relu_neuron", "two_weights_on_data"])
def test_odd_data_still_have_a_window(key, x, y):
    surface = surfaces.BY_KEY[key](own=Columns(("x", "y"), (x, y)))
    sides = np.subtract(surface.high, surface.low)
    assert (sides > 0).all()
    assert np.isfinite(sides).all()
    places = np.array([*surface.minima, *surface.starts])
    assert ((places >= surface.low) & (places <= surface.high)).all()
    with np.errstate(all="ignore"):
        assert np.isfinite(surface.value(some_points(surface))).all()


@pytest.mark.parametrize("features", ["raw", "centred", "standardised"])
def test_features_that_are_multiples_of_each_other_still_have_a_window(features):
    double = tuple(2 * x for x in X)
    own = Columns(("x", "2x", "y"), (X, double, Y))
    surface = surfaces.BY_KEY["two_features"](own=own, features=features)
    assert np.isfinite([*surface.low, *surface.high]).all()
    assert surface.log_height


def test_classes_that_a_line_parts_have_no_best_weights():
    clean = tuple(float(x > 5) for x in X)
    for features in ("raw", "centred", "standardised"):
        for loss in ("cross_entropy", "squared_error"):
            own = Columns(("x", "t"), (X, clean))
            kind = surfaces.BY_KEY["logistic_neuron"]
            assert kind(own=own, features=features, loss=loss).minima == ()
            mixed = Columns(("x", "t"), (X, T))
            assert len(kind(own=mixed, features=features, loss=loss).minima) == 1


def columns_of(*values):
    return Columns(tuple(f"c{k}" for k in range(len(values))), values)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: columns_of((1.0,), (2.0,)), messages.TOO_FEW_ROWS),
        (lambda: columns_of((), ()), messages.TOO_FEW_ROWS),
        (lambda: columns_of(), messages.UNEQUAL_COLUMNS),
        (lambda: columns_of((1.0, 2.0), (1.0,)), messages.UNEQUAL_COLUMNS),
        (lambda: Columns(("a",), (X, Y)), messages.UNEQUAL_COLUMNS),
        (lambda: columns_of((1.0, math.nan), (1.0, 2.0)), messages.NOT_ALL_NUMBERS),
        (lambda: columns_of((1.0, math.inf), (1.0, 2.0)), messages.NOT_ALL_NUMBERS),
        (lambda: columns_of((1.0, 1e101), (1.0, 2.0)), messages.NOT_ALL_NUMBERS),
        (lambda: columns_of(X * 2000, X * 2000), messages.TOO_MANY_DATA_ROWS),
    ],
)
def test_columns_that_are_no_data_are_refused(make, text):
    with pytest.raises(DataError) as caught:
        make()
    assert caught.value.text == text
    assert str(caught.value)


@every_own
def test_data_that_do_not_suit_the_landscape_are_refused(kind):
    good = own_of(kind)
    constant = replace(good, values=((4.0,) * 12, *good.values[1:]))
    for own, text in (
        (columns_of(*good.values, X), messages.COLUMN_COUNT),
        (columns_of(*good.values[:-1]), messages.COLUMN_COUNT),
        (constant, messages.CONSTANT_COLUMN),
    ):
        with pytest.raises(DataError) as caught:
            kind(own=own)
        assert caught.value.text == text
    if kind.most_rows < MOST_ROWS:
        with pytest.raises(DataError) as caught:
            kind(own=own_of(kind, kind.most_rows + 1))
        assert caught.value.text == messages.TOO_MANY_DATA_ROWS


@pytest.mark.parametrize("targets", [(1.0,) * 12, Y, tuple(2 * t for t in T)])
@pytest.mark.parametrize("key", ["logistic_neuron", "logistic_regression"])
def test_a_classifier_needs_two_classes(key, targets):
    kind = surfaces.BY_KEY[key]
    good = own_of(kind)
    with pytest.raises(DataError) as caught:
        kind(own=replace(good, values=(*good.values[:-1], targets)))
    assert caught.value.text == messages.NOT_TWO_CLASSES


def test_a_damaged_file_with_own_data_is_refused_with_a_message():
    kind = surfaces.BY_KEY["linear_regression"]
    plain = to_plain(kind(own=own_of(kind)))
    for own in (
        {**plain["own"], "values": [[1.0, 2.0], [1.0]]},
        {**plain["own"], "values": [[1.0, "nan"], [1.0, 2.0]]},
        {**plain["own"], "values": "x"},
        {**plain["own"], "names": ["x"]},
        {"names": ["x", "y"]},
        [],
    ):
        with pytest.raises(DataError):
            from_plain(Surface, {**plain, "own": own})


WINDOWS = [
    (at, width)
    for at in (-3e5, -0.1, 0.0, 7.3, 1e12)
    for width in (1e-6, 0.3, 1.0, 14.2, 9e9)
    if width >= 1e-9 * abs(at)
]


@pytest.mark.parametrize(("at", "width"), WINDOWS)
def test_a_rounded_window_is_little_wider(at, width):
    low, high = rounded(at - width, at + width)
    assert low <= at - width
    assert high >= at + width
    assert high - low <= 2.5 * width * (1 + 1e-9)


def test_equal_columns_have_equal_hashes():
    first, again = (columns_of(X, tuple(y + 0.0 for y in Y)) for _ in range(2))
    assert first == again
    assert hash(first) == hash(again)
    assert first != columns_of(X, X)


def test_names_of_columns_are_shown_short():
    assert label("  a\tb  ") == "a b"
    own = Columns(("a very long name of a column", "y"), (X, Y))
    axes = surfaces.BY_KEY["linear_regression"](own=own).axes
    assert axes == ("b", "w(a very long …of a column)")


def test_own_data_take_precedence_over_the_named_set():
    own = Columns(("x", "y"), (X, Y))
    surface = surfaces.BY_KEY["relu_neuron"](own=own, dataset="cars")
    assert surface.columns is own
    assert replace(surface, own=None).columns == datasets.chosen(
        "cars.csv", "speed (mph)", "stopping distance (ft)"
    )
