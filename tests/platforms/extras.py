"""What the checks do in the program besides input: other windows, marks that can be found on the
screen, resizing."""

from typing import Any, Final

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.style.plain_text import show_tip
from gui.window.main_window import MainWindow

MARK: Final = "background: #ff00ff; border: none"  # a colour that nothing else has
SIDE: Final = 40  # logical pixels of a mark
SECOND: Final = (300, 240)  # of a second view
STEPS, STEP = 40, 30  # of a slow resizing; milliseconds

_kept: list[QWidget] = []


class Source(QLabel):
    """A window from which a file can be dragged."""

    def __init__(self, file: str) -> None:
        super().__init__(None, Qt.WindowType.Tool)
        self._file = file
        self.setStyleSheet(MARK)
        self.setFixedSize(120, 90)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._file)])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


class Extras:
    """Of a window and its view."""

    def __init__(self, window: MainWindow, view: Any) -> None:
        self._window, self._view = window, view

    def picture(self, file: str) -> bool:
        """Save the view as it should be on the screen."""
        return bool(self._window.viewport.picture().save(file))

    def grab(self, file: str) -> bool:
        """Save the whole window, painted by Qt."""
        return bool(self._window.picture().save(file))

    def second(self, file: str) -> bool:
        """Save the second view as it should be on the screen."""
        return bool(_kept[-1].view.grabFramebuffer().save(file))  # type: ignore[attr-defined]

    def mark(self, name: str = "window") -> None:
        """Put a mark at the upper left corner of the main window, the menu, the dialog or the
        tooltip that is shown."""
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        own: dict[str, list[QWidget]] = {
            "window": [self._window],
            "menu": [each for each in (QApplication.activePopupWidget(),) if each],
            "dialog": [each for each in (QApplication.activeModalWidget(),) if each]
            or [each for each in tops if each.isWindow() and each is not self._window],
            "tip": [each for each in tops if each.windowType() == Qt.WindowType.ToolTip],
        }
        mark = QLabel(own[name][0])
        mark.setStyleSheet(MARK)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mark.setGeometry(0, 0, SIDE, min(SIDE, own[name][0].height()))
        mark.show()
        _kept.append(mark)

    def clean(self) -> None:
        """Remove all that was made."""
        for each in filter(isValid, _kept):
            each.hide()
            each.deleteLater()
        _kept.clear()

    def float_dock(self, key: str) -> None:
        """Let a dock float over the view, with a mark."""
        dock = self._window.docks[key]
        dock.show()
        dock.setFloating(True)
        dock.resize(200, 160)
        view = self._view
        dock.move(view.mapToGlobal(QPoint(view.width() // 3, view.height() // 3)))
        mark = QLabel(dock)
        mark.setStyleSheet(MARK)
        mark.setGeometry(SIDE, SIDE, SIDE, SIDE)
        mark.show()
        _kept.append(mark)

    def place(self) -> list[int]:
        """Where the mark is."""
        at = _kept[-1].mapToGlobal(QPoint(0, 0))
        return [at.x(), at.y()]

    def offer_file(self, file: str) -> None:
        source = Source(file)
        source.move(self._window.frameGeometry().bottomRight() - QPoint(160, 130))
        source.show()
        _kept.append(source)

    def tip(self) -> None:
        """A tooltip over the view."""
        view = self._view
        show_tip(view.mapToGlobal(view.rect().center()), "a tip over the view", view)

    def resize_slowly(self) -> None:
        """Make the window larger and smaller, in small steps."""
        window, steps = self._window, [*range(STEPS)]
        width, height = window.width(), window.height()
        timer = QTimer(window, interval=STEP)

        def step() -> None:
            if not steps:
                timer.stop()
                window.resize(width, height)
                return
            left = steps.pop()
            window.resize(width - 3 * abs(left % 20 - 10), height - 2 * abs(left % 20 - 10))

        timer.timeout.connect(step)
        timer.start()

    def open_second(self) -> str:
        """A second view, in a window of its own under a mark."""
        from gui.scene.view import SceneView

        page, view, mark = QWidget(), SceneView(), QLabel()
        page.view = view  # type: ignore[attr-defined]
        mark.setStyleSheet(MARK)
        mark.setFixedSize(SECOND[0], SIDE)
        view.setFixedSize(*SECOND)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(mark)
        column.addWidget(view)
        page.move(self._window.frameGeometry().topLeft() + QPoint(30, 60))
        view.show_surface(self._window.engine.snapshot.surface)
        page.show()
        _kept.append(page)
        return type(view.canvas).__name__

    def readers(self) -> list[list[str]]:
        """What a screen reader finds around the view: class, name and role of each object."""
        found, waiting = [], [QAccessible.queryAccessibleInterface(self._view.parentWidget())]
        while waiting:
            each = waiting.pop()
            name = each.text(QAccessible.Text.Name)
            found.append([type(each.object()).__name__, name, each.role().name])
            waiting += [each.child(place) for place in range(each.childCount())]
        return found

    def move_to_screen(self, number: int) -> None:
        """Go full screen on another screen."""
        window = self._window
        window.showNormal()
        window.windowHandle().setScreen(QGuiApplication.screens()[number])
        window.showFullScreen()

    def pixel_of_ball(self, ball: int) -> list[float]:
        """Where on the view a ball is."""
        fleet, row = self._window.engine.snapshot.homes[ball]
        found = self._view.pixel_of(tuple(map(float, fleet.position[row])))
        return [float(each) for each in found or ()]

    def place_of_ball(self, ball: int) -> list[float]:
        fleet, row = self._window.engine.snapshot.homes[ball]
        return [float(each) for each in fleet.position[row]]

    def is_free(self, x: float, y: float) -> bool:
        """Whether a pixel of the view shows the surface."""
        target = getattr(self._view, "target_at", None)
        return target is None or isinstance(target(x, y), tuple)

    def view_in_window(self) -> list[int]:
        at = self._view.mapTo(self._window, QPoint(0, 0))
        return [at.x(), at.y()]

    def mark_area(self) -> int:
        return _kept[-1].width() * _kept[-1].height()

    def close_others(self) -> None:
        """Close every window but the main one."""
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and each is not self._window:
                each.close()
