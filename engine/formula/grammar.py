"""From tokens to a tree: Python's parser, given only generated names, and a whitelist.

Its input consists of n0, n1 … for the tokens, of operators, brackets and commas. It is never
compiled. The tree is a flat tuple, every part before its whole, so nothing here or later
needs recursion, however long a sum is.
"""

import ast
from typing import Final, NamedTuple, final

from engine.formula.arrangement import Arranger
from engine.formula.bars import paired
from engine.formula.errors import (
    CHAINED,
    CONDITION_MISSING,
    EMPTY,
    JOINS_CONDITIONS,
    NO_VARIABLE,
    NOT_UNDERSTOOD,
    ONE_VALUE,
    SEVERAL_VALUES,
    STRAY_COMPARISON,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY_PARAMETERS,
    TOO_MANY_PARTS,
    TWO_PAIRS,
    TWO_VALUES,
    FormulaError,
    Span,
)
from engine.formula.limits import DEEPEST, LONGEST, MOST_PARAMETERS, MOST_PARTS
from engine.formula.names import (
    ALWAYS,
    CONSTANTS,
    FUNCTIONS,
    ONE,
    PAIRS,
    POWER,
    SEVERAL,
    SPARE_PAIR,
    TWO,
    WHERE,
    check_parameter,
)
from engine.formula.tokens import NAME, Token, functions_in, tokens

CHOICE: Final = "where(x > 0, x, 0)"
JOINED: Final = "where(0 < x and x < 1, x, 0)"
EXAMPLE: Final = "(w1^2 + w2^2 - 4)^2 / 10 + a*sin(3*w1)*cos(2*w2)"

BINARY: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "^",
}
COMPARISONS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
JOINTS: Final[dict[type[ast.boolop], str]] = {ast.And: "and", ast.Or: "or"}
NOT: Final = "not"
CONDITIONS: Final = (*COMPARISONS.values(), *JOINTS.values(), NOT)
NEGATIVE: Final = "negative"
NUMBER: Final = "number"
CONSTANT: Final = "constant"
VARIABLE: Final = "variable"
PARAMETER: Final = "parameter"


@final
class Node(NamedTuple):
    """A part of a formula: its kind (one of the above, an operator or a function), the places of
    its own parts in the tree, and for leaves the number or name as typed."""

    kind: str
    parts: tuple[int, ...]
    text: str
    span: Span


@final
class Parsed(NamedTuple):
    tree: tuple[Node, ...]  # parts before wholes; the last is all
    variables: tuple[str, str]
    parameters: tuple[str, ...]


