"""Which bars of |x + |y|| open an absolute value and which close it.

A bar opens where a value is due. After a value it closes, or it opens a factor, as in 2|x|. Where
both are possible, both are tried: one way to pair up all bars is the reading, two are refused.
"""

from typing import Final

from engine.formula.errors import BARS_ALONE, BARS_TWO_WAYS, FormulaError
from engine.formula.limits import DEEPEST
from engine.formula.tokens import BAR, CLOSING, NAME, OPENING, RAISED, SIGN, Token

ABS: Final = "abs"
JOINING: Final = ("*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or", ")", ",")

Way = tuple[bool, "Way"] | None
"""Whether each bar so far opens, the last one first."""
States = dict[tuple[int, bool], list[Way]]
"""By the number of open bars and whether the last bar opens: up to two ways to get there."""


def paired(tokens: list[Token], functions: frozenset[str]) -> list[Token]:
    """The same tokens, in which every bar opens or closes a function abs. Raises FormulaError."""
    found = list(tokens)
    for bars in _groups(tokens):
        for place, opens in zip(bars, _reading(tokens, bars, functions), strict=True):
            kind, text = (OPENING, ABS) if opens else (CLOSING, ")")
            found[place] = Token(kind, text, *tokens[place].span)
    return found


def _groups(tokens: list[Token]) -> list[list[int]]:
    """The places of the bars that may belong together: no bracket or comma parts them."""
    groups: list[list[int]] = [[]]
    open_groups = [groups[0]]
    for place, token in enumerate(tokens):
        if token.kind == BAR:
            open_groups[-1].append(place)
        elif token.text == ")" and len(open_groups) > 1:
            open_groups.pop()
        elif token.text in ("(", ","):
            if token.text == ",":
                open_groups.pop()
            groups.append([])
            open_groups.append(groups[-1])
    return [bars for bars in groups if bars]


def _reading(tokens: list[Token], bars: list[int], functions: frozenset[str]) -> list[bool]:
    """Whether each bar of a group opens."""
    states: States = {(0, False): [None]}
    before = -1
    for place in bars:
        states = _after(tokens, place, states, functions, follows_bar=place == before + 1 > 0)
        if not states:
            raise FormulaError(BARS_ALONE, tokens[place].span, f"{ABS}(…)")
        before = place
    ways = states.get((0, False), [])
    if not ways:
        raise FormulaError(BARS_ALONE, tokens[bars[-1]].span, f"{ABS}(…)")
    if len(ways) > 1:
        span = tokens[bars[0]].start, tokens[bars[-1]].end
        raise FormulaError(BARS_TWO_WAYS, span, f"{ABS}(…)")
    opens, way = list[bool](), ways[0]
    while way is not None:
        opens.append(way[0])
        way = way[1]
    return opens[::-1]


def _after(
    tokens: list[Token],
    place: int,
    states: States,
    functions: frozenset[str],
    follows_bar: bool,
) -> States:
    """The states after the bar at `place`."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    ended = _ends_value(tokens, place, functions)
    found: States = {}
    for (depth, opened), ways in states.items():
        value = not opened if follows_bar else ended
        for opens in _choices(value, depth, following):
            key = depth + (1 if opens else -1), opens
            kept = found.setdefault(key, [])
            kept += [(opens, way) for way in ways]
            del kept[2:]
    return found


def _choices(value: bool, depth: int, following: Token | None) -> list[bool]:
    """Whether a bar may open, or not, after a value or where one is due."""
    joined = following is None or following.text in JOINING
    may_open = not joined and depth < DEEPEST
    if depth == 0 or not value:
        return [True] if may_open else []
    sure = following is None or following.kind == BAR or following.text in ("+", "-")
    return [False, True] if may_open and not sure else [False]


def _ends_value(tokens: list[Token], place: int, functions: frozenset[str]) -> bool:
    """Whether the token before `place`, which is no bar, ends a value."""
    if place == 0:
        return False
    last, *earlier = reversed(tokens[max(place - 3, 0) : place])
    if last.kind == NAME:
        return last.text not in functions
    if last.kind == SIGN:
        return last.text == ")"
    # The exponent of sin² |x| and sin^2 |x| is followed by the function's value.
    if last.kind != RAISED:
        earlier = earlier[1:] if earlier and earlier[0].text == "^" else []
    return not any(each.kind == NAME and each.text in functions for each in earlier[:1])
