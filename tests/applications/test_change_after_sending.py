"""What was sent can be changed until the deadline; each sending is kept, the last one counts."""

import pytest
from sqlalchemy.orm import Session

from courseapp.applications.lifecycle import move
from courseapp.applications.models import InformationRequest
from courseapp.applications.rules import Action, Cause, Status
from courseapp.scenarios.cast import Cast
from tests.applications.story import ANSWERS, Written, mails
from tests.support.clock import FixedClock

GO_ON, SEND = "Save and go on", "Send my changes"


@pytest.fixture
def sent(draft: Written, session: Session) -> Written:
    """An application that was sent."""
    draft.application.typed = dict(ANSWERS)
    session.commit()
    draft.browser.submit(draft.open("check"), button="Send my application")
    session.expire_all()
    return draft


def close(sent: Written, session: Session, clock: FixedClock) -> None:
    """Let the deadline pass."""
    sent.application.event.applications_close_at = clock.now
    session.commit()
    clock.advance(minutes=1)


def test_changes_count_only_once_they_are_sent_and_both_versions_stay(
    sent: Written, session: Session
) -> None:
    assert "You can change what you sent until the deadline." in sent.open().text
    sent.browser.submit(sent.step("work"), {"position": "Director"}, button=GO_ON)
    session.expire_all()
    assert sent.application.position == "Policy officer"
    assert sent.application.answers["position"] == "Policy officer"
    assert "sent; your changes are not sent yet" in sent.open("change").text
    page = sent.browser.submit(sent.open("check"), button=SEND)
    assert "We have your changes." in page.text
    session.expire_all()
    assert (sent.application.status, sent.application.position) == (Status.SUBMITTED, "Director")
    numbers = [(each.number, each.cause) for each in sent.application.sendings]
    assert numbers == [(1, Cause.SENT), (2, Cause.CHANGED)]
    positions = [each.answers["position"] for each in sent.application.sendings]
    assert positions == ["Policy officer", "Director"]
    assert len(mails(session, "application_receipt")) == 2


def test_looking_without_changing_leaves_no_trace(sent: Written, session: Session) -> None:
    sent.browser.submit(sent.step("work"), button=GO_ON)
    session.expire_all()
    assert sent.application.typed is None


def test_changes_can_be_forgotten(sent: Written, session: Session) -> None:
    sent.browser.submit(sent.step("work"), {"position": "Director"}, button=GO_ON)
    page = sent.browser.submit(sent.open("change"), button="Forget my changes")
    assert "What you sent before stands." in page.text
    session.expire_all()
    assert sent.application.typed is None
    assert sent.step("work").value("position") == "Policy officer"


def test_after_the_deadline_what_was_sent_stands(
    sent: Written, session: Session, clock: FixedClock
) -> None:
    sent.browser.submit(sent.step("work"), {"position": "Director"}, button=GO_ON)
    close(sent, session, clock)
    assert sent.open("check").path == sent.address
    assert "Change my answers" not in sent.open().text
    session.expire_all()
    assert sent.application.position == "Policy officer"


def test_where_the_event_does_not_allow_it_nothing_can_be_changed(
    sent: Written, session: Session
) -> None:
    sent.application.event.may_change_sent = False
    session.commit()
    assert "change what you sent" not in sent.open().text
    assert sent.step("work").path == sent.address


def test_what_an_organiser_asks_for_opens_those_questions_and_no_others(
    sent: Written, session: Session, cast: Cast, clock: FixedClock
) -> None:
    close(sent, session, clock)
    application = sent.application
    application.requests.append(
        InformationRequest(
            questions=["position"],
            message="Which position do you hold?",
            asked_by="Mariana",
            asked_at=clock.now,
        )
    )
    move(session, application, Action.ASK, cast.icap_organiser, clock.now)
    session.commit()
    page = sent.open()
    assert "Which position do you hold?" in page.text
    page = sent.browser.follow(sent.browser.follow(page, "Answer now"), "Your work")
    assert 'name="position"' in page.html
    assert 'name="organisation"' not in page.html
    token = page.value("csrf_token")
    forged = {"csrf_token": token, "position": "Director", "organisation": "Another ministry"}
    sent.browser.post(page.path, data=forged)
    sent.browser.submit(sent.open("check"), button=SEND)
    session.expire_all()
    assert application.status is Status.SUBMITTED
    assert (application.position, application.organisation) == (
        "Director",
        ANSWERS["organisation"],
    )
    assert application.requests[0].closed_at == clock.now
    assert application.sendings[-1].cause is Cause.INFORMATION


def test_nobody_else_sends_her_changes(sent: Written, session: Session, cast: Cast) -> None:
    application = sent.application
    with pytest.raises(ValueError, match="is not for"):
        move(session, application, Action.CHANGE, cast.icap_organiser, application.saved_at)
