"""Checks that numbers, names and signs are in a valid and unambiguous order."""

from typing import Final, NamedTuple, NoReturn, final

from engine.formula.errors import (
    CLOSING_MISSING,
    END_MISSING,
    NEEDS_BRACKETS,
    NO_FUNCTION,
    OPENING_MISSING,
    OPERATOR_MISSING,
    OTHER_CASE,
    STRAY_COMMA,
    TOO_DEEP,
    TWO_WAYS,
    UNKNOWN_FUNCTION,
    VALUE_MISSING,
    FormulaError,
)
from engine.formula.limits import DEEPEST
from engine.formula.names import AXES, CONSTANTS, FUNCTIONS
from engine.formula.tokens import NAME, NUMBER, RAISED, Token

TIMES: Final = "*"
BINDING: Final = ("/", "^")  # an operand right of these takes no factor without a sign


@final
class Bracket(NamedTuple):
    """An open bracket."""

    token: Token
    of_function: bool
    after: str  # the operator before it


@final
class Arranger:
    """Walks along the tokens once, tracking whether a value or an operator is expected.

    `words` is the same formula with every product written out, each word with its token; names
    and numbers are indices into the list of tokens, so no text remains.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.words: list[tuple[str, Token]] = []
        self._tokens = tokens
        self._brackets: list[Bracket] = []
        self._value_due = True
        self._after = ""  # the operator before the value that is due, or that just ended
        self._raised = False  # whether the value that just ended has a raised exponent
        self._called = False  # whether it is a function's
        for place, token in enumerate(tokens):
            self._take(place, token)
        self._end()

    def _take(self, place: int, token: Token) -> None:
        if token.kind in (NUMBER, NAME):
            self._value(place, token)
        elif token.kind == RAISED:
            self._require_value_before(token)
            self.words += [("^", token), (f"n{place}", token)]
            self._raised, self._called = True, False
        elif token.text == "(":
            self._open(token)
        elif token.text == ")":
            self._close(token)
        elif token.text == ",":
            self._comma(token)
        else:
            self._operator(token)

    def _value(self, place: int, token: Token) -> None:
        following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        called = following is not None and following.text == "("
        if token.kind == NAME:
            _check_call(token, called)
        self._insert_product(token)
        self.words.append((f"n{place}", token))
        # A function's value ends with its bracket, which is the next token.
        self._value_due = token.kind == NAME and called
        self._raised = self._called = False

    def _open(self, token: Token) -> None:
        of_function = bool(self.words) and self.words[-1][1].text in FUNCTIONS
        if not of_function:
            self._insert_product(token)
        self._brackets.append(Bracket(token, of_function, self._after))
        if len(self._brackets) > DEEPEST:
            raise FormulaError(TOO_DEEP, token.span, str(DEEPEST))
        self.words.append(("(", token))
        self._value_due, self._after = True, ""

    def _close(self, token: Token) -> None:
        if not self._brackets:
            raise FormulaError(OPENING_MISSING, token.span)
        self._require_value_before(token)
        bracket = self._brackets.pop()
        self._after, self._called = bracket.after, bracket.of_function
        self.words.append((")", token))
        self._raised = False

    def _comma(self, token: Token) -> None:
        if not self._brackets or not self._brackets[-1].of_function:
            raise FormulaError(STRAY_COMMA, token.span)
        self._require_value_before(token)
        self.words.append((",", token))
        self._value_due, self._after = True, ""

    def _operator(self, token: Token) -> None:
        if self._value_due and token.text in ("+", "-"):  # a sign, which binds like what precedes
            self.words.append((token.text, token))
            return
        self._require_value_before(token)
        if token.text == "^" and self._raised:
            raise FormulaError(TWO_WAYS, token.span, token.text[:20])
        self.words.append((token.text, token))
        self._value_due, self._after = True, token.text

    def _insert_product(self, token: Token) -> None:
        """Before a value: write out the product in 2x, 3(x + 1), (x + 1)(y + 1), or refuse."""
        if self._value_due:
            return
        if token.kind == NUMBER or not self._is_factor(token):
            raise FormulaError(OPERATOR_MISSING, token.span, token.text[:20])
        if self._after in BINDING:  # 1/2x, e^2x
            raise FormulaError(TWO_WAYS, token.span, token.text[:20])
        self.words.append((TIMES, token))
        self._value_due, self._after = True, TIMES

    def _is_factor(self, following: Token) -> bool:
        """Whether what just ended may multiply without a sign. 0x1F, 1e5e5, f(x)(y) are none."""
        last = self.words[-1][1]
        if last.kind == NUMBER:
            return float(last.text) != 0 and "e" not in last.text.lower()
        if last.kind == RAISED:
            return True
        return last.text == ")" and not (self._called and following.text == "(")

    def _require_value_before(self, token: Token) -> None:
        if self._value_due:
            raise FormulaError(VALUE_MISSING, token.span, token.text)

    def _end(self) -> None:
        if self._value_due:
            last = self._tokens[-1].end
            raise FormulaError(END_MISSING, (last, last))
        if self._brackets:
            raise FormulaError(CLOSING_MISSING, self._brackets[-1].token.span)


def _check_call(token: Token, called: bool) -> None:
    """A function has its bracket, and nothing else has."""
    name = token.text
    if name in FUNCTIONS:
        if not called:
            raise FormulaError(NEEDS_BRACKETS, token.span, name)
    elif called:
        _refuse_call(token)


def _refuse_call(token: Token) -> NoReturn:
    name = token.text
    if name.lower() in FUNCTIONS:
        raise FormulaError(OTHER_CASE, token.span, name, name.lower())
    if len(name) == 1 or name in AXES or name in CONSTANTS:
        raise FormulaError(NO_FUNCTION, token.span, name)
    raise FormulaError(UNKNOWN_FUNCTION, token.span, name, ", ".join(FUNCTIONS))
