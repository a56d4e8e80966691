"""Text from outside: what it may do to the text around it, and how much of it is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from gui.style.outside_text import breakable, outside, shortened
from gui.style.plain_text import (
    ElidedBox,
    ElidedLabel,
    Markup,
    PlainLabel,
    joined,
    markup,
    menu_text,
    set_title,
    tooltip,
)

OVERRIDE, ISOLATE, POP = "\u202e", "\u2068", "\u2069"
HTML = 'a<b & c>d <img src="x.png"> &amp;'
NAMES = "A column whose name is far too long for any panel, measured on the left in 2019 (mm)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc\r\nd", "a b c d"),
        ("a\u2028b\u0085c", "a b c"),
        ("a\x1b[31mb\x00", "a�[31mb�"),
        (f"a{OVERRIDE}b\u202a", "a�b�"),
        ("name\udcff", "name�"),
        (f"a{ISOLATE}b", "a�b"),
        (f"a{POP}{ISOLATE}b", "a��b"),
        ("全角　空格, a\u00a0b", "全角　空格, a\u00a0b"),
        (HTML, HTML),
        ("שלום", f"{ISOLATE}שלום{POP}"),
    ],
)
def test_what_text_from_outside_shows(text, shown):
    assert outside(text) == shown
    assert outside(outside(text)).strip(ISOLATE + POP) == shown.strip(ISOLATE + POP)


def test_lines_remain_where_there_is_room_for_them():
    assert outside("a\nb\tc", lines=True) == "a\nb c"
    assert outside("א\nב", lines=True) == f"{ISOLATE}א{POP}\n{ISOLATE}ב{POP}"


@given(st.text())
def test_no_text_turns_or_breaks_the_line_around_it(text):
    shown, depth = outside(text), 0
    for letter in shown:
        direction = unicodedata.bidirectional(letter)
        assert direction not in {"LRE", "RLE", "LRO", "RLO", "PDF", "B"}
        assert unicodedata.category(letter) not in {"Cc", "Cs"}
        depth += (direction in {"LRI", "RLI", "FSI"}) - (direction == "PDI")
        assert depth >= 0
        # What runs from right to left does so inside an isolate.
        assert depth or direction not in {"R", "AL", "AN"}
    assert depth == 0


@given(st.text(st.characters(exclude_categories=["C"])))
def test_places_to_break_a_line_change_nothing_else(text):
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


@given(st.text(max_size=40), st.integers(3, 20))
def test_a_shortened_text_has_both_ends(text, most):
    shown = shortened(text, most)
    assert len(shown) == min(len(text), most)
    assert shown[0:1] == text[0:1]
    assert shown[-1:] == text[-1:]


# -- widgets ---------------------------------------------------------------------------------


def drawn(tip):
    """A tool tip as Qt shows it."""
    page = QTextDocument()
    page.setHtml(tip) if Qt.mightBeRichText(tip) else page.setPlainText(tip)
    return page.toPlainText().replace("\u200b", "")


@pytest.mark.parametrize("text", [HTML, "&lt;", "a < b", f"{HTML}\nא  two  spaces", NAMES * 3])
def test_a_tool_tip_shows_every_sign(qapp, text):
    assert drawn(tooltip(text)) == text


def test_only_a_tool_tip_that_needs_it_is_html(qapp):
    assert tooltip("short\nand plain") == "short\nand plain"
    for text in (NAMES * 2, "长" * 60):  # a plain tool tip does not wrap
        assert Qt.mightBeRichText(tooltip(text))


def test_a_label_shows_every_sign_and_breaks_every_word(qtbot):
    label = PlainLabel(HTML)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HTML
    one_line = label.sizeHint().height()
    wrapped = PlainLabel("x" * 300, wrap=True)
    qtbot.addWidget(wrapped)
    assert wrapped.text() == "x" * 300
    assert wrapped.minimumSizeHint().width() < 120
    assert wrapped.heightForWidth(200) > 5 * one_line


def test_markup_is_a_label_s_own_and_what_is_filled_in_is_not(qtbot):
    label = PlainLabel()
    qtbot.addWidget(label)
    label.set_markup(joined(markup(" "), (markup("<b>{}</b>", HTML), markup("{}", Markup("<i/>")))))
    assert label.textFormat() == Qt.TextFormat.RichText
    assert drawn(label.text()).strip() == HTML
    label.setText(HTML)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_menus_and_titles_show_every_sign(qtbot):
    assert menu_text("a & b\tc") == "a && b c"
    window = QWidget()
    qtbot.addWidget(window)
    set_title(window, "a[*]\nb")
    assert window.windowTitle() == "a[*][*] b"


def ask_tip(widget):
    """The tool tip that is shown over the middle of a widget."""
    at = widget.rect().center()
    QApplication.sendEvent(
        widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(QPoint(at)))
    )
    return drawn(QToolTip.text())


@pytest.fixture
def narrow(qtbot):
    """Shows a widget in 160 px."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)

    def show(widget):
        column.addWidget(widget)
        page.resize(160, 60)
        page.show()
        with qtbot.waitExposed(page):
            pass
        assert page.width() == 160
        return widget

    return show


def test_an_elided_label_keeps_both_ends_and_tells_the_whole(narrow):
    label = narrow(ElidedLabel(NAMES))
    assert label.elided
    assert label.minimumSizeHint().width() <= 48
    assert label.sizeHint().width() >= QFontMetrics(label.font()).horizontalAdvance(NAMES)
    assert ask_tip(label) == NAMES
    assert label.text() == NAMES
    picture = label.grab().toImage()
    label.setText(NAMES.replace("(mm)", "(kg)"))
    assert label.grab().toImage() != picture  # its end is seen
    label.setText("short")
    assert not label.elided


def test_a_box_tells_the_whole_of_what_is_chosen(narrow):
    box = narrow(ElidedBox(4))
    box.setToolTip("Input column, x₁")
    box.show_texts([HTML, "", NAMES])
    box.setCurrentIndex(2)
    assert ask_tip(box) == f"Input column, x₁\n{NAMES}"
    assert drawn(box.itemData(0, Qt.ItemDataRole.ToolTipRole)) == HTML
    first = box.grab().toImage()
    box.setItemText(2, NAMES.replace("(mm)", "(kg)"))
    assert box.grab().toImage() != first  # its end is seen
