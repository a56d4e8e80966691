"""The claims through their dialog: tried when asked, cancelled, and opened as runs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.analysis import batch_timing
from engine.analysis.claim import Finding
from engine.commands import Load
from engine.errors import DataError
from gui.dialogs.claims import dialog as dialogs
from gui.dialogs.claims.dialog import ClaimsDialog
from gui.dialogs.claims.row import ClaimRow
from gui.dialogs.claims.words import run_of
from gui.text.languages import Languages
from tests.gui.parts import explained_controls


@pytest.fixture
def sent():
    return []


@pytest.fixture
def dialog(qtbot, languages, sent, monkeypatch):
    monkeypatch.setattr(batch_timing, "SECONDS", 0.002)
    made = ClaimsDialog(sent.append)
    qtbot.addWidget(made)
    made.open_now()
    return made


def tried(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


def said(row):
    return row.said.text().replace("\N{NO-BREAK SPACE}", " ")


def test_nothing_is_known_before_it_is_tried(dialog):
    assert all(row.finding is None for row in dialog.rows.values())
    texts = {row.verdict.text() for row in dialog.rows.values()}
    assert texts == {
        "Not tried yet",
        "Needs a network and held-out data: not tried with two parameters",
    }
    assert all(row.said.isHidden() for row in dialog.rows.values())


def test_enter_tries_the_table_and_says_what_was_measured(qtbot, dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    tried(qtbot, dialog)
    rows = dialog.rows
    assert [key for key, row in rows.items() if row.finding is not None] == [
        *("averages", "speeds_up", "damps", "leaves", "must_be_tuned")
    ]
    assert rows["damps"].verdict.text() == "± False as it stands: true in some cases"
    assert "after 7 updates of gradient descent" in said(rows["damps"])
    assert "and 8, 14 and 87 with" in said(rows["damps"])
    assert rows["speeds_up"].verdict.text() == "True here"
    assert "λ = 0.9300 on" in said(rows["must_be_tuned"])
    assert "0.9300" not in rows["must_be_tuned"].said.toolTip()
    assert "0.92997" in rows["must_be_tuned"].said.toolTip()


def test_the_other_table_is_tried_alone(qtbot, dialog):
    dialog.topic.button("batch").click()
    dialog.all_button.click()
    tried(qtbot, dialog)
    found = {key for key, row in dialog.rows.items() if row.finding is not None}
    assert len(found) == 9
    assert {dialog.rows[key].claim.topic for key in found} == {"batch"}
    assert not dialog.rows["overfitting"].try_button.isVisibleTo(dialog)
    assert not dialog.rows["memory"].run_button.isVisibleTo(dialog)


def test_one_claim_is_tried_with_its_button_and_kept_in_another_language(qtbot, dialog, qapp):
    row = dialog.rows["speeds_up"]
    row.try_button.setFocus()
    QTest.keyClick(row.try_button, Qt.Key.Key_Space)
    tried(qtbot, dialog)
    assert [each.claim.key for each in dialog.rows.values() if each.finding] == ["speeds_up"]
    languages = Languages(qapp)
    languages.choose("zh_CN")
    qapp.processEvents()
    texts = row.verdict.text(), row.said.text()
    languages.choose("en")
    assert texts[0] == "在此成立"
    assert "459" in texts[1]


def endless(report):
    while True:
        report(0.5)


def test_a_trial_is_cancelled_and_leaves_what_is_known(qtbot, dialog):
    trial = replace(dialog.rows["damps"].claim.trial, run=endless)
    dialog.rows["damps"].claim = replace(dialog.rows["damps"].claim, trial=trial)
    dialog.all_button.click()
    qtbot.waitUntil(lambda: dialog.rows["speeds_up"].finding is not None)
    qtbot.waitUntil(lambda: dialog.rows["damps"].verdict.text() == "Being tried…")
    assert dialog.all_button.text() == "Cancel"
    assert not dialog.rows["averages"].try_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.bar.value() > 0)
    dialog.all_button.click()
    assert not dialog.busy
    assert dialog.rows["damps"].verdict.text() == "Not tried yet"
    assert dialog.rows["speeds_up"].finding is not None
    dialog.rows["damps"].try_button.click()
    dialog.close()
    assert not dialog.busy


def test_a_second_trial_that_is_cancelled_keeps_what_was_measured(qtbot, dialog):
    row = dialog.rows["speeds_up"]
    row.try_button.click()
    tried(qtbot, dialog)
    known, text = row.finding, row.verdict.text()
    row.claim = replace(row.claim, trial=replace(row.claim.trial, run=endless))
    row.try_button.click()
    assert row.verdict.text() == "Being tried…"
    assert row.said.isHidden()
    dialog.all_button.click()
    assert known is not None
    assert (row.finding, row.verdict.text()) == (known, text)
    assert not row.said.isHidden()


def broken(report):
    raise DataError("broken")


def test_an_error_is_said_and_the_rest_goes_on_when_asked(qtbot, dialog):
    trial = replace(dialog.rows["averages"].claim.trial, run=broken)
    dialog.rows["averages"].claim = replace(dialog.rows["averages"].claim, trial=trial)
    dialog.all_button.click()
    tried(qtbot, dialog)
    assert dialog.problem.text()
    assert dialog.rows["speeds_up"].finding is None
    dialog.rows["speeds_up"].try_button.click()
    tried(qtbot, dialog)
    assert dialog.problem.text() == ""


def test_a_run_is_opened_with_the_claim_as_its_title_in_both_languages(dialog, sent):
    dialog.rows["damps"].run_button.click()
    (load,) = sent
    assert isinstance(load, Load)
    assert load.scenario.title.inside("en") == "It damps oscillation"
    assert load.scenario.title.inside("zh_CN") == "动量能抑制震荡"
    assert [fleet.optimizer.lr for fleet in load.scenario.fleets] == [0.038] * 4
    assert run_of(dialog.rows["overfitting"].claim) is None


def test_an_update_that_never_came_is_said(qtbot, dialog):
    row = ClaimRow(dialog.rows["speeds_up"].claim)
    qtbot.addWidget(row)
    row.show_finding(Finding("fails", "{0} and {1}", (None, 3)))
    assert (row.verdict.text(), row.said.text()) == ("False here", "never and 3")


def test_every_control_says_what_it_is(dialog):
    assert dialog.topic.keys == dialogs.TOPICS
    assert len(list(explained_controls(dialog))) > 5
