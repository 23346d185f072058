"""Why the facts of an event are refused: languages, times, place, topics, who stands behind it."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from courseapp.events.facts.fact_faults import fact_faults
from courseapp.events.facts.parts import LanguagePlan, OrganisationPlan
from courseapp.events.facts.plans import EventPlan, missing_for_publishing
from courseapp.events.rules import Access, EventKind, FeedDetail, OrganisationRole, Selection

HOST = OrganisationRole.HOST
SOUND = EventPlan(
    title="Webinar",
    kind=EventKind.WEBINAR,
    access=Access.REGISTRATION,
    selection=Selection.FIRST_COME,
    zone="Europe/Rome",
    starts_on=date(2027, 3, 27),
    starts_time=time(10, 0),
    ends_time=time(11, 30),
    latitude=43.77,
    longitude=11.25,
    languages=(LanguagePlan("en"), LanguagePlan("fr", is_interpretation=True)),
    topics=("ets-cap", "Registry design"),
    organisations=(OrganisationPlan(HOST, "EUI"), OrganisationPlan(HOST, country="IT")),
    link="https://learn.example.org/ets",
    decisions_on=date(2027, 3, 1),
).settled()


def faults(**changes: Any) -> dict[str, str]:
    return {fault.field: fault.message for fault in fact_faults(replace(SOUND, **changes))}


def test_a_sound_plan_has_no_fault() -> None:
    assert faults() == {}
    assert SOUND.starts is not None
    assert SOUND.starts.at.hour == 9


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"ends_time": None}, "ends_time", "Enter both times"),
        ({"starts_time": None}, "starts_time", "Enter both times"),
        ({"ends_time": time(10, 0)}, "ends_time", "after the start"),
        ({"zone": None}, "zone", "time zone of these times"),
        ({"starts_on": None, "ends_on": None, "year": 2027}, "starts_on", "day of these times"),
        ({"latitude": None}, "coordinates", "both numbers"),
        ({"latitude": 90.01}, "coordinates", "no point on Earth"),
        ({"longitude": -180.5}, "coordinates", "no point on Earth"),
        ({"access": Access.OPEN}, "selection", "selects nobody"),
        ({"link": "learn.example.org"}, "link", "begins with https://"),
        ({"languages": (LanguagePlan("not a tag"),)}, "spoken", "know no language"),
        ({"year": 1850}, "year", "from 1990 to 2100"),
        ({"month": 5}, "year", "Enter the year too"),
        ({"decisions_on": date(27, 3, 1)}, "decisions_on", "The year 27 cannot be right"),
        ({"topics": ("x" * 121,)}, "own_topics", "one topic on a line"),
        ({"topics": tuple(f"topic {n}" for n in range(21))}, "own_topics", "at most 20"),
        ({"organisations": (OrganisationPlan(HOST),)}, "organisations", "Enter who it is"),
        ({"organisations": (OrganisationPlan(HOST, "x" * 301),)}, "organisations", "Shorten"),
        ({"organisations": (OrganisationPlan(HOST, "EUI"),) * 2}, "organisations", "twice"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    changes: dict[str, Any], field: str, words: str
) -> None:
    assert words in faults(**changes)[field]


def test_a_language_is_spoken_or_interpreted_not_both() -> None:
    twice = (LanguagePlan("fr"), LanguagePlan("fr", is_interpretation=True))

    assert faults(languages=twice) == {
        "interpreted": "French is spoken already. Name it only once."
    }


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_the_first() -> None:
    spring = replace(SOUND, starts_on=date(2027, 3, 28), ends_on=date(2027, 3, 28))
    (fault,) = fact_faults(replace(spring, starts_time=time(2, 30)))
    assert (fault.field, "02:30 does not exist" in fault.message) == ("starts_time", True)

    autumn = replace(
        SOUND, starts_on=date(2027, 10, 31), ends_on=date(2027, 10, 31), starts_time=time(2, 30)
    )
    assert fact_faults(autumn) == ()
    assert autumn.starts is not None
    assert autumn.starts.comes_twice
    assert (autumn.starts.at.hour, autumn.starts.at.minute) == (0, 30)


def test_an_event_of_one_sitting_may_end_after_midnight() -> None:
    night = replace(SOUND, starts_time=time(22, 0), ends_time=time(0, 30))

    assert "last day" in {f.field: f.message for f in fact_faults(night)}["ends_time"]
    assert fact_faults(replace(night, ends_on=date(2027, 3, 28))) == ()


def test_what_another_entry_makes_idle_is_left_out() -> None:
    dated = replace(SOUND, year=2027, month=3).settled()
    assert (dated.year, dated.month) == (None, None)

    told = replace(SOUND, feed_detail=FeedDetail.ALL)
    assert told.settled().feed_detail is FeedDetail.DATES
    by_invitation = replace(told, access=Access.INVITATION)
    assert by_invitation.settled().feed_detail is FeedDetail.ALL


def test_e_learning_is_published_with_its_address() -> None:
    course = replace(SOUND, kind=EventKind.E_LEARNING, link="")

    assert "link" in [fault.field for fault in missing_for_publishing(course)]
    assert "link" not in [fault.field for fault in missing_for_publishing(SOUND)]
