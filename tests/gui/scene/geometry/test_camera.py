"""The camera."""

import numpy as np
import pytest

from gui.sampling.height_scale import HEIGHT
from gui.scene.geometry.body import box
from gui.scene.geometry.camera import ISO, PRESETS, Camera, between, eased, fitted
from gui.scene.geometry.picking import project


def corners(half):
    x, y = half
    return np.array([(a, b, c) for a in (-x, x) for b in (-y, y) for c in (0.0, HEIGHT)])


@pytest.mark.parametrize("name", [name for name, _ in PRESETS])
@pytest.mark.parametrize("size", [(1280, 800), (400, 900), (700, 700), (2400, 500)])
@pytest.mark.parametrize("half", [(1.0, 1.0), (1.0, 0.55)])
def test_a_preset_shows_the_whole_box_and_fills_the_view(name, size, half):
    camera = fitted(dict(PRESETS)[name], box(half), *size)
    matrix = camera.projection_matrix(*size) @ camera.view_matrix()
    pixels = project(corners(half), size, matrix)[:, :2] / size
    assert (pixels > 0).all()
    assert (pixels < 1).all()
    assert np.ptp(pixels, axis=0).max() > 0.65


def test_the_axes_of_the_screen_are_orthonormal():
    for camera in (ISO, Camera(33, -20), Camera(-90, 90)):
        axes = np.stack([camera.right, camera.up, camera.backward])
        np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
        np.testing.assert_allclose(np.linalg.det(axes), 1.0)


def test_zoom_and_tilt_are_limited():
    assert ISO.zoomed(1e9).distance > 0
    assert ISO.zoomed(1e-9).distance < 100
    assert ISO.orbited(0, 500).elevation == 90
    assert ISO.orbited(0, -500).elevation > -90


def test_interpolation_between_two_cameras_turns_through_the_smaller_angle():
    middle = between(Camera(azimuth=170), Camera(azimuth=-170), 0.5)
    assert abs(middle.azimuth) == pytest.approx(180)


def test_easing_has_zero_slope_at_its_ends_and_never_leaves_its_range():
    assert [eased(t) for t in (-1, 0, 0.5, 1, 2)] == pytest.approx([0, 0, 0.5, 1, 1])
    assert eased(0.01) < 0.001
