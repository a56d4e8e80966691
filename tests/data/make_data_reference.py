"""Record losses of data with their derivatives by torch's autograd, for tests without torch.

Run by hand where PyTorch 2.13 is installed: python -m tests.data.make_data_reference
Only the examples come from the engine; every loss is written out here again and differentiated by
autograd.
"""

import csv
import sys
from pathlib import Path

import torch

from engine.data import datasets
from tests.data.reference import write

WHERE = Path(__file__).with_name("data_reference.json")
RESOURCES = Path(__file__).parents[2] / "resources" / "datasets"
SEED = 7


def column(file, name):
    with (RESOURCES / file).open(encoding="utf-8", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines)]


def numbers(file, *names):
    return [torch.tensor([float(cell) for cell in column(file, name)]) for name in names]


def ready(columns):
    return [torch.tensor(each) for each in columns.values]


def standardised(x):
    return (x - x.mean()) / x.std(correction=0)


def squares(z, t):
    return (z - t) ** 2


def line(x, y):
    return lambda w: squares(w[0] + w[1] * x, y)


def cross_entropy(z, t):
    return torch.nn.functional.binary_cross_entropy_with_logits(z, t, reduction="none")


def square_error(z, t):
    return (torch.sigmoid(z) - t) ** 2


def plane(first, second, y, scale):
    """b is the least-squares one, found with torch's own solver."""
    u, v = scale(first), scale(second)
    bias = torch.linalg.lstsq(torch.stack([u, v, torch.ones_like(u)], 1), y[:, None]).solution[2]
    return lambda w: squares(w[0] * u + w[1] * v + bias, y)


def sexes(error):
    first, second = numbers("penguins.csv", "bill depth (mm)", "body mass (g)")
    t = torch.tensor([float(cell == "male") for cell in column("penguins.csv", "sex")])
    u, v = standardised(first), standardised(second)
    bias = torch.log(t.sum() / (len(t) - t.sum()))
    return lambda w: error(w[0] * u + w[1] * v + bias, t)


def one_neuron(x, y, function):
    return lambda w: squares(function(w[0] * x + w[1]), y)


def softmax(error):
    def losses(w):
        logits = torch.stack([w[0], w[1], torch.tensor(-1000.0)])
        if error == "cross_entropy":
            return -torch.log_softmax(logits, 0)[:1]
        return ((torch.softmax(logits, 0) - torch.eye(3)[0]) ** 2).sum()[None]

    return losses


def normalised(w):
    first, second, t = ready(datasets.two_units())
    z = w[0] * first + w[1] * second
    z = (z - z.mean()) / z.std(correction=0)
    return cross_entropy(3 * z, t)


def losses():
    """By landscape and choices, the loss of each example."""
    cars = numbers("cars.csv", "speed (mph)", "stopping distance (ft)")
    mass = numbers("penguins.csv", "flipper length (mm)", "body mass (g)")
    two = ready(datasets.two_scales())
    four = ready(datasets.four())
    bias = {"features": "centred", "reduction": "sum"}
    return [
        ("linear_regression", {}, line(*ready(datasets.twenty()))),
        ("linear_regression", {"dataset": "cars", "reduction": "sum"}, line(*cars)),
        ("linear_regression", {"dataset": "penguins"}, line(*mass)),
        (
            "linear_regression",
            {"dataset": "cars", "features": "standardised"},
            line(standardised(cars[0]), cars[1]),
        ),
        ("pokemon", {}, line(*ready(datasets.pokemon()))),
        ("two_features", {}, plane(*two, lambda x: x)),
        ("two_features", bias, plane(*two, lambda x: x - x.mean())),
        ("two_features", {"features": "standardised"}, plane(*two, standardised)),
        ("sine_neuron", {}, one_neuron(*ready(datasets.sine(0.0)), torch.sin)),
        ("sine_neuron", {"noise": 0.4}, one_neuron(*ready(datasets.sine(0.4)), torch.sin)),
        ("relu_neuron", {}, one_neuron(*ready(datasets.ramp()), torch.relu)),
        ("relu_neuron", {"dataset": "cars"}, one_neuron(*cars, torch.relu)),
        ("two_weights_on_data", {}, product(*ready(datasets.proportional(0.5)))),
        ("logistic_neuron", {}, one_logistic(*four, cross_entropy)),
        ("logistic_neuron", {"loss": "squared_error"}, one_logistic(*four, square_error)),
        ("logistic_regression", {}, sexes(cross_entropy)),
        ("logistic_regression", {"loss": "squared_error"}, sexes(square_error)),
        ("softmax", {}, softmax("cross_entropy")),
        ("softmax", {"loss": "squared_error"}, softmax("squared_error")),
        ("normalised_neuron", {}, normalised),
    ]


def product(x, y):
    return lambda w: squares(w[0] * w[1] * x, y)


def one_logistic(x, t, error):
    return lambda w: error(w[0] * x + w[1], t)


def derivatives(each, summed, point):
    """Loss, gradient and Hessian at a point, as lists."""

    def loss(w):
        parts = each(w)
        return parts.sum() if summed else parts.mean()

    w = torch.tensor(point)
    gradient, hessian = torch.func.grad(loss)(w), torch.func.hessian(loss)(w)
    return loss(w).item(), gradient.tolist(), hessian.tolist()


def runs(windows, count=8, seed=SEED):
    """At `count` points drawn in each window; `windows` gives these by place in `losses`."""
    torch.set_default_dtype(torch.float64)
    draw = torch.Generator().manual_seed(seed)
    found = []
    for (key, choices, each), (low, high) in zip(losses(), windows, strict=True):
        summed = choices.get("reduction", "sum" if key == "pokemon" else "mean") == "sum"
        share = torch.rand(count, 2, generator=draw)
        points = (torch.tensor(low) + share * (torch.tensor(high) - torch.tensor(low))).tolist()
        results = [derivatives(each, summed, point) for point in points]
        value, gradient, hessian = (list(part) for part in zip(*results, strict=True))
        run = {"surface": key, "choices": choices, "points": points, "value": value}
        found.append({**run, "gradient": gradient, "hessian": hessian})
    return found


def main():
    from engine import surfaces

    torch.set_default_dtype(torch.float64)
    made = [surfaces.BY_KEY[key](**choices) for key, choices, _ in losses()]
    windows = [(each.low, each.high) for each in made]
    version = torch.__version__.split("+")[0]
    sys.stdout.write(write(WHERE, "torch", version, runs(windows)))


if __name__ == "__main__":
    main()
