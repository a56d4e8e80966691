"""Checks that numbers, names and signs are in a valid and unambiguous order.

Functions of one value are also read without brackets, as in sin 2x cos y: the value is the product
that follows, up to the next function, sum or comparison. Where that would be a guess, brackets are
demanded. The sign √ reaches over one number, name or function.
"""

from typing import Final, NamedTuple, NoReturn, final

from engine.formula.errors import (
    CLOSING_MISSING,
    END_MISSING,
    END_UNCLEAR,
    FUNCTION_EXPONENT,
    INVERSE,
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
from engine.formula.names import CONSTANTS, FIRM, FUNCTIONS, ONE, multiplies, split
from engine.formula.tokens import NAME, NUMBER, OPENING, RAISED, Token, number

TIMES: Final = "*"
ROOT: Final = "sqrt"
BINDING: Final = ("/", "^")  # an operand right of these takes no factor without a sign
PREFIXES: Final = ("+", "-", "not")  # each binds like the operator before it

# What an open bracket is: of a group, of a function's values, or none that is typed.
GROUP: Final = "group"
CALL: Final = "call"
REACH: Final = "reach"
# What the value that just ended is, besides a kind of token.
CALLED: Final = "called"
GROUPED: Final = "grouped"


@final
class Bracket(NamedTuple):
    """An open bracket, or the start of a function's value without brackets."""

    token: Token  # the bracket; of REACH the function
    kind: str
    after: str  # the operator before it
    power: int  # the place of the exponent that was typed behind the function's name; 0 if none


@final
class Arranger:
    """Walks along the tokens once, tracking whether a value or an operator is expected.

    `words` is the same formula with every product and bracket written out, each word with its
    token; names and numbers are indices into the list of tokens, so no text remains.
    """

    def __init__(self, tokens: list[Token], functions: frozenset[str]) -> None:
        self.words: list[tuple[str, Token]] = []
        self._tokens, self._functions = tokens, functions
        self._brackets: list[Bracket] = []
        self._value_due = True
        self._after = ""  # the operator before the value that is due, or that just ended
        self._ended = ""  # what the value is that just ended
        self._powered = False  # whether it has an exponent behind it, or behind its function
        self._place = 0
        while self._place < len(tokens):
            token = tokens[self._place]
            self._end_reaches(token)
            self._take(token)
            self._place += 1
        self._end()

    def _take(self, token: Token) -> None:
        if token.kind == NAME and token.text in self._functions:
            self._function(token)
        elif token.kind in (NUMBER, NAME):
            self._value(token)
        elif token.kind == RAISED:
            self._raise(token)
        elif token.kind == OPENING:
            self._insert_product(token)
            self.words.append((f"n{self._place}", token))
            self._open(token, CALL)
        elif token.text == "(":
            self._insert_product(token)
            self._open(token, GROUP)
        elif token.text == ")":
            self._close(token)
        elif token.text == ",":
            self._comma(token)
        else:
            self._operator(token)

    def _following(self, steps: int = 1) -> Token | None:
        place = self._place + steps
        return self._tokens[place] if place < len(self._tokens) else None

    # -- values --------------------------------------------------------------------------------

    def _value(self, token: Token) -> None:
        following = self._following()
        if token.kind == NAME:
            _check_name(token, following, self._functions)
        self._insert_product(token)
        self.words.append((f"n{self._place}", token))
        self._value_due, self._ended, self._powered = False, token.kind, False

    def _raise(self, token: Token) -> None:
        self._require_value_before(token)
        self._check_power(token, CALLED)
        self.words += [("^", token), (f"n{self._place}", token)]
        self._ended, self._powered = RAISED, True

    def _check_power(self, token: Token, *kinds: str) -> None:
        """Refuse a second exponent: sin²(x)²."""
        if self._powered and self._ended in kinds:
            raise FormulaError(TWO_WAYS, token.span, token.text[:20])

    # -- functions -----------------------------------------------------------------------------

    def _function(self, token: Token) -> None:
        self._insert_product(token)
        self.words.append((f"n{self._place}", token))
        power = self._exponent(token)
        following = self._following()
        if following is not None and following.text == "(":
            self._place += 1
            self._open(following, CALL, power)
        elif following is not None and _begins(following) and FUNCTIONS[token.text] in ONE:
            self._open(token, REACH, power)
        else:
            raise FormulaError(NEEDS_BRACKETS, token.span, token.text)

    def _exponent(self, function: Token) -> int:
        """The place of an exponent behind a function's name, now the current one; 0 if none is."""
        first, second = self._following(1), self._following(2)
        if first is None or not (first.kind == RAISED or first.text == "^"):
            return 0
        if FUNCTIONS[function.text] not in ONE:
            raise FormulaError(NEEDS_BRACKETS, function.span, function.text)
        exponent = first if first.kind == RAISED else second
        if exponent is None or (exponent is second and exponent.kind == RAISED):
            raise FormulaError(FUNCTION_EXPONENT, first.span, function.text)
        if exponent.text.startswith("-"):
            raise FormulaError(INVERSE, exponent.span, function.text, _inverses(function.text))
        if exponent.kind not in (NUMBER, RAISED) or not exponent.text.isdigit():
            raise FormulaError(FUNCTION_EXPONENT, exponent.span, function.text)
        self._place += 1 if first.kind == RAISED else 2
        return self._place

    def _end_reaches(self, token: Token | None) -> None:
        """End the functions without brackets whose value does not go on with `token`."""
        while not self._value_due and self._brackets and self._brackets[-1].kind == REACH:
            if token is not None and self._goes_on(token, self._brackets[-1].token.text):
                return
            self._end_bracket(self._tokens[self._place - 1])

    def _goes_on(self, token: Token, function: str) -> bool:
        """Whether the value of a function without brackets goes on with `token`."""
        power = token.kind == RAISED or token.text == "^"
        another = self._is_function(token)
        factor = token.kind in (NUMBER, NAME, OPENING) or token.text == "("
        if FUNCTIONS[function] == ROOT:
            unclear = power or factor
        elif token.text in (TIMES, "/"):
            unclear = not self._is_function(self._following())
        elif another:
            unclear = self._ended == NUMBER
        else:
            name_after_value = token.kind == NAME and self._ended in (CALLED, GROUPED)
            unclear = factor and (token.kind not in (NUMBER, NAME) or name_after_value)
        if unclear or (token.kind == NAME and token.text == ROOT):
            raise FormulaError(END_UNCLEAR, token.span, function)
        return power or (factor and not another)

    def _is_function(self, token: Token | None) -> bool:
        """Whether a token is the name of a function other than the root."""
        named = token is not None and token.kind == NAME and token.text in self._functions
        return named and token is not None and token.text != ROOT

    # -- brackets ------------------------------------------------------------------------------

    def _open(self, token: Token, kind: str, power: int = 0) -> None:
        self._brackets.append(Bracket(token, kind, self._after, power))
        if len(self._brackets) > DEEPEST:
            raise FormulaError(TOO_DEEP, token.span, str(DEEPEST))
        self.words.append(("(", token))
        self._value_due, self._after = True, ""

    def _close(self, token: Token) -> None:
        if not self._brackets:
            raise FormulaError(OPENING_MISSING, token.span)
        self._require_value_before(token)
        self._end_bracket(token)

    def _end_bracket(self, token: Token) -> None:
        bracket = self._brackets.pop()
        self.words.append((")", token))
        self._after, self._powered = bracket.after, bracket.power > 0
        self._ended = GROUPED if bracket.kind == GROUP else CALLED
        if bracket.power:
            self.words += [("^", token), (f"n{bracket.power}", token)]

    def _comma(self, token: Token) -> None:
        if not self._brackets or self._brackets[-1].kind != CALL:
            raise FormulaError(STRAY_COMMA, token.span)
        self._require_value_before(token)
        self.words.append((",", token))
        self._value_due, self._after = True, ""

    # -- operators -----------------------------------------------------------------------------

    def _operator(self, token: Token) -> None:
        if self._value_due and token.text in PREFIXES:
            self.words.append((token.text, token))
            return
        self._require_value_before(token)
        if token.text == "not":
            raise FormulaError(OPERATOR_MISSING, token.span, token.text)
        if token.text == "^":
            self._check_power(token, CALLED, RAISED)
        self.words.append((token.text, token))
        self._value_due, self._after = True, token.text

    def _insert_product(self, token: Token) -> None:
        """Before a value: write out the product in 2x, 3(x + 1), (x + 1)(y + 1), or refuse."""
        if self._value_due:
            return
        if token.kind == NUMBER or not self._is_factor(token):
            _check_run_on(self._tokens[self._place - 1])
            raise FormulaError(OPERATOR_MISSING, token.span, token.text[:20])
        if self._after in BINDING:  # 1/2x, e^2x
            raise FormulaError(TWO_WAYS, token.span, token.text[:20])
        self.words.append((TIMES, token))
        self._value_due, self._after = True, TIMES

    def _is_factor(self, following: Token) -> bool:
        """Whether what just ended may multiply without a sign. 0x1F, 1e5e5, f(x)(y) are none."""
        last = self._tokens[self._place - 1]
        if self._ended == NUMBER:
            return number(last.text) != 0 and "e" not in last.text.lower()
        if self._ended == NAME:
            circle = last.text in CONSTANTS and last.text != "e"
            plain = following.kind == NAME and following.text not in self._functions
            return circle or not plain
        return not (self._ended == CALLED and following.text == "(")

    def _require_value_before(self, token: Token) -> None:
        if self._value_due:
            raise FormulaError(VALUE_MISSING, token.span, token.text)

    def _end(self) -> None:
        if self._value_due:
            last = self._tokens[-1].end
            raise FormulaError(END_MISSING, (last, last))
        self._end_reaches(None)
        if self._brackets:
            raise FormulaError(CLOSING_MISSING, self._brackets[-1].token.span)


def _begins(token: Token) -> bool:
    """Whether a token begins a value without brackets."""
    return token.kind in (NUMBER, NAME, OPENING)


def _inverses(function: str) -> str:
    """What sin^-1 may mean."""
    reciprocal = f"1/{function}(…)"
    return f"a{function}(…), {reciprocal}" if function in ("sin", "cos", "tan") else reciprocal


def _check_name(token: Token, following: Token | None, functions: frozenset[str]) -> None:
    """Refuse a name before a bracket that is neither a function nor a factor."""
    name = token.text
    if name in FUNCTIONS and following is not None and _begins(following):
        raise FormulaError(NEEDS_BRACKETS, token.span, name)
    if following is not None and following.text == "(" and not multiplies(name):
        _refuse_call(token)


def _check_run_on(token: Token) -> None:
    """Refuse sin2 x, which is sin2x as typed, as a function."""
    word, index = split(token.text)
    if token.kind == NAME and index and word in FIRM:
        raise FormulaError(NEEDS_BRACKETS, token.span, word)


def _refuse_call(token: Token) -> NoReturn:
    name = token.text
    if name.lower() in FUNCTIONS:
        raise FormulaError(OTHER_CASE, token.span, name, name.lower())
    if len(name) == 1:
        raise FormulaError(NO_FUNCTION, token.span, name)
    raise FormulaError(UNKNOWN_FUNCTION, token.span, name, ", ".join(FUNCTIONS))
