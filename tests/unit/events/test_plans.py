"""Why the plan of an event is refused."""

from datetime import UTC, date, datetime

import pytest

from courseapp.events.facts.plans import (
    EventPlan,
    Schedule,
    missing_for_publishing,
    schedule_faults,
)
from courseapp.events.rules import Access, EventKind, Mode

wall = datetime.fromisoformat  # what a clock on the wall shows

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ROME = "Europe/Rome"


def schedule(
    *,
    zone: str | None = ROME,
    days: tuple[date | None, date | None] = (date(2027, 8, 23), date(2027, 9, 3)),
    call: tuple[datetime | None, datetime | None] = (None, None),
    call_zone: str = ROME,
) -> Schedule:
    return Schedule(zone, *days, call_zone, *call)


def faults(schedule: Schedule, deadline_before: datetime | None = None) -> dict[str, str]:
    found = schedule_faults(schedule, NOW, deadline_before)
    return {fault.field: fault.message for fault in found}


def test_a_sound_schedule_has_no_fault() -> None:
    window = (wall("2027-04-01T09:00"), wall("2027-07-12T23:59"))

    assert faults(schedule(call=window)) == {}


def test_the_end_is_not_before_the_start() -> None:
    assert faults(schedule(days=(date(2027, 9, 3), date(2027, 8, 23)))) == {
        "ends_on": "Enter a last day that is not before the first, Fri 3 Sep 2027."
    }


def test_a_last_day_needs_a_first() -> None:
    assert faults(schedule(days=(None, date(2027, 8, 23)))) == {
        "starts_on": "Enter the first day too."
    }


@pytest.mark.parametrize("last", [date(2037, 8, 23), date(2072, 8, 23)])
def test_an_event_of_years_is_a_slip(last: date) -> None:
    assert "Check the year" in faults(schedule(days=(date(2027, 8, 23), last)))["ends_on"]


def test_a_year_with_a_digit_missing_is_named() -> None:
    days = (date(227, 8, 23), date(227, 8, 24))

    assert "The year 227 cannot be right" in faults(schedule(days=days))["starts_on"]


def test_a_zone_that_does_not_exist_is_refused() -> None:
    assert "no time zone “Europe/Paradise”" in faults(schedule(zone="Europe/Paradise"))["zone"]


def test_a_deadline_in_the_past_is_refused_with_its_zone() -> None:
    window = (None, wall("2027-02-28T23:59"))

    assert faults(schedule(call=window)) == {
        "closes_on": "The deadline Sun 28 Feb 2027, 23:59 CET has passed. Enter a later one."
    }


def test_the_deadline_that_an_event_has_already_may_have_passed() -> None:
    closed = datetime(2027, 2, 28, 22, 59, tzinfo=UTC)

    assert faults(schedule(call=(None, wall("2027-02-28T23:59"))), closed) == {}


def test_an_empty_window_is_refused() -> None:
    noon = wall("2027-07-12T12:00")

    assert faults(schedule(call=(noon, noon))) == {
        "closes_on": "Enter a deadline after the opening, Mon 12 Jul 2027, 12:00 CEST."
    }


def test_an_opening_without_a_deadline_is_refused() -> None:
    assert list(faults(schedule(call=(wall("2027-04-01T09:00"), None)))) == ["closes_on"]


def test_a_deadline_that_the_clocks_skip_is_refused() -> None:
    text = faults(schedule(call=(None, wall("2027-03-28T02:30"))))["closes_on"]

    assert text.startswith("On Sun 28 Mar 2027 the clocks in Rome go from 02:00 to 03:00;")


def test_an_opening_that_the_clocks_skip_is_refused() -> None:
    window = (wall("2027-03-28T02:30"), wall("2027-07-12T12:00"))

    assert list(faults(schedule(call=window))) == ["opens_on"]


def test_a_deadline_after_the_event_is_refused() -> None:
    window = (None, wall("2027-09-04T12:00"))

    assert faults(schedule(call=window)) == {
        "closes_on": "Enter a deadline before the event is over, Fri 3 Sep 2027."
    }


def test_what_is_unknown_in_the_catalogue_may_stay_unknown() -> None:
    assert faults(schedule(zone=None, days=(None, None))) == {}


def test_an_event_by_application_needs_seats_and_a_deadline_before_it_is_public() -> None:
    plan = EventPlan(
        "Course",
        EventKind.COURSE,
        Mode.IN_PERSON,
        access=Access.APPLICATION,
        zone=ROME,
        starts_on=date(2027, 8, 23),
    )

    assert [fault.field for fault in missing_for_publishing(plan)] == ["seats", "closes_on"]


def test_an_open_webinar_needs_neither() -> None:
    plan = EventPlan(
        "Webinar",
        EventKind.WEBINAR,
        Mode.ONLINE,
        access=Access.OPEN,
        zone=ROME,
        starts_on=date(2027, 8, 23),
    )

    assert missing_for_publishing(plan) == ()


def test_a_bare_plan_says_all_that_is_missing() -> None:
    fields = [fault.field for fault in missing_for_publishing(EventPlan("X", EventKind.COURSE))]

    assert fields == ["starts_on", "zone", "mode", "access"]
