"""A supervisor answers behind a link of her own; the applicant learns only that she did."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.rules import Action
from courseapp.endorsements.asking import ask_at_sending
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import EndorsementStatus
from courseapp.endorsements.tasks import remind_all
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, mails
from tests.endorsements.story import SUPERVISOR
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.uploads import pdf

ASK = "Write to my supervisor now"


def links(session: Session) -> list[str]:
    """Return the paths in the letters to supervisors, the oldest first."""
    texts = [mail.text for mail in mails(session, "endorsement_request")]
    words = [word for text in texts for word in text.split() if "/endorse/" in word]
    return [word.removeprefix("http://courseapp.test") for word in words]


def asked(session: Session) -> list[Endorsement]:
    session.expire_all()
    return list(session.scalars(select(Endorsement).order_by(Endorsement.id)))


def send(draft: Written, session: Session, clock: FixedClock) -> None:
    """Let the application be sent, whatever is missing in it."""
    application = draft.application
    application.answers, application.full_name = dict(application.typed or {}), "Tevita"
    with draft.browser.application.test_request_context():
        move(session, application, Action.SUBMIT, application.person, clock.now)
        session.commit()


def test_the_letter_comes_in_her_language_and_her_answer_is_kept_from_the_applicant(
    draft: Written,
    session: Session,
    new_client: Callable[[], CheckingClient],
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    page = draft.browser.submit(draft.open(), button=ASK)
    assert f"A letter is on its way to {SUPERVISOR}." in page.text
    (letter,) = mails(session, "endorsement_request")
    assert letter.to_address == SUPERVISOR
    assert letter.holds_secret
    assert letter.subject.startswith("Merci de soutenir une candidature")
    supervisor = new_client()
    page = supervisor.visit(links(session)[0])
    assert page.heading == "Soutenez-vous cette candidature ?"
    assert "Policy officer" in page.text
    assert "A secret reason" not in page.text + letter.text
    page = supervisor.visit(links(session)[0] + "?language=en")
    signed = {"signed_position": "Director"}
    page = supervisor.submit(page, signed, button="Send my answer", status=422)
    assert "Choose whether you support the application." in page.text
    answers = {"answer": "decline", "note": "Not the right person, 保密"}
    page = supervisor.submit(page, answers, button="Send my answer")
    assert page.heading == "Thank you: we have your answer"

    text = draft.open().text
    assert "Ana Director has answered." in text
    (news,) = mails(session, "endorsement_answered")
    for told in (text, news.text, news.html):
        assert "Not the right person" not in told
        assert "not support" not in told
    send(draft, session, clock)
    organiser = as_person(cast.icap_organiser)
    about = f"/manage/events/{course.slug}/applications/{draft.application.reference}"
    text = organiser.visit(about).text
    assert "Does not support the application" in text
    assert "Not the right person, 保密" in text
    assert "not support" not in draft.open().text


def test_a_signed_letter_is_read_by_organisers_of_this_event_alone(
    draft: Written,
    session: Session,
    new_client: Callable[[], CheckingClient],
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    draft.browser.submit(draft.open(), button=ASK)
    supervisor, path = new_client(), links(session)[0]
    fields = {"answer": "endorse", "signed_name": "Ana", "signed_position": "Director"}
    hostile = {**fields, "letter": (BytesIO(b"<html><script>alert(1)</script>"), "letter.pdf")}
    answer = supervisor.post(path, data=hostile, content_type="multipart/form-data")
    assert answer.status_code == 422
    good = {**fields, "letter": (BytesIO(pdf()), "../lettre signée.pdf")}
    answer = supervisor.post(path, data=good, content_type="multipart/form-data")
    assert answer.status_code == 303
    send(draft, session, clock)
    about = f"/manage/events/{course.slug}/applications/{draft.application.reference}"
    address = f"{about}/endorsement/letter"
    got = as_person(cast.icap_organiser).get(address, buffered=True)
    assert got.headers["Content-Disposition"].startswith("attachment")
    for person in (cast.a6ip_organiser, cast.reviewer, cast.newcomer):
        assert as_person(person).get(address).status_code == 404


def test_a_newer_letter_replaces_the_link_and_nobody_is_written_to_all_day_long(
    draft: Written, session: Session, clock: FixedClock, new_client: Callable[[], CheckingClient]
) -> None:
    draft.browser.submit(draft.open(), button=ASK)
    assert ASK not in draft.open().text
    clock.advance(hours=21)
    draft.browser.submit(draft.open(), button="Write again")
    first, second = links(session)
    supervisor = new_client()
    assert supervisor.visit(first, 404).heading == "This link does not work"
    assert supervisor.visit(second).status == 200


def test_another_supervisor_takes_the_place_of_the_first(
    draft: Written, session: Session, clock: FixedClock, new_client: Callable[[], CheckingClient]
) -> None:
    draft.browser.submit(draft.open(), button=ASK)
    typed = {**(draft.application.typed or {}), "supervisor_email": "other@example.org"}
    draft.application.typed = typed
    session.commit()
    draft.browser.submit(draft.open(), button=ASK)
    assert [each.status for each in asked(session)] == [
        EndorsementStatus.REVOKED,
        EndorsementStatus.ASKED,
    ]
    assert new_client().visit(links(session)[0], 404).status == 404


def test_nobody_supports_herself(draft: Written, session: Session) -> None:
    draft.application.typed = {
        **(draft.application.typed or {}),
        "supervisor_email": draft.application.person.email,
    }
    session.commit()
    page = draft.browser.submit(draft.open(), button=ASK)
    assert "This is your own address." in page.text
    assert asked(session) == []


def test_sending_writes_to_her_once_and_the_clock_reminds_her(
    app: Flask, draft: Written, session: Session, clock: FixedClock
) -> None:
    send(draft, session, clock)
    with app.test_request_context():
        ask_at_sending(draft.application, session=session, now=clock.now)
        assert len(mails(session, "endorsement_request")) == 1
        for days, count in ((0, 0), (6, 1), (1, 0), (6, 1), (6, 0)):
            clock.advance(days=days)
            assert remind_all() == count
    assert len(mails(session, "endorsement_request")) == 3
    assert mails(session, "endorsement_request")[-1].subject.startswith("Rappel")


def test_a_link_ends_weeks_after_the_deadline(
    draft: Written, session: Session, clock: FixedClock, new_client: Callable[[], CheckingClient]
) -> None:
    draft.browser.submit(draft.open(), button=ASK)
    deadline = draft.application.event.applications_close_at
    assert deadline is not None
    clock.now = deadline + timedelta(days=21, seconds=1)
    assert new_client().visit(links(session)[0], 410).heading == "This link has ended"
    answer = new_client().post(links(session)[0], data={"answer": "endorse", "signed_name": "A"})
    assert answer.status_code == 404


def test_looking_answers_nothing(
    draft: Written, session: Session, new_client: Callable[[], CheckingClient]
) -> None:
    draft.browser.submit(draft.open(), button=ASK)
    for _ in range(3):
        new_client().visit(links(session)[0])
    assert asked(session)[0].answered_at is None
