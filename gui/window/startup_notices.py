"""What the window says about how it was started: settings, recovered sessions, OpenGL, crashes."""

from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QObject

from engine.marks import QT_TRANSLATE_NOOP
from engine.session import Session
from gui.documents.settings import Trouble
from gui.system import paths
from gui.system.open_external import open_outside
from gui.widgets.notice import Notices, Severity
from gui.window.parts import Parts

REPORTS: Final = QT_TRANSLATE_NOOP("StartupNotices", "Logs and crash reports lie in {0}")


@final
class StartupNotices(QObject):
    """Posts these notices; each is said in the language of the moment."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts, self._notices = parts, parts.notices

    def show_settings_trouble(self, trouble: Trouble) -> None:
        """Say what is wrong with the settings file."""
        self._notices.post(lambda: self._trouble_text(trouble), Severity.WARNING)

    def offer_recovered(self, session: Session, at_once: bool, meant: bool) -> None:
        """Resume a session that a crash or (`meant`) a restart left; or offer to."""
        resume = self._parts.files.resume
        if at_once:
            resume(session)
            self._notices.post(lambda: self._resumed(meant))
            return
        remedy = (lambda: self.tr("Go on with it"), lambda: resume(session))
        severity = Severity.INFO if meant else Severity.WARNING
        self._notices.post(lambda: self._recovered(meant), severity, remedy)

    def show_safe_mode(self) -> None:
        """Say what safe mode means."""
        self._notices.post(self._safe, Severity.WARNING)

    def show_software_rendering(self) -> None:
        """Say that the processor draws, as the graphics driver gives no OpenGL that works."""
        self._notices.post(self._software)

    def show_crash(self) -> None:
        """Say that the previous run ended unexpectedly, and offer its reports."""
        self._notices.post(self._crash, Severity.WARNING, (self._reports, self._show_reports))

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

    def _resumed(self, meant: bool) -> str:
        if meant:
            return self.tr("Your last session was restored.")
        return self.tr("The last run ended unexpectedly and has been restored.")

    def _recovered(self, meant: bool) -> str:
        if meant:
            return self.tr("Your last session was kept.")
        return self.tr("The last run ended unexpectedly.")

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
            lambda: QCoreApplication.translate("StartupNotices", REPORTS).format(place),
            Severity.WARNING,
        )
