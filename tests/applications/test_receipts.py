"""The receipt comes with her mail and can be had again: what she sent, but nothing sensitive."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from courseapp.applications.models import Sending
from courseapp.applications.receipts import make_receipt
from courseapp.applications.submitting import submit_application
from courseapp.mail.delivery import deliver_due
from courseapp.mail.transport import SmtpServer
from courseapp.papers import setting
from tests.applications.story import REASON, TITLE, Written, mails
from tests.support.clock import FixedClock
from tests.support.pdfs import text_of
from tests.support.smtp import PostOffice

FROM = "courseapp <noreply@courseapp.test>"
SMALL = 60_000  # octets
SECRET = "I need a wheelchair and eat no nuts"
CHANGED = "We plan a carbon market, and I shall run it."


@pytest.fixture
def deliver(
    app: Flask, session: Session, clock: FixedClock, post_office: PostOffice
) -> Callable[[], int]:
    def run() -> int:
        session.commit()
        with app.app_context():
            return deliver_due(session, SmtpServer(post_office.url, FROM), clock)

    return run


def send_changes(app: Flask, session: Session, sent: Written, clock: FixedClock) -> None:
    """An hour later she changes an answer and sends it again."""
    application, now = sent.application, clock.advance(hours=1)
    application.typed = {**application.answers, "motivation": CHANGED}
    with app.test_request_context():
        submit_application(session, application.person, now, application, application.version)
    session.commit()


def make_sensitive(session: Session, sent: Written, question: str) -> None:
    """Let the form that she filled in have asked it as a sensitive question."""
    version = sent.application.form_version
    assert version is not None
    plain: dict[str, Any] = version.document
    sections = [
        {**section, "questions": [_asked(each, question) for each in section["questions"]]}
        for section in plain["sections"]
    ]
    version.document = {**plain, "sections": sections}
    session.commit()


def _asked(plain: dict[str, Any], question: str) -> dict[str, Any]:
    return {**plain, "visibility": "sensitive"} if plain["key"] == question else plain


def test_the_receipt_arrives_with_all_that_she_sent_as_text_and_as_a_small_pdf(
    sent: Written, post_office: PostOffice, deliver: Callable[[], int]
) -> None:
    assert deliver()
    (arrived,) = post_office.messages
    assert [part.get_content_type() for part in arrived.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        "application/pdf",
    ]
    reference = sent.application.reference
    (file,) = arrived.iter_attachments()
    assert file.get_filename() == f"receipt-{reference}.pdf"
    assert len(file.get_content()) < SMALL
    paper, body = text_of(file.get_content()), arrived.get_body(("plain",))
    assert body is not None
    letter = " ".join(body.get_content().split())
    assert f"{TITLE} Receipt for your application Receipt number {reference}" in paper
    assert "Applicant Tevita tevita@example.org" in paper
    for said in (
        "Mon 1 Mar 2027, 10:00 CET",
        "Mon 1 Mar 2027, 22:00 UTC+13:00",
        "Tonga",
        "National government or ministry",
        REASON,
        "You agreed: The organisers",
    ):
        assert said in paper, said
        assert said in letter, said


def test_each_receipt_is_of_the_version_it_confirms_even_if_both_leave_later(
    app: Flask,
    session: Session,
    sent: Written,
    clock: FixedClock,
    post_office: PostOffice,
    deliver: Callable[[], int],
) -> None:
    send_changes(app, session, sent, clock)
    assert deliver() == 2
    files = [next(iter(each.iter_attachments())) for each in post_office.messages]
    first, second = (text_of(each.get_content()) for each in files)
    assert REASON in first
    assert CHANGED not in first
    assert CHANGED in second
    assert "Mon 1 Mar 2027, 11:00 CET" in second
    assert "Version 2, in place of what was sent before" in second
    assert str(files[1].get_filename()).endswith("-2.pdf")
    letters = mails(session, "application_receipt")
    assert [each.subject.split()[2] for each in letters] == ["your", "the"]
    assert "We have the changes to your application" in letters[1].subject
    assert "- Mon 1 Mar 2027, 11:00 CET" in letters[1].text


def test_what_is_sensitive_is_named_and_never_repeated(
    app: Flask,
    session: Session,
    sent: Written,
    clock: FixedClock,
    post_office: PostOffice,
    deliver: Callable[[], int],
) -> None:
    make_sensitive(session, sent, "motivation")
    sent.application.typed = {**sent.application.answers, "motivation": SECRET}
    with app.test_request_context():
        now = clock.advance(hours=1)
        person, version = sent.application.person, sent.application.version
        submit_application(session, person, now, sent.application, version)
    deliver()
    arrived = post_office.messages[-1]
    (file,) = arrived.iter_attachments()
    bodies = [
        part.get_content() for part in arrived.walk() if part.get_content_maintype() == "text"
    ]
    assert len(bodies) == 2
    for told in (text_of(file.get_content()), *bodies):
        assert SECRET not in told
        assert "wheelchair" not in told
        assert "Given, not repeated here" in told
    paper = text_of(sent.browser.get(f"{sent.address}/receipt.pdf").data)
    assert "wheelchair" not in paper
    assert SECRET in sent.open("print").text  # she herself reads it on her own page


def test_she_downloads_the_same_paper_that_came_by_mail(
    sent: Written, post_office: PostOffice, deliver: Callable[[], int]
) -> None:
    deliver()
    (file,) = post_office.messages[0].iter_attachments()
    answer = sent.browser.get(sent.open().link("Receipt as a PDF"), buffered=True)
    assert answer.data == file.get_content()
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"receipt-{sent.application.reference}.pdf" in answer.headers["Content-Disposition"]
    assert sent.open("print").link("Save the receipt as a PDF") == f"{sent.address}/receipt.pdf"


def test_before_it_is_sent_there_is_no_receipt(draft: Written) -> None:
    assert draft.open("receipt.pdf").path == draft.address


def test_a_receipt_arrives_even_if_its_paper_cannot_be_set(
    sent: Written,
    session: Session,
    clock: FixedClock,
    post_office: PostOffice,
    deliver: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_given: object, **_more: object) -> bytes:
        raise OSError("no space left on device")

    monkeypatch.setattr(setting, "typeset", broken)
    (message,) = mails(session, "application_receipt")
    for _ in range(3):
        deliver()
        clock.now = max(clock.now, message.due_at)
    (arrived,) = post_office.messages
    body = arrived.get_body(("plain",))
    assert body is not None
    assert REASON in body.get_content()
    assert (
        f"You find it here: http://courseapp.test{sent.address}/receipt.pdf" in body.get_content()
    )


def test_answers_are_kept_on_no_disk(app: Flask, sent: Written, deliver: Callable[[], int]) -> None:
    folder = app.extensions["settings"].typeset_folder
    before = set(folder.rglob("*"))  # such as published programmes, which may be kept
    assert deliver()
    new = {path for path in folder.rglob("*") if path.is_file()} - before
    assert {path.suffix for path in new} <= {".otf"}  # the fonts only


def test_of_an_application_that_is_no_more_nothing_is_made(
    app: Flask, sent: Written, session: Session
) -> None:
    subject = f"application/{sent.application.id}/1"
    with app.app_context():
        assert make_receipt(session, subject) is not None
        assert make_receipt(session, f"application/{sent.application.id}/2") is None
        session.execute(delete(Sending))
        assert make_receipt(session, subject) is None
