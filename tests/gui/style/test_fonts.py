"""The font of the program contains every character that may be shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRawFont

from gui.style import fonts

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(fonts.FOLDER.glob("*.otf"))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
SIGNS = "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀₜ−×±·≈≠≤≥∞∂∇∑√∈→←↑↓‖ληβεσμθ…—“”‘’°½\u202f\u00a0"


def simplified_chinese():
    """The characters of GB/T 2312, by its own code."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def test_both_weights_are_there_with_their_licence():
    assert [file.stem for file in FILES] == ["DownhillSansSC-Bold", "DownhillSansSC-Regular"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "OFL.txt").read_text()
    assert sum(file.stat().st_size for file in FILES) < 4 * 2**20


@every_file
def test_all_of_gb_2312_and_our_signs_are_in_the_font(qapp, file):
    font = QRawFont(str(file), 13)
    needed = {
        *simplified_chinese(),
        *SIGNS,
        *map(chr, range(0x20, 0x7F)),
        *map(chr, range(0xA0, 0x100)),
    }
    needed -= {"\u00ad"}  # the soft hyphen is never drawn
    hanzi = [c for c in needed if "\u4e00" <= c <= "\u9fff"]
    assert len(hanzi) == 6763
    missing = [c for c in sorted(needed) if not font.supportsCharacter(ord(c))]
    assert missing == []


@every_file
def test_every_text_of_the_program_is_in_the_font(qapp, file):
    font = QRawFont(str(file), 13)
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "resources/i18n").glob("*.ts"))
    missing = [
        c for c in sorted(set(texts)) if c.isprintable() and not font.supportsCharacter(ord(c))
    ]
    assert missing == []


@every_file
def test_digits_have_equal_widths(qapp, file):
    font = QRawFont(str(file), 100)
    glyphs = font.glyphIndexesForString("0123456789−")
    widths = {round(point.x(), 3) for point in font.advancesForGlyphIndexes(glyphs)}
    assert len(widths) == 1


def test_a_named_system_font_comes_first():
    assert fonts.families("Segoe UI") == ["Segoe UI", fonts.FAMILY]
    assert fonts.families("Sans Serif") == [fonts.FAMILY]


def test_missing_files_are_logged_only(qapp, tmp_path, caplog):
    assert fonts.load(tmp_path) is False
    assert str(tmp_path) in caplog.text


BARE = """
from PySide6.QtGui import QColor, QImage, QPainter, Qt
from PySide6.QtWidgets import QApplication
from gui.style import fonts
app = QApplication([])
fonts.install(app)
pictures = []
for text in "aé1λ₁下山鞍":
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(app.font())
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    pictures.append(bytes(image.constBits()))
blank = bytes(len(pictures[0])).replace(bytes(1), bytes([255]))
assert blank not in pictures, "nothing drawn"
assert len(set(pictures)) == len(pictures), "boxes instead of letters"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have fonts")
def test_letters_show_on_a_machine_without_any_font(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}/empty</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run(
        [sys.executable, "-c", BARE], check=False, cwd=ROOT, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


@every_file
def test_the_bars_of_a_norm_are_two_strokes_even_when_small(qapp, file):
    font = QRawFont(str(file), fonts.TEXT)
    sign = font.pathForGlyph(font.glyphIndexesForString("‖")[0])
    left, right = sorted((bar.boundingRect() for bar in sign.toSubpathPolygons()), key=QRectF.left)
    assert right.left() - left.right() > 1.5  # pixels
    assert min(left.width(), right.width()) > 0.7
