"""The colour map "Mist"."""

import numpy as np

from gui.sampling.colormap import SIZE, colors, oklab_from_srgb, srgb_from_oklab, table

EVEN = np.linspace(0.0, 1.0, 512)


def test_lightness_rises_monotonically_and_evenly():
    light = oklab_from_srgb(colors(EVEN))[:, 0]
    steps = np.diff(light)
    assert (steps > 0).all()
    assert steps.max() < 2.5 * steps.min()


def test_equal_steps_have_about_equal_distances():
    """The distance in OKLab between neighbours stays within a factor of two and a half."""
    steps = np.linalg.norm(np.diff(oklab_from_srgb(colors(EVEN)), axis=0), axis=-1)
    assert steps.max() < 2.5 * steps.min()


def test_its_chroma_is_low_enough_for_balls_to_stand_out():
    lab = oklab_from_srgb(colors(EVEN))
    assert np.hypot(lab[:, 1], lab[:, 2]).max() < 0.11


def test_oklab_and_back_is_the_same_colour():
    rgb = np.random.default_rng(0).uniform(0.05, 0.95, (100, 3))
    np.testing.assert_allclose(srgb_from_oklab(oklab_from_srgb(rgb)), rgb, atol=1e-6)


def test_white_is_white():
    np.testing.assert_allclose(oklab_from_srgb(np.ones(3)), [1, 0, 0], atol=1e-4)


def test_values_beyond_the_ends_have_the_colours_of_the_ends_and_nan_that_of_the_top():
    np.testing.assert_array_equal(colors(np.array([-3.0])), colors(np.array([0.0])))
    np.testing.assert_array_equal(colors(np.array([7.0, np.nan])), colors(np.array([1.0, 1.0])))


def test_the_table_holds_the_same_colours():
    even = np.linspace(0, 1, SIZE)
    np.testing.assert_allclose(table() / 255, colors(even), atol=0.5 / 255 + 1e-9)
