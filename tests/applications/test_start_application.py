"""Before anything is typed: who it is for, until when, and the button that begins."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.scenarios.cast import Cast
from tests.applications.story import CLOSES, MAKES_A_DRAFT, SLUG, TITLE, Written
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

ADDRESS = f"/events/{SLUG}/apply"


def test_a_stranger_reads_all_about_it_and_is_asked_to_sign_in(
    client: CheckingClient, course: Event
) -> None:
    page = client.visit(ADDRESS)
    assert page.heading == f"Apply: {TITLE}"
    assert "Officials who plan or run" in page.text
    assert page.link("Sign in to apply") == f"/sign-in?next={ADDRESS}"
    assert MAKES_A_DRAFT not in page.text


def test_the_deadline_is_told_in_three_zones_beside_our_clock(
    as_person: AsPerson, cast: Cast, course: Event
) -> None:
    text = as_person(cast.newcomer).visit(ADDRESS).text
    assert "Thu 15 Apr 2027, 23:59 CEST" in text
    assert "Fri 16 Apr 2027, 10:59 UTC+13:00" in text
    assert "Thu 15 Apr 2027, 21:59 UTC" in text
    assert "Our clock decides: it shows Mon 1 Mar 2027, 10:00 CET" in text


def test_starting_makes_one_draft_however_often_it_is_pressed(
    as_person: AsPerson, cast: Cast, course: Event, session: Session
) -> None:
    browser = as_person(cast.newcomer)
    start = browser.visit(ADDRESS)
    first = browser.submit(start, button=MAKES_A_DRAFT)
    second = browser.submit(start, button=MAKES_A_DRAFT)
    assert first.path == second.path
    assert session.scalar(select(func.count(Application.id))) == 1
    assert session.scalars(select(AuditEntry.summary).filter_by(verb="begin")).all() == [
        "Application begun"
    ]


def test_the_name_in_the_account_need_not_be_typed_again(
    as_person: AsPerson, cast: Cast, course: Event
) -> None:
    browser = as_person(cast.newcomer)
    page = browser.submit(browser.visit(ADDRESS), button=MAKES_A_DRAFT)
    assert browser.follow(page, "About you").value("full_name") == "Tevita"


def test_who_has_begun_is_led_back_to_her_draft(draft: Written) -> None:
    page = draft.browser.visit(ADDRESS)
    assert page.link("Go on with your draft") == draft.address


def test_who_has_applied_is_led_to_where_it_stands(sent: Written) -> None:
    page = sent.browser.visit(ADDRESS)
    assert page.link("See where it stands") == sent.address


def test_who_was_signed_out_meanwhile_signs_in_and_comes_back_to_the_button(
    as_person: AsPerson, cast: Cast, course: Event, clock: FixedClock, session: Session
) -> None:
    browser = as_person(cast.newcomer)
    start = browser.visit(ADDRESS)
    clock.advance(days=15)
    page = browser.submit(start, button=MAKES_A_DRAFT)
    assert page.path == "/sign-in"
    assert page.value("next") == ADDRESS
    assert session.scalar(select(func.count(Application.id))) == 0


def test_before_the_window_it_says_when_to_come_back(
    as_person: AsPerson, cast: Cast, course: Event, clock: FixedClock
) -> None:
    clock.advance(days=-2)
    page = as_person(cast.newcomer).visit(ADDRESS)
    assert "Applications open on Sun 28 Feb 2027, 10:00 CET" in page.text
    assert MAKES_A_DRAFT not in page.text


@pytest.mark.parametrize("grace", [0, 60])
def test_after_the_deadline_nothing_can_be_begun(
    as_person: AsPerson,
    cast: Cast,
    course: Event,
    clock: FixedClock,
    session: Session,
    grace: int,
) -> None:
    course.grace_minutes = grace
    clock.set(CLOSES)
    browser = as_person(cast.newcomer)
    start = browser.visit(ADDRESS)
    clock.advance(seconds=1)
    assert MAKES_A_DRAFT not in browser.visit(ADDRESS).text
    page = browser.submit(start, button=MAKES_A_DRAFT, status=422)
    assert "Applications are closed" in page.text
    assert session.scalar(select(func.count(Application.id))) == 0


@pytest.mark.parametrize(
    ("access", "words"),
    [
        (Access.INVITATION, "by invitation"),
        (Access.OPEN, "nobody needs to apply"),
        (Access.PARTNERS, "takes no applications"),
    ],
)
def test_an_event_without_applications_says_how_people_get_in(
    client: CheckingClient, course: Event, access: Access, words: str
) -> None:
    course.access = access
    course.applications_open_at = course.applications_close_at = None
    assert words in client.visit(ADDRESS).text


def test_nobody_applies_for_an_event_that_is_still_a_draft(
    as_person: AsPerson, cast: Cast, course: Event
) -> None:
    course.status = EventStatus.DRAFT
    as_person(cast.newcomer).expect_404(ADDRESS)
