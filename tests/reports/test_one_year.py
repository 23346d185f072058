"""The outputs of one year."""

from datetime import date

import pytest
from bs4 import Tag
from sqlalchemy.orm import Session

from courseapp.events.rules import Access, EventKind, EventStatus, Mode, SessionStatus
from courseapp.initiatives.models import Initiative
from tests.reports.conftest import CostOf
from tests.reports.story import OUTPUTS, YEAR, add_event, add_session, publications, series
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, said


def section(page: Page, anchor: str) -> str:
    """Return what stands under a heading."""
    found = page.soup.find("section", attrs={"aria-labelledby": anchor})
    return said(found) if isinstance(found, Tag) else ""


def figures(page: Page) -> str:
    found = page.soup.select_one(".figures")
    return said(found) if found else ""


def kinds(page: Page) -> list[str]:
    return [said(row) for row in page.soup.select("table.kinds tr")]


def test_events_are_counted_by_kind_and_mode_and_add_up(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    for mode in (Mode.IN_PERSON, Mode.ONLINE, Mode.ONLINE):
        add_event(session, icap, mode=mode)
    add_event(session, icap, "Side event", kind=EventKind.SIDE_EVENT, mode=None)

    page = client.visit(YEAR)

    assert kinds(page) == [
        "Kind In person Online Not stated All",
        "Course 1 2 – 3",
        "Side event – – 1 1",
        "All 1 2 1 4",
    ]
    assert "4 Events held" in figures(page)


def test_an_event_is_told_with_all_that_the_record_knows(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    course = add_event(
        session,
        icap,
        "Course for Central Asia",
        series_id=series(session, "icap-ets-courses").id,
        edition=31,
        participants_stated=28,
        participant_countries_stated=11,
        source="A page of ICAP",
    )
    add_session(session, course, minutes=90)
    add_session(session, course, "2026-05-05T09:00", minutes=45)

    page = client.visit(YEAR)

    assert (
        "Course for Central Asia Course · In person · Introductory "
        "ICAP courses on emissions trading, edition 31 Activity: Courses on emissions trading"
    ) in page.text
    assert "Mon 4 May – Fri 15 May 2026 Almaty, Kazakhstan" in page.text
    assert "2 sessions 2.25 hours 28 people, 11 countries A page of ICAP" in page.text
    assert "28 people" not in figures(page)
    assert "Secret title" not in page.html
    client.follow(page, "Course for Central Asia")


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"status": EventStatus.CANCELLED}, "1 event was cancelled: Meeting ."),
        ({"is_example": True}, "1 event is made up as examples of how the site works: Meeting ."),
        ({"status": EventStatus.ANNOUNCED}, "1 event is a plan"),
        ({"status": EventStatus.PUBLISHED, "ends_on": date(2027, 3, 5)}, "1 event is under way"),
    ],
)
def test_what_does_not_count_is_said_with_the_reason(
    client: CheckingClient, session: Session, icap: Initiative, told: dict, where: str
) -> None:
    add_event(session, icap)
    meeting = add_event(session, icap, "Meeting", **told)
    add_session(session, meeting)

    page = client.visit(YEAR)

    assert "1 Event held" in figures(page)
    assert "unknown: no public programme" in figures(page)
    assert where in section(page, "not-counted")
    assert page.link("Meeting") == f"/events/{meeting.slug}"


