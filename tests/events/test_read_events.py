"""What everybody reads: the list, in the order in which one can act, and each event."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus, Mode
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, initiative, published, wall, with_public_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, said

NO_CALL = {"access": Access.OPEN, "applications_close_local": None, "seats": None}


@pytest.fixture
def world(session: Session, cast: Cast, clock: FixedClock) -> None:
    """A webinar soon, a workshop with an early deadline, a course with a later one, one past."""
    actor, now = cast.icap_organiser, clock.now
    march = date(2027, 3, 10)
    published(
        session,
        actor,
        now,
        title="Webinar",
        mode=Mode.ONLINE,
        kind=EventKind.WEBINAR,
        starts_on=march,
        ends_on=march,
        city="",
        country=None,
        **NO_CALL,
    )
    published(session, actor, now, title="Course in Montréal", city="Montréal", country="CA")
    published(
        session,
        actor,
        now,
        title="Workshop",
        kind=EventKind.WORKSHOP,
        applications_close_local=wall("2027-03-05T12:00"),
    )
    draft(session, actor, now, title="Secret draft")
    held = published(session, actor, now, title="Earlier course", **NO_CALL)
    held.starts_on, held.ends_on = date(2022, 8, 22), date(2022, 9, 2)
    held.status = EventStatus.HELD
    session.commit()


def titles(page: Page) -> list[str]:
    return [heading.get_text() for heading in page.soup.select("main h3")]


@pytest.mark.usefixtures("world")
def test_the_nearest_deadline_comes_first_and_the_past_stands_apart(
    client: CheckingClient,
) -> None:
    page = client.visit("/events")

    assert titles(page) == ["Workshop", "Course in Montréal", "Webinar"]
    assert "Apply by Fri 5 Mar 2027, 12:00 CET" in page.text
    assert titles(client.follow(page, "Past events")) == ["Earlier course"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=montreal", ["Course in Montréal"]),
        ("q=MONTRÉAL+canada", ["Course in Montréal"]),
        ("q=100%25", []),
        ("q=carbon+action+webinar", ["Webinar"]),
        ("kind=webinar", ["Webinar"]),
        ("mode=online", ["Webinar"]),
        ("initiative=a6ip", []),
        ("initiative=icap&when=open", ["Workshop", "Course in Montréal"]),
        ("kind=nonsense&mode=x&when=y&page=z", ["Workshop", "Course in Montréal", "Webinar"]),
        ("page=99999999999999999999", ["Workshop", "Course in Montréal", "Webinar"]),
        ("q=secret", []),
    ],
)
def test_the_list_is_searched_and_filtered(
    client: CheckingClient, query: str, found: list[str]
) -> None:
    assert titles(client.visit(f"/events?{query}")) == found


def test_a_long_list_is_paged_and_costs_the_same(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, cost_of: CostOf
) -> None:
    published(session, cast.icap_organiser, clock.now)
    few = cost_of(client, "/events")
    for number in range(30):
        published(session, cast.icap_organiser, clock.now, title=f"Course {number}")

    assert cost_of(client, "/events") == few
    page = client.visit("/events?q=course")
    assert len(titles(page)) == 25
    assert len(titles(client.follow(page, "Next"))) == 6


def test_an_event_tells_when_where_and_until_when(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    with_public_session(session, cast.icap_organiser, clock.now, event)

    page = client.visit(f"/events/{event.slug}")

    for text in (
        "Mon 22 Mar – Fri 2 Apr 2027, Florence, Italy",
        "11 days left",
        "Fri 12 Mar 2027, 23:59 CET",
        "Fri 12 Mar 2027, 22:59 UTC",
        "Officials who plan an emissions trading system.",
        "09:00 – 10:30 CET",
    ):
        assert text in page.text
    assert page.links["Apply"] == f"/events/{event.slug}/apply"
    assert page.links["Subscribe"] == f"/subscribe?feed=events/{event.slug}"
    after_the_head = page.soup.select_one(".page-head + aside")
    assert after_the_head
    assert "Apply" in after_the_head.get_text()


def test_where_the_invited_meet_is_told_to_nobody_else(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    meeting = {"title": "Dialogue", "venue": "Villa Salviati", "access": Access.INVITATION}
    closed = published(session, cast.icap_organiser, clock.now, **{**NO_CALL, **meeting})
    pages = (f"/events/{closed.slug}", "/events", "/", "/initiatives/icap")
    for address in pages:
        text = client.visit(address).text
        assert "Dialogue" in text
        assert "Florence" not in text
        assert "Villa Salviati" not in text

    closed.source = "A report that everybody can read"
    session.commit()
    assert "Florence" in client.visit(pages[0]).text


def test_the_folded_filters_say_what_is_chosen(client: CheckingClient, cast: Cast) -> None:
    def summaries(query: str) -> list[str]:
        folded = client.visit(f"/events{query}").soup.select(".filters-folded summary")
        return [said(each) for each in folded]

    assert summaries("?q=carbon") == ["Filters", "More filters"]
    chosen = summaries("?initiative=icap&kind=course&mode=online&when=past")
    assert chosen == ["Filters: ICAP, Course, Online", "More filters: Past"]
    assert summaries("?initiative=nowhere") == ["Filters", "More filters"]


@pytest.mark.parametrize("how", ["address", "cookie", "account"])
def test_times_are_told_in_the_zone_of_the_reader_too(
    how: str,
    client: CheckingClient,
    stranger: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    with_public_session(session, cast.icap_organiser, clock.now, event)
    cast.newcomer.zone = "Pacific/Auckland"
    browser = stranger if how == "account" else client
    if how == "cookie":
        browser.set_cookie("zone", "Pacific/Auckland")
    query = "?zone=Pacific/Auckland" if how == "address" else ""

    page = browser.visit(f"/events/{event.slug}{query}")

    assert "21:00 – 22:30 NZDT, your time" in page.text
    assert "Sat 13 Mar 2027, 11:59 NZDT, your time" in page.text


def test_a_zone_that_does_not_exist_is_ignored(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)

    assert "your time" not in client.visit(f"/events/{event.slug}?zone=Mars/Base").text


def test_a_session_held_twice_is_one_to_choose(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    for hour in ("08", "20"):
        with_public_session(
            session,
            cast.icap_organiser,
            clock.now,
            event,
            repeat_group="A",
            starts_local=wall(f"2027-03-22T{hour}:00"),
            ends_local=wall(f"2027-03-22T{hour}:45"),
        )

    page = client.visit(f"/events/{event.slug}")

    assert "held twice. Choose the one that suits you." in page.text
    assert page.text.count("Held twice: choose one.") == 2
    suits = client.follow(page, "Which one suits your country")
    assert suits.address == f"/events/{event.slug}/which-time"


def test_of_an_invitation_only_title_and_dates_are_public(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now, access=Access.INVITATION)
    with_public_session(
        session, cast.icap_organiser, clock.now, event, join_link="https://a.example/x"
    )

    page = client.visit(f"/events/{event.slug}")

    assert "By invitation only" in page.text
    assert "Mon 22 Mar – Fri 2 Apr 2027" in page.text
    assert "Set the cap" not in page.html
    assert "Apply" not in page.links


def test_the_link_to_join_is_on_no_public_page(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    with_public_session(
        session, cast.icap_organiser, clock.now, event, join_link="https://a.example/x"
    )

    assert "a.example" not in client.visit(f"/events/{event.slug}").html


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2027, 3, 12, 22, 59, tzinfo=UTC), "minute left"),
        (datetime(2027, 3, 12, 23, 10, tzinfo=UTC), "is still taken until Sat 13 Mar 2027, 00:14"),
        (datetime(2027, 3, 12, 23, 15, tzinfo=UTC), "Applications are closed"),
    ],
)
def test_the_deadline_is_one_instant_with_a_grace_nobody_is_told_before(
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    now: datetime,
    told: str,
) -> None:
    event = published(session, cast.icap_organiser, clock.now, grace_minutes=15)
    assert "00:14" not in client.visit(f"/events/{event.slug}").text
    clock.set(now.replace(second=0) if "closed" not in told else now)
    if told == "minute left":
        clock.advance(minutes=-1)

    assert told in client.visit(f"/events/{event.slug}").text


def test_a_plan_and_an_old_announcement_say_what_they_are(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = Event(
        slug="dialogue",
        initiative_id=initiative(session, "cmp").id,
        title="Strategic dialogue",
        kind=EventKind.DIALOGUE,
        status=EventStatus.ANNOUNCED,
        year=2028,
        year_inferred=True,
        calendar_uid="a",
        created_at=clock.now,
        changed_at=clock.now,
    )
    session.add(event)

    page = client.visit("/events/dialogue")
    assert "Planned, not yet confirmed" in page.text
    assert "The year follows from the yearly rhythm; it is not stated." in page.text
    event.year = 2020
    assert "do not say whether it was held" in client.visit("/events/dialogue").text


def test_an_event_costs_the_same_however_many_sessions_it_has(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock, cost_of: CostOf
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    with_public_session(session, cast.icap_organiser, clock.now, event)
    few = cost_of(client, f"/events/{event.slug}")
    for _ in range(12):
        with_public_session(session, cast.icap_organiser, clock.now, event)

    assert cost_of(client, f"/events/{event.slug}") == few
