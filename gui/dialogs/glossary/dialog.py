"""The glossary: a list of terms that can be searched, and the sentence of the chosen one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.style.icons import Icons
from gui.style.outside_text import outside
from gui.style.plain_text import Markup, MarkupPage, PlainLabel, joined, markup, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed
from gui.style.theme import Theme
from gui.text.glossary import Term, term_of, terms
from gui.text.languages import AVAILABLE, Languages
from gui.text.lessons.term_links import terms_of
from gui.text.search_words import SearchWords, plain
from gui.text.symbols import NAME, cited
from gui.widgets.dialog_size import fitting
from gui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from engine.lessons.lesson import Lesson

USUAL: Final = QSize(720, 520)
SMALLEST: Final = QSize(480, 320)
LESSON: Final = "lesson-"  # before the number of a lesson in a link
LIST: Final = 280  # px of width
MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@final
class GlossaryDialog(Retranslated, QDialog):
    """Stays open next to the window, which goes on; names and sentences are in both languages."""

    lesson_wanted = Signal(int)  # its number

    def __init__(
        self,
        theme: Theme,
        languages: Languages,
        parent: QWidget | None = None,
        lessons: Callable[[], Sequence["Lesson"]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._lessons = lessons  # those of the course
        self._languages, self._search_words = languages, SearchWords()
        self._shown: tuple[Term, ...] = ()
        self.search = SearchField(Icons(theme))
        self.list = QListWidget()
        self.page = MarkupPage()
        self.page.setOpenLinks(False)
        self.nothing = dressed(PlainLabel(wrap=True), "second")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = dressed(PlainLabel(wrap=True), "caption")
        self._close = QPushButton(autoDefault=False)
        self._arrange()
        self.search.textChanged.connect(self._list_matching)
        self.list.currentRowChanged.connect(self._show_current)
        self.page.anchorClicked.connect(self._follow)
        self._close.clicked.connect(self.reject)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        self.retranslate()

    def open_at(self, key: str = "") -> None:
        """Show the glossary, at the term called `key` if there is one."""
        self.search.clear()
        self.choose(key)
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def term(self) -> Term | None:
        """The term that is shown."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def choose(self, key: str) -> None:
        """Show the term called `key`; where the search leaves it out, the search is cleared."""
        term = term_of(key)
        if term is None:
            return
        if term not in self._shown:
            self.search.clear()
        self.list.setCurrentRow(self._shown.index(term))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Glossary"))
        self.list.setAccessibleName(self.tr("Terms"))
        self.page.setAccessibleName(self.tr("Meaning"))
        self._hint.setText(
            self.tr(
                "Up and Down choose a term, Tab goes to its links. § is a section of {0}."
            ).format(NAME)
        )
        self._close.setText(self.tr("Close"))
        set_tip(self._close, self.tr("Close the glossary (Esc)"))
        set_tip(self.search, self.tr("Search names and sentences in both languages (Ctrl+F)"))
        self._list_matching()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the search field does not use move in the list."""
        if event.key() in MOVES and self.list.count():
            QCoreApplication.sendEvent(self.list, event)
        else:
            super().keyPressEvent(event)

    # Internal.

    def _arrange(self) -> None:
        self.setMinimumSize(SMALLEST)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        left.addWidget(self.search)
        left.addWidget(self._stack, 1)
        right.addWidget(self.page, 1)
        fixed(self.search, width=LIST)
        fixed(self._stack, width=LIST)
        row, bottom, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(12)
        row.addLayout(left)
        row.addLayout(right, 1)
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self._close)
        column.setContentsMargins(16, 16, 16, 12)
        column.addLayout(row, 1)
        column.addLayout(bottom)

    @property
    def _language(self) -> str:
        return self._languages.current

    @property
    def _others(self) -> list[str]:
        return [language for language in AVAILABLE if language != self._language]

    def _list_matching(self) -> None:
        """List the terms that match the search: those whose names do come first."""
        query, chosen = self.search.text(), self.term
        found = [term for term in terms() if self._search_words.matches(term, query)]
        self._shown = tuple(sorted(found, key=lambda term: not _is_named(term, query)))
        before = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._row(term) for term in self._shown])
        self.list.blockSignals(before)
        kept = chosen in self._shown and not query
        row = self._shown.index(chosen) if chosen is not None and kept else 0
        self.list.setCurrentRow(row if self._shown else -1)
        self._show_current()
        self._stack.setCurrentWidget(self.list if self._shown else self.nothing)
        words = self.tr("No term has “%1”.")
        self.nothing.setText(words.replace("%1", outside(query.strip())))

    def _row(self, term: Term) -> str:
        names = [term.name(language) for language in (self._language, *self._others)]
        return " · ".join(dict.fromkeys(names))

    def _show_current(self) -> None:
        self.page.show_page(self._page(self.term) if self.term is not None else markup(""))

    def _page(self, term: Term) -> Markup:
        parts = [markup("<h2>{}</h2>", term.name(self._language))]
        also = list(term.names[self._language][1:])
        for language in self._others:
            also += term.names[language]
        if also := [name for name in dict.fromkeys(also) if name != term.name(self._language)]:
            parts.append(markup("<p>{}</p>", " · ".join(also)))
        parts.append(markup("<p><b>{}</b></p>", term.sentences[self._language]))
        parts += [markup("<p>{}</p>", term.sentences[language]) for language in self._others]
        where = cited(term)
        if term.beyond:
            parts.append(markup("<p>{}</p>", self.tr("Beyond the book")))
        elif where:
            parts.append(markup("<p>{}</p>", f"{NAME} {where}"))
        links = joined(markup(" · "), map(self._link, filter(None, map(term_of, term.see))))
        parts.append(markup("<p>{} {}</p>", self.tr("See also:"), links))
        lessons = [self._lesson(each) for each in self._lessons() if term.key in terms_of(each)]
        if lessons:
            parts.append(
                markup("<p>{} {}</p>", self.tr("In lessons:"), joined(markup(" · "), lessons))
            )
        return joined(markup(""), parts)

    def _lesson(self, lesson: "Lesson") -> Markup:
        title = f"{lesson.number} {lesson.title.inside(self._language)}"
        return markup("<a href='{}'>{}</a>", f"{LESSON}{lesson.number}", title)

    def _link(self, term: Term) -> Markup:
        return markup("<a href='{}'>{}</a>", term.key, term.name(self._language))

    def _follow(self, link: QUrl) -> None:
        where = link.toString()
        if where.startswith(LESSON):
            self.lesson_wanted.emit(int(where.removeprefix(LESSON)))
        else:
            self.choose(where)


def _is_named(term: Term, query: str) -> bool:
    """Whether a name of the term begins with what is searched."""
    begin = plain(query).strip()
    return any(plain(name).startswith(begin) for names in term.names.values() for name in names)
