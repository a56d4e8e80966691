"""Helpers of the tests of the data dialog."""

from PySide6.QtCore import Qt

LEFT = Qt.MouseButton.LeftButton
LINE = "x,y\n1,2\n2,4.5\n3,5.5\n4,8\n"


def pick(qtbot, chooser, kind):
    """Click a model in the list."""
    models = chooser.parts.models
    item = models.item(chooser.builder.kinds.index(kind))
    models.scrollToItem(item)
    qtbot.mouseClick(models.viewport(), LEFT, pos=models.visualItemRect(item).center())
    assert chooser.builder.kind is kind


def use(qtbot, chooser):
    qtbot.mouseClick(chooser.parts.use, LEFT)


def problem(chooser):
    return chooser.parts.problem.text()


def cells(chooser):
    model = chooser.parts.sheet.sheet
    rows, columns = model.rowCount(), model.columnCount()
    return [[model.index(r, c).data() for c in range(columns)] for r in range(rows)]


def heads(chooser):
    model = chooser.parts.sheet.sheet
    sideways = Qt.Orientation.Horizontal
    return [model.headerData(c, sideways) for c in range(model.columnCount())]
