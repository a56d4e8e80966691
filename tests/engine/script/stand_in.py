"""As much of PyTorch as the scripts of these tests use, on NumPy, for machines without it.

Reverse-mode derivatives, SGD and Adam, written from PyTorch's documentation and independently of
the engine.
"""

import math
from types import SimpleNamespace

import numpy as np


class Tensor:
    """An array that remembers what it was computed from, and the slopes to that."""

    def __init__(self, value, parents=(), requires_grad=False):
        self.value = np.asarray(value, float)
        self.parents, self.requires_grad = parents, requires_grad
        self.grad = None

    def __add__(self, other):
        return _of_two(self, other, np.add, lambda a, b, out: (1.0, 1.0))

    def __sub__(self, other):
        return _of_two(self, other, np.subtract, lambda a, b, out: (1.0, -1.0))

    def __mul__(self, other):
        return _of_two(self, other, np.multiply, lambda a, b, out: (b, a))

    def __truediv__(self, other):
        return _of_two(self, other, np.divide, lambda a, b, out: (1 / b, -out / b))

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return tensor(other) - self

    def __rtruediv__(self, other):
        return tensor(other) / self

    def __neg__(self):
        return self * -1.0

    def __iter__(self):
        return iter([self[place] for place in range(len(self.value))])

    def __getitem__(self, key):
        def back(flow):
            grown = np.zeros_like(self.value)
            np.add.at(grown, key, flow)
            return grown

        return Tensor(self.value[key], ((self, back),))

    def mean(self):
        share = np.full(self.value.shape, 1 / self.value.size)
        return Tensor(self.value.mean(), ((self, lambda flow: flow * share),))

    def tolist(self):
        return self.value.tolist()

    def backward(self):
        order, seen, waiting = [], set(), [(self, False)]
        while waiting:
            part, done = waiting.pop()
            if done:
                order.append(part)
            elif id(part) not in seen:
                seen.add(id(part))
                waiting += [(part, True), *((parent, False) for parent, _ in part.parents)]
        flows = {id(self): np.ones_like(self.value)}
        for part in reversed(order):
            flow = flows[id(part)]
            if part.requires_grad:
                part.grad = flow
            for parent, back in part.parents:
                flows[id(parent)] = flows.get(id(parent), 0.0) + back(flow)


def tensor(value, requires_grad=False):
    return value if isinstance(value, Tensor) else Tensor(value, requires_grad=requires_grad)


def _shaped(flow, like):
    """The flow into an operand that was spread to more examples."""
    return np.sum(flow) if like.ndim == 0 else flow


def _of_two(one, other, function, slopes):
    one, other = tensor(one), tensor(other)
    out = function(one.value, other.value)
    first, second = slopes(one.value, other.value, out)
    return Tensor(
        out,
        (
            (one, lambda flow: _shaped(flow * first, one.value)),
            (other, lambda flow: _shaped(flow * second, other.value)),
        ),
    )


def _of_one(function, slope):
    def made(x):
        out = function(x.value)
        return Tensor(out, ((x, lambda flow: flow * slope(x.value, out)),))

    return made


class _Optimizer:
    def __init__(self, parameters, **options):
        self.param_groups = [{"params": parameters, **options}]
        self.state = {parameter: {} for parameter in parameters}

    def zero_grad(self):
        for parameter in self.state:
            parameter.grad = None

    def step(self):
        (group,) = self.param_groups
        for parameter in group["params"]:
            parameter.value = parameter.value - self.moved(
                parameter.grad, group, self.state[parameter]
            )


class SGD(_Optimizer):
    def __init__(self, parameters, **options):
        super().__init__(parameters, **options)
        if options.get("nesterov") and not options.get("momentum"):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")

    def moved(self, grad, group, state):
        momentum, dampening = group.get("momentum", 0.0), group.get("dampening", 0.0)
        if momentum:
            buffer = state.get("momentum_buffer")
            buffer = grad if buffer is None else momentum * buffer.value + (1 - dampening) * grad
            state["momentum_buffer"] = Tensor(buffer)
            grad = grad + momentum * buffer if group.get("nesterov") else buffer
        return group["lr"] * grad


class Adam(_Optimizer):
    def moved(self, grad, group, state):
        one, two = group["betas"]
        count = state["step"] = state.get("step", 0) + 1
        state["mean"] = one * state.get("mean", 0.0) + (1 - one) * grad
        state["square"] = two * state.get("square", 0.0) + (1 - two) * grad * grad
        mean = state["mean"] / (1 - one**count)
        return group["lr"] * mean / (np.sqrt(state["square"] / (1 - two**count)) + group["eps"])


class Rprop(_Optimizer):
    def moved(self, grad, group, state):
        (shrink, grow), (shortest, longest) = group["etas"], group["step_sizes"]
        turn = np.sign(grad * state.get("before", 0.0))
        factor = np.where(turn > 0, grow, np.where(turn < 0, shrink, 1.0))
        length = np.minimum(
            np.maximum(state.get("length", group["lr"]) * factor, shortest), longest
        )
        state["length"], state["before"] = length, np.where(turn < 0, 0.0, grad)
        return np.sign(state["before"]) * length


def _compared(function):
    return lambda one, other: function(one.value, getattr(other, "value", other))


for _name in ("lt", "le", "gt", "ge"):
    _functions = {"lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal}
    setattr(Tensor, f"__{_name}__", _compared(_functions[_name]))


def where(condition, one, other):
    return _of_two(
        one,
        other,
        lambda a, b: np.where(condition, a, b),
        lambda a, b, out: (condition * 1.0, 1.0 - condition),
    )


def power(one, other):
    return _of_two(
        one,
        other,
        np.float_power,
        lambda a, b, out: (b * np.float_power(a, b - 1), out * np.log(np.where(a > 0, a, 1.0))),
    )


def _tie(a, b):
    """The share of the first in their maximum: both have half where they are equal."""
    return np.where(a == b, 0.5, a > b)


def module():
    """Something that a script can import as torch."""
    return SimpleNamespace(
        float64=float,
        set_default_dtype=lambda kind: None,
        tensor=tensor,
        exp=_of_one(np.exp, lambda x, out: out),
        log=_of_one(np.log, lambda x, out: 1 / x),
        log1p=_of_one(np.log1p, lambda x, out: 1 / (1 + x)),
        sqrt=_of_one(np.sqrt, lambda x, out: 0.5 / out),
        sin=_of_one(np.sin, lambda x, out: np.cos(x)),
        cos=_of_one(np.cos, lambda x, out: -np.sin(x)),
        floor=_of_one(np.floor, lambda x, out: 0.0 * x),
        erf=_of_one(np.vectorize(math.erf), lambda x, out: 2 / math.sqrt(math.pi) * np.exp(-x * x)),
        where=where,
        logical_or=np.logical_or,
        logical_and=np.logical_and,
        logical_not=np.logical_not,
        pow=power,
        tanh=_of_one(np.tanh, lambda x, out: 1 - out * out),
        abs=_of_one(np.abs, lambda x, out: np.sign(x)),
        relu=_of_one(lambda x: np.maximum(x, 0), lambda x, out: x > 0),
        maximum=lambda a, b: _of_two(
            a, b, np.maximum, lambda x, y, out: (_tie(x, y), 1 - _tie(x, y))
        ),
        minimum=lambda a, b: _of_two(
            a, b, np.minimum, lambda x, y, out: (1 - _tie(x, y), _tie(x, y))
        ),
        optim=SimpleNamespace(SGD=SGD, Adam=Adam, Rprop=Rprop),
    )
