"""Captions for demonstrations, where controls and most panels are hidden."""

import re
from dataclasses import replace
from typing import Final

from engine.scenario import Scenario, Text

PANEL: Final = re.compile(r"\s*\(tab [^()]*\)|\s*（“[^（）]*”页）")  # the panel with a knob


def for_demo(scenario: Scenario) -> Scenario:
    """The same scenario without its invitation, the names of panels, a chosen ball and an end."""
    caption = Text(*(PANEL.sub("", text) for text in (scenario.caption.en, scenario.caption.zh_CN)))
    return replace(scenario, caption=caption, invitation=Text(), ball=None, end=None)
