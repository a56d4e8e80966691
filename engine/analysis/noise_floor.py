"""How much a ball's gradient varies from update to update, and what that keeps the loss above.

With a steady rate a ball does not come to rest in a minimum: noise keeps it in motion, at a
distance at which the noise of an update and the pull of the curvature are in balance. Formulas of
a quadratic loss and independent noise (Mandt, Hoffman and Blei, JMLR 18, 2017); batches drawn
without replacement cancel one another within an epoch, so their floor is lower.
"""

from typing import Final

import numpy as np

from engine.analysis.curvature import eigenvectors
from engine.analysis.stability import RULES, Linear
from engine.arrays import Array
from engine.noise import Gaussian, MiniBatch, Noise
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface, SummedSurface

MOST: Final = 512  # examples from which the spread is computed, evenly chosen of more
BATCHES: Final = 32  # drawn where a loss has no gradient for each example
ENTRIES: Final = 2**18  # balls times examples at once
LEVEL: Final = 0.05  # a curvature smaller than this share of the other is a level floor,
LOST: Final = 0.01  # where the slope's square is less than this share of its variance


def covariances(surface: Surface, noise: Noise | None, points: Array) -> Array | None:
    """The covariance of the gradient of one update at `points` (n, 2), shape (n, 2, 2).

    None where updates have no noise. Never raises, never warns.
    """
    if isinstance(noise, Gaussian):
        return np.broadcast_to(np.eye(2) * noise.sigma**2, (len(points), 2, 2))
    if not (isinstance(noise, MiniBatch) and isinstance(surface, DataSurface)):
        return None
    count = surface.count
    size = min(int(noise.size), count)
    if size == count:
        return None
    left = (count - size) / (size * (count - 1))  # of the spread of single examples
    with np.errstate(all="ignore"):
        return left * _of_examples(surface, points)


def _of_examples(surface: DataSurface, points: Array) -> Array:
    """The covariance of the gradients of single examples, divided by N and not N − 1."""
    found = np.empty((len(points), 2, 2))
    step = max(1, ENTRIES // min(surface.count, MOST))
    for start in range(0, len(points), step):
        part = slice(start, start + step)
        grads = _gradients(surface, points[part])
        grads -= grads.mean(1, keepdims=True)
        found[part] = np.einsum("nei,nej->nij", grads, grads) / grads.shape[1]
    return found


def _gradients(surface: DataSurface, points: Array) -> Array:
    """Gradients of examples, (n, k, 2): of all, or of some evenly chosen."""
    if isinstance(surface, SummedSurface) and surface.count <= MOST:
        grads = surface.example_gradients(points)
        return grads * surface.count if surface.reduction == "sum" else grads
    chosen = np.linspace(0, surface.count - 1, min(surface.count, MOST)).astype(np.int64)
    if not isinstance(surface, SummedSurface):
        return _by_batches(surface, points)
    spread = np.repeat(points, len(chosen), axis=0)
    rows = np.tile(chosen, len(points))[:, None]
    return surface.batch_gradient(spread, rows).reshape(len(points), len(chosen), 2)


def _by_batches(surface: DataSurface, points: Array) -> Array:
    """The same where examples depend on one another, from batches of two, scaled to one."""
    draw = np.random.default_rng(0)
    pairs = np.argsort(draw.random((BATCHES, surface.count)), axis=1)[:, :2]
    grads = np.stack(
        [surface.batch_gradient(points, np.tile(pair, (len(points), 1))) for pair in pairs], 1
    )
    middle = grads.mean(1, keepdims=True)
    return np.asarray(middle + (grads - middle) * np.sqrt(2.0))


def floors(
    optimizer: Optimizer, hessian: Array, covariance: Array, rates: Array, gradients: Array
) -> tuple[Array, Array]:
    """How far above a minimum noise keeps the mean loss of n balls, and how far it has been, (n,).

    `hessian` and `covariance` are (n, 2, 2), `rates` (n, 2) as η or η/σ, `gradients` (k, n, 2)
    those of the whole loss at the last positions. NaN where there is no such floor. Along an axis
    that is level next to the other, and whose slope is lost in the noise, a ball wanders without
    gain: it counts for nothing.
    """
    rule, count = RULES.get(optimizer.key), len(hessian)
    if rule is None:
        return np.full(count, np.nan), np.full(count, np.nan)
    beta = rule.factor(optimizer, count)
    half = np.sqrt(rates * rule.share(optimizer, count)[:, None])
    with np.errstate(all="ignore"):
        scales = half[:, :, None] * half[:, None, :]
        vectors = eigenvectors(hessian * scales)
        bends = np.einsum("nik,nij,njk->nk", vectors, hessian * scales, vectors)
        noise = np.einsum("nik,nij,njk->nk", vectors, covariance * scales, vectors)
        slopes = np.einsum("nik,tni->tnk", vectors, gradients * half)
        spread, room = _spread(rule, beta[:, None], bends)
        level = np.abs(bends) <= LEVEL * np.abs(bends).max(-1, keepdims=True)
        level &= slopes.mean(0) ** 2 <= LOST * noise
        held = level | ((bends > 0) & (room > 0))
        floor = noise * spread / (2 * room)
        above = slopes**2 / (2 * bends)
        floor = np.where(level, 0.0, floor).sum(-1)
        above = np.where(level, 0.0, above).sum(-1).mean(0)
        known = held.all(-1)
    return np.where(known, floor, np.nan), np.where(known, above, np.nan)


def _spread(rule: Linear, beta: Array, bends: Array) -> tuple[Array, Array]:
    """How much of the noise of an update stays in the position, and the room left to instability.

    With `bends` = ηh and noise of variance 1 in each gradient, a position is an autoregressive
    process x ← a x + b x⁻ + noise, with 1 − b and (1 − b)² − a² as below (Box, Jenkins and Reinsel,
    Time Series Analysis, 3.2.4 and 3.4.2); h times its variance is spread/room, in units of η.
    """
    if not rule.ahead:
        return (1 + beta) / (1 - beta), 2 * (1 + beta) - bends
    kept = beta * (1 - bends)
    first, room = (1 - bends) * (1 + beta), 2 * (1 + beta) - bends * (1 + 2 * beta)
    if not rule.leads:
        return (1 + kept) / (1 - kept), room
    new, old = 1 + beta, -beta  # of the noise of an update, which comes in twice
    return ((new**2 + old**2) * (1 + kept) + 2 * new * old * first) / (1 - kept), room
