"""Days and deadlines: outside the event, weekends, holidays, decisions, visas."""

from dataclasses import replace
from datetime import date, timedelta

from courseapp.events.rules import Mode
from courseapp.warnings.programme import Frame, Part, Spot
from courseapp.warnings.rules import Kind
from tests.unit.warnings.programmes import COURSE, WEBINAR, item, kinds, seen

SATURDAY = date(2027, 3, 27)


def test_a_session_outside_the_event_is_found_on_either_side() -> None:
    early = item(1, "2027-03-19T09:00", "2027-03-19T10:00")
    late = item(2, "2027-03-29T09:00", "2027-03-29T10:00")

    found = seen(late, early)

    assert [each.kind for each in found] == [Kind.OUTSIDE_DATES, Kind.OUTSIDE_DATES]
    assert [each.items[0].id for each in found] == [1, 2]
    assert found[0].sentence == (
        "“Session 1” on Fri 19 Mar 2027 is outside the dates of the event, "
        "Mon 22 Mar – Fri 26 Mar 2027."
    )


def test_what_ends_at_midnight_belongs_to_the_last_day() -> None:
    dinner = item(1, "2027-03-26T20:00", "2027-03-27T00:00")
    party = item(2, "2027-03-26T22:00", "2027-03-27T01:00")

    outside = [each for each in seen(dinner, party) if each.kind is Kind.OUTSIDE_DATES]
    assert [each.items[0].id for each in outside] == [2]
    assert "“Session 2” on Sat 27 Mar 2027 is outside" in outside[0].sentence


def test_a_session_is_inside_by_its_own_clock_or_that_of_the_event() -> None:
    """Friday evening in New York is Saturday in Florence, and nobody calls that Saturday."""
    evening = item(1, "2027-03-26T19:00", "2027-03-26T20:00", zone="America/New_York")
    morning = item(2, "2027-03-21T19:30", "2027-03-21T20:30", zone="America/New_York")

    assert kinds(evening, frame=WEBINAR) == []
    assert kinds(morning, frame=WEBINAR) == []


def test_an_event_without_exact_dates_has_no_outside() -> None:
    assert kinds(item(1), frame=Frame(mode=Mode.ONLINE)) == []


def test_a_session_of_a_module_is_within_it() -> None:
    module = Part("Markets", date(2027, 3, 24), None)

    (found,) = seen(item(1, module=module))

    assert "is outside the dates of the module “Markets”." in found.sentence


def test_the_weekend_is_that_of_the_country() -> None:
    friday, sunday = (
        item(number, f"2027-03-{day}T09:00", f"2027-03-{day}T10:00")
        for number, day in ((1, 26), (2, 28))
    )
    cairo = replace(COURSE, ends_on=date(2027, 3, 28))

    found = seen(friday, sunday, frame=cairo, weekend=frozenset({4, 5}))

    assert [(each.kind, each.day) for each in found] == [(Kind.WEEKEND, date(2027, 3, 26))]


def test_a_day_off_is_told_once_with_all_its_sessions() -> None:
    week = replace(COURSE, ends_on=date(2027, 3, 28))
    sessions = [
        item(1, "2027-03-27T09:00", "2027-03-27T10:00"),
        item(2, "2027-03-27T11:00", "2027-03-27T12:00"),
    ]

    (found,) = seen(*sessions, frame=week)

    assert found.kind is Kind.WEEKEND
    assert [each.id for each in found.items] == [1, 2]
    assert found.sentence == "Sat 27 Mar 2027 is at the weekend in Italy."
    alone = seen(sessions[0], frame=week)[0]
    assert alone.key == found.key  # a further session on that day needs no further reason


def test_a_public_holiday_at_the_venue_is_named() -> None:
    (found,) = seen(item(1), holidays={date(2027, 3, 22): "Republic Day"})

    assert found.sentence == "Mon 22 Mar 2027 is a public holiday in Italy: Republic Day."


def test_a_holiday_at_a_weekend_is_told_once_and_a_mere_sunday_is_a_weekend() -> None:
    sunday = date(2027, 3, 28)
    frame = replace(COURSE, ends_on=sunday)
    session = item(1, "2027-03-28T09:00", "2027-03-28T10:00")

    assert kinds(session, frame=frame, holidays={sunday: "Easter Sunday"}) == [Kind.HOLIDAY]
    assert kinds(session, frame=frame, holidays={sunday: "Sunday"}) == [Kind.WEEKEND]


def test_days_off_are_no_matter_online() -> None:
    saturday = item(1, "2027-03-27T09:00", "2027-03-27T10:00")
    online = replace(WEBINAR, ends_on=SATURDAY)

    assert kinds(saturday, frame=online, holidays={SATURDAY: "A day"}) == []
    assert kinds(saturday, frame=replace(online, mode=Mode.HYBRID, venue="Badia")) == [Kind.WEEKEND]


def test_without_sessions_the_first_and_the_last_day_are_looked_at() -> None:
    frame = replace(COURSE, starts_on=SATURDAY, ends_on=SATURDAY + timedelta(days=8))

    found = seen(frame=frame)

    assert [each.day for each in found] == [SATURDAY, SATURDAY + timedelta(days=8)]


def test_a_deadline_after_the_decision_is_found_on_the_day_after_only() -> None:
    decision = date(2027, 2, 1)
    frame = replace(COURSE, closes_on=decision, decisions_on=decision)

    assert kinds(frame=frame) == []
    (found,) = seen(frame=replace(frame, closes_on=decision + timedelta(days=1)))
    assert found.sentence == (
        "People can apply until Tue 2 Feb 2027, but hear whether they have a seat on "
        "Mon 1 Feb 2027."
    )


def test_a_visa_takes_60_days_from_the_decision_or_else_from_the_deadline() -> None:
    needed = replace(COURSE, visas_needed=True, closes_on=date(2027, 1, 1))
    day = date(2027, 3, 22) - timedelta(days=60)

    assert kinds(frame=replace(needed, decisions_on=day)) == []
    late = replace(needed, decisions_on=day + timedelta(days=1))
    (found,) = seen(frame=late)
    assert (found.kind, found.note) == (Kind.VISA_TIME, "59 days")
    assert kinds(frame=replace(late, visas_needed=False)) == []
    assert kinds(frame=replace(needed, closes_on=date(2027, 2, 1))) == [Kind.VISA_TIME]
    assert kinds(frame=needed) == []


def test_a_hybrid_event_without_a_country_rests_as_most_do() -> None:
    frame = Frame(mode=Mode.HYBRID, venue="Somewhere", spot=Spot())

    (found,) = seen(item(1, "2027-03-27T09:00", "2027-03-27T10:00"), frame=frame)

    assert found.sentence == "Sat 27 Mar 2027 is at the weekend in most countries."
