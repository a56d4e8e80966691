"""Encodings of tables: what is taken, what is said where it is a guess, what is refused."""

import pytest

from engine.data import messages
from engine.data.reader import read
from engine.data.reading import ENCODINGS, Reading
from engine.errors import DataError

WORDS = {
    "cp1252": "Zeit (s);Temp (°C);Größe",
    "gb18030": "速度;距离（米）;年",
    "big5": "速度;距離;時間",
    "cp932": "そくど;距離;キョリ",
    "cp1250": "Długość;Prędkość;żal",
    "cp1251": "Время;Путь;Длина",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_the_natural_one_of_several_encodings_is_taken_and_said(encoding):
    names = WORDS[encoding]
    data = f"{names}\n1;20,5;3\n2;21,5;4\n".encode(encoding)
    sheet = read(data)
    assert sheet.names == tuple(names.split(";"))
    assert sheet.reading.encoding == encoding
    assert sheet.others  # it is a guess
    assert encoding not in sheet.others
    for other in sheet.others:
        assert read(data, Reading(encoding=other)).reading.encoding == other
    assert read(data, Reading(encoding=encoding)).others == ()


@pytest.mark.parametrize(
    "names",
    ["año;niño", "Länge;Höhe", "ÄÖÜ;Å", "pää;työ", "Preis (€);m²", "µm;±", "Année;Élève", "T °C;x"],
)
def test_words_of_western_europe_are_not_taken_for_chinese(names):
    assert read(f"{names}\n1;2\n".encode("cp1252")).names == tuple(names.split(";"))


@pytest.mark.parametrize("names", ["编号;x年", "温度(°C);时间(s)", "成绩;姓名", "身高 cm;体重 kg"])
def test_chinese_words_are_not_taken_for_others(names):
    assert read(f"{names}\n1;2\n".encode("gb18030")).names == tuple(names.split(";"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_said_to_be_a_guess(encoding):
    sheet = read("x,y\n1,2\n".encode(encoding))
    assert sheet.names == ("x", "y")
    assert sheet.others
    assert sheet.reading.encoding in ENCODINGS


def test_what_needs_no_guess_is_none():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert read("速,度\n1,2\n".encode(encoding)).others == ()


def test_damaged_text_is_no_other_encoding():
    words = "速度,距离,时间,质量\n4,2.5,1,1\n".encode()
    with pytest.raises(DataError, match="Line 3 "):
        read(words + b"\xff\xff,3,3,3\n")
    chinese = "速度,距离\n".encode("gb18030") + b"1,2\n" * 10_000
    with pytest.raises(DataError) as caught:
        read(chinese + b"\xff\xff,3\n")
    assert caught.value.text == messages.WRONG_ENCODING


def test_an_encoding_that_does_not_fit_is_refused():
    with pytest.raises(DataError, match="Line 2 can’t be read as UTF-8"):
        read("x,y\né,2\n".encode("cp1252"), Reading(encoding="utf-8"))
    with pytest.raises(DataError) as caught:
        read(b"x,y\n1,\0\n", Reading(encoding="gb18030"))
    assert caught.value.text == messages.NOT_TEXT


def test_a_letter_across_two_parts_is_named_by_its_own_line():
    data = b"x,y\n" + b"1,2\n" * 62_498 + b"1,2" + "é".encode()[:1] + b"\n1,2\n"
    with pytest.raises(DataError, match="Line 62500 "):
        read(data, Reading(encoding="utf-8"))


def test_short_chinese_words_that_could_be_utf_8_are_taken_for_chinese_and_said():
    sheet = read("时,值\n1,2\n".encode("gb18030"))
    assert sheet.names == ("时", "值")
    assert sheet.others == ("utf-8",)
    for names in ("α,β", "ä,ö", "время,путь", "°,µ", "שלום,x", "速,度", "φ̇,x"):
        sheet = read(f"{names}\n1,2\n".encode())
        assert ",".join(sheet.names) == names
        assert sheet.others == ()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_that_is_offered_can_be_chosen(encoding):
    words = {"big5": "速度", "cp949": "속도", "cp1251": "Путь", "koi8-r": "Путь", "cp1250": "żal"}
    word = words.get(encoding, "Größe" if encoding != "cp932" else "距離")
    sheet = read(f"{word},y\n1,2\n".encode(encoding), Reading(encoding=encoding))
    assert sheet.names == (word, "y")
    assert sheet.reading.encoding == encoding
