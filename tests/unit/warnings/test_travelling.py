"""Journeys that nobody can make."""

from dataclasses import replace
from datetime import timedelta

import pytest

from courseapp.events.rules import Mode, Presence
from courseapp.warnings.programme import Spot
from courseapp.warnings.rules import Kind
from courseapp.warnings.travelling import kilometres, needed_between
from tests.unit.warnings.programmes import COURSE, FLORENCE, elsewhere, item, kinds, seen

BERLIN = Spot("Berlin", "DE", 52.52, 13.405)
HANOI = Spot("Hanoi", "VN", 21.03, 105.85)


def test_distance_is_along_the_great_circle() -> None:
    assert kilometres(FLORENCE, BERLIN) == pytest.approx(984, abs=10)
    assert kilometres(Spot(latitude=0, longitude=179), Spot(latitude=0, longitude=-179)) == (
        pytest.approx(222.4, abs=0.1)
    )
    assert kilometres(FLORENCE, Spot("Berlin", "DE")) is None
    assert kilometres(Spot("Florence", "IT"), Spot(" florence ", "IT")) == 0
    assert kilometres(Spot("Florence", "IT"), Spot("Florence", "US")) is None


def test_what_a_journey_takes() -> None:
    hours = (kilometres(FLORENCE, HANOI) or 0) / 700
    assert needed_between(FLORENCE, HANOI) == timedelta(hours=hours + 3)
    near = replace(FLORENCE, city="Prato", latitude=43.88)
    assert needed_between(FLORENCE, near) == timedelta(0)
    assert needed_between(Spot("Florence", "IT"), Spot("Berlin", "DE")) == timedelta(hours=12)
    assert needed_between(Spot("Florence", "IT"), Spot("Rome", "IT")) == timedelta(0)
    assert needed_between(Spot(), Spot("Rome", "IT")) == timedelta(0)


def test_a_speaker_cannot_be_in_berlin_four_hours_later() -> None:
    here = item(1, "2027-03-22T09:00", "2027-03-22T10:00", speakers=("Mai Trần",))
    away = elsewhere("Mai Trần", "2027-03-22T14:00", "2027-03-22T15:00", BERLIN)

    (found,) = seen(here, elsewhere=[away])

    assert found.sentence == (
        "Mai Trần speaks in person in “Session 1” and at “Clinic” (Mon 22 Mar 2027), "
        "with 4 h in between; the way takes about 4 h 30 min."
    )
    later = elsewhere("Mai Trần", "2027-03-22T14:30", "2027-03-22T15:00", BERLIN)
    assert kinds(here, elsewhere=[later]) == []


def test_of_an_event_that_is_not_to_be_known_neither_hours_nor_distance_are_told() -> None:
    here = item(1, speakers=("Mai Trần",))
    away = elsewhere(
        "Mai Trần", "2027-03-22T14:00", "2027-03-22T15:00", BERLIN, title="", is_own=False
    )

    (found,) = seen(here, elsewhere=[away])

    assert found.sentence == (
        "Mai Trần speaks in person in “Session 1” and at another event, "
        "with too little time in between for the way."
    )


def test_the_way_here_counts_as_the_way_back() -> None:
    here = item(1, "2027-03-22T09:00", "2027-03-22T10:00", speakers=("Mai Trần",))
    before = elsewhere("Mai Trần", "2027-03-22T05:00", "2027-03-22T06:00", BERLIN)

    assert kinds(here, elsewhere=[before]) == [Kind.TRAVEL]


def test_who_speaks_online_need_not_travel() -> None:
    here = item(1, speakers=("Mai Trần",))
    away = elsewhere("Mai Trần", "2027-03-22T11:00", "2027-03-22T12:00", HANOI)
    online = replace(here, turns=(replace(here.turns[0], presence=Presence.ONLINE),))

    assert kinds(here, elsewhere=[away]) == [Kind.TRAVEL]
    assert kinds(online, elsewhere=[away]) == []
    assert kinds(here, elsewhere=[replace(away, mode=Mode.ONLINE)]) == []
    assert kinds(here, elsewhere=[replace(away, mode=Mode.HYBRID)]) == []  # nobody said


def test_a_journey_from_the_nearest_session_only_is_told() -> None:
    morning = item(1, "2027-03-22T09:00", "2027-03-22T10:00", speakers=("Mai Trần",))
    noon = item(2, "2027-03-22T12:00", "2027-03-22T13:00", speakers=("Mai Trần",))
    away = elsewhere("Mai Trần", "2027-03-22T14:00", "2027-03-22T15:00", HANOI)

    (found,) = seen(morning, noon, elsewhere=[away])

    assert [each.id for each in found.items] == [2]


def test_two_other_events_are_their_organisers_matter() -> None:
    one = elsewhere("Mai Trần", "2027-03-22T09:00", "2027-03-22T10:00", BERLIN)
    two = elsewhere("Mai Trần", "2027-03-22T11:00", "2027-03-22T12:00", HANOI)

    assert kinds(elsewhere=[one, two], frame=COURSE) == []
