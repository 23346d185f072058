"""For whom a session is in the night."""

from dataclasses import replace

import pytest

from courseapp.events.rules import Mode
from courseapp.warnings.nights import is_at_night
from courseapp.warnings.programme import Crowd
from courseapp.warnings.rules import Kind
from tests.unit.warnings.programmes import COURSE, WEBINAR, at, item, kinds, seen

HANOI = "Asia/Ho_Chi_Minh"  # six hours before Rome in winter


@pytest.mark.parametrize(
    ("starts", "ends", "asleep"),
    [
        ("2027-01-11T06:00", "2027-01-11T23:00", False),
        ("2027-01-11T05:59", "2027-01-11T07:00", True),
        ("2027-01-11T22:00", "2027-01-11T23:01", True),
        ("2027-01-11T23:30", "2027-01-12T00:30", True),
        ("2027-01-11T03:00", "2027-01-11T04:00", True),
        ("2027-01-11T20:00", "2027-01-12T08:00", True),
    ],
)
def test_night_is_from_eleven_to_six_half_open(starts: str, ends: str, asleep: bool) -> None:
    assert is_at_night(at(starts, HANOI), at(ends, HANOI), HANOI) is asleep


def test_the_clocks_of_that_day_count() -> None:
    """At 05:00 UTC it is 06:00 in Rome in winter; on the day summer time begins already 07:00."""
    assert is_at_night(at("2027-03-27T04:30", "UTC"), at("2027-03-27T05:30", "UTC"), "Europe/Rome")
    assert not is_at_night(
        at("2027-03-28T04:30", "UTC"), at("2027-03-28T05:30", "UTC"), "Europe/Rome"
    )


def test_more_than_a_third_of_the_people_must_lose_sleep() -> None:
    evening = item(1, "2027-03-22T18:00", "2027-03-22T19:00")
    rome = Crowd("Italy", "Europe/Rome", 20)

    third = [rome, Crowd("Viet Nam", HANOI, 10)]
    assert kinds(evening, frame=WEBINAR, crowds=third) == []
    (found,) = seen(evening, frame=WEBINAR, crowds=[rome, Crowd("Viet Nam", HANOI, 11)])
    assert found.kind is Kind.NIGHT
    assert found.sentence == (
        "“Session 1”, Mon 22 Mar 2027, 18:00 – 19:00 CET, is in the night for "
        "11 of 31 people (Viet Nam)."
    )


def test_only_the_largest_countries_are_named() -> None:
    crowds = [Crowd(name, HANOI, people) for people, name in enumerate("ABCDE", 1)]

    (found,) = seen(item(1, "2027-03-22T18:00", "2027-03-22T19:00"), frame=WEBINAR, crowds=crowds)

    assert "15 of 15 people (E, D, C, 2 countries more)" in found.sentence


def test_who_comes_to_the_venue_sleeps_there() -> None:
    evening = item(1, "2027-03-22T18:00", "2027-03-22T19:00")
    crowds = [Crowd("Viet Nam", HANOI, 11)]

    assert kinds(evening, frame=COURSE, crowds=crowds) == []
    assert kinds(evening, frame=replace(COURSE, mode=Mode.HYBRID), crowds=crowds) == [Kind.NIGHT]


def test_of_a_session_that_is_held_again_everybody_takes_the_run_that_suits() -> None:
    evening, morning, night = (
        item(number, f"2027-03-22T{hour}:00", f"2027-03-22T{hour}:30", repeat_group="A")
        for number, hour in ((1, "18"), (2, "09"), (3, "20"))
    )
    crowds = [Crowd("Viet Nam", HANOI, 11)]

    assert kinds(evening, morning, frame=WEBINAR, crowds=crowds) == []
    (found,) = seen(evening, night, frame=WEBINAR, crowds=crowds)
    assert found.sentence.startswith("“Session 1”, in each of its 2 runs, is in the night for 11")
    assert [each.id for each in found.items] == [1, 3]


def test_one_more_person_does_not_undo_an_acknowledgement() -> None:
    evening = item(1, "2027-03-22T18:00", "2027-03-22T19:00")

    def key(asleep: int, awake: int) -> str:
        crowds = [Crowd("Viet Nam", HANOI, asleep), Crowd("Italy", "Europe/Rome", awake)]
        return seen(evening, frame=WEBINAR, crowds=crowds)[0].key

    assert key(20, 30) == key(21, 30)
    assert key(20, 30) != key(60, 30)
