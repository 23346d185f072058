"""An organiser asks for something more: by mail, for the questions that she names, until a day."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from courseapp.applications.information import ask_for_information, stop_asking
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import ANSWERS, mails, submitted
from tests.support.clock import FixedClock


@pytest.fixture
def sent(
    session: Session, cast: Cast, course: Event, clock: FixedClock, in_request: None
) -> Application:
    """An application that was sent."""
    return submitted(session, cast.newcomer, course, clock.now)


@pytest.fixture
def in_request(app: object) -> object:
    """Letters are rendered inside a request."""
    with app.test_request_context():  # type: ignore[attr-defined]
        yield


def test_she_gets_one_letter_that_names_the_questions(
    session: Session, sent: Application, cast: Cast, clock: FixedClock
) -> None:
    reply_by = clock.now + timedelta(days=7)
    ask_for_information(
        session, cast.icap_organiser, clock.now, sent, ["position"], "Which\r\nunit?", reply_by
    )
    assert sent.status is Status.NEEDS_INFORMATION
    (mail,) = mails(session, "application_information")
    assert "- Your position" in mail.text
    assert "Which\nunit?" in mail.text
    assert "Mon 8 Mar 2027" in mail.text
    assert ANSWERS["motivation"] not in mail.text


def test_taking_it_back_leaves_the_application_as_it_was_sent(
    session: Session, sent: Application, cast: Cast, clock: FixedClock
) -> None:
    organiser = cast.icap_organiser
    ask_for_information(session, organiser, clock.now, sent, ["position"], "Which unit?")
    sent.typed = {**sent.answers, "position": "Half"}
    for _ in range(2):
        stop_asking(session, organiser, clock.now, sent)
    assert sent.status is Status.SUBMITTED
    assert not sent.typed
    assert sent.requests[0].closed_at == clock.now


def test_what_she_began_to_change_elsewhere_is_not_sent_along(
    session: Session, sent: Application, cast: Cast, clock: FixedClock
) -> None:
    sent.typed = {**sent.answers, "organisation": "Another", "position": "Chief"}
    ask_for_information(session, cast.icap_organiser, clock.now, sent, ["position"], "Which one?")
    assert sent.typed == {**ANSWERS, "position": "Chief"}


@pytest.mark.parametrize(
    ("questions", "message", "field"),
    [
        ([], "Why?", "questions"),
        (["passport"], "Why?", "questions"),
        (["position"], " ", "message"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(
    session: Session,
    sent: Application,
    cast: Cast,
    clock: FixedClock,
    questions: list[str],
    message: str,
    field: str,
) -> None:
    with pytest.raises(Problem) as problem:
        ask_for_information(session, cast.icap_organiser, clock.now, sent, questions, message)
    assert problem.value.field == field
    assert sent.status is Status.SUBMITTED
