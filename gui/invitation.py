"""What a caption asks of a person's hand first: “Press play.”"""

import re
from dataclasses import replace
from typing import Final

from engine.scenario import Scenario, Text

# All up to the mark that ends it: a sentence in one language is a clause in the other.
INVITATION: Final = re.compile(r"(Press play\b[^.,;:]*[.,;:]|按下?播放键[^。，；：]*[。，；：])\s*")


def uninvited(caption: str) -> str:
    """The caption without the invitation that it begins with, if it begins with one."""
    found = INVITATION.match(caption)
    if found is None:
        return caption
    rest = caption[found.end() :]
    return rest[:1].upper() + rest[1:]


def plays_itself(scenario: Scenario) -> Scenario:
    """The same scenario for who only looks on."""
    caption = scenario.caption
    return replace(scenario, caption=Text(uninvited(caption.en), uninvited(caption.zh_CN)))
