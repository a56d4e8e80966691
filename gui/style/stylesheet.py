"""The style sheet of all standard controls.

Sizes are on the grid 4 / 8 / 12 / 16, corners have radius 6, borders are hairlines. A focused
control has a border in the accent colour. `dressed` gives a widget one of the roles at the end.
"""

import re
from dataclasses import asdict
from pathlib import Path
from string import Template
from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from gui.style.palette import Palette

PIXELS: Final = re.compile(r"(\d+)px")
DRAWINGS: Final = Path(__file__).resolve().parents[2] / "resources" / "icons" / "style"
WHOLE: Final = "0 0 24 24"
# Qt draws a dock's buttons at ten pixels, so their drawings have no margin.
TIGHT: Final = "4 4 16 16"
# Style sheets need pictures as files, so there is one for each theme: its name, the icon that it
# is drawn from, its colour in the palette, and the part of the icon's grid that is shown (see
# packaging/make_style_drawings.py).
DRAWN: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("check", "check", "on_accent", WHOLE),
    ("partial", "partial", "on_accent", WHOLE),
    ("radio", "radio", "on_accent", WHOLE),
    ("tick", "check", "text", WHOLE),
    ("down", "chevron-down", "second", WHOLE),
    ("up", "chevron-up", "second", WHOLE),
    ("right", "chevron-right", "second", WHOLE),
    ("left", "chevron-left", "second", WHOLE),
    ("close", "close", "second", WHOLE),
    ("dock-close", "close", "second", TIGHT),
    ("dock-float", "float", "second", TIGHT),
)

Dressed = TypeVar("Dressed", bound=QWidget)


def dressed(widget: Dressed, role: str) -> Dressed:
    """Give `widget` a role: see ROLES below for the names."""
    widget.setProperty("role", role)
    # Property selectors are evaluated only when the widget is polished.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    return widget


def style_sheet(palette: Palette, scale: float = 1.0) -> str:
    """The whole sheet in the colours of `palette`, for text `scale` times as large as usual."""
    folder, sheets = DRAWINGS / palette.name, (*SHEETS, STRONG) if palette.strong else SHEETS
    values = {"drawings": folder.as_posix(), "knob": f"{int(6 * scale) + 1}px"}
    return Template(scaled("".join(sheets), scale)).substitute(asdict(palette), **values)


def scaled(sheet: str, scale: float) -> str:
    """A sheet whose sizes in pixels are so many times larger; hairlines stay hairlines."""

    def pixels(found: re.Match[str]) -> str:
        usual = int(found[1])
        return f"{round(usual * scale) if usual > 1 else usual}px"

    return PIXELS.sub(pixels, sheet)


WINDOWS: Final = """
QMainWindow, QDialog, QWizard, QMessageBox { background: $window; }
QMainWindow::separator { background: $hairline; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget { color: $second; titlebar-close-icon: url("$drawings/dock-close.svg");
    titlebar-normal-icon: url("$drawings/dock-float.svg"); }
QDockWidget::title { background: $panel; padding: 8px 12px 4px 12px; text-align: left; }
QDockWidget::close-button, QDockWidget::float-button { border: 0; border-radius: 4px; padding: 0;
    background: transparent; icon-size: 14px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: $hover; }
QStatusBar { background: $panel; color: $second; border-top: 1px solid $hairline; }
QStatusBar::item { border: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QSizeGrip { image: none; width: 0; height: 0; }
QToolTip { background: $panel; color: $text; border: 1px solid $outline; padding: 4px 6px; }
QScrollArea, QGraphicsView { border: 0; background: transparent; }
QFrame[frameShape="4"], QFrame[frameShape="5"] { color: $hairline; border: 0;
    background: $hairline; }
QGroupBox { border: 0; margin-top: 20px; padding: 0; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $second; }
"""

