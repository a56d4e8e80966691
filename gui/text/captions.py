"""Captions for where nothing can be pressed and no panel is seen."""

import re
from dataclasses import replace
from typing import Final

from engine.scenario import Scenario, Text

PLACE: Final = re.compile(r"\s*\(tab [^()]*\)|\s*（“[^（）]*”页）")  # where a knob is to be found


def plays_itself(scenario: Scenario) -> Scenario:
    """The same scenario without its invitation, and without the names of panels."""
    caption = Text(*(PLACE.sub("", text) for text in (scenario.caption.en, scenario.caption.zh_CN)))
    return replace(scenario, caption=caption, invitation=Text())
