"""The data dialog: models, examples, files, and rows that can't be used."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.commands import ChangeSurface
from engine.data import datasets
from engine.data.columns import Columns
from engine.surfaces import ALL
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.data.logistic import LogisticNeuron
from engine.surfaces.data.models import OwnData
from engine.surfaces.data.neurons import ReluNeuron, SineNeuron
from engine.surfaces.quadratics import Bowl
from gui.dialogs.data.descriptions import MEANINGS
from gui.dialogs.data.draft import Source, kinds, roles_of, takes_tables
from gui.dialogs.data.opened_table import LICENCES, of_program
from gui.widgets.choice_rows import ChoiceRows
from tests.gui.dialogs.data.choosing import LEFT, LINE, cells, heads, pick, problem, use
from tests.gui.parts import explained_controls

KEY = Qt.Key


# -- models ----------------------------------------------------------------------------------


def test_every_landscape_from_data_is_listed_those_that_take_tables_first(chooser):
    from_data = {kind for kind in ALL if kind.group == "data"}
    assert set(chooser.builder.kinds) == from_data
    taking = [takes_tables(kind) for kind in chooser.builder.kinds]
    assert taking == sorted(taking, reverse=True)
    assert any(taking)
    assert not all(taking)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_every_model_has_a_meaning_and_can_be_used_as_it_is(qtbot, chooser, sent, kind):
    assert kind.key in MEANINGS
    pick(qtbot, chooser, kind)
    assert chooser.parts.meaning.text() == MEANINGS[kind.key]
    assert chooser.parts.formula.accessibleName() == kind().formula
    use(qtbot, chooser)
    assert sent == [ChangeSurface(kind())]
    assert not chooser.isVisible()


def test_arrow_keys_choose_a_model(qtbot, chooser):
    qtbot.keyClick(chooser.parts.models, KEY.Key_Down)
    assert chooser.builder.kind is chooser.builder.kinds[1]


def test_the_picture_is_that_of_the_model(qtbot, chooser):
    pick(qtbot, chooser, ReluNeuron)
    qtbot.waitUntil(lambda: chooser.parts.picture.surface == ReluNeuron(), timeout=20_000)
    assert "20 examples" in chooser.parts.facts.text()
    assert "Loss at the points of a grid" in chooser.parts.facts.text()


def test_sum_and_mean_and_features_are_choices(qtbot, chooser, sent):
    choices = chooser.parts.choices
    qtbot.mouseClick(choices.control("reduction").button("sum"), LEFT)
    qtbot.mouseClick(choices.control("features").button("standardised"), LEFT)
    use(qtbot, chooser)
    assert sent == [ChangeSurface(LinearRegression(reduction="sum", features="standardised"))]


def test_a_model_keeps_its_choices_while_another_is_shown(qtbot, chooser):
    qtbot.mouseClick(chooser.parts.choices.control("reduction").button("sum"), LEFT)
    pick(qtbot, chooser, SineNeuron)
    pick(qtbot, chooser, LinearRegression)
    assert chooser.surface.reduction == "sum"


def test_built_in_data_sets_are_chosen_from_the_list(qtbot, chooser, sent):
    box = chooser.parts.source
    place = next(k for k in range(box.count()) if box.itemText(k).startswith("Cars"))
    box.setFocus()
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert heads(chooser)[0].startswith("speed (mph)")
    assert len(cells(chooser)) == 40
    use(qtbot, chooser)
    assert sent == [ChangeSurface(LinearRegression(dataset="cars"))]


def test_a_landscape_with_its_own_examples_takes_no_table_and_shows_a_text(qtbot, chooser):
    pick(qtbot, chooser, SineNeuron)
    assert not chooser.parts.open.isEnabled()
    assert "others take a table" in chooser.parts.origin.text()
    assert chooser.parts.source.count() == 1


# -- tables of the program -------------------------------------------------------------------


@pytest.mark.one_setup
@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.file)
def test_every_built_in_table_shows_its_source_and_licence(qtbot, chooser, dataset):
    assert LICENCES[dataset.file]
    opened = next(one for one in chooser.library.tables if one.title == dataset.title)
    chooser.builder.choose_source(Source(opened=opened))
    words = chooser.parts.origin.text()
    assert dataset.source in words
    assert LICENCES[dataset.file] in words
    assert chooser.surface is not None


def test_columns_of_a_built_in_table_are_chosen(qtbot, chooser, sent):
    penguins = next(one for one in chooser.library.tables if "penguins" in one.title)
    chooser.builder.choose_source(Source(opened=penguins))
    box = chooser.parts.columns.boxes["x"]
    place = penguins.sheet.names.index("flipper length (mm)")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own.names == ("flipper length (mm)", "body mass (g)")
    assert own.rows == 333


def test_classes_may_be_words(qtbot, chooser, sent):
    pick(qtbot, chooser, LogisticNeuron)
    penguins = next(one for one in chooser.library.tables if "penguins" in one.title)
    chooser.builder.choose_source(Source(opened=penguins))
    assert chooser.builder.names[-1] == "sex"
    use(qtbot, chooser)
    assert sent[0].surface.own.classes == ("female", "male")


def test_a_text_column_where_numbers_are_needed_is_refused_with_a_message(qtbot, chooser, sent):
    penguins = next(one for one in chooser.library.tables if "penguins" in one.title)
    chooser.builder.choose_source(Source(opened=penguins))
    box = chooser.parts.columns.boxes["x"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert chooser.parts.report.heading.text() == "333 of 333 rows can’t be used:"
    assert not chooser.parts.report.leave_out.isVisible()
    assert "At least 2 rows are needed, not 0." in problem(chooser)
    use(qtbot, chooser)
    assert sent == []
    assert chooser.isVisible()
    assert chooser.parts.picture.faded


# -- opened on a loss of data ----------------------------------------------------------------


def test_it_starts_with_the_loss_that_is_shown(qtbot, chooser):
    own = Columns(("u", "v"), ((1.0, 2.0, 4.0), (1.0, 3.0, 3.0)), "elsewhere.csv")
    shown = LinearRegression(reduction="sum", own=own, features="centred")
    chooser.open_on(shown)
    assert chooser.surface == shown
    assert chooser.parts.source.currentText() == "As it is now: elsewhere.csv"
    assert heads(chooser)[0].startswith("u")


def test_choices_are_kept_after_closing(qtbot, chooser, read):
    read(LINE)
    chosen = chooser.surface
    qtbot.keyClick(chooser, KEY.Key_Escape)
    assert not chooser.isVisible()
    chooser.open_on(Bowl())
    assert chooser.surface == chosen


def test_a_used_loss_that_is_still_shown_changes_nothing_when_it_is_opened_again(
    qtbot, chooser, read, sent
):
    read(LINE)
    use(qtbot, chooser)
    chooser.open_on(sent[0].surface)
    assert chooser.builder.source.opened is not None


# -- languages, names, sizes -----------------------------------------------------------------


def test_it_is_translated_at_once(qtbot, chooser, read, all_languages):
    read("x,y\n1,2\nabc,3\n3,5\n")
    all_languages.choose("zh_CN")
    qtbot.waitUntil(lambda: any(ord(letter) > 0x2E80 for letter in chooser.windowTitle()))
    parts = chooser.parts
    texts = [
        chooser.windowTitle(),
        parts.meaning.text(),
        parts.report.heading.text(),
        parts.report.lines.toPlainText(),
        parts.report.leave_out.text(),
        parts.problem.text(),
        parts.origin.text(),
        parts.open.text(),
        heads(chooser)[0],
    ]
    texts += [parts.models.item(row).text() for row in range(parts.models.count())]
    for text in texts:
        assert any(ord(letter) > 0x2E80 for letter in text), text


def test_every_control_in_the_tab_order_has_a_name_and_a_tip(chooser, read):
    read("x,y\n1,2\nabc,3\n3,5\n")
    assert len(explained_controls(chooser)) > 8


def test_its_buttons_stay_visible_in_a_small_window(qtbot, chooser):
    chooser.resize(chooser.minimumSize())
    qtbot.wait(30)
    bottom = chooser.parts.use.mapTo(chooser, chooser.parts.use.rect().bottomRight())
    assert chooser.rect().contains(bottom)
    assert chooser.minimumWidth() <= 940
    assert chooser.minimumHeight() <= 500


# -- parts -----------------------------------------------------------------------------------


def test_many_options_are_in_a_list_and_few_in_a_row(qtbot, theme):
    rows = ChoiceRows()
    qtbot.addWidget(rows)
    rows.show_owner(LinearRegression())
    box, buttons = rows.control("dataset"), rows.control("features")
    assert box.count() == 7
    assert box.itemText(0) == "Twenty points near a line"
    owners = []
    rows.wanted.connect(owners.append)
    rows.show()
    qtbot.mouseClick(buttons.button("centred"), LEFT)
    box.activated.emit(1)
    assert owners == [
        LinearRegression(features="centred"),
        LinearRegression(features="centred", dataset="cars"),  # the first is not lost
    ]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if issubclass(kind, OwnData)])
@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.file)
def test_the_first_choice_of_columns_names_one_for_every_role(kind, dataset):
    opened = of_program(dataset)
    names = opened.first_choice(len(roles_of(kind)), classes=False)
    assert len(names) == len(roles_of(kind))
    assert names[-1] not in names[:-1]
    assert np.isin(names, opened.sheet.names).all()
