"""What the window says about how it was started: settings, recovered sessions, OpenGL, crashes."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDockWidget

from engine.marks import QT_TRANSLATE_NOOP
from engine.session import Session
from gui.documents.session_slots import Left
from gui.documents.settings import Trouble
from gui.style.outside_text import outside
from gui.system import paths
from gui.system.open_external import open_outside
from gui.widgets.notice import Notice, Notices, Severity
from gui.window.parts import Parts

REPORTS: Final = QT_TRANSLATE_NOOP("StartupNotices", "Logs and crash reports lie in {0}")


@final
class StartupNotices(QObject):
    """Posts these notices; each is said in the language of the moment."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts, self._notices = parts, parts.notices
        self._restoring = False  # whether a run that ended unexpectedly is being restored
        self._restored: Notice | None = None  # what was said of it
        self._folded: Notice | None = None  # which panels there is no room for
        self._crashed = False
        self._loss_posted = False

    def show_settings_trouble(self, trouble: Trouble) -> None:
        """Say what is wrong with the settings file."""
        self._notices.post(lambda: self._trouble_text(trouble), Severity.WARNING)

    def resume_left(self, at_once: bool) -> None:
        """Resume the session that an earlier window left, if there is one; or offer to.

        One that the person closed is only offered.
        """
        left = self._parts.autosave.left
        if left is None:
            return
        if at_once and left is not Left.CLOSED:
            self._restoring = left is Left.CRASHED
            self._resume(lambda: self._post_resumed(left))
            return
        remedy = (lambda: self.tr("Go on with it"), self._resume)
        severity = Severity.WARNING if left is Left.CRASHED else Severity.INFO
        self._notices.post(lambda: self._offered(left), severity, remedy)

    def _resume(self, then: Callable[[], object] = lambda: None) -> None:
        autosave = self._parts.autosave

        def adopt(session: Session) -> None:
            autosave.adopt_left(session)
            then()

        def damaged() -> None:
            autosave.set_damaged_aside()
            if self._restoring and self._crashed:
                self._post_crash(self._crash)
            self._restoring = False

        self._parts.files.recover(autosave.left_file, adopt, damaged)

    def _post_resumed(self, left: Left) -> None:
        if self._restoring and self._crashed:
            self._post_crash(self._restored_and_reports)
        else:
            self._restored = self._notices.post(lambda: self._resumed(left))

    def show_new_places(self) -> None:
        """Say that the places of panels that were kept are those of another version."""
        self._notices.post(
            lambda: self.tr(
                "The panels have new places in this version; those that were kept are dropped."
            )
        )

    def show_folded(self, docks: list[QDockWidget]) -> None:
        """Say which panels there is no room for, or (none) no more."""

        def words() -> str:
            names = self.tr(", ").join(dock.windowTitle() for dock in docks)
            text = self.tr("There is no room for: %1. The View menu brings a panel back.")
            return text.replace("%1", names)

        if self._folded is not None:
            self._folded.dismiss()
        if docks:
            self._folded = self._notices.post(words)
            self._folded.closed.connect(self._forget_folded)

    def _forget_folded(self) -> None:
        self._folded = None

    def show_autosave_trouble(self) -> None:
        """Say that sessions can't be saved by themselves."""
        self._notices.post(self._autosave_trouble, Severity.WARNING)

    def stops_closing(self) -> bool:
        """Whether the window stays open once, to say that closing it would lose the session."""
        if self._loss_posted or not self._parts.autosave.would_lose:
            return False
        self._loss_posted = True
        self._notices.post(self._loss, Severity.WARNING)
        return True

    def show_autosave_works(self) -> None:
        """Say that they can be again."""
        self._loss_posted = False
        self._notices.post(
            lambda: self.tr("The session is saved automatically again."), Severity.SUCCESS
        )

    def show_safe_mode(self) -> None:
        """Say what safe mode means."""
        self._notices.post(self._safe, Severity.WARNING)

    def show_software_rendering(self) -> None:
        """Say that the processor draws, as the graphics driver gives no OpenGL that works."""
        self._notices.post(self._software)

    def show_slow_view(self) -> None:
        """Say that the 3-D view shows too few frames a second, and what helps."""
        self._notices.post(self._slow, Severity.WARNING)

    def show_crash(self) -> None:
        """Say that the previous run ended unexpectedly, and offer its reports; in one message with
        that about its session, where that is restored."""
        self._crashed = True
        if not self._restoring:
            self._post_crash(self._crash)
        elif self._restored is not None:
            if self._restored in self._notices.shown:
                self._restored.dismiss()
            self._post_crash(self._restored_and_reports)

    def _post_crash(self, words: Callable[[], str]) -> None:
        self._notices.post(words, Severity.WARNING, (self._reports, self._show_reports))

    def show_failure(self) -> None:
        """Say that an exception was caught and written down."""
        self._notices.post(self._failure, Severity.ERROR, (self._reports, self._show_reports))

    def _show_reports(self) -> None:
        show_reports(self._notices)

    # Texts.

    def _trouble_text(self, trouble: Trouble) -> str:
        texts = {
            Trouble.DAMAGED: self.tr(
                "The settings file was damaged. A copy lies beside it; what could be read is used."
            ),
            Trouble.NEWER: self.tr(
                "The settings file comes from a newer Downhill. It is read as far as possible and "
                "stays as it is; what you set here is kept beside it."
            ),
            Trouble.UNREADABLE: self.tr(
                "The settings file can’t be read, so there are only the usual settings, and none "
                "can be kept. Everything else works."
            ),
            Trouble.READ_ONLY: self.tr(
                "Settings can’t be kept: their folder can’t be written. Everything else works."
            ),
        }
        return texts[trouble]

    def _autosave_trouble(self) -> str:
        return self.tr(
            "The session can’t be saved automatically: {0}. What you do now would be lost if the "
            "program ended."
        ).format(self._parts.autosave.trouble)

    def _loss(self) -> str:
        return self.tr(
            "This session can’t be kept: {0}. Save it in another place; closing the window again "
            "loses it."
        ).format(self._parts.autosave.trouble)

    def _resumed(self, left: Left) -> str:
        if left is Left.CRASHED:
            return self.tr("The last run ended unexpectedly and has been restored.")
        return self.tr("Your last session was restored.")

    def _restored_and_reports(self) -> str:
        return self.tr(
            "The last run ended unexpectedly and has been restored. The report stays on this "
            "computer; nothing is sent."
        )

    def _offered(self, left: Left) -> str:
        if left is Left.CRASHED:
            return self.tr("The last run ended unexpectedly.")
        return self.tr("Your last session was kept.")

    def _reports(self) -> str:
        return self.tr("Show reports")

    def _safe(self) -> str:
        return self.tr(
            "Safe mode: the processor draws, with default settings; the last session is not "
            "resumed, and your own settings stay as they are."
        )

    def _software(self) -> str:
        return self.tr(
            "The graphics driver provides no working OpenGL, so the processor draws: everything "
            "works, only slower."
        )

    def _slow(self) -> str:
        return self.tr(
            "The 3-D view shows fewer than 15 frames a second here. A smaller window helps, fewer "
            "balls, hidden trails, and a graphics driver with OpenGL."
        )

    def _crash(self) -> str:
        return self.tr(
            "Downhill ended unexpectedly the last time. The report stays on this computer; "
            "nothing is sent."
        )

    def _failure(self) -> str:
        return self.tr(
            "Something went wrong inside the program, which keeps running. The report stays on "
            "this computer; nothing is sent."
        )


def show_reports(notices: Notices, folder: Path | None = None) -> None:
    """Open the folder of logs and crash reports, or say where it is."""
    place = folder or paths.logs()
    try:
        place.mkdir(parents=True, exist_ok=True)
        opened = open_outside(place)
    except OSError:
        opened = False
    if not opened:
        notices.post(
            lambda: QCoreApplication.translate("StartupNotices", REPORTS).format(
                outside(str(place))
            ),
            Severity.WARNING,
        )
