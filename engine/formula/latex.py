"""A formula typeset: LaTeX in the curriculum's symbols."""

from collections.abc import Callable
from typing import Final, final

from engine.formula import names
from engine.formula.grammar import CONDITIONS, CONSTANT, NEGATIVE, NOT, NUMBER, Node

# Precedence of a piece: it gets brackets where its context needs a higher one.
SUM, SIGNED, PRODUCT, POWER, ATOM = range(5)
Piece = tuple[str, int]

RELATIONS: Final = {
    "<": "<",
    "<=": r"\le ",
    ">": ">",
    ">=": r"\ge ",
    "==": "=",
    "!=": r"\ne ",
    "and": r"\;\land\;",
    "or": r"\;\lor\;",
}
OPPOSITES: Final = (("<", ">="), (">", "<="), ("==", "!="), ("and", "or"))
OPPOSITE: Final = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}
JOINING: Final = {"and": PRODUCT, "or": SUM}  # the precedence of conditions
OTHER: Final = {"and": SUM, "or": PRODUCT}  # that gets brackets within them
TYPESET: Final = {
    "sin": r"\sin",
    "cos": r"\cos",
    "tan": r"\tan",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "sinh": r"\sinh",
    "cosh": r"\cosh",
    "tanh": r"\tanh",
    "log": r"\ln",
    "log2": r"\log_{2}",
    "log10": r"\log_{10}",
    "min": r"\min",
    "max": r"\max",
    "relu": r"\mathrm{ReLU}",
    "sign": r"\mathrm{sgn}",
}


def typeset(tree: tuple[Node, ...]) -> str:
    """L = …"""
    return "L=" + _Typesetter(tree).pieces[-1][0]


@final
class _Typesetter:
    """Typesets each part of a tree once, from its own parts."""

    def __init__(self, tree: tuple[Node, ...]) -> None:
        self._tree = tree
        self.pieces: list[Piece] = []
        self._opposites: dict[int, Piece] = {}  # of conditions, by their places in the tree
        for node in tree:
            self.pieces.append(self._piece(node))

    def _piece(self, node: Node) -> Piece:
        parts = [self.pieces[place] for place in node.parts]
        if not parts:
            return _leaf(node)
        if node.kind == "^":
            return self._power(node, *parts)
        if node.kind in OPERATORS:
            return OPERATORS[node.kind](*parts)
        if node.kind in CONDITIONS:
            return self._condition(node)
        return self._call(node, [text for text, _ in parts])

    def _call(self, node: Node, values: list[str]) -> Piece:
        inside = ",".join(values)
        match node.kind:
            case "sqrt":
                return rf"\sqrt{{{inside}}}", ATOM
            case "abs":
                return rf"\left|{inside}\right|", ATOM
            case "exp":
                return rf"e^{{{inside}}}", POWER
            case "floor":
                return rf"\left\lfloor {inside}\right\rfloor", ATOM
            case "ceil":
                return rf"\left\lceil {inside}\right\rceil", ATOM
            case "where":
                return self._cases(node, values), SUM
        name = TYPESET.get(node.kind, rf"\mathrm{{{node.kind}}}")
        return rf"{name}{_bracketed(inside)}", PRODUCT

    def _cases(self, node: Node, values: list[str]) -> str:
        """A brace with a line for either case; without words, so independent of the language."""
        condition, holds, fails = values
        otherwise, _ = self._opposites[node.parts[0]]
        lines = rf"{holds} & {condition} \\ {fails} & {otherwise}"
        return rf"\left\{{\begin{{matrix}}{lines}\end{{matrix}}\right."

    def _condition(self, node: Node) -> Piece:
        """A condition; its opposite is kept, too: "not" is never typeset as such."""
        parts = [self.pieces[part] for part in node.parts]
        opposites = [self._opposites.get(part, self.pieces[part]) for part in node.parts]
        if node.kind == NOT:
            piece, opposite = opposites[0], parts[0]
        else:
            piece, opposite = _joined(node.kind, parts), _joined(OPPOSITE[node.kind], opposites)
        self._opposites[len(self.pieces)] = opposite
        return piece

    def _power(self, node: Node, base: Piece, raised: Piece) -> Piece:
        exponent, _ = raised
        under = self._tree[node.parts[0]]
        name = TYPESET.get(under.kind, "")
        whole = self._tree[node.parts[1]].text.isdigit()
        if under.kind.startswith(("sin", "cos", "tan")) and whole:
            return f"{name}^{{{exponent}}}{base[0].removeprefix(name)}", PRODUCT
        return f"{_within(*base, ATOM)}^{{{exponent}}}", POWER


def _joined(kind: str, parts: list[Piece]) -> Piece:
    """A comparison, or conditions joined; those that are joined otherwise get brackets."""
    if kind in ("and", "or"):
        texts = [_bracketed(text) if tight == OTHER[kind] else text for text, tight in parts]
    else:
        texts = [text for text, _ in parts]
    return RELATIONS[kind].join(texts), JOINING.get(kind, ATOM)


def _leaf(node: Node) -> Piece:
    if node.kind == NUMBER:
        return _number(node.text)
    if node.kind == CONSTANT:
        return {"e": "e"}.get(node.text, r"\pi "), ATOM
    return names.latex(node.text), ATOM


def _number(text: str) -> Piece:
    """As typed, but 1e-3 as a power of ten."""
    above, slash, below = text.partition("/")
    if slash:
        return rf"\frac{{{above}}}{{{below}}}", PRODUCT
    digits, _, exponent = text.lower().partition("e")
    digits = digits.removesuffix(".")
    if digits.startswith("."):
        digits = f"0{digits}"
    if not exponent:
        return digits, SIGNED if digits.startswith("-") else ATOM
    ten = f"10^{{{int(exponent)}}}"
    return (ten, POWER) if digits == "1" else (rf"{digits}\cdot {ten}", PRODUCT)


def _bracketed(text: str) -> str:
    return rf"\left({text}\right)"


def _within(text: str, tight: int, needed: int) -> str:
    return text if tight >= needed else _bracketed(text)


def _negative(one: Piece) -> Piece:
    return f"-{_within(*one, PRODUCT)}", SIGNED


def _add(a: Piece, b: Piece) -> Piece:
    """Brackets only where two signs would meet."""
    text, _ = b
    return f"{a[0]}+{_bracketed(text) if text.startswith('-') else text}", SUM


def _subtract(a: Piece, b: Piece) -> Piece:
    return f"{a[0]}-{_within(*b, PRODUCT)}", SUM


def _multiply(left: Piece, right: Piece) -> Piece:
    if left[1] == SIGNED:  # the sign goes first
        return _negative(_multiply((left[0][1:], PRODUCT), right))
    a, b = _within(*left, PRODUCT), _within(*right, PRODUCT)
    if b[0].isdigit() or b.startswith(r"\frac"):
        return rf"{a}\cdot {b}", PRODUCT
    # A thin space where letters would read as one name.
    close = a[-1].isdigit() or a.endswith(" ") or b.startswith(r"\left(")
    return f"{a}{b}" if close else rf"{a}\,{b}", PRODUCT


def _divide(a: Piece, b: Piece) -> Piece:
    if a[1] == SIGNED:
        return _negative(_divide((a[0][1:], PRODUCT), b))
    return rf"\frac{{{a[0]}}}{{{b[0]}}}", PRODUCT


OPERATORS: Final[dict[str, Callable[..., Piece]]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    NEGATIVE: _negative,
}
