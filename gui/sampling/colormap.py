"""The colour of a loss: "Mist", a muted perceptually uniform map from slate blue to sand.

Lightness in OKLab rises in even steps, so equal differences of height look equal, also in
grey; the chroma is low, so that the balls' colours stand out. OKLab: B. Ottosson (2020).
"""

import numpy as np
import numpy.typing as npt

from engine.arrays import Array

Bytes = npt.NDArray[np.uint8]

SIZE = 256
DEGREE = 6
LIGHTNESS = (0.40, 0.93)
# Control points over the lightness range: chroma and hue (degrees) in OKLab.
CHROMA = (0.085, 0.080, 0.072, 0.070, 0.078, 0.066)
HUE = (272.0, 243.0, 205.0, 160.0, 108.0, 88.0)

_LMS = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)


def srgb_from_oklab(lab: Array) -> Array:
    """sRGB in 0..1, shape (..., 3), of OKLab colours (..., 3)."""
    linear = np.clip((lab @ _LMS.T) ** 3 @ _RGB.T, 0.0, 1.0)
    encoded: Array = 1.055 * linear ** (1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, 12.92 * linear, encoded)


def oklab_from_srgb(rgb: Array) -> Array:
    """The inverse of `srgb_from_oklab`."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lab: Array = np.cbrt(linear @ np.linalg.inv(_RGB).T) @ np.linalg.inv(_LMS).T
    return lab


def _control_colors() -> Array:
    """The map as designed in OKLab: SIZE sRGB colours."""
    t = np.linspace(0.0, 1.0, SIZE)
    knots = np.linspace(0.0, 1.0, len(HUE))
    hue = np.radians(np.interp(t, knots, HUE))
    chroma = np.interp(t, knots, CHROMA)
    light = LIGHTNESS[0] + (LIGHTNESS[1] - LIGHTNESS[0]) * t
    return srgb_from_oklab(np.stack([light, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1))


def _polynomial() -> Array:
    # By hand: importing NumPy's polynomials would take longer than this module.
    powers = np.linspace(0.0, 1.0, SIZE)[:, None] ** np.arange(DEGREE + 1)
    fitted = np.asarray(np.linalg.lstsq(powers, _control_colors())[0], np.float64)
    fitted.flags.writeable = False
    return fitted


COEFFICIENTS = _polynomial()
"""Of 1, t, t², …: (DEGREE + 1, 3). `colors` evaluates it; the scene has a table."""


def colors(fraction: Array | float) -> Array:
    """sRGB in 0..1, shape (..., 3), for heights between 0 (bottom) and 1 (top)."""
    t = np.clip(np.nan_to_num(np.asarray(fraction, float), nan=1.0), 0.0, 1.0)[..., None]
    rgb = np.zeros((*t.shape[:-1], 3))
    for row in COEFFICIENTS[::-1]:
        rgb = rgb * t + row
    return np.clip(rgb, 0.0, 1.0)


def table() -> Bytes:
    """The map as SIZE RGB pixels (SIZE, 3), for images."""
    return np.round(colors(np.linspace(0.0, 1.0, SIZE)) * 255).astype(np.uint8)
