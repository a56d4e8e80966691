"""A ball on the landscape by Newton's mechanics, which momentum approximates."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Group, Optimizer, Oracle
from engine.optimizers.dormand_prince import MOST_ATTEMPTS, Reached, integrate
from engine.optimizers.vectors import dot, narrowed, quadratic


class Motion(NamedTuple):
    """A ball's velocity, the last time step of its integration, and how far that reached."""

    velocity: Array  # (N, D), its horizontal components
    stride: Array  # (N, 1)
    share: Array  # (N, 1), of the last time span, less than 1 where its budget was spent before


class Rolled(NamedTuple):
    """The state at the end of an update's time span."""

    grad: Array  # (N, D), where the update begins
    reached: Reached  # y = (move, velocity), shape (N, 2D)
    grad_there: Array  # (N, D), where it ends
    loss_there: Array  # (N, 1)


class RollingTerms(NamedTuple):
    """Velocity and energies after the update, of a ball of mass 1."""

    grad: Array  # (N, D), before the update
    velocity: Array  # (N, D)
    kinetic: Array  # (N, 1)
    potential: Array  # (N, 1)
    energy: Array  # (N, 1), their sum
    time: Array  # (N, 1), Δt; less only where 400 time steps were not enough
    evaluations: Array  # (N, 1), of gradient and Hessian
    move: Array
    state: Motion


@final
@dataclass(frozen=True, slots=True)
class RollingBall(Optimizer):
    """A point mass that slides on z = s L(θ) under gravity G with viscous friction γ.

    Its Lagrangian is ½‖v‖² + ½s²(gᵀv)² − G s L with v = dθ/dt, friction is −γ times the velocity
    in space, and so a = −γv − s (G + s vᵀHv) g / (1 + s²‖g‖²): it accelerates down the slope,
    and the curvature of the surface deflects it. A small solid ball that rolls without slipping
    moves alike with 5/7 of the gravity. One update is the motion over the time Δt, to a declared
    precision and not to an order in Δt.
    """

    lr: Value = knob(
        0.1,
        1e-3,
        10.0,
        scale="log",
        symbol="Δt",
        latex=r"\Delta t",
        title=QT_TRANSLATE_NOOP("Knob", "Time step"),
        minimum=0.0,
    )
    gravity: Value = knob(
        9.81,
        0.1,
        100.0,
        scale="log",
        symbol="G",
        latex="G",
        title=QT_TRANSLATE_NOOP("Knob", "Gravitational acceleration"),
        minimum=0.0,
    )
    scale: Value = knob(
        0.1,
        1e-4,
        10.0,
        scale="log",
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Height of one unit of loss"),
        minimum=0.0,
    )
    friction: Value = knob(
        1.0,
        0.0,
        10.0,
        symbol="γ",
        latex=r"\gamma",
        title=QT_TRANSLATE_NOOP("Knob", "Damping coefficient"),
        minimum=0.0,
    )

    key: ClassVar[str] = "rolling"
    group: ClassVar[Group] = "physical"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Rolling ball")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "A real ball under gravity with friction, which momentum simplifies.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta(t+\Delta t),\quad"
        r"\ddot{\theta}=-\gamma\,\dot{\theta}-"
        r"\frac{s\,\left(G+s\,\dot{\theta}^{\top}H\,\dot{\theta}\right)}{1+s^2\,\|g\|^2}\,g"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source",
        "J.-L. Lagrange, Mécanique analytique, 1788; 《深度学习详解》 §3.2.2, figure of the ball",
    )

    def init(self, x: Array) -> Motion:
        whole = np.ones((len(x), 1))
        return Motion(np.zeros_like(x, order="F"), np.full_like(whole, np.inf), whole)

    def spent(self, state: Motion) -> tuple[float, int] | None:
        share = float(state.share[0, 0])
        return (share, MOST_ATTEMPTS) if share < 1 else None

    def coast(self, state: Motion) -> Array:
        return np.asarray(state.velocity * self.lr)

    def ask(self, f: Oracle, x: Array, state: Motion) -> Rolled:
        size = x.shape[1]

        def slope(rows: IntArray, y: Array) -> Array:
            v = y[:, size:]
            force = self._acceleration(narrowed(f, rows), rows, x[rows] + y[:, :size], v)
            return np.concatenate([v, force], axis=1)

        still = np.zeros_like(x)
        start = np.concatenate([still, state.velocity], axis=1)
        around = np.concatenate([np.abs(x), still], axis=1)
        span = np.broadcast_to(np.asarray(self.lr, np.float64), (len(x), 1))
        reached = integrate(slope, start, span, state.stride, around)
        there = x + reached.y[:, :size]
        return Rolled(f.gradient(x), reached, f.gradient(there), f.value(there)[:, None])

    def terms(self, asked: Any, state: Motion) -> RollingTerms:
        grad, reached, grad_there, loss_there = asked
        size, span = grad.shape[1], np.asarray(self.lr, np.float64)
        move, velocity = (
            np.asfortranarray(part) for part in (reached.y[:, :size], reached.y[:, size:])
        )
        climb = self.scale * dot(grad_there, velocity)
        kinetic = (dot(velocity, velocity) + climb * climb) / 2
        potential = self.gravity * self.scale * loss_there
        return RollingTerms(
            grad,
            velocity,
            kinetic,
            potential,
            kinetic + potential,
            reached.time,
            reached.evaluations,
            move,
            Motion(velocity, reached.stride, np.where(span > 0, reached.time / span, 1.0)),
        )

    def _acceleration(self, f: Oracle, rows: IntArray, points: Array, v: Array) -> Array:
        """d²θ/dt². The matrix of masses I + s²ggᵀ has g as an eigenvector: dividing is enough."""
        scale, gravity, friction = (
            _of(knob, rows) for knob in (self.scale, self.gravity, self.friction)
        )
        g, hessian = f.gradient(points), f.hessian(points)
        pull = scale * (gravity + scale * quadratic(hessian, v))
        pull /= 1 + scale * scale * dot(g, g)
        return np.asarray(-friction * v - pull * g)


def _of(value: Value, rows: IntArray) -> Value:
    """A knob's value for the balls number `rows`."""
    return value[rows] if isinstance(value, np.ndarray) else value
