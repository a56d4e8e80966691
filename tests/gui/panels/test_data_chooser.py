"""The data chooser: models, examples, files, and rows that can't be used."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from engine.commands import ChangeSurface
from engine.data import datasets
from engine.data.columns import Columns
from engine.data.text import MOST_BYTES
from engine.surfaces import ALL
from engine.surfaces.data_lines import LinearRegression, TwoFeatures
from engine.surfaces.data_logistic import LogisticNeuron
from engine.surfaces.data_models import MOST_CURVED, OwnData
from engine.surfaces.data_neurons import ReluNeuron, SineNeuron
from engine.surfaces.quadratics import Bowl
from gui.language import Languages
from gui.panels.choice_rows import ChoiceRows
from gui.panels.data_chooser import DataChooser
from gui.panels.data_draft import Source, kinds, roles_of, takes_tables
from gui.panels.data_tables import LICENCES, of_program
from gui.panels.data_words import MEANINGS
from gui.theme import Theme, ThemeChoice

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
LINE = "x,y\n1,2\n2,4.5\n3,5.5\n4,8\n"


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def languages(qapp):
    made = Languages(qapp)
    yield made
    made.choose("en")
    made.deleteLater()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def chooser(qtbot, theme, sent):
    made = DataChooser(sent.append, theme)
    qtbot.addWidget(made)
    made.open_on(Bowl())
    qtbot.waitExposed(made)
    qtbot.waitUntil(made.parts.models.hasFocus)
    return made


@pytest.fixture
def read(qtbot, chooser, tmp_path):
    """Opens bytes or text as a file in the chooser, and waits until it was read."""

    def one(content, name="given.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        chooser.open_file(file)
        qtbot.waitUntil(lambda: not chooser.busy, timeout=20_000)
        return file

    return one


def pick(qtbot, chooser, kind):
    """Click a model in the list."""
    models = chooser.parts.models
    item = models.item(chooser.maker.kinds.index(kind))
    models.scrollToItem(item)
    qtbot.mouseClick(models.viewport(), LEFT, pos=models.visualItemRect(item).center())
    assert chooser.maker.kind is kind


def use(qtbot, chooser):
    qtbot.mouseClick(chooser.parts.use, LEFT)


def said(chooser):
    return chooser.parts.problem.text()


def cells(chooser):
    model = chooser.parts.sheet.sheet
    rows, columns = model.rowCount(), model.columnCount()
    return [[model.index(r, c).data() for c in range(columns)] for r in range(rows)]


def heads(chooser):
    model = chooser.parts.sheet.sheet
    sideways = Qt.Orientation.Horizontal
    return [model.headerData(c, sideways) for c in range(model.columnCount())]


# -- models ----------------------------------------------------------------------------------


def test_every_landscape_from_data_is_offered_those_that_take_tables_first(chooser):
    from_data = {kind for kind in ALL if kind.group == "data"}
    assert set(chooser.maker.kinds) == from_data
    taking = [takes_tables(kind) for kind in chooser.maker.kinds]
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
    assert chooser.maker.kind is chooser.maker.kinds[1]


def test_the_picture_is_that_of_the_model(qtbot, chooser):
    pick(qtbot, chooser, ReluNeuron)
    qtbot.waitUntil(lambda: chooser.parts.picture.surface == ReluNeuron(), timeout=20_000)
    assert "20 examples" in chooser.parts.facts.text()
    assert "Loss in this window" in chooser.parts.facts.text()


def test_sum_and_mean_and_features_are_choices(qtbot, chooser, sent):
    choices = chooser.parts.choices
    qtbot.mouseClick(choices.control("reduction").button("sum"), LEFT)
    qtbot.mouseClick(choices.control("features").button("standardised"), LEFT)
    use(qtbot, chooser)
    assert sent == [ChangeSurface(LinearRegression(reduction="sum", features="standardised"))]


def test_a_model_keeps_its_choices_while_another_is_looked_at(qtbot, chooser):
    qtbot.mouseClick(chooser.parts.choices.control("reduction").button("sum"), LEFT)
    pick(qtbot, chooser, SineNeuron)
    pick(qtbot, chooser, LinearRegression)
    assert chooser.surface.reduction == "sum"


def test_shipped_sets_are_chosen_from_the_list(qtbot, chooser, sent):
    box = chooser.parts.source
    place = next(k for k in range(box.count()) if box.itemText(k).startswith("Cars"))
    box.setFocus()
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert heads(chooser)[0].startswith("speed (mph)")
    assert len(cells(chooser)) == 40
    use(qtbot, chooser)
    assert sent == [ChangeSurface(LinearRegression(dataset="cars"))]


def test_a_landscape_with_its_own_examples_takes_no_table_and_says_so(qtbot, chooser):
    pick(qtbot, chooser, SineNeuron)
    assert not chooser.parts.open.isEnabled()
    assert "others take a table" in chooser.parts.origin.text()
    assert chooser.parts.source.count() == 1


# -- tables of the program -------------------------------------------------------------------


@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.file)
def test_every_shipped_table_shows_its_source_and_licence(qtbot, chooser, dataset):
    assert LICENCES[dataset.file]
    opened = next(one for one in chooser.shelf.tables if one.title == dataset.title)
    chooser.maker.choose_source(Source(opened=opened))
    words = chooser.parts.origin.text()
    assert dataset.source in words
    assert LICENCES[dataset.file] in words
    assert chooser.surface is not None


def test_columns_of_a_shipped_table_are_chosen(qtbot, chooser, sent):
    penguins = next(one for one in chooser.shelf.tables if "penguins" in one.title)
    chooser.maker.choose_source(Source(opened=penguins))
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
    penguins = next(one for one in chooser.shelf.tables if "penguins" in one.title)
    chooser.maker.choose_source(Source(opened=penguins))
    assert chooser.maker.names[-1] == "sex"
    use(qtbot, chooser)
    assert sent[0].surface.own.classes == ("female", "male")


def test_a_text_column_where_numbers_are_needed_is_refused_in_words(qtbot, chooser, sent):
    penguins = next(one for one in chooser.shelf.tables if "penguins" in one.title)
    chooser.maker.choose_source(Source(opened=penguins))
    box = chooser.parts.columns.boxes["x"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert "No row of this table can be used" in said(chooser)
    use(qtbot, chooser)
    assert sent == []
    assert chooser.isVisible()
    assert chooser.parts.picture.faded


# -- files -----------------------------------------------------------------------------------


def test_a_good_file_is_shown_and_used(qtbot, chooser, read, sent):
    read(LINE)
    assert chooser.parts.source.currentText() == "given.csv"
    assert heads(chooser) == ["x ← x\nnumbers", "y ← y\nnumbers"]
    assert cells(chooser)[0] == ["1", "2"]
    assert "4 rows, 2 columns · UTF-8 · cells parted by: comma" in chooser.parts.origin.text()
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own == Columns(("x", "y"), ((1.0, 2.0, 3.0, 4.0), (2.0, 4.5, 5.5, 8.0)), "given.csv")


def test_the_dialog_asks_for_a_file_by_button_and_by_key(qtbot, chooser, tmp_path, monkeypatch):
    file = tmp_path / "asked.csv"
    file.write_text(LINE)
    asked = []

    def answer(*arguments):
        asked.append(arguments)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    qtbot.mouseClick(chooser.parts.open, LEFT)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.parts.source.currentText() == "asked.csv"
    qtbot.keyClick(chooser, KEY.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(asked) == 2 and not chooser.busy)
    assert asked[1][2] == str(tmp_path)  # where the last file was
    assert [one.title for one in chooser.shelf.tables].count("asked.csv") == 1


def test_a_file_is_opened_by_dropping_it(qtbot, chooser, tmp_path):
    file = tmp_path / "dropped.csv"
    file.write_text(LINE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, place = Qt.DropAction.CopyAction, QPointF(200, 200)
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), actions, data, LEFT, keys)
    QApplication.sendEvent(chooser, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(chooser, QDropEvent(place, actions, data, LEFT, keys))
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.parts.source.currentText() == "dropped.csv"


def test_a_file_dropped_on_a_model_without_tables_goes_to_one_that_takes_them(qtbot, chooser, read):
    pick(qtbot, chooser, SineNeuron)
    read(LINE)
    assert takes_tables(chooser.maker.kind)
    assert chooser.parts.models.currentRow() == chooser.maker.kinds.index(chooser.maker.kind)
    assert chooser.surface.own.rows == 4


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("gb18030", "GB18030"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-8", "UTF-8")],
)
def test_chinese_tables_of_any_encoding_are_read(qtbot, chooser, read, encoding, shown):
    read("速度,距离\n1,2\n2,5\n3,5\n".encode(encoding))
    assert [head.split("\n")[0] for head in heads(chooser)] == ["x ← 速度", "y ← 距离"]
    assert shown in chooser.parts.origin.text()
    assert chooser.surface is not None


def test_bad_rows_are_listed_and_left_out_only_by_consent(qtbot, chooser, read, sent):
    read("x,y\n1,2\nabc,3\n3,5\n4,\n5,9,9\n6,12\n")
    report = chooser.parts.report
    assert report.heading.text() == "3 of 6 rows can’t be used:"
    lines = report.lines.toPlainText().split("\n")
    assert lines[0] == "Line 3: “abc” in column “x” is no number."
    assert lines[1].startswith("Line 5")
    assert lines[2].startswith("Line 6")
    use(qtbot, chooser)
    assert sent == []
    assert report.leave_out.hasFocus()
    assert "tick the box" in said(chooser)
    qtbot.keyClick(report.leave_out, KEY.Key_Space)
    assert said(chooser) == ""
    use(qtbot, chooser)
    assert sent[0].surface.own.values == ((1.0, 3.0, 6.0), (2.0, 5.0, 12.0))


def test_bad_rows_are_marked_in_the_table_by_more_than_colour(chooser, read):
    read("x,y\n1,2\nabc,3\n3,5\n")
    model = chooser.parts.sheet.sheet
    assert model.headerData(1, Qt.Orientation.Vertical) == "3 ✗"
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"


def test_consent_is_for_the_columns_it_was_given_for(qtbot, chooser, read):
    read("x,y,z\n1,2,1\nabc,3,2\n3,5,4\n4,4,7\n")
    chooser.parts.report.leave_out.click()
    assert chooser.surface is not None
    box = chooser.parts.columns.boxes["y"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert not chooser.parts.report.leave_out.isChecked()
    assert chooser.surface is None


def test_too_many_rows_are_thinned_only_by_consent(qtbot, chooser, read, sent):
    pick(qtbot, chooser, ReluNeuron)
    rows = 2 * MOST_CURVED + 1
    read("x,y\n" + "".join(f"{k},{2 * k + k % 3}\n" for k in range(rows)))
    report = chooser.parts.report
    assert not report.heading.isVisible()
    assert "at most 2" in report.too_many.text()
    assert "one row in 3" in report.thin_out.text()
    use(qtbot, chooser)
    assert sent == []
    report.thin_out.click()
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own.rows == -(-rows // 3)
    assert own.values[0][:3] == (0.0, 3.0, 6.0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"x,y\n", "no rows"),
        (b"x\n1\n2\n", "only one column"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "no"),
        (b"x,y\n1,2\n\xff\xff\xff\n", "UTF-8"),
        (b'x,y\n1,2\n"3,4\n', "quotation marks"),
    ],
)
def test_what_is_no_table_is_refused_in_words_and_changes_nothing(chooser, read, content, words):
    before = chooser.surface
    read(content)
    assert words in chooser.parts.trouble.text()
    assert chooser.parts.trouble.isVisible()
    assert chooser.surface == before
    assert chooser.maker.source.opened is None


def test_one_row_and_a_constant_column_are_refused_in_words(chooser, read):
    read("x,y\n1,2\n")
    assert "At least 2 rows" in said(chooser)
    read("x,y\n1,2\n1,3\n1,4\n")
    assert "same number in every row" in said(chooser)
    assert chooser.surface is None


def test_a_file_that_is_gone_or_a_folder_is_said_to_be(qtbot, chooser, tmp_path):
    chooser.open_file(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "no such file" in chooser.parts.trouble.text()
    chooser.open_file(tmp_path)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "folder" in chooser.parts.trouble.text()


def test_a_film_is_not_even_read(qtbot, chooser, tmp_path):
    film = tmp_path / "film.csv"
    with film.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    chooser.open_file(film)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "too large" in chooser.parts.trouble.text()


def test_a_good_file_ends_the_complaint_about_a_bad_one(chooser, read):
    read(b"")
    assert chooser.parts.trouble.isVisible()
    read(LINE)
    assert not chooser.parts.trouble.isVisible()


def test_a_long_table_is_read_beside_the_window_and_can_be_cancelled(qtbot, chooser, tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("x,y\n" + "".join(f"{k},{k % 17}\n" for k in range(200_000)))
    before = chooser.surface
    chooser.open_file(file)
    assert chooser.busy
    assert chooser.parts.stop.isVisible()
    assert "long.csv" in chooser.parts.reading.text()
    qtbot.mouseClick(chooser.parts.stop, LEFT)
    assert not chooser.busy
    assert not chooser.parts.stop.isVisible()
    qtbot.wait(200)
    assert chooser.surface == before
    chooser.open_file(file)
    qtbot.waitUntil(lambda: not chooser.busy, timeout=30_000)
    assert chooser.maker.source.opened.title == "long.csv"
    assert chooser.parts.report.thin_out.isVisible()


def test_whether_the_first_row_is_names_can_be_said(qtbot, chooser, read):
    read("3,4\n1,2\n2,5\n")
    assert not chooser.parts.header.isChecked()
    assert len(cells(chooser)) == 3
    qtbot.mouseClick(chooser.parts.header, LEFT, pos=chooser.parts.header.rect().center() * 0.1)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert [head.split("\n")[0] for head in heads(chooser)] == ["x ← 3", "y ← 4"]
    assert len(cells(chooser)) == 2


def test_a_table_stays_chosen_while_models_are_tried(qtbot, chooser, read):
    read("a,b,c\n1,2,1\n2,3,0\n3,5,4\n4,4,7\n")
    pick(qtbot, chooser, TwoFeatures)
    assert chooser.maker.source.opened.title == "given.csv"
    assert len(chooser.maker.names) == 3
    assert isinstance(chooser.surface, TwoFeatures)
    pick(qtbot, chooser, LinearRegression)
    assert len(chooser.surface.own.values) == 2


# -- opened on a loss of data ----------------------------------------------------------------


def test_it_begins_with_the_loss_that_is_shown(qtbot, chooser):
    own = Columns(("u", "v"), ((1.0, 2.0, 4.0), (1.0, 3.0, 3.0)), "elsewhere.csv")
    shown = LinearRegression(reduction="sum", own=own, features="centred")
    chooser.open_on(shown)
    assert chooser.surface == shown
    assert chooser.parts.source.currentText() == "As it is now: elsewhere.csv"
    assert heads(chooser)[0].startswith("u")


def test_what_was_chosen_is_there_again_after_closing(qtbot, chooser, read):
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
    assert chooser.maker.source.opened is not None


# -- languages, names, room ------------------------------------------------------------------


def test_it_speaks_chinese_at_once(qtbot, chooser, read, languages):
    read("x,y\n1,2\nabc,3\n3,5\n")
    languages.choose("zh_CN")
    parts = chooser.parts
    said_now = [
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
    said_now += [parts.models.item(row).text() for row in range(parts.models.count())]
    for text in said_now:
        assert any(ord(letter) > 0x2E80 for letter in text), text


def test_everything_that_keys_reach_has_a_name_and_a_tip(chooser, read):
    read("x,y\n1,2\nabc,3\n3,5\n")
    reached = [
        widget
        for widget in chooser.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
    ]
    assert len(reached) > 8
    for widget in reached:
        assert widget.accessibleName() or widget.text(), widget
        assert widget.toolTip(), widget


def test_its_buttons_stay_in_sight_in_a_small_window(qtbot, chooser):
    chooser.resize(chooser.minimumSize())
    qtbot.wait(30)
    bottom = chooser.parts.use.mapTo(chooser, chooser.parts.use.rect().bottomRight())
    assert chooser.rect().contains(bottom)
    assert chooser.minimumWidth() <= 940
    assert chooser.minimumHeight() <= 500


# -- parts -----------------------------------------------------------------------------------


def test_many_choices_stand_in_a_list_and_few_side_by_side(qtbot, theme):
    rows = ChoiceRows()
    qtbot.addWidget(rows)
    rows.show_owner(LinearRegression())
    box, buttons = rows.control("dataset"), rows.control("features")
    assert box.count() == 7
    assert box.itemText(0) == "Twenty points near a line"
    wanted = []
    rows.wanted.connect(wanted.append)
    rows.show()
    qtbot.mouseClick(buttons.button("centred"), LEFT)
    box.activated.emit(1)
    assert wanted == [LinearRegression(features="centred"), LinearRegression(dataset="cars")]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if issubclass(kind, OwnData)])
@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda dataset: dataset.file)
def test_the_first_choice_of_columns_names_one_for_every_role(kind, dataset):
    opened = of_program(dataset)
    names = opened.first_choice(len(roles_of(kind)), classes=False)
    assert len(names) == len(roles_of(kind))
    assert names[-1] not in names[:-1]
    assert np.isin(names, opened.sheet.names).all()
