"""What a caption asks of a person's hand: “Press play.”, or to turn to a panel."""

import re
from dataclasses import replace
from typing import Final

from engine.scenario import Scenario, Text

# All up to the mark that ends it: a sentence in one language is a clause in the other. The point
# in a number ends nothing.
INVITATION: Final = re.compile(
    r"(Press play\b.*?[.,;:](?=\s|$)|按下?播放键.*?[。，；：])\s*", re.DOTALL
)
PLACE: Final = re.compile(r"\s*\(tab [^()]*\)|\s*（“[^（）]*”页）")  # where a knob is to be found
WORD: Final = re.compile(r"[a-z]+(?!\w|\s*[=<>≤≥≈(+−·×/^])")  # no symbol of a formula


def uninvited(caption: str) -> str:
    """The caption without the invitation that it begins with, if it begins with one."""
    found = INVITATION.match(caption)
    if found is None:
        return caption
    rest = caption[found.end() :]
    return rest[:1].upper() + rest[1:] if WORD.match(rest) else rest


def plays_itself(scenario: Scenario) -> Scenario:
    """The same scenario for who only looks on, and sees no panels."""
    texts = (scenario.caption.en, scenario.caption.zh_CN)
    return replace(scenario, caption=Text(*(PLACE.sub("", uninvited(text)) for text in texts)))
