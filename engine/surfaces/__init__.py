"""The surfaces balls roll on. Adding one: a class in a module here and a line in `BY_KEY`.

`ALL` is all of them; reading it imports every one.
"""

from typing import Any

from engine.family import Entry, Family
from engine.surfaces.base import Point, Surface

ALL: tuple[type[Surface], ...]
PLACES = (
    # The teaching shapes: first kinds of critical points, then difficulties of training.
    Entry("bowl", "quadratics", "Bowl"),
    Entry("inverted_bowl", "gallery", "InvertedBowl"),
    Entry("saddle", "quadratics", "Saddle"),
    Entry("monkey_saddle", "gallery", "MonkeySaddle"),
    Entry("trough", "gallery", "Trough"),
    Entry("quartic", "gallery", "Quartic"),
    Entry("two_weights", "two_weights", "TwoWeights"),
    Entry("ring", "quartics", "Ring"),
    Entry("hill", "quartics", "Hill"),
    Entry("wells", "wells", "Wells"),
    Entry("ellipse", "quadratics", "Ellipse"),
    Entry("tilted_valley", "tilted", "TiltedValley"),
    Entry("ravine", "ravine", "Ravine"),
    Entry("plateau", "plateau", "Plateau"),
    Entry("dimpled_bowl", "dimples", "DimpledBowl"),
    # The test functions: bowls and valleys, a few minima, many minima.
    Entry("booth", "polynomials", "Booth"),
    Entry("matyas", "polynomials", "Matyas"),
    Entry("mccormick", "valleys", "McCormick"),
    Entry("rosenbrock", "rosenbrock", "Rosenbrock"),
    Entry("smooth_bukin", "valleys", "SmoothBukin"),
    Entry("beale", "classics", "Beale"),
    Entry("branin", "valleys", "Branin"),
    Entry("goldstein_price", "polynomials", "GoldsteinPrice"),
    Entry("himmelblau", "classics", "Himmelblau"),
    Entry("styblinski_tang", "polynomials", "StyblinskiTang"),
    Entry("three_hump_camel", "camels", "ThreeHumpCamel"),
    Entry("six_hump_camel", "camels", "SixHumpCamel"),
    Entry("easom", "ripples", "Easom"),
    Entry("drop_wave", "ripples", "DropWave"),
    Entry("rastrigin", "classics", "Rastrigin"),
    Entry("ackley", "many_minima", "Ackley"),
    Entry("griewank", "many_minima", "Griewank"),
    Entry("levy", "deceptive", "Levy"),
    Entry("schwefel", "deceptive", "Schwefel"),
    # Losses of examples.
    Entry("linear_regression", "data.lines", "LinearRegression"),
    Entry("pokemon", "data.lines", "Pokemon"),
    Entry("two_features", "data.lines", "TwoFeatures"),
    Entry("sine_neuron", "data.neurons", "SineNeuron"),
    Entry("relu_neuron", "data.neurons", "ReluNeuron"),
    Entry("two_weights_on_data", "data.network", "TwoWeightsOnData"),
    Entry("pulled_wells", "data.wells", "PulledWells"),
    Entry("logistic_neuron", "data.logistic", "LogisticNeuron"),
    Entry("logistic_regression", "data.logistic", "LogisticRegression"),
    Entry("softmax", "data.softmax", "Softmax"),
    Entry("normalised_neuron", "data.normalised", "NormalisedNeuron"),
    Entry("typed", "typed", "Typed"),
)
BY_KEY: Family[Surface] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "Point", "Surface"]
