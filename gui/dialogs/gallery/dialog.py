"""The gallery: scenarios and landscapes to choose from, each with a thumbnail."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.scenario import Scenario
from engine.surfaces.base import Surface
from gui.dialogs.gallery.card_grid import CardGrid
from gui.dialogs.gallery.cards import (
    GROUPS,
    ActionCard,
    AnyCard,
    Extra,
    grouped,
    scenario_cards,
    surface_cards,
)
from gui.dialogs.gallery.details import Details
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.state.send import Send
from gui.style.icons import Icons
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.languages import Languages
from gui.text.search_words import SearchWords
from gui.widgets.dialog_size import fitting
from gui.widgets.search_field import SearchField
from gui.widgets.search_navigation import SearchNavigation
from gui.widgets.segmented import Segmented

SCENARIOS, SURFACES = "scenarios", "surfaces"
PAGES: Final = (SCENARIOS, SURFACES)
USUAL: Final = QSize(968, 720)
SMALLEST: Final = QSize(520, 420)
SIDEWAYS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)  # cards are in rows


@final
class GalleryDialog(Retranslated, QDialog):
    """Choosing a card sends `Load` or `ChangeSurface`, which can be undone, and closes the dialog.

    It is modal for its window; the run continues while it is open. `extra` gives more landscapes,
    and cards that open something, whenever the gallery opens.
    """

    def __init__(
        self,
        send: Send,
        scenarios: tuple[Scenario, ...],
        theme: Theme,
        languages: Languages,
        parent: QWidget | None = None,
        extra: Extra = tuple,
    ) -> None:
        super().__init__(parent)
        self._send, self._theme, self._languages = send, theme, languages
        self._extra, self._surfaces = extra, surface_cards()
        self._all = {SCENARIOS: scenario_cards(scenarios), SURFACES: grouped(self._surfaces)}
        self._search_words = SearchWords()
        self._icons = Icons(theme)
        self._thumbnails = ThumbnailQueue(self)
        self.pages = Segmented(PAGES)
        self.search = SearchField(self._icons)
        self.grid = CardGrid(theme, self._thumbnails)
        self.nothing = dressed(QLabel(wordWrap=True), "second")
        self.details = Details(theme, self.grid.card_painter)
        self._hint = dressed(QLabel(), "caption")
        self._close = QPushButton()
        self._arrange()
        self._connect()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_at(self, page: str, surface: Surface) -> None:
        """Show `page` ("scenarios" or "surfaces"), with `surface` marked as shown now."""
        self.grid.card_painter.shown = surface
        self._all[SURFACES] = grouped((*self._surfaces, *self._extra()))
        self.search.clear()
        self.pages.choose(page)
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self._show_matching(self._marked())
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.grid.card_painter.language = self._languages.current
        self.setWindowTitle(self.tr("Gallery"))
        self.grid.setAccessibleName(self.tr("Cards"))
        self._hint.setText(self.tr("Click a card, or press Enter, to open it"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close without a choice (Esc)"))
        self.search.setToolTip(self.tr("Search titles, captions and formulas (Ctrl+F)"))
        self._show_matching(self.grid.current)

    def hideEvent(self, event: QHideEvent) -> None:
        self._thumbnails.stop()
        super().hideEvent(event)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.pages)
        top.addWidget(self.search, 1)
        self.search.setMaximumWidth(360)
        top.addStretch(0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.nothing)
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self._close)
        self._close.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(self.details)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.pages.chosen.connect(lambda: self._show_matching(self._marked()))
        self.search.textChanged.connect(lambda: self._show_matching(self.grid.current))
        self._keys = SearchNavigation(self.search, self.grid, self, SIDEWAYS)
        self.grid.chosen.connect(self._choose)
        self.grid.pointed.connect(self.details.show_card)
        self._close.clicked.connect(self.reject)
        self._languages.changed.connect(self.retranslate)
        self._theme.changed.connect(lambda: self._show_matching(self.grid.current))
        for i, page in enumerate(PAGES):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{i + 1}"), self)
            shortcut.activated.connect(lambda page=page: self._show_page(page))

    def _show_matching(self, preferred: AnyCard | None) -> None:
        """Show the cards of the page that match the search."""
        query = self.search.text()
        found = {
            page: tuple(c for c in cards if self._search_words.matches(c, query))
            for page, cards in self._all.items()
        }
        page = self.pages.current
        self.details.fit_cards(self._all[page])
        self.grid.show_cards(found[page], preferred, self._heading)
        self._stack.setCurrentWidget(self.grid if found[page] else self.nothing)
        self._update_pages(found, bool(query.strip()))
        self._update_empty_text(query, len(found[PAGES[page == SCENARIOS]]))

    def _heading(self, group: str) -> str:
        return QCoreApplication.translate("GalleryDialog", GROUPS[group]) if group else ""

    def _update_pages(self, found: dict[str, tuple[AnyCard, ...]], searching: bool) -> None:
        """Set the names of the pages; in a search, with the number of cards found."""
        names = {SCENARIOS: self.tr("Scenarios"), SURFACES: self.tr("Landscapes")}
        tips = {page: f"{names[page]} (Ctrl+{i + 1})" for i, page in enumerate(PAGES)}
        if searching:
            names = {page: f"{name} {len(found[page])}" for page, name in names.items()}
        self.pages.say(self.tr("Page"), names, tips)

    def _update_empty_text(self, query: str, others: int) -> None:
        scenarios = self.pages.current == SCENARIOS
        words = self.tr("No scenario has “%1”.") if scenarios else self.tr("No landscape has “%1”.")
        if others and scenarios:
            words += "\n" + self.tr("Landscapes that have it: %2 (Ctrl+2)")
        elif others:
            words += "\n" + self.tr("Scenarios that have it: %2 (Ctrl+1)")
        self.nothing.setText(words.replace("%2", str(others)).replace("%1", query.strip()))

    def _marked(self) -> AnyCard | None:
        """The card of the landscape in the window, if it is on this page."""
        cards = self._all[self.pages.current]
        return next((card for card in cards if self.grid.card_painter.is_shown(card)), None)

    def _show_page(self, page: str) -> None:
        if page != self.pages.current:
            self.pages.choose(page)
            self._show_matching(self._marked())

    def _choose(self, card: AnyCard) -> None:
        self.accept()
        if isinstance(card, ActionCard):
            card.action()
        else:
            self._send(card.command)
