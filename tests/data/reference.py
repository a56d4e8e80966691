"""Common parts of the recordings of other libraries: starting points and saved data.

Plain arithmetic that NumPy, torch and jax all read alike; nothing of the engine takes part.
"""

import json
import math
import random
from pathlib import Path

AFTER = (0, 1, 10, 100)  # updates made before the one that is recorded
LENGTH = 200  # updates of the whole run
# The distance at which a neighbour of each ball starts, to see whether paths diverge. So small,
# because rules that divide by the gradient's size may be chaotic on any scale above rounding.
NUDGE = 1e-11


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def ellipse(x, y):
    return (x**2 + 100 * y**2) / 2


SURFACES = {
    "rosenbrock": (rosenbrock, [[-1.5, 1.5], [0.3, -0.4]]),
    "himmelblau": (himmelblau, [[-0.5, -1.0], [1.5, -3.5]]),
    "beale": (beale, [[1.0, 1.5], [3.5, 0.25]]),
    "ellipse": (ellipse, [[-4.0, 3.0], [0.7, -0.05]]),
}
STEEPEST = {"rosenbrock": 1200.0, "himmelblau": 200.0, "beale": 300.0, "ellipse": 100.0}


class Draw(random.Random):
    """Random hyperparameters."""

    def log(self, low, high):
        return low * (high / low) ** self.random()

    def fading(self, low, high):
        """A factor, such as 0.9, by which a memory fades; evenly spread in what is lost."""
        return 1 - self.log(1 - high, 1 - low)


def with_neighbours(starts):
    return [*starts, *([x + NUDGE, y - NUDGE / 2] for x, y in starts)]


def spread(points, count):
    """How much farther from its neighbour each ball is than it began."""
    began = NUDGE * 1.25**0.5
    pairs = zip(points[:count], points[count:], strict=True)
    return [math.dist(ball, neighbour) / began for ball, neighbour in pairs]


def stays_near(points):
    """Whether a run is usable: a divergent ball proves nothing."""
    return all(abs(number) < 20 for point in points for number in point)


def write(path, library, version, runs):
    """One run a line."""
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    text = f'{{"{library}": "{version}", "runs": [\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8")
    return f"{len(runs)} runs in {path.name}\n"


def read(name):
    path = Path(__file__).with_name(name)
    return json.loads(path.read_text(encoding="utf-8"))["runs"]
