"""Readers search a programme and see it by day or by track, a bounded page at a time."""

from datetime import date
from typing import Any

import pytest

from courseapp.events.published.public_programme import (
    MOST_ON_A_PAGE,
    WantedSessions,
    days_of_states,
    public_programme,
)
from courseapp.events.published.states import AgendaPart, SpokenBy
from courseapp.events.rules import AgendaKind, SessionStatus
from tests.unit.events.published import row, state

ROWS = [
    row(1, state(title="Set the cap", track="Design", speakers=(SpokenBy("José García", "UNAM"),))),
    row(2, state("2027-03-22T14:00", "2027-03-22T15:00", title="Clinic", place="Aula Magna")),
    row(
        3,
        state(
            "2027-03-23T09:00",
            "2027-03-23T10:00",
            title="Registry",
            track="Systems",
            language="fr",
            module="Foundations",
            agenda=(AgendaPart(AgendaKind.TALK, "Double counting", 0, 30),),
        ),
    ),
]


def titles(**wanted: Any) -> list[str]:
    shown = public_programme(ROWS, WantedSessions(**wanted), None)
    return [line.session.title for part in shown.parts for line in part.lines]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Set the cap", "Clinic", "Registry"]),
        ({"text": "jose garcia"}, ["Set the cap"]),
        ({"text": "unam"}, ["Set the cap"]),
        ({"text": "AULA"}, ["Clinic"]),
        ({"text": "double count"}, ["Registry"]),
        ({"text": "nothing"}, []),
        ({"track": "Design"}, ["Set the cap"]),
        ({"language": "fr", "module": "Foundations"}, ["Registry"]),
        ({"day": date(2027, 3, 22)}, ["Set the cap", "Clinic"]),
        ({"day": date(2030, 1, 1)}, []),
        ({"by_track": True}, ["Set the cap", "Registry", "Clinic"]),
    ],
)
def test_sessions_are_found_by_what_is_told_of_them(
    wanted: dict[str, Any], found: list[str]
) -> None:
    assert titles(**wanted) == found


def test_by_track_each_line_names_its_day() -> None:
    shown = public_programme(ROWS, WantedSessions(by_track=True), None)
    assert [part.title for part in shown.parts] == ["Design", "Systems", "Without a track"]
    assert shown.parts[1].lines[0].meta.startswith("Tue 23 Mar 2027")


def test_the_bar_leads_to_each_day_and_keeps_the_search() -> None:
    shown = public_programme(ROWS, WantedSessions(text="e", day=date(2027, 3, 23)), None)
    assert [(day.label, day.is_shown) for day in shown.days] == [
        ("Mon 22 Mar", False),
        ("Tue 23 Mar", True),
    ]
    assert shown.days[0].arguments == {"q": "e", "day": "2027-03-22"}


def test_a_line_tells_the_time_in_utc_and_in_the_zone_of_the_reader() -> None:
    shown = public_programme(ROWS[:1], WantedSessions(), "Asia/Tokyo")
    (line,) = shown.parts[0].lines
    assert (line.utc, line.own) == ("08:00 – 09:30 UTC", "17:00 – 18:30 JST, your time")
    assert (
        public_programme([row(1, state(zone="UTC"))], WantedSessions(), None).parts[0].lines[0].utc
        == ""
    )


def test_five_hundred_sessions_are_shown_a_page_at_a_time() -> None:
    rows = [row(number, state(title=f"Session {number}")) for number in range(500)]
    first = public_programme(rows, WantedSessions(), None)
    last = public_programme(rows, WantedSessions(), None, 9)
    assert sum(len(part.lines) for part in first.parts) == MOST_ON_A_PAGE
    assert (first.page.total, last.page.number, len(last.page.items)) == (500, 9, 20)


def test_a_version_is_read_as_it_was_with_what_was_cancelled() -> None:
    gone = state("2027-03-21T09:00", "2027-03-21T10:00", status=SessionStatus.CANCELLED)
    days = days_of_states({"a": state(), "b": gone, "c": state(title="Beside")})
    assert [day.title for day in days] == ["Sun 21 Mar 2027", "Mon 22 Mar 2027"]
    assert [line.is_cancelled for day in days for line in day.lines] == [True, False, False]
