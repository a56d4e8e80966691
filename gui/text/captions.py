"""Captions: where their lines may end, and what demonstrations leave out of them."""

import re
from dataclasses import replace
from typing import Final

from engine.scenario import Scenario, Text

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
JOINER: Final = "\N{WORD JOINER}"
FRACTION: Final = re.compile(r"(?<=\w)/(?=\w)")
WITHIN: Final = re.compile(r" [=<>≤≥≈+−] (?=\S)|(?<=\d), (?=[−\d.]+\))")
PANEL: Final = re.compile(r"\s*\(tab [^()]*\)|\s*（“[^（）]*”页）")  # the panel with a knob


def for_demo(scenario: Scenario) -> Scenario:
    """The same scenario without its invitation, the names of panels, a chosen ball and an end."""
    caption = Text(*(PANEL.sub("", text) for text in (scenario.caption.en, scenario.caption.zh_CN)))
    return replace(scenario, caption=caption, invitation=Text(), ball=None, end=None)


def unbroken(text: str) -> str:
    """`text` without line breaks within equations and coordinates."""
    text = FRACTION.sub("/" + JOINER, text)
    return WITHIN.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
