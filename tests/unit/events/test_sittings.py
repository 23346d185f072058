"""Why the plan of a session is refused, and how its speakers are read."""

from datetime import date, datetime

import pytest

from courseapp.core.errors import Problem
from courseapp.events.sessions.sittings import (
    SessionPlan,
    SpeakerPlan,
    link_fault,
    next_weekday,
    read_speakers,
    session_faults,
)

wall = datetime.fromisoformat  # what a clock on the wall shows

ROME = "Europe/Rome"
MORNING = wall("2027-08-23T09:00")


def faults(starts: datetime | None, ends: datetime | None, zone: str = ROME) -> dict[str, str]:
    return {fault.field: fault.message for fault in session_faults(zone, starts, ends)}


def test_an_end_before_the_start_is_refused_with_an_example() -> None:
    early = {"ends": "Enter the end after the start, for example 17:00."}

    assert faults(MORNING, MORNING.replace(hour=8)) == early
    assert faults(MORNING, MORNING) == early


def test_the_example_is_itself_after_the_start() -> None:
    evening = MORNING.replace(hour=18, minute=30)

    assert "for example 19:30" in faults(evening, MORNING)["ends"]
    assert "the day on which it ends" in faults(evening.replace(hour=23), MORNING)["ends"]


def test_a_session_over_midnight_is_sound() -> None:
    assert faults(MORNING.replace(hour=23), wall("2027-08-24T01:00")) == {}


def test_a_session_of_days_is_refused() -> None:
    assert "24 hours at most" in faults(MORNING, wall("2027-08-27T17:00"))["ends_on"]


def test_each_time_that_does_not_exist_is_named_beside_its_field() -> None:
    found = faults(wall("2027-03-28T02:00"), wall("2027-03-28T02:30"))

    assert set(found) == {"starts", "ends"}
    assert "02:30 does not exist" in found["ends"]


def test_times_that_are_not_entered_yet_are_no_fault_here() -> None:
    assert faults(None, MORNING) == {}


def test_an_unknown_zone_is_said_once() -> None:
    assert list(faults(MORNING, MORNING, "Mars/Olympus")) == ["zone"]


def test_a_plan_with_impossible_times_raises_with_the_field() -> None:
    with pytest.raises(Problem) as caught:
        SessionPlan("Talk", ROME, MORNING, MORNING).times()

    assert caught.value.field == "ends"


@pytest.mark.parametrize(
    "link", ["https://meet.example.org/ets?pwd=1", "http://10.0.0.1/room", "https://例え.jp/a"]
)
def test_a_link_into_a_room_begins_with_http(link: str) -> None:
    assert link_fault(link) == ""


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "meet.example.org",
        "ftp://example.org/a",
        "https://",
        "https://[",
        "https://a b",
    ],
)
def test_other_addresses_are_refused(link: str) -> None:
    assert "https://meet.example.org/ets" in link_fault(link)


def test_speakers_stand_one_on_a_line_with_their_organisation() -> None:
    text = "Mai Trần, Ministry of Environment, Viet Nam\r\n\r\n  José García  \nتانيا\n"

    assert read_speakers(text) == (
        SpeakerPlan("Mai Trần", "Ministry of Environment, Viet Nam"),
        SpeakerPlan("José García"),
        SpeakerPlan("تانيا"),
    )


def test_a_speaker_who_is_listed_twice_speaks_once() -> None:
    assert read_speakers("José García, IGES\nJOSE GARCIA") == (SpeakerPlan("José García", "IGES"),)


def test_a_line_with_only_an_organisation_is_no_speaker() -> None:
    assert read_speakers(", IGES") == ()


def test_the_next_weekday_skips_the_weekend() -> None:
    assert next_weekday(date(2027, 8, 23)) == date(2027, 8, 24)
    assert next_weekday(date(2027, 8, 27)) == date(2027, 8, 30)
