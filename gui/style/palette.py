"""The program's colours, as plain data without Qt, for widgets, the scene and tests.

Every colour is a string "#rrggbb". The values come from the design; the fleets' hues are those of
Okabe and Ito ("Color universal design", 2008), moved in lightness only (hue kept in OKLCH) until
lines and glyphs reach a contrast of 3:1 against the panel they are drawn on.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, final

FLEETS: Final = 8  # number of hues


@final
class Marking(IntEnum):
    """The pattern on a fleet's balls; the ball shader uses the same numbers."""

    PLAIN = 0
    RING = 1
    HALF = 2
    STRIPE = 3
    DOTS = 4
    CROSS = 5
    CHECKER = 6
    BAND = 7


@final
@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme."""

    dark: bool
    window: str
    panel: str
    hairline: str
    text: str
    second: str  # captions, units, secondary labels
    accent: str
    # Derived from the above: states of controls, and messages.
    on_accent: str  # text and icons on the accent
    accent_hover: str
    accent_pressed: str
    selected: str  # a chosen row, a text selection: the accent, blended with the panel
    hover: str
    pressed: str
    outline: str  # the edge of a field or a button
    groove: str  # the empty part of sliders, scrubs and progress bars
    handle: str  # the knob of a slider
    disabled: str
    info: str
    success: str
    warning: str
    danger: str
    # Drawing.
    grid: str  # lines of plots
    zero: str  # the zero line of plots
    positive: str  # an eigenvalue > 0 (drawn solid)
    negative: str  # an eigenvalue < 0 (drawn dashed)
    scene_top: str  # the faint gradient behind the surface
    scene_bottom: str
    fleets: tuple[str, ...]
    strong: bool = False  # high contrast

    @property
    def name(self) -> str:
        """Of the folder with the style sheet's drawings."""
        return ("dark" if self.dark else "light") + ("-strong" if self.strong else "")

    def fleet_color(self, index: int) -> str:
        """The colour of fleet number `index` (0, 1, …); the hues repeat after eight."""
        return self.fleets[index % FLEETS]


def marking_of(index: int) -> Marking:
    """The marking of fleet number `index`.

    Each repetition of the hues shifts the markings by one, so the first 64 fleets differ in the
    pair of hue and marking.
    """
    return Marking((index + index // FLEETS) % len(Marking))


LIGHT: Final = Palette(
    dark=False,
    window="#f6f7f9",
    panel="#ffffff",
    hairline="#dfe3e8",
    text="#1c2430",
    second="#5b6572",
    accent="#1668c7",
    on_accent="#ffffff",
    accent_hover="#125bb0",
    accent_pressed="#0f4d96",
    selected="#e1ecf9",
    hover="#edf0f4",
    pressed="#e1e6ec",
    outline="#838c98",
    groove="#d3d9e1",
    handle="#ffffff",
    disabled="#a3abb6",
    info="#1668c7",
    success="#17774a",
    warning="#8f5f00",
    danger="#c22f36",
    grid="#e8ebef",
    zero="#aab2bd",
    positive="#4a55d6",
    negative="#c4254b",
    scene_top="#ffffff",
    scene_bottom="#e6eaf0",
    fleets=(
        "#ba8004",  # orange
        "#3294c8",  # sky
        "#009e73",  # green
        "#857d00",  # yellow; darker than 3:1 requires, to differ from orange
        "#0072b2",  # blue
        "#d55e00",  # vermillion
        "#c4719f",  # purple
        "#8b8b8b",  # grey
    ),
)

DARK: Final = Palette(
    dark=True,
    window="#14161a",
    panel="#1b1e24",
    hairline="#2a2e36",
    text="#e6e8ec",
    second="#9aa3af",
    accent="#5aa9ff",
    on_accent="#0d1420",
    accent_hover="#78b9ff",
    accent_pressed="#4795ec",
    selected="#24384f",
    hover="#262a32",
    pressed="#30353f",
    outline="#6a717d",
    groove="#383e48",
    handle="#d3d8e0",
    disabled="#5d6570",
    info="#5aa9ff",
    success="#4cc38a",
    warning="#e5b567",
    danger="#ff7b7f",
    grid="#262a32",
    zero="#59616d",
    positive="#8f9bff",
    negative="#ff6f91",
    scene_top="#20242b",
    scene_bottom="#14161a",
    fleets=(
        "#e69f00",  # orange
        "#56b4e9",  # sky
        "#009e73",  # green
        "#f0e442",  # yellow
        "#2184c6",  # blue
        "#d55e00",  # vermillion
        "#cc79a7",  # purple
        "#999999",  # grey
    ),
)

# For systems set to high contrast: text of at least 7:1, and edges that are seen everywhere.
LIGHT_STRONG: Final = Palette(
    dark=False,
    strong=True,
    window="#ffffff",
    panel="#ffffff",
    hairline="#6b6b6b",
    text="#000000",
    second="#2e2e2e",
    accent="#003f88",
    on_accent="#ffffff",
    accent_hover="#00316b",
    accent_pressed="#00254f",
    selected="#cfe4ff",
    hover="#e9e9e9",
    pressed="#d2d2d2",
    outline="#000000",
    groove="#6b6b6b",
    handle="#ffffff",
    disabled="#616161",
    info="#003f88",
    success="#004a29",
    warning="#573400",
    danger="#86000f",
    grid="#d0d0d0",
    zero="#5c5c5c",
    positive="#2f2fa3",
    negative="#8f0030",
    scene_top="#ffffff",
    scene_bottom="#ffffff",
    fleets=LIGHT.fleets,
)

DARK_STRONG: Final = Palette(
    dark=True,
    strong=True,
    window="#000000",
    panel="#000000",
    hairline="#9a9a9a",
    text="#ffffff",
    second="#e2e2e2",
    accent="#8fd3ff",
    on_accent="#000000",
    accent_hover="#b5e2ff",
    accent_pressed="#74c6ff",
    selected="#00365f",
    hover="#262626",
    pressed="#404040",
    outline="#ffffff",
    groove="#9a9a9a",
    handle="#ffffff",
    disabled="#a6a6a6",
    info="#8fd3ff",
    success="#6ee7a8",
    warning="#ffd27f",
    danger="#ffb0b2",
    grid="#3a3a3a",
    zero="#b0b0b0",
    positive="#b3bcff",
    negative="#ff9db8",
    scene_top="#000000",
    scene_bottom="#000000",
    fleets=DARK.fleets,
)

ALL: Final[tuple[Palette, ...]] = (LIGHT, DARK, LIGHT_STRONG, DARK_STRONG)


def channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue of "#rrggbb" in 0…1, for OpenGL and NumPy."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def mixed(under: str, over: str, share: float) -> str:
    """`over` blended with `under`, at an opacity `share` in 0…1."""
    pairs = zip(channels(under), channels(over), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def luminance(color: str) -> float:
    """Relative luminance in 0…1 (WCAG 2.2, "relative luminance")."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio in 1…21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(color: str) -> str:
    """White or near-black, whichever has more contrast with `color`: a marking's colour."""
    return max("#ffffff", "#14161a", key=lambda ink: contrast(ink, color))
