"""All panels. Adding one: a class in a module of its own and a line in `ALL`."""

from gui.panels.balls.panel import BallsPanel
from gui.panels.curves.panel import CurvesPanel
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.landscape.panel import LandscapePanel
from gui.panels.lesson.panel import LessonPanel
from gui.panels.map.panel import MapPanel
from gui.panels.panel import Panel
from gui.panels.slice.panel import SlicePanel
from gui.panels.step.panel import StepPanel
from gui.panels.why.panel import WhyPanel

# In the order in which they stand in their part of the window.
ALL: tuple[type[Panel], ...] = (
    LessonPanel,
    FleetsPanel,
    LandscapePanel,
    MapPanel,
    CurvesPanel,
    WhyPanel,
    StepPanel,
    BallsPanel,
    SlicePanel,
)
