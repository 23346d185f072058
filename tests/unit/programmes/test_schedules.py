"""The schedule.json of pretalx, frab and their relatives."""

import json
from typing import Any

import pytest

from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.programmes.parsed import Parsed
from courseapp.programmes.reading.opening import read_file
from tests.unit.programmes.contexts import FLORENCE, ROME, times, told

TALK: dict[str, Any] = {
    "guid": "6a0a6d3b-2ad1-5b5e-a1f0-0e2f3a9f4f11",
    "code": "ABCDEF",
    "id": 7,
    "date": "2027-03-22T09:00:00+01:00",
    "start": "09:00",
    "duration": "01:30",
    "room": "Sala Rossa",
    "slug": "course-7-cap",
    "title": "Set the cap",
    "subtitle": "",
    "track": {"de": "Entwurf", "en": "Design"},
    "type": "Talk",
    "language": "en",
    "abstract": "Why.",
    "description": "How.",
    "persons": [
        {"id": 1, "public_name": "Mai Trần", "organization": "Ministry"},
        {"id": 2, "name": "José García"},
    ],
    "links": [{"title": "Video", "url": "https://media.example.org/1", "type": "recording"}],
}


def schedule(*talks: object, **conference: object) -> bytes:
    days = [{"index": 1, "date": "2027-03-22", "rooms": {"Sala Rossa": list(talks)}}]
    told_of = {"acronym": "ets27", "time_zone_name": ROME, "days": days, **conference}
    return json.dumps({"schedule": {"version": "3", "conference": told_of}}).encode()


def read(*talks: object, **conference: object) -> Parsed:
    return read_file(schedule(*talks, **conference), FLORENCE)


def test_a_talk_of_pretalx_is_a_session_with_room_track_and_people() -> None:
    parsed = read(TALK)
    assert times(parsed) == [("Set the cap", ROME, "22 09:00", "22 10:30")]
    only = parsed.sessions[0]
    assert (only.uid, only.room, only.track) == (TALK["guid"], "Sala Rossa", "Design")
    assert only.description == "Why.\n\nHow."
    assert only.speakers == (SpeakerPlan("Mai Trần", "Ministry"), SpeakerPlan("José García"))
    assert only.recording_link == "https://media.example.org/1"
    assert (parsed.source, parsed.remarks) == ("schedule ets27", ())


def test_a_talk_of_frab_has_day_and_clock_apart_and_no_zone() -> None:
    talk = {"id": 12, "title": "Cap", "start": "23:00", "duration": "02:00", "persons": []}
    parsed = read(talk, time_zone_name=None)
    assert times(parsed) == [("Cap", ROME, "22 23:00", "23 01:00")]
    assert parsed.sessions[0].uid == "12"


def test_another_offset_is_the_same_instant() -> None:
    assert times(read({**TALK, "date": "2027-03-22T14:45:00+05:45"})) == [
        ("Set the cap", ROME, "22 10:00", "22 11:30")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "soon"}, "no date and time"),
        ({"date": None, "start": None}, "no date and time"),
        ({"duration": "long"}, "It should be like 01:30"),
        ({"duration": "40:00"}, "24 hours at most"),
        ({"duration": "00:00"}, "Enter the end after the start"),
        ({"title": ""}, "The title is missing"),
        ({"date": "9999-12-31T23:00:00-23:00"}, ""),
    ],
)
def test_a_talk_that_cannot_be_is_refused_with_its_place(
    change: dict[str, object], words: str
) -> None:
    parsed = read({**TALK, **change}, {**TALK, "guid": "other"})
    assert [each.uid for each in parsed.sessions] == ["other"]
    where, what, refused = told(parsed)[0]
    assert (where, refused) == ("day 1, Sala Rossa, talk 1", True)
    assert words in what


def test_the_same_guid_twice_is_told() -> None:
    parsed = read(TALK, TALK)
    assert len(parsed.sessions) == 1
    assert told(parsed)[0][1] == "Its guid is in the file twice."


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        "text",
        [],
        {"persons": "nobody", "title": 7, "track": [], "links": {}},
        {**TALK, "persons": [None, 3, {"name": {"en": "A"}}], "title": {"fr": "Plafond"}},
        {**TALK, "title": "\ud800\x00", "guid": "\ud800"},
    ],
)
def test_whatever_stands_in_a_schedule_is_no_crash(odd: object) -> None:
    parsed = read(odd)
    assert all(each.title for each in parsed.sessions)
    shapes: list[Any] = ["x", None, {"rooms": []}, {"rooms": {"A": {}}}, {"rooms": {"A": [[]]}}]
    content = json.dumps({"schedule": {"conference": {"days": shapes}}}).encode()
    assert read_file(content, FLORENCE).sessions == ()
