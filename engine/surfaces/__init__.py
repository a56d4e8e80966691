"""The surfaces balls roll on. Adding one: a class in a module here and a line in `ALL`."""

from engine.surfaces.base import Point, Surface
from engine.surfaces.camels import SixHumpCamel, ThreeHumpCamel
from engine.surfaces.classics import Beale, Himmelblau, Rastrigin
from engine.surfaces.data_lines import LinearRegression, Pokemon, TwoFeatures
from engine.surfaces.data_logistic import LogisticNeuron, LogisticRegression
from engine.surfaces.data_network import TwoWeightsOnData
from engine.surfaces.data_neurons import ReluNeuron, SineNeuron
from engine.surfaces.data_normalised import NormalisedNeuron
from engine.surfaces.data_softmax import Softmax
from engine.surfaces.data_wells import PulledWells
from engine.surfaces.deceptive import Levy, Schwefel
from engine.surfaces.dimples import DimpledBowl
from engine.surfaces.gallery import InvertedBowl, MonkeySaddle, Quartic, Trough
from engine.surfaces.many_minima import Ackley, Griewank
from engine.surfaces.plateau import Plateau
from engine.surfaces.polynomials import Booth, GoldsteinPrice, Matyas, StyblinskiTang
from engine.surfaces.quadratics import Bowl, Ellipse, Saddle
from engine.surfaces.quartics import Hill, Ring
from engine.surfaces.ravine import Ravine
from engine.surfaces.ripples import DropWave, Easom
from engine.surfaces.rosenbrock import Rosenbrock
from engine.surfaces.tilted import TiltedValley
from engine.surfaces.two_weights import TwoWeights
from engine.surfaces.typed import Typed
from engine.surfaces.valleys import Branin, McCormick, SmoothBukin
from engine.surfaces.wells import Wells

ALL: tuple[type[Surface], ...] = (
    # The teaching shapes: first what a critical point can be, then what makes training hard.
    Bowl,
    InvertedBowl,
    Saddle,
    MonkeySaddle,
    Trough,
    Quartic,
    TwoWeights,
    Ring,
    Hill,
    Wells,
    Ellipse,
    TiltedValley,
    Ravine,
    Plateau,
    DimpledBowl,
    # The test functions: bowls and valleys, a few minima, very many.
    Booth,
    Matyas,
    McCormick,
    Rosenbrock,
    SmoothBukin,
    Beale,
    Branin,
    GoldsteinPrice,
    Himmelblau,
    StyblinskiTang,
    ThreeHumpCamel,
    SixHumpCamel,
    Easom,
    DropWave,
    Rastrigin,
    Ackley,
    Griewank,
    Levy,
    Schwefel,
    # Losses of data: regression, networks of two weights, classification, normalization.
    LinearRegression,
    Pokemon,
    TwoFeatures,
    SineNeuron,
    ReluNeuron,
    TwoWeightsOnData,
    PulledWells,
    LogisticNeuron,
    LogisticRegression,
    Softmax,
    NormalisedNeuron,
    # A formula of one's own.
    Typed,
)
BY_KEY = {kind.key: kind for kind in ALL}

__all__ = ["ALL", "BY_KEY", "Point", "Surface"]
