"""The surfaces balls roll on. Adding one: a class in a module here and a line in `BY_KEY`.

`ALL` is all of them; to ask for it loads every one.
"""

from typing import Any

from engine.family import Family, Place
from engine.surfaces.base import Point, Surface

ALL: tuple[type[Surface], ...]
PLACES = (
    # The teaching shapes: first what a critical point can be, then what makes training hard.
    Place("bowl", "quadratics", "Bowl"),
    Place("inverted_bowl", "gallery", "InvertedBowl"),
    Place("saddle", "quadratics", "Saddle"),
    Place("monkey_saddle", "gallery", "MonkeySaddle"),
    Place("trough", "gallery", "Trough"),
    Place("quartic", "gallery", "Quartic"),
    Place("two_weights", "two_weights", "TwoWeights"),
    Place("ring", "quartics", "Ring"),
    Place("hill", "quartics", "Hill"),
    Place("wells", "wells", "Wells"),
    Place("ellipse", "quadratics", "Ellipse"),
    Place("tilted_valley", "tilted", "TiltedValley"),
    Place("ravine", "ravine", "Ravine"),
    Place("plateau", "plateau", "Plateau"),
    Place("dimpled_bowl", "dimples", "DimpledBowl"),
    # The test functions: bowls and valleys, a few minima, very many.
    Place("booth", "polynomials", "Booth"),
    Place("matyas", "polynomials", "Matyas"),
    Place("mccormick", "valleys", "McCormick"),
    Place("rosenbrock", "rosenbrock", "Rosenbrock"),
    Place("smooth_bukin", "valleys", "SmoothBukin"),
    Place("beale", "classics", "Beale"),
    Place("branin", "valleys", "Branin"),
    Place("goldstein_price", "polynomials", "GoldsteinPrice"),
    Place("himmelblau", "classics", "Himmelblau"),
    Place("styblinski_tang", "polynomials", "StyblinskiTang"),
    Place("three_hump_camel", "camels", "ThreeHumpCamel"),
    Place("six_hump_camel", "camels", "SixHumpCamel"),
    Place("easom", "ripples", "Easom"),
    Place("drop_wave", "ripples", "DropWave"),
    Place("rastrigin", "classics", "Rastrigin"),
    Place("ackley", "many_minima", "Ackley"),
    Place("griewank", "many_minima", "Griewank"),
    Place("levy", "deceptive", "Levy"),
    Place("schwefel", "deceptive", "Schwefel"),
    # Losses of examples.
    Place("linear_regression", "data.lines", "LinearRegression"),
    Place("pokemon", "data.lines", "Pokemon"),
    Place("two_features", "data.lines", "TwoFeatures"),
    Place("sine_neuron", "data.neurons", "SineNeuron"),
    Place("relu_neuron", "data.neurons", "ReluNeuron"),
    Place("two_weights_on_data", "data.network", "TwoWeightsOnData"),
    Place("pulled_wells", "data.wells", "PulledWells"),
    Place("logistic_neuron", "data.logistic", "LogisticNeuron"),
    Place("logistic_regression", "data.logistic", "LogisticRegression"),
    Place("softmax", "data.softmax", "Softmax"),
    Place("normalised_neuron", "data.normalised", "NormalisedNeuron"),
    Place("typed", "typed", "Typed"),
)
BY_KEY: Family[Surface] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "Point", "Surface"]
