"""An event as one line of a list."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from courseapp.events.lists.rows import Row, is_over, labels_of, row_of, sections
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, EventStatus, Mode
from courseapp.initiatives.models import Initiative

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def event(**changes: Any) -> Event:
    values: dict[str, Any] = {
        "slug": "course",
        "title": "Course",
        "kind": EventKind.COURSE,
        "mode": Mode.IN_PERSON,
        "status": EventStatus.PUBLISHED,
        "is_example": False,
        "city": "Florence",
        "country": "IT",
        "zone": "Europe/Rome",
        "starts_on": date(2027, 3, 22),
        "ends_on": date(2027, 4, 2),
        "grace_minutes": 0,
        "initiative": Initiative(short_name="ICAP"),
    }
    return Event(**values | changes)


def test_while_applications_are_open_the_days_left_lead() -> None:
    found = row_of(event(applications_close_at=datetime(2027, 3, 12, 22, 59, tzinfo=UTC)), NOW)

    assert found == Row(
        href="/events/course",
        title="Course",
        lead="11",
        lead_note="days left",
        meta="Mon 22 Mar – Fri 2 Apr 2027 · Florence, Italy · ICAP",
        note="Apply by Fri 12 Mar 2027, 23:59 CET",
        texts=("Course", "In person"),
    )


def test_a_deadline_within_the_week_is_urgent() -> None:
    assert row_of(event(applications_close_at=datetime(2027, 3, 7, 9, tzinfo=UTC)), NOW).urgent


@pytest.mark.parametrize(
    ("dates", "lead"),
    [
        ({}, ("22", "Mar 2027")),
        ({"starts_on": None, "ends_on": None, "year": 2016, "month": 6}, ("Jun", "2016")),
        ({"starts_on": None, "ends_on": None, "year": 2020}, ("2020", "")),
    ],
)
def test_else_its_day_leads_as_exactly_as_it_is_known(
    dates: dict[str, Any], lead: tuple[str, str]
) -> None:
    found = row_of(event(**dates), NOW)

    assert (found.lead, found.lead_note) == lead


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"status": EventStatus.CANCELLED}, "Cancelled"),
        ({"status": EventStatus.ANNOUNCED}, "Planned, not yet confirmed"),
        (
            {"status": EventStatus.ANNOUNCED, "starts_on": None, "ends_on": None, "year": 2020},
            "Announced, not known to be held",
        ),
        ({"is_example": True}, "Example"),
    ],
)
def test_what_is_unusual_is_the_first_label(changes: dict[str, Any], label: str) -> None:
    assert labels_of(event(**changes), NOW)[0] == label


def test_an_event_is_over_when_its_last_day_is_over_everywhere() -> None:
    last = event(starts_on=date(2027, 2, 28), ends_on=date(2027, 2, 28))

    assert not is_over(last, datetime(2027, 3, 1, 11, 59, tzinfo=UTC))
    assert is_over(last, datetime(2027, 3, 1, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("year", "month", "over"), [(2027, 2, True), (2027, 3, False), (2027, None, False)]
)
def test_of_an_inexact_date_the_whole_month_or_year_counts(
    year: int, month: int | None, over: bool
) -> None:
    inexact = event(starts_on=None, ends_on=None, year=year, month=month)

    assert is_over(inexact, datetime(2027, 3, 2, 9, tzinfo=UTC)) == over


def test_the_lines_stand_under_what_one_can_do() -> None:
    invited = event(access=Access.INVITATION)
    open_call = event(applications_close_at=datetime(2027, 3, 12, 22, 59, tzinfo=UTC))

    found = sections([open_call, invited], NOW, past=False)

    assert [section.title for section in found] == ["Open for applications", "Coming"]
    assert found[1].rows[0].note == "By invitation"
    assert len(sections([invited, open_call], NOW, past=True)) == 1
