"""An editor says no, with a reason that the reader understands."""

import pytest
from sqlalchemy.orm import Session

from courseapp.accounts.passwords import hash_password
from courseapp.core.audit import history
from courseapp.corrections.rules import Reason, ReportState
from courseapp.scenarios.cast import Cast
from tests.corrections.story import (
    LIST,
    READER,
    YEAR,
    Reader,
    letters,
    newest,
    record,
)
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page

DECLINE = "Decline the report"
PASSWORD = "four words are enough"


def decline(
    editor: CheckingClient, reason: Reason | str, words: str = "", status: int = 200
) -> Page:
    page = editor.follow(editor.visit(f"{LIST}/1"), "Decline")
    return editor.submit(page, {"reason": reason, "words": words}, button=DECLINE, status=status)


def test_a_ready_reason_and_own_words_go_to_the_reader(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    before = record(session)
    reader.report(YEAR, right="2008", email=READER)
    page = decline(editor, Reason.NOT_CONFIRMED, "We asked the secretariat.")
    answer = "We found no source that confirms it. We asked the secretariat."
    assert "Report 1 is declined. A message to its writer is on its way." in page.text
    assert f"The answer: {answer}" in page.text
    declined = newest(session)
    assert (declined.state, declined.reason) == (ReportState.DECLINED, Reason.NOT_CONFIRMED)
    assert (declined.answer, declined.saved_number) == (answer, None)
    assert answer in letters(session)[-1].text
    assert record(session) == before
    told = history(session, [declined.subject])[0]
    assert told.summary == f"Report 1 on ICAP (Since) was declined. {answer}"
    assert (told.actor, told.verb) == ("Mariana Costa", "decline report")


@pytest.mark.parametrize(
    ("reason", "words", "told"),
    [
        (Reason.OTHER, " ", "Say why, so that the reader understands it."),
        ("", "No.", "Choose why."),
    ],
)
def test_a_reason_is_needed(
    reader: Reader, editor: CheckingClient, session: Session, reason: str, words: str, told: str
) -> None:
    reader.report(YEAR, right="2008")
    token = editor.visit(f"{LIST}/1/decline").value("csrf_token")
    sent = {"csrf_token": token, "reason": reason, "words": words}
    answer = editor.post(f"{LIST}/1/decline", data=sent)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert newest(session).state is ReportState.OPEN


def test_own_words_alone_are_enough(reader: Reader, editor: CheckingClient) -> None:
    reader.report(YEAR, right="2008")
    assert "The answer: It is 2007." in decline(editor, Reason.OTHER, "It is 2007.").text


def test_advertising_is_declined_without_an_answer(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    page = decline(editor, Reason.NO_REPORT)
    assert "on its way" not in page.text
    assert [each.kind for each in letters(session)] == ["report_received"]


def test_who_comes_second_reads_what_the_first_one_did(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    decline(editor, Reason.RIGHT_ALREADY)
    token = editor.visit(f"{LIST}/1").value("csrf_token")
    for act in ("accept", "done", "decline"):
        sent = {"csrf_token": token, "shown": "1", "reason": "other", "words": "No."}
        answer = editor.post(f"{LIST}/1/{act}", data=sent)
        assert answer.status_code == 422
        assert "Mariana Costa declined this report on" in answer.get_data(as_text=True)
    assert newest(session).answer == "The record says it already."
    assert len(letters(session)) == 2


def test_what_a_lapsed_editor_typed_is_there_again(
    reader: Reader, editor: CheckingClient, session: Session, cast: Cast
) -> None:
    cast.icap_organiser.password_hash = hash_password(PASSWORD)
    reader.report(YEAR, right="2008")
    page = editor.visit(f"{LIST}/1/decline")
    reader.clock.advance(days=15)
    typed = {"reason": Reason.OTHER.value, "words": "A long explanation"}
    page = editor.submit(page, typed, button=DECLINE)
    known = {"email": cast.icap_organiser.email, "password": PASSWORD}
    page = editor.submit(page, known, form="/sign-in")
    assert (page.path, page.value("words")) == (f"{LIST}/1/decline", "A long explanation")
    assert page.value("reason") == "other"
    assert newest(session).state is ReportState.OPEN