MENUS: Final = """
QMenuBar { background: $panel; color: $text; padding: 6px 0 0 0; border: 0; }
QMenuBar::item { padding: 3px 9px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $panel; color: $text; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { margin-left: 4px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QMenu::icon:checked { background: $selected; border-color: $accent; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 6px; }
QMenu::indicator:checked { image: url("$drawings/tick.svg"); }
QMenu::right-arrow { image: url("$drawings/right.svg"); width: 14px; height: 14px;
    padding-right: 6px; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 0; }
QToolBar { background: $panel; border: 0; padding: 0; spacing: 4px; }
QToolButton#qt_toolbar_ext_button { qproperty-icon: url("$drawings/right.svg"); padding: 0;
    border: 0; }
QToolBar::separator { background: $hairline; width: 1px; margin: 6px 4px; }
QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QTabBar { background: $panel; qproperty-drawBase: 0; }
QTabBar::tab { padding: 7px 12px 6px 12px; color: $second; background: transparent; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar::close-button { image: url("$drawings/close.svg"); }
QTabBar QToolButton { background: $panel; border: 0; }
QTabBar QToolButton::right-arrow { image: url("$drawings/right.svg"); }
QTabBar QToolButton::left-arrow { image: url("$drawings/left.svg"); }
"""

BUTTONS: Final = """
QToolButton { background: transparent; color: $text; border: 1px solid transparent;
    border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $selected; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton[popupMode="2"] { padding-right: 18px; }
QToolButton[popupMode="1"] { padding-right: 20px; }
QToolButton::menu-indicator { image: url("$drawings/down.svg"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 3px; }
QToolButton::menu-button { border: 0; width: 18px; border-radius: 6px; }
QToolButton::menu-button:hover { background: $pressed; }
QToolButton::menu-arrow { image: url("$drawings/down.svg"); width: 12px; height: 12px; }
QPushButton { background: $panel; color: $text; border: 1px solid $outline; border-radius: 6px;
    padding: 3px 12px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $selected; border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; border-color: $hairline; background: transparent; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent;
    border-color: $accent; }
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: $accent_hover;
    border-color: $accent_hover; }
QPushButton:default:pressed, QPushButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled { background: $groove;
    color: $disabled; border-color: $groove; }
QPushButton::menu-indicator { image: url("$drawings/down.svg"); width: 12px; height: 12px;
    subcontrol-position: center right; right: 6px; }
QCheckBox, QRadioButton { color: $text; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: 14px;
    height: 14px; background: $panel; border: 1px solid $outline; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked,
QAbstractItemView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$drawings/check.svg"); }
QRadioButton::indicator:checked { image: url("$drawings/radio.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
    image: url("$drawings/partial.svg"); }
QCheckBox::indicator:focus:checked, QRadioButton::indicator:focus:checked { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $hover;
    border-color: $hairline; }
"""

FIELDS: Final = """
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: $panel;
    color: $text; border: 1px solid $outline; border-radius: 6px; padding: 3px 7px; }
QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit
    { selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $second; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $second; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus
    { border-color: $accent; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: $danger; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $disabled;
    border-color: $hairline; background: transparent; }
QLineEdit:read-only { background: transparent; border-color: $hairline; }
QAbstractSpinBox { min-height: 18px; padding: 2px 20px 2px 0; qproperty-alignment: AlignCenter; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QLineEdit QToolButton { border: 0; padding: 0; }
QTextBrowser { border-color: transparent; background: $panel; }
QTextBrowser:focus { border-color: $accent; }
QTextBrowser[role="text"] { background: transparent; padding: 0; border-width: 1px; }
QComboBox { padding-right: 22px; combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("$drawings/down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; color: $text; padding: 3px;
    border: 1px solid $outline;
    outline: 0; selection-background-color: $hover; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; border-radius: 4px; padding: 0 8px; }
QComboBox QAbstractItemView::item:selected { background: $hover; color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 18px;
    background: transparent; border-radius: 4px; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$drawings/up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$drawings/down.svg"); width: 10px; height: 10px; }
QSlider:horizontal { min-height: 20px; }
QSlider:vertical { min-width: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $groove; }
QSlider::groove:vertical { width: 4px; border-radius: 2px; background: $groove; }
QSlider::sub-page:horizontal, QSlider::add-page:vertical { background: $accent;
    border-radius: 2px; }
QSlider::sub-page:horizontal:disabled, QSlider::add-page:vertical:disabled
    { background: $groove; }
QSlider::handle { background: $handle; border: 1px solid $second; border-radius: $knob; }
QSlider::handle:horizontal { width: 12px; margin: -5px 0; }
QSlider::handle:vertical { height: 12px; margin: 0 -5px; }
QSlider::handle:hover { border-color: $accent; }
QSlider::handle:focus, QSlider::handle:pressed { border: 2px solid $accent; }
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:pressed { width: 10px; }
QSlider::handle:disabled { background: $hover; border-color: $hairline; }
QProgressBar { border: 0; background: $groove; border-radius: 2px; min-height: 4px;
    max-height: 4px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
"""

