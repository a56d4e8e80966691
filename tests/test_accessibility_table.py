"""The table of accessibility in docs/accessibility.md is whole, and names tests that exist."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
# Levels A and AA of WCAG 2.2, by guideline.
CRITERIA = {
    "1.1": "1", "1.2": "1 2 3 4 5", "1.3": "1 2 3 4 5", "1.4": "1 2 3 4 5 10 11 12 13",
    "2.1": "1 2 4", "2.2": "1 2", "2.3": "1", "2.4": "1 2 3 4 5 6 7 11", "2.5": "1 2 3 4 7 8",
    "3.1": "1 2", "3.2": "1 2 3 4 6", "3.3": "1 2 3 4 7 8", "4.1": "2 3",
}  # fmt: skip
ALL = [f"{line}.{number}" for line, numbers in CRITERIA.items() for number in numbers.split()]


def rows():
    """The criteria and the verdict of each row."""
    for row in re.findall(r"^\| (\d.*?) \|$", TEXT, re.M):
        what, verdict, _ = re.split(r" \| ", row, maxsplit=2)
        first, *others = re.findall(r"\d+\.\d+\.\d+", what)
        if "–" in what:
            others = ALL[ALL.index(first) + 1 : ALL.index(others[0]) + 1]
        yield [first, *others], verdict


def test_every_criterion_of_a_and_aa_is_in_it_once():
    assert [each for criteria, _ in rows() for each in criteria] == ALL


def test_its_sums_are_right():
    found = Counter()
    for criteria, verdict in rows():
        found[verdict] += len(criteria)
    words = re.search(
        r"Of (\d+) criteria (\d+) hold, (\d+) hold in part, (\d+) do not, and (\d+)", TEXT
    )
    counted = [len(ALL), *(found[each] for each in ("holds", "partly", "no", "—"))]
    assert [int(each) for each in words.groups()] == counted


def test_the_tests_that_it_names_exist():
    named = set(re.findall(r"`((?:gui|engine)[\w/]*(?:\.py)?)`", TEXT))
    assert len(named) > 8
    for each in named:
        assert (ROOT / "tests" / each).exists() or (ROOT / each).exists(), each