def read(text: str) -> Parsed:
    """The formula in `text`. Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(TOO_LONG, (LONGEST, len(text)), str(LONGEST), str(len(text)))
    found = tokens(text)
    if not found:
        raise FormulaError(EMPTY, (0, len(text)), EXAMPLE)
    functions = functions_in(found)
    found = paired(found, functions)
    words = Arranger(found, functions).words
    variables, parameters = _names(found, functions, len(text))
    return Parsed(_TreeBuilder(found, words, variables).tree, variables, parameters)


def _names(
    found: list[Token], functions: frozenset[str], length: int
) -> tuple[tuple[str, str], tuple[str, ...]]:
    """The pair of variables in use, and the parameters in the order of their first appearance."""
    first: dict[str, Token] = {}
    for token in found:
        if token.kind == NAME:
            first.setdefault(token.text, token)
    variables = _variables(first)
    parameters = [name for name in first if name not in CONSTANTS and name not in functions]
    parameters = [name for name in parameters if name not in variables]
    for name in parameters:
        check_parameter(name, first[name].span, variables)
    if len(parameters) > MOST_PARAMETERS:
        last = parameters[MOST_PARAMETERS]
        raise FormulaError(TOO_MANY_PARAMETERS, first[last].span, str(MOST_PARAMETERS), last)
    if not set(variables) & set(first):
        raise FormulaError(NO_VARIABLE, (0, length))
    return variables, tuple(parameters)


def _variables(first: dict[str, Token]) -> tuple[str, str]:
    """The pair of variables in use; x1 and x2 are parameters where another pair is."""
    used = [name for name in first if name in ALWAYS]
    pairs = [pair for pair in PAIRS if set(pair) & set(used)]
    if len(pairs) > 1:
        other = next(name for name in used if (name in PAIRS[0]) != (used[0] in PAIRS[0]))
        raise FormulaError(TWO_PAIRS, first[other].span, used[0], other)
    return pairs[0] if pairs else SPARE_PAIR


@final
class _TreeBuilder:
    """Builds the tree from Python's own, and refuses every other kind of node."""

    def __init__(
        self, found: list[Token], words: list[tuple[str, Token]], variables: tuple[str, str]
    ) -> None:
        self._tokens, self._variables = found, variables
        self._starts: dict[int, int] = {}  # columns of the generated text to those typed
        self._ends: dict[int, int] = {}
        self._nodes: list[Node] = []
        root = self._parse(words)
        self._build(root)
        self.tree = tuple(self._nodes)
        self._check()

    def _parse(self, words: list[tuple[str, Token]]) -> ast.expr:
        text = ""
        for word, token in words:
            self._starts[len(text)] = token.start
            text += {"^": "**"}.get(word, word)
            self._ends[len(text)] = token.end
            text += " "
        try:
            return ast.parse(text.rstrip(), mode="eval").body
        except (RecursionError, MemoryError):
            raise FormulaError(TOO_DEEP, self._whole(), str(DEEPEST)) from None
        except (SyntaxError, ValueError):
            raise FormulaError(NOT_UNDERSTOOD, self._whole()) from None

    def _whole(self) -> Span:
        return self._tokens[0].start, self._tokens[-1].end

    def _build(self, root: ast.expr) -> None:
        """Parts first, without recursion: each node is visited before and after its parts."""
        waiting: list[tuple[ast.expr, bool]] = [(root, False)]
        done: list[int] = []
        while waiting:
            node, again = waiting.pop()
            while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
                node = node.operand  # a unary plus has no effect
            if again:
                kind, children = self._kind(node)
                parts = tuple(done[len(done) - len(children) :])
                del done[len(done) - len(children) :]
                done.append(len(self._nodes))
                self._nodes.append(Node(kind, parts, "", self._span(node)))
            elif isinstance(node, ast.Name):
                done.append(len(self._nodes))
                self._nodes.append(self._leaf(node))
            else:
                waiting.append((node, True))
                waiting += [(each, False) for each in reversed(self._kind(node)[1])]
            if len(self._nodes) > MOST_PARTS:
                raise FormulaError(TOO_MANY_PARTS, self._whole(), str(MOST_PARTS))

    def _kind(self, node: ast.expr) -> tuple[str, list[ast.expr]]:
        """The kind of a node, and its parts. All that is not listed here is refused."""
        match node:
            case ast.BinOp(left, operator, right) if type(operator) in BINARY:
                return BINARY[type(operator)], [left, right]
            case ast.UnaryOp(ast.USub(), operand):
                return NEGATIVE, [operand]
            case ast.UnaryOp(ast.Not(), operand):
                return NOT, [operand]
            case ast.BoolOp(operator, values):
                return JOINTS[type(operator)], values
            case ast.Compare(left, [operator], [right]) if type(operator) in COMPARISONS:
                return COMPARISONS[type(operator)], [left, right]
            case ast.Compare():
                raise FormulaError(CHAINED, self._span(node), JOINED)
            case ast.Call(ast.Name(name), arguments, []):
                return FUNCTIONS[self._token(name).text], arguments
            case _:
                raise FormulaError(NOT_UNDERSTOOD, self._span(node))

    def _token(self, name: str) -> Token:
        return self._tokens[int(name[1:])]

    def _leaf(self, node: ast.Name) -> Node:
        token = self._token(node.id)
        kind = NUMBER
        if token.kind == NAME:
            kind = CONSTANT if token.text in CONSTANTS else PARAMETER
            kind = VARIABLE if token.text in self._variables else kind
        return Node(kind, (), token.text, token.span)

    def _span(self, node: ast.expr) -> Span:
        return self._starts[node.col_offset], self._ends[node.end_col_offset or 0]

    def _check(self) -> None:
        """Each function has the values it takes, and comparisons are only in conditions."""
        conditions = {node.parts[0] for node in self._nodes if node.kind == WHERE}
        for place in range(len(self._nodes) - 1, -1, -1):  # wholes before parts
            node = self._nodes[place]
            joins = node.kind in CONDITIONS and node.kind not in COMPARISONS.values()
            if joins and any(self._nodes[part].kind not in CONDITIONS for part in node.parts):
                raise FormulaError(JOINS_CONDITIONS, node.span, node.kind, JOINED)
            if joins and place in conditions:
                conditions.update(node.parts)
        for place, node in enumerate(self._nodes):
            if node.kind in CONDITIONS and place not in conditions:
                raise FormulaError(STRAY_COMPARISON, node.span, CHOICE)
            self._check_count(node)

    def _check_count(self, node: Node) -> None:
        count = len(node.parts)
        if node.kind == WHERE:
            if count != 3 or self._nodes[node.parts[0]].kind not in CONDITIONS:
                raise FormulaError(CONDITION_MISSING, node.span, WHERE, CHOICE)
        elif node.kind in SEVERAL:
            if count < 2:
                raise FormulaError(SEVERAL_VALUES, node.span, node.kind)
        elif node.kind in TWO or node.kind in POWER.values():
            if count != 2:
                name = next((name for name, kind in POWER.items() if kind == node.kind), node.kind)
                raise FormulaError(TWO_VALUES, node.span, name)
        elif node.kind in ONE and count != 1:
            raise FormulaError(ONE_VALUE, node.span, node.kind)
