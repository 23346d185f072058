"""What deletes itself: requests that nobody confirmed, and names that led to nothing."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from courseapp.core.audit import AuditEntry
from courseapp.joining import deciding, requesting
from courseapp.joining.lifecycle import subject_of
from courseapp.joining.models import JoinLink, JoinQuestion, JoinRequest
from courseapp.joining.rules import PartnerKind, State
from courseapp.joining.tasks import forget_requests
from courseapp.mail.models import Message
from tests.joining.story import INSTITUTE_ASKED, LIST, Story
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

PERSONAL = ("José", "Núñez", "jose@", "Directora", "Instituto del Clima", "instituto.example")


def forget(story: Story) -> int:
    with story.app.app_context():
        forgotten = forget_requests()
    story.session.expire_all()
    return forgotten


def rows(story: Story) -> str:
    """Return all that the database holds about requests, letters and history, as one text."""
    tables = (JoinRequest, JoinQuestion, JoinLink, Message, AuditEntry)
    return str([story.session.execute(select(each.__table__)).all() for each in tables])


def test_a_request_that_nobody_confirms_vanishes_after_fourteen_days(
    story: Story, client: CheckingClient
) -> None:
    request = story.sent(INSTITUTE_ASKED)
    subject, link = subject_of(request), story.link_to("jose@instituto.example")
    story.clock.advance(days=14, seconds=-1)
    assert forget(story) == 0
    client.visit(link)
    story.clock.advance(seconds=1)
    assert forget(story) == 1
    assert story.session.scalar(select(func.count(JoinRequest.id))) == 0
    left = select(func.count(AuditEntry.id)).where(AuditEntry.subject == subject)
    assert story.session.scalar(left) == 0
    assert not [word for word in PERSONAL if word in rows(story)]
    assert client.expect_404(link).heading == "This link does not work"
    assert forget(story) == 0


def test_a_confirmed_request_stays(story: Story) -> None:
    request = story.received()
    story.clock.advance(days=300)
    assert forget(story) == 0
    assert request.full_name == "Amina Yusuf"


@pytest.mark.parametrize("ending", [State.DECLINED, State.WITHDRAWN])
def test_after_twelve_months_nobody_is_named_any_more(
    story: Story, as_person: AsPerson, client: CheckingClient, ending: State
) -> None:
    request = story.received(INSTITUTE_ASKED)
    story.decides(deciding.ask_question, request, "Señor Núñez, who pays?")
    story.does(requesting.answer_question, request, "José Núñez pays.")
    if ending is State.DECLINED:
        story.decides(deciding.decline_request, request, "José is not allowed to.")
    else:
        story.does(requesting.withdraw_request, request)
    link, ended = story.own_page(request), story.clock.now
    story.clock.advance(days=365, seconds=-1)
    assert forget(story) == 0
    story.clock.advance(seconds=1)
    assert forget(story) == 1
    assert forget(story) == 0  # once is enough
    assert not [word for word in PERSONAL if word in rows(story)]
    left = story.only_request()
    assert (left.state, left.state_since, left.kind, left.country) == (
        ending,
        ended,
        PartnerKind.RESEARCH_INSTITUTE,
        "CL",
    )
    assert left.confirmed_at == ended
    assert left.purged_at == story.clock.now
    client.expect_404(link)
    organiser = as_person(story.cast.a6ip_organiser)
    page = organiser.visit(story.page_of(left))
    assert "Names, addresses and texts are deleted" in page.text
    assert "The names, addresses and texts were deleted" in page.text
    page = organiser.visit(LIST)
    assert "Deleted after a year" in page.text
    assert "Chile" in page.text


def test_who_was_accepted_is_not_forgotten(story: Story) -> None:
    request = story.received(INSTITUTE_ASKED)
    story.accepts(request)
    story.clock.advance(days=800)
    assert forget(story) == 0
    assert story.only_request().full_name == "José Núñez"


def test_each_night_the_worker_forgets(story: Story) -> None:
    jobs = story.app.extensions["jobs"]
    due = jobs.read_periodic(datetime(2027, 3, 20, 3, 11))  # noqa: DTZ001 - huey's own clock
    story.sent()
    story.clock.advance(days=20)
    for task in due:
        if task.name == "forget_join_requests":
            jobs.execute(task)
    story.session.expire_all()
    assert story.session.scalar(select(func.count(JoinRequest.id))) == 0
