"""The program's names and texts, for every installer."""

import ast
from typing import Final

from shell import ROOT

NAME: Final = "Downhill"
CHINESE_NAME: Final = "下山"
COMMAND: Final = "downhill"
ID: Final = "org.downhill.Downhill"  # of the .desktop file, the metadata and the macOS bundle
PUBLISHER: Final = "The Downhill authors"
CONTACT: Final = "The Downhill authors <downhill@localhost>"
LICENSE: Final = "MIT"
SUMMARY: Final = "A laboratory for optimisation: balls roll on error surfaces"
CHINESE_SUMMARY: Final = "优化实验室：小球在误差表面上滚动"
ENDING: Final = ".downhill"  # of scenarios and sessions, which are JSON
MIME: Final = "application/x-downhill+json"
LESSON: Final = ".downhill-lesson"  # of teachers' lessons, which are TOML
LESSON_MIME: Final = "application/x-downhill-lesson+toml"
EPOCH: Final = 1767225600  # 2026-01-01: the date of every file in an installer

ICON: Final = ROOT / "resources" / "icons" / "downhill.svg"
BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"
DOWNLOADS: Final = BUILD / "downloads"


def version() -> str:
    """The program's own version."""
    tree = ast.parse((ROOT / "gui" / "text" / "versions.py").read_text(encoding="utf-8"))
    for each in tree.body:
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == "VERSION":
            return str(ast.literal_eval(each.value))
    raise LookupError("gui/text/versions.py names no VERSION")


def info_plist(release: str) -> dict[str, object]:
    """The program's Info.plist for macOS; untested, as no Mac was available."""
    kind, lesson = f"{ID}.scenario", f"{ID}.lesson"
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": release,
        "CFBundleLocalizations": ["en", "zh_CN"],
        "LSMinimumSystemVersion": "13.0",
        "LSApplicationCategoryType": "public.app-category.education",
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": f"{NAME} scenario",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind],
            },
            {
                "CFBundleTypeName": f"{NAME} lesson",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [lesson],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind,
                "UTTypeDescription": f"{NAME} scenario",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [ENDING[1:]],
                    "public.mime-type": [MIME],
                },
            },
            {
                "UTTypeIdentifier": lesson,
                "UTTypeDescription": f"{NAME} lesson",
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [LESSON[1:]],
                    "public.mime-type": [LESSON_MIME],
                },
            },
        ],
    }
