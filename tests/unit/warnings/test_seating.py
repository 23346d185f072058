"""Rooms, links, clocks and speakers that a session cannot do without."""

from dataclasses import replace
from datetime import datetime

import pytest

from courseapp.events.rules import Mode
from courseapp.speakers.rules import Window
from courseapp.warnings.clocks import comes_twice, is_skipped
from courseapp.warnings.programme import ClockTime, Frame
from courseapp.warnings.rules import KINDS, Gravity, Kind
from tests.unit.warnings.programmes import COURSE, WEBINAR, at, item, kinds, seen


def test_a_room_holds_the_seats_of_its_session() -> None:
    (found,) = seen(item(1, place="Sala Rossa", capacity=20, seats=21))

    assert found.sentence == "“Session 1” has 21 seats, and Sala Rossa holds 20 people."
    assert kinds(item(1, place="Sala Rossa", capacity=20, seats=20)) == []
    assert kinds(item(1, place="Sala Rossa", seats=21)) == []


def test_without_seats_of_its_own_everybody_comes_unless_two_are_held_at_once() -> None:
    course = replace(COURSE, seats=30)
    small = item(1, place="A", capacity=20)

    assert kinds(small, frame=course) == [Kind.ROOM_TOO_SMALL]
    assert kinds(small, item(2, place="B", capacity=20), frame=course) == []
    after = item(2, "2027-03-22T10:00", "2027-03-22T11:00", place="B", capacity=20)
    assert kinds(small, after, frame=course) == [Kind.ROOM_TOO_SMALL, Kind.ROOM_TOO_SMALL]


def test_an_online_session_without_a_link_is_a_hint() -> None:
    assert kinds(item(1, has_link=False), frame=WEBINAR) == [Kind.NO_LINK]
    assert kinds(item(1, has_link=False), frame=COURSE) == []
    assert KINDS[Kind.NO_LINK].gravity is Gravity.HINT


def test_a_session_in_person_needs_a_place_of_its_own_or_the_event_s_venue() -> None:
    nowhere = replace(COURSE, venue="")

    assert kinds(item(1), frame=nowhere) == [Kind.NO_PLACE]
    assert kinds(item(1, place="A"), frame=nowhere) == []


def test_a_hybrid_session_needs_both() -> None:
    hybrid = Frame(mode=Mode.HYBRID)

    assert kinds(item(1, has_link=False), frame=hybrid) == [Kind.NO_LINK, Kind.NO_PLACE]


@pytest.mark.parametrize(
    ("local", "zone", "skipped", "twice"),
    [
        ("2027-03-28T02:30", "Europe/Rome", True, False),
        ("2027-03-28T03:00", "Europe/Rome", False, False),
        ("2027-10-31T02:30", "Europe/Rome", False, True),
        ("2027-10-31T03:00", "Europe/Rome", False, False),
        ("2027-04-04T01:45", "Australia/Lord_Howe", False, True),  # half an hour
        ("2011-12-30T12:00", "Pacific/Apia", True, False),  # a whole day
        ("2027-03-28T02:30", "Asia/Tokyo", False, False),
    ],
)
def test_times_that_are_skipped_or_come_twice(
    local: str, zone: str, skipped: bool, twice: bool
) -> None:
    time = datetime.fromisoformat(local)

    assert is_skipped(time, zone) is skipped
    assert comes_twice(time, zone) is twice


def test_a_start_or_an_end_that_comes_twice_is_told() -> None:
    night = item(1, "2027-10-31T00:30", "2027-10-31T02:30")
    frame = replace(WEBINAR, starts_on=None, ends_on=None)

    (found,) = seen(night, frame=frame)

    assert found.kind is Kind.CLOCK_TWICE
    assert "comes twice: 02:30 on Sun 31 Oct 2027 in Rome, for the clocks go back" in found.sentence
    skipped = item(1, "2027-03-28T02:30", "2027-03-28T04:00")
    assert kinds(skipped, frame=frame) == [Kind.CLOCK_SKIPPED]


def test_a_deadline_that_comes_twice_is_told_too() -> None:
    deadline = ClockTime("The deadline", datetime(2027, 10, 31, 2, 30), "Europe/Rome")  # noqa: DTZ001

    (found,) = seen(frame=replace(WEBINAR, clock_times=(deadline,)))

    assert found.sentence.startswith("The deadline has a time that comes twice: 02:30 on Sun 31")
    assert found.items == ()


def test_a_speaker_keeps_to_the_times_she_gave() -> None:
    session = item(1, speakers=("Mai Trần",))
    fits = Window(at("2027-03-22T09:00"), at("2027-03-22T10:00"))
    short = Window(at("2027-03-22T09:00"), at("2027-03-22T09:59"))

    assert kinds(session) == []
    assert kinds(session, available={"mai tran": [fits]}) == []
    assert kinds(session, available={"somebody else": [short]}) == []
    (found,) = seen(session, available={"mai tran": [short]})
    assert found.sentence == (
        "Mai Trần cannot speak at the time of “Session 1”, Mon 22 Mar 2027, 09:00 – 10:00 CET."
    )