def test_a_draft_is_nowhere_not_even_as_a_number(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    before = client.visit(YEAR).text
    draft = add_event(session, icap, "Secret draft", status=EventStatus.DRAFT)
    add_session(session, draft)

    assert client.visit(YEAR).text == before
    for suffix in ("", "/2026.csv", "/2026.json"):
        assert b"Secret draft" not in client.get(f"{OUTPUTS}{suffix}").data


def test_a_published_event_counts_once_it_is_over(
    client: CheckingClient, session: Session, icap: Initiative, clock: FixedClock
) -> None:
    add_event(
        session,
        icap,
        "Webinar",
        status=EventStatus.PUBLISHED,
        starts_on=date(2027, 4, 20),
        ends_on=date(2027, 4, 20),
    )
    page = client.visit(f"{OUTPUTS}/2027")
    assert "0 Events held" in figures(page)
    assert "Under way or to come" in section(page, "events")

    clock.advance(days=60)
    assert "1 Event held" in figures(client.visit(f"{OUTPUTS}/2027"))


def test_plans_stand_apart_from_what_was_held(client: CheckingClient, icap: Initiative) -> None:
    page = client.visit("/initiatives/cmp/outputs/2020")
    assert "0 Events held" in figures(page)
    assert "Announced Plans that nobody has confirmed." in section(page, "events")
    assert "2020 (year inferred) Canada" in page.text


def test_an_event_belongs_to_the_year_in_which_it_begins_at_its_venue(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    academy = add_event(
        session, icap, "Academy", starts_on=date(2026, 12, 30), ends_on=date(2027, 1, 8)
    )
    # Still 2026 in UTC, and 2027 by the clock on the wall.
    add_session(session, academy, "2026-12-30T09:00", minutes=60)
    add_session(session, academy, "2027-01-01T02:00", minutes=120)

    before, after = client.visit(YEAR), client.visit(f"{OUTPUTS}/2027")

    assert "1 Event held 1 Sessions 1 Hours" in figures(before)
    assert "Some sessions of these events were in another year: Academy" in before.text
    assert "0 Events held 1 Sessions 2 Hours" in figures(after)
    assert "Counts in 2026; only these sessions count here" in after.text


def test_an_event_known_by_its_year_only_counts_too(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    add_event(session, icap, "Old meeting", starts_on=None, ends_on=None, year=2011)
    page = client.visit(f"{OUTPUTS}/2011")
    assert "1 Event held" in figures(page)
    assert page.link("Old meeting")
    assert "2011 Almaty, Kazakhstan" in section(page, "events")


def test_hours_are_those_that_pass_when_the_clocks_change(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    night = add_event(session, icap, "Long night")
    add_session(session, night, "2026-03-28T22:00", minutes=600, zone="Europe/Rome")
    assert "1 session 10 hours" in client.visit(YEAR).text


def test_a_session_held_again_and_a_cancelled_one_say_so(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    webinar = add_event(session, icap, "Webinar")
    for hour in ("09", "17"):
        add_session(session, webinar, f"2026-05-04T{hour}:00", 60, repeat_group="A")
    add_session(session, webinar, "2026-05-05T09:00", status=SessionStatus.CANCELLED)

    page = client.visit(YEAR)

    assert "2 sessions 2 hours 1 held again" in page.text
    assert "1 session was cancelled." in section(page, "not-counted")


def test_of_an_invitation_neither_place_nor_programme_is_told(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    closed = add_event(session, icap, "Closed dialogue", access=Access.INVITATION)
    add_session(session, closed, minutes=77)

    page = client.visit(YEAR)

    assert "Closed dialogue" in page.text
    assert "Almaty" not in page.text
    assert "Not public" in section(page, "events")
    assert "1 event by invitation is not public" in section(page, "not-counted")
    for name in ("2026.csv", "2026.json"):
        told = client.get(f"{OUTPUTS}/{name}").get_data(as_text=True)
        assert "Almaty" not in told
        assert "1.28" not in told


def test_publications_of_the_year_are_linked(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    first, second, third, *_ = publications(session, icap)
    first.year, first.link = 2026, "https://www.icap.example/report.pdf"
    second.year, second.link = 2026, "javascript:alert(1)"
    third.year, third.is_listed = 2026, False
    session.commit()

    page = client.visit(YEAR)

    assert "2 Publications" in figures(page)
    assert page.link(first.title) == f"/publications/{first.id}"
    assert page.link("icap.example") == "https://www.icap.example/report.pdf"
    assert "javascript:" not in page.html
    assert third.title not in page.text


def test_what_the_record_states_stands_beside_what_was_found(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    add_event(session, icap, series_id=series(session, "icap-ets-courses").id)
    add_event(session, icap, kind=EventKind.WEBINAR)

    told = section(client.visit(YEAR), "fit")

    seen = "Shown by courses, seminars, webinars and trainings 1 course, 1 webinar ✓ Found"
    assert f"Capacity building Source: CIP {seen}" in told
    assert f"Training and education Source: CIP {seen}" in told
    assert "Courses on emissions trading Source: CIP 1 course ✓ Found" in told
    assert "Technical dialogue Source: CIP – ⋯ No output found" in told
    assert "These events belong to none of its own activities: 1 webinar." in told


def test_where_no_source_states_a_function_it_is_unknown(
    client: CheckingClient, icap: Initiative
) -> None:
    told = section(client.visit("/initiatives/a6ip/outputs/2023"), "fit")
    assert "No source states the function of A6IP. It is unknown" in told


@pytest.mark.parametrize(
    "year", ["0", "999", "1799", "2201", "99999", "9" * 30, "abc", "-1", "20.6", "2026x"]
)
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_a_year_that_cannot_be_is_not_found(
    client: CheckingClient, icap: Initiative, year: str, ending: str
) -> None:
    client.expect_404(f"{OUTPUTS}/{year}{ending}")


@pytest.mark.parametrize("year", [1800, 1995, 2018, 2050, 2200])
def test_a_year_without_outputs_says_so_and_leads_to_those_that_have_some(
    client: CheckingClient, icap: Initiative, year: int
) -> None:
    page = client.visit(f"{OUTPUTS}/{year}")
    told = "has not begun" if year > 2027 else f"Nothing of {year} is in the record"
    assert told in page.text
    assert page.link("2017") == f"{OUTPUTS}/2017"
    assert page.soup.select_one('meta[name="robots"][content="noindex"]')
    client.follow(page, "2009")


def test_a_year_in_which_all_was_cancelled_names_what_was(
    client: CheckingClient, session: Session, icap: Initiative
) -> None:
    add_event(session, icap, "Meeting", status=EventStatus.CANCELLED)
    page = client.visit(YEAR)
    assert "Nothing of 2026 is in the record" in page.text
    assert "1 event was cancelled: Meeting" in page.text


def test_one_walks_from_year_to_year(client: CheckingClient, icap: Initiative) -> None:
    page = client.visit(f"{OUTPUTS}/2017")
    assert page.link("2016") == f"{OUTPUTS}/2016"
    page = client.follow(page, "2021")
    assert page.heading == "Outputs of ICAP in 2021"
    assert client.follow(page, "All years").heading == "Outputs of ICAP by year"


def test_the_page_costs_the_same_for_three_events_and_for_sixty(
    session: Session, icap: Initiative, cost_of: CostOf
) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            event = add_event(
                session, icap, series_id=series(session, "icap-ets-courses").id, month=None
            )
            for hour in (9, 11, 14):
                add_session(session, event, f"2026-05-04T{hour:02}:00")

    addresses = (OUTPUTS, YEAR, f"{YEAR}.csv", f"{YEAR}.json")
    more(3)
    few = [cost_of(address) for address in addresses]
    more(57)
    assert [cost_of(address) for address in addresses] == few == [5, 5, 5, 5]
