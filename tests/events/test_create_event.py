"""An organiser writes the plan of an event; nobody else sees it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.passwords import hash_password
from courseapp.core.audit import history
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.scenarios.cast import Cast
from tests.events.story import PLAN, TYPED, draft, send_unoffered
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

NEW = "/manage/icap/events/new"
SLUG = "course-on-emissions-trading-2027"
SAVE = "Save the draft"


def send(client: CheckingClient, status: int = 200, **changes: Value) -> Page:
    page = client.visit(NEW)
    return client.submit(page, {**TYPED, **changes}, button=SAVE, status=status)


def saved(session: Session) -> Event | None:
    return session.scalars(select(Event).where(Event.slug == SLUG)).one_or_none()


def test_the_organiser_arrives_at_her_draft(organiser: CheckingClient, session: Session) -> None:
    page = send(organiser)

    assert page.path == f"/manage/events/{SLUG}"
    assert "The draft is saved" in page.text
    event = saved(session)
    assert event is not None
    assert event.status is EventStatus.DRAFT
    assert (event.starts_on, event.ends_on) == (date(2027, 3, 22), date(2027, 4, 2))
    assert event.applications_close_at == datetime(2027, 3, 12, 22, 59, tzinfo=UTC)
    assert event.applications_zone == "Europe/Rome"
    entry = history(session, [f"event/{event.id}"])[0]
    assert (entry.actor, entry.verb) == ("Mariana Costa", "create")


def test_a_draft_is_404_for_everybody_else(
    organiser: CheckingClient,
    neighbour: CheckingClient,
    stranger: CheckingClient,
    client: CheckingClient,
) -> None:
    send(organiser)

    for browser in (organiser, neighbour, stranger, client):
        browser.expect_404(f"/events/{SLUG}")
        assert str(TYPED["title"]) not in browser.visit("/events").text
    for browser in (neighbour, stranger):
        browser.expect_404(f"/manage/events/{SLUG}")
        browser.expect_404(f"/manage/events/{SLUG}/edit")


def test_only_organisers_of_the_initiative_may_begin_one(
    neighbour: CheckingClient, stranger: CheckingClient, client: CheckingClient, cast: Cast
) -> None:
    neighbour.expect_404(NEW)
    stranger.expect_404(NEW)
    client.expect_404(NEW)


def test_two_events_of_one_title_have_two_addresses(session: Session, cast: Cast) -> None:
    actor, now = cast.icap_organiser, datetime(2027, 3, 1, 9, tzinfo=UTC)

    first, second = draft(session, actor, now), draft(session, actor, now)

    assert (first.slug, second.slug) == (SLUG, f"{SLUG}-2")
    assert first.calendar_uid != second.calendar_uid


def test_an_event_of_one_day_needs_no_last_day(organiser: CheckingClient, session: Session) -> None:
    send(organiser, ends_on="", starts_on="2027-03-22")

    event = saved(session)
    assert event is not None
    assert event.ends_on == date(2027, 3, 22)


# Each line: what is typed into a field, and what is said beside it. A group is sent at once.
REFUSED = (
    {
        "title": ("  ", "Enter a title."),
        "kind": ("", "Choose a kind."),
        "starts_on": ("2027-02-30", "Enter a day that exists, for example 2027-08-22."),
        "closes_time": ("25:00", "Enter a time from 00:00 to 23:59"),
        "seats": ("thirty", "Enter a whole number from 1 to 100000."),
        "grace_minutes": ("1441", "Enter a whole number from 0 to 1440."),
    },
    {
        "title": ("x" * 301, "Use at most 300 characters. There are 301"),
        "ends_on": ("2027-03-21", "not before the first, Mon 22 Mar 2027"),
        "closes_on": ("2027-02-28", "Sun 28 Feb 2027, 23:59 CET has passed"),
        "seats": ("9" * 5000, "Enter a whole number from 1 to 100000."),
    },
    {
        "starts_on": ("", "Enter the first day too."),
        "closes_on": ("2027-03-28", "02:30 does not exist. Enter 03:00 or later."),
        "closes_time": ("02:30", ""),
        "seats": ("0", "Enter a whole number from 1 to 100000."),
    },
    {
        "ends_on": ("9999-12-31", "The year 9999 cannot be right"),
        "opens_on": ("2027-03-13", "Enter a deadline after the opening"),
    },
    {"closes_on": ("2027-04-03", "before the event is over, Fri 2 Apr 2027")},
)


@pytest.mark.parametrize("refused", REFUSED)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(
    organiser: CheckingClient, session: Session, refused: dict[str, tuple[str, str]]
) -> None:
    typed = {name: text for name, (text, _told) in refused.items()}

    page = send(organiser, 422, **typed)

    assert saved(session) is None
    for _text, told in refused.values():
        assert told in page.text
    kept = {**typed, "audience": str(TYPED["audience"])}
    assert {name: page.value(name) for name in kept} == {
        name: text.strip() for name, text in kept.items()
    }


def test_what_no_list_offers_is_refused(organiser: CheckingClient, session: Session) -> None:
    texts = {name: str(value) for name, value in TYPED.items()}
    tampered = {"zone": "Europe/Paradise", "country": "XX", "kind": "party", "changed_at": "now"}

    page = send_unoffered(organiser, organiser.visit(NEW), SAVE, {**texts, **tampered})

    assert "We know no time zone “Europe/Paradise”." in page.text
    assert "We know no country “XX”." in page.text
    assert "Choose one of the list." in page.text
    assert saved(session) is None


def test_names_of_every_script_are_kept_and_control_characters_are_not(
    organiser: CheckingClient, session: Session
) -> None:
    title = "تداول الانبعاثات é"
    send(organiser, title=f"  {title}\x00\x07 ", venue="é" * 300)

    event = session.scalars(select(Event).where(Event.slug == "e-2027")).one()
    assert event.title == title
    assert event.venue == "é" * 300


def test_what_was_typed_survives_an_expired_sign_in(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    cast.icap_organiser.password_hash = hash_password("four words are enough")
    page = organiser.visit(NEW)
    typed = dict(page.form(button=SAVE).fill({**TYPED, "title": "Kept title"}, SAVE).fields)
    clock.advance(days=15)

    answer = organiser.post(NEW, data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={NEW}")
    credentials = {"email": cast.icap_organiser.email, "password": "four words are enough"}
    page = organiser.submit(organiser.visit(answer.location), credentials, form="/sign-in")

    assert page.path == NEW
    assert (page.value("title"), page.value("zone")) == ("Kept title", "Europe/Rome")
    page = organiser.submit(page, {"closes_on": ""}, button=SAVE)
    assert page.heading == "Kept title"


def test_the_plan_of_the_story_is_sound() -> None:
    assert PLAN.schedule.closes is not None
    assert PLAN.schedule.closes.at == datetime(2027, 3, 12, 22, 59, tzinfo=UTC)