LISTS: Final = """
QAbstractItemView { background: $panel; color: $text; border: 0; outline: 0;
    gridline-color: $hairline; alternate-background-color: $window;
    selection-background-color: $selected; selection-color: $text; }
QListView, QTreeView, QTableView { icon-size: 16px; }
QListView::item, QTreeView::item, QTableView::item { padding: 4px 8px; border: 0; }
QListView::item { border-radius: 6px; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected
    { background: $selected; color: $text; }
QTableView::item:focus, QTreeView::item:focus, QListView::item:focus
    { border: 1px solid $accent; padding: 3px 7px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:closed:has-children { image: url("$drawings/right.svg"); }
QTreeView::branch:open:has-children { image: url("$drawings/down.svg"); }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $second; border: 0; padding: 4px 8px;
    border-bottom: 1px solid $hairline; font-size: 11px; font-weight: normal; }
QHeaderView::section:hover { color: $text; }
QHeaderView::section:vertical { border-bottom: 0; }
QTableCornerButton::section { background: $panel; border: 0; }
QHeaderView::up-arrow { image: url("$drawings/up.svg"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("$drawings/down.svg"); width: 12px; height: 12px; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $outline; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

ROLES: Final = """
*[role="panel"] { background: $panel; }
*[role="strip"] { background: $panel; border-top: 1px solid $hairline; }
*[role="caption"] { color: $second; font-size: 11px; }
*[role="dock"] { color: $text; font-size: 11px; }
*[role="second"] { color: $second; }
*[role="title"] { font-size: 15px; font-weight: 600; }
*[role="heading"] { font-size: 20px; font-weight: 600; }
*[role="problem"] { color: $danger; font-size: 11px; }
QScrollArea[role="reading"] { border: 1px solid transparent; }
QListView[role="bare"] { background: transparent; border: 1px solid transparent; }
QScrollArea[role="reading"]:focus, QListView[role="bare"]:focus { border-color: $accent; }
*[role="hairline"] { background: $hairline; border: 0; }
QToolButton[role="primary"] { background: $accent; color: $on_accent; }
QToolButton[role="primary"]:hover { background: $accent_hover; }
QToolButton[role="primary"]:pressed { background: $accent_pressed; }
QToolButton[role="primary"]:focus { border-color: $text; }
QToolButton[role="segment"] { background: transparent; color: $second; padding: 1px 10px;
    border-radius: 5px; }
QToolButton[role="segment"]:hover { color: $text; }
QToolButton[role="segment"]:checked { background: $panel; color: $text;
    border: 1px solid $outline; }
QToolButton[role="segment"]:focus { border: 1px solid $accent; }
QToolButton[role="segment"]:disabled { color: $disabled; }
QToolButton[role="small"] { padding: 0 4px; font-size: 11px; }
QToolButton[role="small"][popupMode="2"] { padding-right: 16px; }
QFrame[role="segments"] { background: $pressed; border: 0; border-radius: 6px; }
QWidget[role="message_line"] { background: $scene_top; }
QFrame[role="notice"] { background: $panel; border: 1px solid $outline; border-radius: 6px; }
QFrame[role="notice"][severity="info"] { border-left: 3px solid $info; }
QFrame[role="notice"][severity="success"] { border-left: 3px solid $success; }
QFrame[role="notice"][severity="warning"] { border-left: 3px solid $warning; }
QFrame[role="notice"][severity="error"] { border-left: 3px solid $danger; }
"""

# What else is seen by its edge, on a system set to high contrast.
STRONG: Final = """
QToolButton:hover, QToolButton:checked { border-color: $outline; }
QToolButton:focus, QPushButton:focus { border-color: $accent; }
QMenuBar::item { border: 1px solid transparent; }
QMenuBar::item:selected, QMenu::item:selected { border: 1px solid $outline; }
QSlider::groove { border: 1px solid $outline; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected
    { border: 1px solid $outline; padding: 3px 7px; }
QListView::item:focus, QTreeView::item:focus, QTableView::item:focus { border-color: $accent; }
QComboBox QAbstractItemView::item:selected { border: 1px solid $outline; }
QFrame[role="segments"] { border: 1px solid $outline; }
QScrollBar::handle { border: 1px solid $outline; }
"""

SHEETS: Final[tuple[str, ...]] = (WINDOWS, MENUS, BUTTONS, FIELDS, LISTS, ROLES)
