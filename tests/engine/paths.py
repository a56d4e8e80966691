"""Runs of one optimizer on one surface, and what is counted in them."""

from dataclasses import replace

import numpy as np

from engine import optimizers, surfaces
from engine.arrays import columns


def surface(key, **knobs):
    return surfaces.BY_KEY[key](**knobs)


def rule(key, **knobs):
    return optimizers.BY_KEY[key](**knobs)


def path(loss, optimizer, starts, updates, rate=None):
    """Positions before the first and after every update, shape (updates + 1, balls, 2)."""
    x = columns(starts)
    state, track = optimizer.init(x), [columns(starts)]
    with np.errstate(all="ignore"):
        for t in range(updates):
            now = optimizer if rate is None else replace(optimizer, lr=rate(t))
            x, state = now.step(loss, x, state)
            track.append(x)
    return np.array(track)


def closed(loss, start, rate, updates):
    """Where gradient descent on a quadratic loss is after so many updates.

    θ* + V (1 − ηΛ)ᵗ Vᵀ (θ₀ − θ*).
    """
    best = np.array(loss.minima[0])
    values, vectors = np.linalg.eigh(loss.hessian(best))
    return best + vectors @ ((1 - rate * values) ** updates * (vectors.T @ (start - best)))


def first(holds):
    """The first update after which it holds for each ball; −1 where it never does."""
    return np.where(holds.any(0), holds.argmax(0), -1).tolist()


def settled(holds):
    """The update from which it holds to the end."""
    return len(holds) - int(np.argmax(~holds[::-1]))


def losses(loss, optimizer, starts, updates):
    return loss.value(path(loss, optimizer, starts, updates))
