"""The gallery: scenarios and landscapes to choose from, each with a thumbnail."""

from typing import ClassVar, Final, final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.scenario import Scenario
from engine.surfaces.base import Surface
from gui.dialogs.gallery.card_grid import CardGrid
from gui.dialogs.gallery.cards import (
    GROUPS,
    AnyCard,
    Card,
    Extra,
    grouped,
    scenario_cards,
    surface_cards,
)
from gui.dialogs.gallery.details import Details
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.dialogs.search_dialog import SearchDialog
from gui.state.send import Send
from gui.style.plain_text import set_tip
from gui.style.theme import Theme
from gui.text.languages import AVAILABLE, Languages
from gui.text.search_words import occur
from gui.widgets.segmented import Segmented

SCENARIOS, SURFACES, LESSONS = "scenarios", "surfaces", "lessons"
PAGES: Final = (SCENARIOS, SURFACES, LESSONS)


@final
class GalleryDialog(SearchDialog):
    """Choosing a card sends `Load` or `ChangeSurface`, which can be undone, and closes the dialog.

    `extra` gives more landscapes, and cards that open something, whenever the gallery opens.
    """

    usual: ClassVar[QSize] = QSize(968, 720)
    smallest: ClassVar[QSize] = QSize(520, 420)
    sideways: ClassVar[tuple[Qt.Key, ...]] = (Qt.Key.Key_Left, Qt.Key.Key_Right)

    def __init__(
        self,
        send: Send,
        scenarios: tuple[Scenario, ...],
        theme: Theme,
        languages: Languages,
        parent: QWidget | None = None,
        extra: Extra = tuple,
        lessons: Extra = tuple,
    ) -> None:
        super().__init__(theme, parent)
        self._send, self._languages = send, languages
        self._extra, self._surfaces, self._lessons = extra, surface_cards(), lessons
        self._all = {
            SCENARIOS: scenario_cards(scenarios),
            SURFACES: grouped(self._surfaces),
            LESSONS: (),
        }
        self._thumbnails = ThumbnailQueue(self)
        self.pages = Segmented(PAGES)
        self.grid = CardGrid(theme, self._thumbnails)
        self.details = Details(theme, self.grid.card_painter)
        self._arrange()
        self._connect()
        self.retranslate()

    def open_at(self, page: str, surface: Surface, scenario: Scenario | None = None) -> None:
        """Show `page` ("scenarios", "surfaces" or "lessons"), with `surface` and `scenario` marked
        as shown now."""
        self.grid.card_painter.shown, self.grid.card_painter.begun = surface, scenario
        self._all[SURFACES] = grouped((*self._surfaces, *self._extra()))
        self._all[LESSONS] = grouped(self._lessons())
        self.pages.choose(page)
        self._open(self._marked())
        QTimer.singleShot(0, self, self.grid.begin_at_top)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.grid.card_painter.language = self._languages.current
        self.setWindowTitle(self.tr("Gallery"))
        self.grid.setAccessibleName(self.tr("Cards"))
        self._hint.setText(self.tr("Click a card, or press Enter, to open it"))
        self._close.setText(self.tr("Close"))
        set_tip(self._close, self.tr("Close without a choice (Esc)"))
        set_tip(self.search, self.tr("Search titles, captions and formulas (Ctrl+F)"))
        self._show_again()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.pages)
        top.addWidget(self.search, 1)
        self.search.setMaximumWidth(360)
        top.addStretch(0)
        self._set_list(self.grid, top, self.details)

    def _connect(self) -> None:
        self.pages.chosen.connect(lambda: self._show_matching(self._marked()))
        self.grid.chosen.connect(self._choose)
        self.grid.pointed.connect(self.details.show_card)
        self.hidden.connect(self._thumbnails.stop)
        self._languages.changed.connect(self.retranslate)
        for i, page in enumerate(PAGES):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{i + 1}"), self)
            shortcut.activated.connect(lambda page=page: self._show_page(page))

    def _show_matching(self, preferred: AnyCard | None) -> None:
        """Show the cards of the page that match the search."""
        found = {page: self._found_in(cards) for page, cards in self._all.items()}
        page = self.pages.current
        self.details.fit_cards(self._all[page])
        self.grid.show_cards(found[page], preferred, self._heading)
        self._update_pages(found, bool(self.search.text().strip()))
        self._show_found(found[page], self._empty_text(found))

    def _found_in(self, cards: tuple[AnyCard, ...]) -> tuple[AnyCard, ...]:
        """Those that match the search; in each group, those whose titles do come first."""
        query = self.search.text()

        def is_named(card: AnyCard) -> bool:
            return any(occur(query, card.title(language)) for language in AVAILABLE)

        return grouped(tuple(sorted(self._matching(cards), key=is_named, reverse=True)))

    def _heading(self, group: str) -> str:
        return QCoreApplication.translate("GalleryDialog", GROUPS[group]) if group else ""

    def _update_pages(self, found: dict[str, tuple[AnyCard, ...]], searching: bool) -> None:
        """Set the names of the pages; in a search, with the number of cards found."""
        names = {
            SCENARIOS: self.tr("Scenarios"),
            SURFACES: self.tr("Landscapes"),
            LESSONS: self.tr("Lessons"),
        }
        tips = {page: f"{names[page]} (Ctrl+{i + 1})" for i, page in enumerate(PAGES)}
        shown = names
        if searching:
            shown = {page: f"{name} {len(found[page])}" for page, name in names.items()}
        self.pages.set_texts(self.tr("Page"), shown, tips)
        for page, name in names.items():
            self._reserve(page, name)

    def _empty_text(self, found: dict[str, tuple[AnyCard, ...]]) -> str:
        """That nothing on this page matches, and how much does on the others."""
        words = {
            SCENARIOS: self.tr("No scenario has “%1”."),
            SURFACES: self.tr("No landscape has “%1”."),
            LESSONS: self.tr("No lesson has “%1”."),
        }
        others = {
            SCENARIOS: self.tr("Scenarios that have it: %2 (Ctrl+1)"),
            SURFACES: self.tr("Landscapes that have it: %2 (Ctrl+2)"),
            LESSONS: self.tr("Lessons that have it: %2 (Ctrl+3)"),
        }
        lines = [words[self.pages.current]]
        lines += [
            others[page].replace("%2", str(len(found[page]))) for page in PAGES if found[page]
        ]
        return "\n".join(lines)

    def _marked(self) -> AnyCard | None:
        """The card of the landscape or scenario in the window, if it is on this page."""
        cards = self._all[self.pages.current]
        return next((card for card in cards if self.grid.card_painter.is_shown(card)), None)

    def _reserve(self, page: str, name: str) -> None:
        """Give a page's button room for the number of all its cards, so that nothing moves when a
        search begins."""
        button = self.pages.button(page)
        metrics = button.fontMetrics()
        around = button.sizeHint().width() - metrics.horizontalAdvance(button.text())
        longest = f"{name} {len(self._all[page])}"
        button.setMinimumWidth(around + metrics.horizontalAdvance(longest))

    def _show_page(self, page: str) -> None:
        if page != self.pages.current:
            self.pages.choose(page)
            self._show_matching(self._marked())

    def _choose(self, card: AnyCard) -> None:
        self.accept()
        if isinstance(card, Card):
            self._send(card.command)
        else:
            card.action()
