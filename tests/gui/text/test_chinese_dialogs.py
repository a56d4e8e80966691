"""Every dialog in Chinese, Qt's own included: no English word is left but names."""

import re

import pytest
from PySide6.QtCore import QAbstractListModel, QLibraryInfo, Qt, QTimer, QTranslator
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
)

from gui.text.qt_texts import MISSING
from tests.gui.text.test_translation import LATIN_WORD, NAMES, visible

# Units, codes and keys that Chinese programs write as they are.
ALSO = frozenset(("HTML", "KiB", "bytes", "Up", "Left", "Right", "PgUp", "PgDown"))


# No words: formulas, tags, menu keys, keys after a tab, colours.
CODE = re.compile(r"&nbsp;|<tt>.*?</tt>|<[^>]*>|\(&?\w\)|\t.*|#\w+")


def english(texts):
    """The texts with English words."""
    plain = {CODE.sub(" ", text) for text in texts}
    return {text for text in plain if set(LATIN_WORD.findall(text)) - NAMES - ALSO}


def texts_of(root):
    """All that is written in a window, with the headers and cells of its lists."""
    yield from (text for _, text in visible(root))
    yield from (page.toPlainText() for page in root.findChildren(QTextBrowser))
    for view in root.findChildren(QAbstractItemView):
        model, top = view.model(), view.rootIndex()
        if not view.isVisible() or model is None:
            continue
        flat = isinstance(model, QAbstractListModel)
        for column in range(1 if flat else model.columnCount(top)):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            rows = range(model.rowCount(top))
            yield from (str(model.index(row, column, top).data() or "") for row in rows)


@pytest.fixture
def in_chinese(all_languages):
    """For dialogs of Qt's own, which need no window."""
    all_languages.choose("zh_CN")


@pytest.fixture
def chinese(window):
    window.shell.languages.choose("zh_CN")
    return window


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
@pytest.mark.usefixtures("in_chinese")
def test_file_dialogs_are_chinese(qtbot, tmp_path, mode):
    (tmp_path / "数据.csv").write_text("1,2\n")
    (tmp_path / "夹").mkdir()
    dialog = QFileDialog(None, "打开", str(tmp_path), "文件 (*.csv)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    view = dialog.findChild(QAbstractItemView, "treeView")
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 2)
    texts = {text for text in texts_of(dialog) if str(tmp_path) not in text}
    assert {"CSV 文档", "文件夹"} <= texts
    own = set(map(str, tmp_path.parts))  # names of folders
    assert {text for text in english(texts) if text not in own | {tmp_path.owner()}} == set()


def message_box():
    every = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Warning, "问题", "问题")
    for button in every:
        if every.FirstButton.value <= button.value <= every.LastButton.value:
            box.addButton(button)
    box.setDetailedText("细节")
    return box


def color_dialog():
    dialog = QColorDialog()
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    return dialog


@pytest.mark.parametrize("make", [message_box, color_dialog])
@pytest.mark.usefixtures("in_chinese")
def test_qt_s_own_dialogs_are_chinese(qtbot, make):
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert english(texts_of(dialog)) == set()


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox])
@pytest.mark.usefixtures("in_chinese")
def test_context_menus_are_chinese(qtbot, kind):
    field, found = kind(), []
    qtbot.addWidget(field)
    field.show()

    def read():
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        found.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(0, read)  # the menu has an event loop of its own
    middle = field.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, field.mapToGlobal(middle))
    QApplication.sendEvent(getattr(field, "viewport", lambda: field)(), event)
    qtbot.waitUntil(lambda: bool(found))
    assert len(found) > 5
    assert english(found) == set()


def test_the_menu_of_docks_and_bars_is_chinese(chinese):
    menu = chinese.createPopupMenu()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "" not in texts
    assert english(texts) == set()


MEASURING = ("batch_timing", "claims")


@pytest.mark.parametrize(
    "key", ["scenarios", "landscapes", "formula", "data", "keys", "escape", *MEASURING]
)
def test_our_dialogs_are_chinese(qtbot, chinese, key):
    chinese.actions_[key].trigger()
    (dialog,) = [each for each in chinese.findChildren(QDialog) if each.isVisible()]
    qtbot.wait(50)
    texts = set(texts_of(dialog))
    assert len(texts) > 3
    assert english(texts) == set()


def test_only_texts_that_qt_lacks_are_ours(qapp):
    """Qt's own words are taken where it has them; in all cases there is one."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load(f"{folder}/qtbase_zh_CN.qm")
    assert [pair for pair in MISSING if translator.translate(*pair)] == []
