"""The script of the Windows installer: what it installs and removes, its texts, its signature."""

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from installers import identity, windows, windows_folder, windows_script, wine

from shell import SetupError

SCRIPT = (windows_folder.WINDOWS / "downhill.nsi").read_text(encoding="utf-8")
FILES = [Path(name) for name in ("Downhill.exe", "a/b/c.dll", "a/b/d.dll", "a/e.txt")]


def write(file, data=b""):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def test_every_file_is_installed_and_removed_by_a_line_of_its_own():
    brought = list(windows_script.installed(Path("/build"), FILES))
    gone = list(windows_script.removed(FILES))
    assert brought == [
        'SetOutPath "$INSTDIR"',
        'File "/build/Downhill.exe"',
        'SetOutPath "$INSTDIR\\a\\b"',
        'File "/build/a/b/c.dll"',
        'File "/build/a/b/d.dll"',
        'SetOutPath "$INSTDIR\\a"',
        'File "/build/a/e.txt"',
    ]
    assert gone == [
        'Delete "$INSTDIR\\Downhill.exe"',
        'Delete "$INSTDIR\\a\\b\\c.dll"',
        'Delete "$INSTDIR\\a\\b\\d.dll"',
        'Delete "$INSTDIR\\a\\e.txt"',
        'RMDir "$INSTDIR\\a\\b"',
        'RMDir "$INSTDIR\\a"',
    ]


names = st.text("abc", min_size=1, max_size=2)
paths = st.lists(names, min_size=1, max_size=4).map(lambda parts: Path(*parts))


@given(st.lists(paths, max_size=12))
def test_a_folder_is_removed_after_all_that_is_within(files):
    order = windows_script.folders(files)
    assert set(order) >= {PurePosixPath(file.parent) for file in files} - {PurePosixPath(".")}
    for i, folder in enumerate(order):
        assert not any(folder in later.parents for later in order[i + 1 :])


def test_nothing_in_a_name_is_replaced():
    assert windows_script.quoted('a $HOME "b"') == '"a $$HOME $\\"b$\\""'


def test_the_script_removes_no_folder_recursively_but_the_settings():
    whole = re.findall(r"^\s*RMDir /r (.*)$", SCRIPT, re.MULTILINE)
    assert whole == ['"$LOCALAPPDATA\\${COMMAND}"']


def test_every_text_of_the_script_is_there_in_both_languages():
    found = re.findall(r'^LangString (\w+) \$\{(\w+)\} "(.+)"$', SCRIPT, re.MULTILINE)
    english = {name: text for name, language, text in found if language == "EN"}
    chinese = {name: text for name, language, text in found if language == "ZH"}
    used = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    assert english.keys() == chinese.keys() == used
    for name, text in chinese.items():
        assert re.search("[一-鿿]", text) or "CHINESE_NAME" in text, name


def test_every_name_the_script_uses_is_defined(tmp_path):
    for file in FILES:
        write(tmp_path / file, b"12345")
    values = windows_script.definitions(tmp_path, FILES, "python311.dll")
    own = set(re.findall(r"^!define (\w+)", SCRIPT, re.MULTILINE))
    used = set(re.findall(r"\$\{([A-Z_]+)\}", SCRIPT))
    given_later = {"WORK", "ICON", "SIDE", "OUT", "SIGN", "SW_HIDE"}
    arguments = {"UN", "CODE", "TEXT", "LANG_ENGLISH", "LANG_SIMPCHINESE"}
    sections = {"MAIN", "ON_DESKTOP", "UN_MAIN", "UN_SETTINGS"}
    assert used <= own | values.keys() | given_later | arguments | sections
    assert values["VERSION"] == identity.version()
    assert (values["SIZE_KB"], values["SIZE_MB"]) == ("1", "1")


def test_the_documented_exit_codes_are_those_used():
    codes = dict(re.findall(r"(\d) ([^,.]+)", SCRIPT.split("Exit codes:")[1].split("\n\n")[0]))
    used = set(re.findall(r"(?:SetErrorLevel|Stop) (\d)", SCRIPT))
    assert used | {"0", "2"} == set(codes)
    assert codes[str(wine.RUNNING)] == "the program is running"
    assert codes[str(wine.NO_ROOM)] == "no room on the disk"
    assert codes[str(wine.OLD_WINDOWS)] == "Windows is too old"


# -- signing ---------------------------------------------------------------------------------


def test_nothing_is_signed_without_a_certificate(tmp_path, monkeypatch):
    for name in (windows.CERTIFICATE, windows.KEY):
        monkeypatch.delenv(name, raising=False)
    file = write(tmp_path / "a.exe", b"as it is")
    windows.sign(file)
    assert windows.sign_command() == ""
    assert file.read_bytes() == b"as it is"


def test_a_certificate_without_its_key_is_reported(monkeypatch):
    monkeypatch.setenv(windows.CERTIFICATE, "a.pem")
    monkeypatch.delenv(windows.KEY, raising=False)
    with pytest.raises(SetupError, match=windows.KEY):
        windows.certified()


def test_a_time_server_is_used_only_where_one_is_named(monkeypatch):
    monkeypatch.setenv(windows.CERTIFICATE, "a.pem")
    monkeypatch.setenv(windows.KEY, "k.pem")
    monkeypatch.delenv(windows.TIME_SERVER, raising=False)
    assert "-ts" not in windows.sign_words()
    monkeypatch.setenv(windows.TIME_SERVER, "a server")
    assert windows.sign_words()[-2:] == ["-ts", "a server"]
