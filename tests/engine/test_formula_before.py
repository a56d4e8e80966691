"""What an older version accepted is read as it was then."""

import json
from hashlib import sha256
from pathlib import Path

from engine.formula import parse

DATA = Path(__file__).parents[1] / "data" / "formulas_before.json"
BEFORE = json.loads(DATA.read_text(encoding="utf-8"))


def test_older_formulas_are_read_as_before():
    """The trees of formulas that an earlier version accepted, and names that were parameters."""
    for text, digest in BEFORE.items():
        formula = parse(text)
        read = formula.variables, formula.parameters, list(map(tuple, formula.tree)), formula.latex
        assert sha256(repr(read).encode()).hexdigest()[:16] == digest, text
