"""Who has extra time begins, saves, sends and withdraws in it; nobody else does."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from courseapp.accounts.models import SignIn
from courseapp.applications.deadlines import deadline_of
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.clock.local_time import moment
from courseapp.extra_time.rules import Why
from courseapp.scenarios.cast import Cast
from tests.applications.story import (
    ABOUT,
    ANSWERS,
    CLOSES,
    MAKES_A_DRAFT,
    WORK,
    Written,
    mails,
    new_course,
    new_draft,
)
from tests.events.conftest import statements_of
from tests.extra_time.story import PLAN, ROME, SHOW, STORM, TYPED, Desk, wall
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

GO_ON, SEND = "Save and go on", "Send my application"
UNTIL = PLAN.until.at  # Sunday 18 April, 23:59 in Florence
ANYWHERE = moment(wall("2027-04-18T23:59"), "Etc/GMT+12")
INSTANT = timedelta(microseconds=1)
LATE = CLOSES + timedelta(days=1)


@pytest.fixture
def desk(draft: Written, session: Session, cast: Cast, clock: FixedClock) -> Desk:
    """The organiser of the course for which the newcomer has begun to apply."""
    session.execute(update(SignIn).values(expires_at=UNTIL + timedelta(days=9)))
    session.commit()
    app = draft.browser.application
    return Desk(app, session, clock, cast, draft.application.event)


def complete(desk: Desk, draft: Written, **changes: str) -> None:
    draft.application.typed = {**ANSWERS, **changes}
    desk.session.commit()


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (timedelta(0), Status.SUBMITTED),
        (timedelta(minutes=30), Status.SUBMITTED),
        (timedelta(minutes=30) + INSTANT, Status.DRAFT),
    ],
)
def test_extra_time_ends_at_its_instant_and_the_grace_follows(
    desk: Desk, draft: Written, after: timedelta, status: Status
) -> None:
    desk.event.grace_minutes = 30
    desk.given_to(desk.cast.newcomer.email, may_begin=False)
    complete(desk, draft, work_country="IT")
    desk.clock.set(UNTIL - timedelta(minutes=5))
    page = draft.open("check")
    assert "It is now 10:54:00 UTC+13:00 by our clock, which decides: 5 min left" in page.text
    assert f"You have extra time. Reason: {STORM}" in draft.open().text
    told = draft.browser.visit("/applications").text
    assert "Send it by Mon 19 Apr 2027, 10:59 UTC+13:00" in told
    desk.clock.set(UNTIL + after)
    accepted = status is Status.SUBMITTED
    page = draft.browser.submit(page, button=SEND, status=200 if accepted else 422)
    desk.session.expire_all()
    assert draft.application.status is status
    assert draft.application.minutes_late == (30 if accepted and after else 0)
    if not accepted:
        assert "Applications closed on Sun 18 Apr 2027, 23:59 CEST." in page.text


def test_how_late_it_came_is_told_by_her_deadline_for_good(desk: Desk, draft: Written) -> None:
    (hers,) = desk.given_to(desk.cast.newcomer.email)
    complete(desk, draft)
    desk.clock.set(LATE)
    page = draft.browser.submit(draft.open("check"), button=SEND)
    assert "after the deadline" not in page.text
    desk.revoked(hers)
    desk.session.expire_all()
    assert (draft.application.due_at, draft.application.minutes_late) == (UNTIL, 0)
    assert "after the deadline" not in draft.open().text
    assert "after the deadline" not in mails(desk.session, "application_receipt")[-1].text
    assert len(desk.letters()) == 1  # who has sent loses nothing and gets no letter


def test_where_she_works_decides_as_soon_as_she_says_so(desk: Desk, draft: Written) -> None:
    desk.given()
    desk.clock.set(LATE)
    page = draft.open()
    assert "This application cannot be sent any more" in page.text
    assert "More time for people who work in Tonga" in page.text
    assert "Your answer to the question where you work decides." in page.text
    page = draft.browser.submit(draft.step("work"), WORK, button="Save")
    page = draft.open()
    assert "cannot be sent any more" not in page.text
    assert f"People who work in Tonga have extra time. Reason: {STORM}" in page.text
    own = deadline_of(draft.application)
    assert own is not None
    assert (own.why, own.closing.at) == (Why.COUNTRY, UNTIL)
    page = draft.browser.submit(
        draft.step("work"), {"work_country": "IT"}, button=GO_ON, status=422
    )
    assert "This application cannot be sent any more" in page.text
    assert page.value("work_country") == "IT"


def test_two_at_once_give_the_later(desk: Desk, draft: Written) -> None:
    desk.given(until=ANYWHERE)
    desk.given_to(desk.cast.newcomer.email, until=moment(wall("2027-04-17T12:00"), ROME))
    complete(desk, draft)
    desk.clock.set(ANYWHERE.at)
    page = draft.open()
    assert "Send it by Sun 18 Apr 2027, 23:59 anywhere on Earth (AoE, UTC−12)" in page.text
    assert "Mon 19 Apr 2027, 11:59 UTC" in page.text
    page = draft.browser.submit(draft.open("check"), button=SEND)
    assert page.heading == "We have your application"


def test_what_was_taken_back_counts_at_once(desk: Desk, draft: Written) -> None:
    (hers,) = desk.given_to(desk.cast.newcomer.email)
    complete(desk, draft)
    desk.clock.set(LATE)
    page = draft.open("check")
    desk.revoked(hers)
    page = draft.browser.submit(page, button=SEND, status=422)
    assert "Applications closed on Thu 15 Apr 2027, 23:59 CEST" in page.text
    assert desk.letters()[-1].text.count(draft.address) == 1


def test_in_her_time_she_withdraws_opens_again_and_changes(desk: Desk, draft: Written) -> None:
    desk.event.may_change_sent = True
    desk.given_to(desk.cast.newcomer.email, may_begin=False)
    complete(desk, draft)
    desk.clock.set(LATE)
    page = draft.browser.submit(draft.open("check"), button=SEND)
    assert "Applications close for you" in page.text
    assert "Change my answers" in page.text
    page = draft.browser.follow(page, "Withdraw")
    assert "Until Sun 18 Apr 2027, 23:59 CEST you can open the application again" in page.text
    page = draft.browser.submit(page, button="Withdraw my application")
    told = "Applications are still open for you until Mon 19 Apr 2027, 10:59 UTC+13:00"
    assert told in page.text
    desk.clock.set(UNTIL + INSTANT)
    page = draft.browser.submit(page, button="Open my application again")
    assert (
        "Applications closed on Sun 18 Apr 2027, 23:59 CEST. You cannot open it again." in page.text
    )
    desk.clock.set(UNTIL)
    draft.browser.post(f"{draft.address}/reopen", data={"csrf_token": page.value("csrf_token")})
    desk.session.expire_all()
    assert draft.application.status is Status.DRAFT


def test_late_by_invitation_is_for_one_address_only(
    desk: Desk, session: Session, as_person: AsPerson, cast: Cast
) -> None:
    invited, other = cast.accepted, cast.declined
    desk.given_to(f" {invited.email.upper()}".strip().lower())
    address = f"/events/{desk.event.slug}/apply"
    desk.clock.set(LATE)
    page = as_person(other).visit(address)  # the same link, passed on
    assert "Applications are closed" in page.text
    assert STORM not in page.text
    browser = as_person(invited)
    page = browser.visit(address)
    assert f"You have extra time. Reason: {STORM}" in page.text
    page = browser.submit(page, button=MAKES_A_DRAFT)
    assert page.heading.startswith("Your application")
    (begun,) = session.query(Application).filter_by(person_id=invited.id)
    assert begun.status is Status.DRAFT


def test_who_may_only_send_later_does_not_begin_later(
    desk: Desk, as_person: AsPerson, cast: Cast
) -> None:
    desk.given_to(cast.accepted.email, may_begin=False)
    address = f"/events/{desk.event.slug}/apply"
    page = as_person(cast.accepted).visit(address)
    assert "Begin your application by Thu 15 Apr 2027, 23:59 CEST" in page.text
    desk.clock.set(LATE)
    browser = as_person(cast.accepted)
    assert MAKES_A_DRAFT not in browser.visit(address).text
    token = browser.visit("/account").value("csrf_token")
    assert browser.post(address, data={"csrf_token": token}).status_code == 422


def test_who_works_in_a_country_with_more_time_begins_there(
    desk: Desk, client: CheckingClient, as_person: AsPerson, cast: Cast, session: Session
) -> None:
    desk.given()
    desk.given(country="FJ", may_begin=False)
    desk.clock.set(LATE)
    event_page = client.visit(f"/events/{desk.event.slug}")
    assert (
        "More time for people who work in Tonga: until Sun 18 Apr 2027, 23:59 CEST"
        in event_page.text
    )
    page = client.visit(f"/events/{desk.event.slug}/apply")
    assert "Applications are closed for most people" in page.text
    assert "First sign in." in page.text
    browser = as_person(cast.accepted)
    page = browser.visit(f"/events/{desk.event.slug}/apply")
    assert "I work in Fiji" not in page.text
    page = browser.submit(page, button="I work in Tonga: start my application")
    assert f"People who work in Tonga have extra time. Reason: {STORM}" in page.text
    (begun,) = session.query(Application).filter_by(person_id=cast.accepted.id)
    assert (begun.typed or {})["work_country"] == "TO"
    forged = as_person(cast.declined)
    token = forged.visit("/account").value("csrf_token")
    data = {"csrf_token": token, "work_country": "FJ"}
    assert forged.post(f"/events/{desk.event.slug}/apply", data=data).status_code == 422


def test_the_mail_with_the_way_back_tells_her_deadline(desk: Desk, draft: Written) -> None:
    desk.given_to(desk.cast.newcomer.email)
    draft.browser.submit(draft.step("about"), ABOUT, button=GO_ON)
    (mail,) = mails(desk.session, "application_resume")
    assert "Send your application by:\n- Sun 18 Apr 2027, 23:59 CEST" in mail.text


def test_the_organiser_sees_whose_drafts_it_concerns_and_they_get_letters(
    desk: Desk, draft: Written, as_person: AsPerson, cast: Cast
) -> None:
    complete(desk, draft, full_name="Tevita Fīnau")
    organiser = as_person(cast.icap_organiser)
    page = organiser.submit(organiser.visit(f"{desk.page}/new"), TYPED, button=SHOW)
    assert "1 draft from Tonga" in page.text
    page = organiser.submit(page, button="Give extra time and send 1 letter")
    (letter,) = desk.letters()
    assert letter.to_address == cast.newcomer.email
    assert "Good day Tevita Fīnau," in letter.text
    assert f"http://courseapp.test{draft.address}" in letter.text
    page = organiser.follow(page, "Take back : everybody who works in Tonga")
    assert "1 application has less time" in page.text
    assert "Tevita Fīnau" in page.text
    typed = {**TYPED, "country": "", "emails": cast.newcomer.email}
    page = organiser.submit(organiser.visit(f"{desk.page}/new"), typed, button=SHOW)
    assert "A draft" in page.text


def test_her_list_costs_the_same_for_one_or_many(
    desk: Desk, draft: Written, session: Session, cast: Cast
) -> None:
    def cost() -> int:
        with statements_of(session) as found:
            draft.browser.visit("/applications")
        return len(found)

    desk.given_to(cast.newcomer.email)
    one = cost()
    for number in range(4):
        course = new_course(session, desk.clock.now, slug=f"course-{number}")
        new_draft(session, cast.newcomer, course, desk.clock.now)
    assert cost() == one
