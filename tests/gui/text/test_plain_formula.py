"""Formulas in plain text, as choices of a lesson show them."""

import pytest

from engine.lessons.predictions import Choice
from gui.documents.lesson_files import lessons
from gui.text.lessons.plain_formula import plain_formula
from gui.typeset.rich_text import words_and_formulas

CHOICES = [
    choice
    for lesson in lessons()
    for step in lesson.steps
    if isinstance(step.prediction, Choice)
    for each in step.prediction.choices
    for text in (each.en, each.zh_CN)
    for choice, tex in words_and_formulas(text)
    if tex
]


@pytest.mark.parametrize(
    ("latex", "plain"),
    [(r"\lambda", "λ"), ("u_-", "u₋"), ("w_{12} = w_1", "w₁₂=w₁"), (r"\frac{\eta}{2}", "η2")],
)
def test_letters_and_subscripts_are_characters(latex, plain):
    assert plain_formula(latex) == plain


@pytest.mark.parametrize("latex", sorted(set(CHOICES)))
def test_no_choice_of_the_course_shows_latex(latex):
    assert not set(plain_formula(latex)) & set("\\_{}")
    assert len(plain_formula(latex)) <= 2
