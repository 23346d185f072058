"""A feed with everything in it, before the strict reader; and that the reader is strict."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import Entry
from courseapp.calendars.zones.timezones import yearly_rule
from tests.unit.calendars.samples import (
    CAREFUL,
    RICH,
    ZONES,
    entries,
    examples,
    feed,
    instants,
    timed,
)
from tests.unit.calendars.standard import faults_of

OCTETS = write_feed(RICH)
UID_1, UID_2 = (f"UID:5b2f0a52-1f0c-4f5e-8c6e-00000000000{number}".encode() for number in (1, 2))
SPOILT = [
    ("1", b"\r\nVERSION", b"\nVERSION"),
    ("1", b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    ("1", b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\n\r\n"),
    ("1", b"VERSION:2.0", b"X-LONG:" + b"x" * 80),
    ("1", b"VERSION:2.0", b"X-BELL:\x07"),
    ("1", b"VERSION:2.0", b"X-HALF:\xf0\x9f"),
    ("4", b"SUMMARY;LANGUAGE=en:Course\\;", b"SUMMARY;LANGUAGE=en:Course;"),
    ("7", b"DESCRIPTION:", b"DESCRIPTION:<p>"),
    ("4", b"SUMMARY;LANGUAGE=en:Course\\;", b"SUMMARY;LANGUAGE=en:Course\\:"),
    ("1", b"CATEGORIES:", b'CATEGORIES;X-A="a"b":'),
    ("7", b"<html><body>", b"<script>"),
    ("8", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VCALENDAR\r\n"),
    ("8", b"VERSION:2.0\r\n", b""),
    ("8", b"PRODID:-//", b"X-PRODID:-//"),
    ("9", b"STATUS:CANCELLED", b"STATUS:CANCELLED\r\nSTATUS:CANCELLED"),
    ("9", b"STATUS:CANCELLED", b"STATUS:CANCELLED\r\nMOOD:GOOD"),
    ("10", b"URL:https://example.org/events/icap", "URL:https://example.org/é".encode()),
    ("10", b"GEO:43.801235;", b"GEO:43.801235\\;"),
    ("11", b"X-WR-CALNAME:", b"X-WR-CALNAME:Another "),
    ("12", b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL"),
    ("12", b"X-PUBLISHED-TTL:PT1H", b"X-PUBLISHED-TTL:1:00:00"),
    ("13", b"LAST-MODIFIED:20261102T103000Z", b"LAST-MODIFIED:20261102T103000"),
    ("14", b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nUID:1"),
    ("15", b"COLOR:steelblue", b"COLOR:#4682b4"),
    ("16", b"CONFERENCE;FEATURE=VIDEO;", b"CONFERENCE;"),
    ("17", b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH"),
    ("18", UID_1, UID_2),
    ("18", UID_1 + b"\r\n", b""),
    ("19", UID_1, b"UID:1@example.org"),
    ("20", b"DTSTAMP:20261102T103000Z", b"DTSTAMP:20270101T000000Z"),
    ("21", b"CREATED:20261030T103000Z", b"CREATED:20281030T103000Z"),
    ("22", b"SEQUENCE:3", b"SEQUENCE:-3"),
    ("23", b"STATUS:CANCELLED", b"STATUS:CANCELED"),
    ("25", b"DTEND;VALUE=DATE:20270401\r\n", b""),
    ("25", b"DTEND;VALUE=DATE:20270401", b"DTEND;VALUE=DATE:20270320"),
    ("25", b"DTSTART;VALUE=DATE:20270320", b"DTSTART:20270320T000000Z"),
    ("27", b"DTSTART:20271030T233000Z", b"DTSTART:20271030T233000"),
    ("28", b"LOCATION:https", b"LOCATION:http"),
    ("29", b"STATUS:CANCELLED", b"STATUS:CANCELLED\r\nATTENDEE:mailto:a@example.org"),
    ("30", b"END:VEVENT", b"BEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\nEND:VEVENT"),
    ("31", b"CLASS:PRIVATE", b"CLASS:HIDDEN"),
    ("26", b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE"),
    ("32", b"RELATED-TO;RELTYPE=PARENT", b"RELATED-TO;RELTYPE=PARENT;VALUE=UID"),
    ("33", b"DTEND;TZID=Europe/Rome:20270322", b"DTEND;TZID=Europe/Rome:20270326"),
    ("33", b"STATUS:CANCELLED", b"STATUS:CANCELLED\r\nRRULE:FREQ=DAILY;COUNT=3"),
    ("38", b"TZID:Europe/Rome", b"TZID:Europe/Paris"),
    ("39", b"Europe/Rome", b"X-Rome"),
    ("40", b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n", b""),
    ("40", b"BYDAY=-1SU;BYMONTH=10", b"BYMONTHDAY=25;BYMONTH=10"),
    (
        "41",
        b"TZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAY",
        b"TZOFFSETTO:+0300\r\nEND:STANDARD\r\nBEGIN:DAY",
    ),
    ("42", b"DTSTAMP:", b"DTSTAMP;TZID=Europe/Rome:"),
]
# Sessions of at most a day in zones whose rule can be said as an n-th weekday of a month.
sessions = st.builds(
    lambda one, at, hours, zone: replace(one, title=f"- {one.title}", when=timed(at, hours, zone)),
    entries,
    instants.map(lambda at: at.replace(year=2020 + at.year % 15, day=1).isoformat()),
    st.integers(1, 20),
    st.sampled_from([zone for zone in ZONES if yearly_rule(zone) and zone not in CAREFUL]),
)


def test_a_feed_with_everything_in_it_has_no_fault() -> None:
    assert faults_of(OCTETS) == []


@pytest.mark.parametrize(("rule", "right", "wrong"), SPOILT)
def test_the_strict_reader_sees_each_fault(rule: str, right: bytes, wrong: bytes) -> None:
    assert right in OCTETS
    found = faults_of(OCTETS.replace(right, wrong, 1))
    assert any(re.search(rf"\b{rule}\b", fault) for fault in found), found


@given(st.lists(sessions, max_size=3, unique_by=lambda one: one.uid))
@examples(40)
def test_whatever_the_texts_and_times_the_strict_reader_finds_no_fault(some: list[Entry]) -> None:
    assert faults_of(write_feed(feed(*some))) == []
