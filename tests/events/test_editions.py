"""Editions of a series: numbered once each, and leading to one another."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.events.editions import editions_beside, next_edition
from courseapp.events.models import Event, Series
from courseapp.events.rules import Access, FeedDetail
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, initiative, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock


@pytest.fixture
def series(session: Session, cast: Cast) -> Series:
    made = Series(initiative_id=initiative(session).id, slug="courses", title="Courses")
    session.add(made)
    session.commit()
    return made


@pytest.fixture
def editions(session: Session, cast: Cast, clock: FixedClock, series: Series) -> list[Event]:
    """Editions 11 to 13 of three years; the last is a draft."""
    found = []
    for number, year in ((11, 2028), (12, 2029), (13, 2030)):
        make = draft if number == 13 else published
        event = make(
            session,
            cast.icap_organiser,
            clock.now,
            title=f"Course {year}",
            starts_on=date(year, 3, 22),
            ends_on=date(year, 4, 2),
        )
        event.series_id, event.edition = series.id, number
        found.append(event)
    session.commit()
    return found


def test_the_next_number_is_proposed_and_a_taken_one_refused(
    organiser: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    series: Series,
    editions: list[Event],
) -> None:
    newcomer = draft(session, cast.icap_organiser, clock.now, title="Course 2031")
    page = organiser.visit(f"/manage/icap/series/{series.id}")
    assert page.value("edition") == "14"
    put = {"event": str(newcomer.id), "edition": "12"}
    page = organiser.submit(page, put, button="Put it into the series", status=422)
    assert "Edition 12 is “Course 2029” already. Enter another number, for example 14." in page.text
    organiser.submit(page, {"edition": "14"}, button="Put it into the series")
    session.refresh(newcomer)
    assert newcomer.edition == 14


def test_an_organiser_corrects_a_number(
    organiser: CheckingClient, session: Session, series: Series, editions: list[Event]
) -> None:
    page = organiser.visit(f"/manage/icap/series/{series.id}")
    page = organiser.follow(page, "Number of Course 2028")
    page = organiser.submit(page, {"edition": "12"}, button="Save", status=422)
    assert "Edition 12 is “Course 2029” already." in page.text
    page = organiser.submit(page, {"edition": "10"}, button="Save")
    assert "The number of the edition is saved." in page.text
    session.refresh(editions[0])
    assert editions[0].edition == 10
    log = organiser.visit(f"/manage/events/{editions[0].slug}/history").text
    assert "Made the event edition 10 of “Courses”." in log
    other = f"/manage/icap/series/{series.id}/events/999999/edition"
    organiser.expect_404(other)


def test_the_database_refuses_one_number_for_two_editions(
    session: Session, editions: list[Event]
) -> None:
    editions[1].edition = 11
    with pytest.raises(IntegrityError), session.begin_nested():
        session.flush()


def test_an_edition_leads_to_its_public_neighbours(
    client: CheckingClient, session: Session, series: Series, editions: list[Event]
) -> None:
    page = client.visit(f"/events/{editions[1].slug}")
    assert "Other editions Before: Course 2028 , edition 11," in page.text
    assert page.link("Course 2028") == f"/events/{editions[0].slug}"
    assert "Course 2030" not in page.text
    assert "After: Course 2029" in client.follow(page, "Course 2028").text
    assert next_edition(session, series) == 14

    editions[0].access, editions[0].feed_detail = Access.INVITATION, FeedDetail.NOTHING
    session.commit()
    assert editions_beside(session, editions[1]).before is None
