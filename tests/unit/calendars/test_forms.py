"""Each form of a feed tells the same: jCal, xCal, Atom and CSV beside iCalendar."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import canonicalize

import icalendar
import pytest
from hypothesis import given

from courseapp.calendars.formats.atom import write_atom
from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.formats.jcal import write_jcal
from courseapp.calendars.formats.representations import REPRESENTATIONS, representation_ending
from courseapp.calendars.formats.table import write_csv
from courseapp.calendars.formats.xcal import in_xml, write_xcal
from courseapp.calendars.rules import AllDay, Entry, Feed
from courseapp.initiatives.atom import legal
from tests.unit.calendars.readers import atom_entries, content, from_jcal, from_xcal, rows
from tests.unit.calendars.samples import RICH, entry, examples, feed, feeds, parsed

# RFC 6321, appendix B.1, and the first half of B.2 with the two faults of its text put right.
PLANNING = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Example Inc.//Example Calendar//EN
VERSION:2.0
BEGIN:VEVENT
DTSTAMP:20080205T191224Z
DTSTART;VALUE=DATE:20081006
SUMMARY:Planning meeting
UID:4088E990AD89CB3DBB484909
END:VEVENT
END:VCALENDAR
"""
PLANNING_IN_XML = """<?xml version="1.0" encoding="utf-8"?>
<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties>
<calscale><text>GREGORIAN</text></calscale>
<prodid><text>-//Example Inc.//Example Calendar//EN</text></prodid>
<version><text>2.0</text></version></properties>
<components><vevent><properties>
<dtstamp><date-time>2008-02-05T19:12:24Z</date-time></dtstamp>
<dtstart><date>2008-10-06</date></dtstart>
<summary><text>Planning meeting</text></summary>
<uid><text>4088E990AD89CB3DBB484909</text></uid>
</properties></vevent></components></vcalendar></icalendar>
"""
EASTERN = """BEGIN:VCALENDAR
PRODID:-//Example Inc.//Example Client//EN
VERSION:2.0
BEGIN:VTIMEZONE
LAST-MODIFIED:20040110T032845Z
TZID:US/Eastern
BEGIN:DAYLIGHT
DTSTART:20000404T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART;TZID=US/Eastern:20060102T120000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:Event #2
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
END:VCALENDAR
"""
EASTERN_IN_XML = """<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties>
<prodid><text>-//Example Inc.//Example Client//EN</text></prodid>
<version><text>2.0</text></version></properties><components><vtimezone><properties>
<last-modified><date-time>2004-01-10T03:28:45Z</date-time></last-modified>
<tzid><text>US/Eastern</text></tzid></properties><components><daylight><properties>
<dtstart><date-time>2000-04-04T02:00:00</date-time></dtstart>
<rrule><recur><freq>YEARLY</freq><byday>1SU</byday><bymonth>4</bymonth></recur></rrule>
<tzname><text>EDT</text></tzname>
<tzoffsetfrom><utc-offset>-05:00</utc-offset></tzoffsetfrom>
<tzoffsetto><utc-offset>-04:00</utc-offset></tzoffsetto>
</properties></daylight></components></vtimezone><vevent><properties>
<dtstamp><date-time>2006-02-06T00:11:21Z</date-time></dtstamp>
<dtstart><parameters><tzid><text>US/Eastern</text></tzid></parameters>
<date-time>2006-01-02T12:00:00</date-time></dtstart>
<duration><duration>PT1H</duration></duration>
<rrule><recur><freq>DAILY</freq><count>5</count></recur></rrule>
<summary><text>Event #2</text></summary>
<uid><text>00959BC664CA650E933C892C@example.com</text></uid>
</properties></vevent></components></vcalendar></icalendar>
"""
FIRST = date(2027, 3, 22)
SOME_UUID = "5b2f0a52-1f0c-4f5e-8c6e-0c8f4f9f6d11"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"]


def sorted_properties(octets: bytes | str) -> str:
    """A document whatever the order of its properties, and whatever white space it has."""
    text = canonicalize(octets, strip_text=True)
    return "".join(sorted(text.replace("><", ">\n<").splitlines()))


@pytest.mark.parametrize(
    ("ics", "xml"), [(PLANNING, PLANNING_IN_XML), (EASTERN, EASTERN_IN_XML)], ids=["B.1", "B.2"]
)
def test_the_examples_of_the_standard_are_written_as_it_writes_them(ics: str, xml: str) -> None:
    jcal = icalendar.Calendar.from_ical(ics).to_jcal()
    assert sorted_properties(in_xml(jcal)) == sorted_properties(xml)
    assert content(icalendar.Calendar.from_jcal(from_xcal(xml.encode()))) == content(
        icalendar.Calendar.from_ical(ics)
    )


def test_jcal_has_the_shape_of_the_standards_own_example() -> None:
    """RFC 7265 §3.2 to §3.6: names in lower case, types in words, values as JSON has them."""
    name, properties, components = json.loads(write_jcal(RICH))
    zone, entries = components[2], components[3:]
    assert name == "vcalendar"
    assert ["version", {}, "text", "2.0"] in properties
    assert zone[1] == [["tzid", {}, "text", "Europe/Rome"]]
    assert zone[2][0][1][-1] == [
        *("rrule", {}, "recur"),
        {"freq": "YEARLY", "byday": "-1SU", "bymonth": 10},
    ]
    told = {each[0]: each for each in entries[1][1]}
    assert told["dtstart"] == [
        *("dtstart", {"tzid": "Europe/Rome"}, "date-time", "2027-03-22T09:00:00")
    ]
    assert told["categories"] == ["categories", {}, "text", "Emissions trading", "Cap, scope"]
    assert told["geo"] == ["geo", {}, "float", [43.801235, 11.28]]


@given(feeds)
@examples(15)
def test_jcal_and_xcal_read_back_are_the_calendar(some: Feed) -> None:
    expected = content(parsed(write_feed(some)))
    assert from_jcal(json.loads(write_jcal(some))) == expected
    assert {legal(line) for line in expected} == from_jcal(from_xcal(write_xcal(some)))


def test_the_rich_feed_is_the_same_calendar_in_all_three_forms() -> None:
    expected = content(parsed(write_feed(RICH)))
    assert from_jcal(json.loads(write_jcal(RICH))) == expected
    assert from_jcal(from_xcal(write_xcal(RICH))) == expected


@given(feeds)
@examples(15)
def test_atom_and_csv_tell_the_same_entries_as_the_calendar(some: Feed) -> None:
    calendar = parsed(write_feed(some))
    expected = [told(event) for event in calendar.walk("VEVENT")]
    table = rows(write_csv(some))
    assert [(row["uid"], row["start"], row["end"], row["status"]) for row in table] == [
        each[:4] for each in expected
    ]
    assert [row["title"].removeprefix("'") for row in table] == [
        each[4].removeprefix("'") for each in expected
    ]
    news = atom_entries(write_atom(some))
    assert [(one["uid"], one["dtstart"], one["dtend"], one["status"]) for one in news] == [
        each[:4] for each in expected
    ]
    assert [one["title"] for one in news] == [legal(each[4]) for each in expected]


def told(event: Any) -> tuple[str, str, str, str, str]:
    """UID, start, end, status and title, as the icalendar library reads them."""
    start, end = (said(event[name].dt) for name in ("DTSTART", "DTEND"))
    return str(event["UID"]), start, end, str(event["STATUS"]), str(event.get("SUMMARY", ""))


def said(at: object) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else str(at)


@pytest.mark.parametrize("title", FORMULAS)
def test_no_cell_is_a_formula(title: str) -> None:
    octets = write_csv(feed(entry(title=title, location=title, categories=(title,))))
    (row,) = rows(octets)
    assert all(row[name][0] not in "=+-@\t＝" for name in ("title", "location", "categories"))
    assert row["title"].lstrip("'\t").endswith(title.strip()[-1])


def test_a_table_of_days_ends_on_the_day_after_the_last_as_the_calendar_does() -> None:
    (row,) = rows(write_csv(feed(entry(when=AllDay(FIRST, FIRST)))))
    assert (row["start"], row["end"], row["all_day"]) == ("2027-03-22", "2027-03-23", "yes")


def test_atom_says_its_language_where_it_is_and_stable_ids() -> None:
    source = "https://example.org/calendars/fr/all.ics"
    octets = write_atom(replace(RICH, language="fr", source_url=source))
    assert b'xml:lang="fr"' in octets
    assert b'rel="self" href="https://example.org/calendars/fr/all.atom"' in octets
    (one, *_rest) = atom_entries(write_atom(feed(entry(uid=SOME_UUID))))
    assert one["id"] == f"urn:uuid:{SOME_UUID}"


@pytest.mark.parametrize("form", REPRESENTATIONS, ids=lambda form: form.extension)
def test_each_form_is_the_same_octets_for_the_same_feed_whatever_its_order(form: object) -> None:
    assert isinstance(form, type(REPRESENTATIONS[0]))
    shuffled = replace(RICH, entries=RICH.entries[::-1])
    assert form.write(shuffled) == form.write(RICH)
    assert representation_ending(f"all{form.extension}") is form


@pytest.mark.parametrize("form", REPRESENTATIONS, ids=lambda form: form.extension)
def test_an_empty_feed_can_be_had_in_each_form(form: object) -> None:
    assert isinstance(form, type(REPRESENTATIONS[0]))
    assert form.write(feed())


@pytest.mark.parametrize("form", REPRESENTATIONS, ids=lambda form: form.extension)
def test_texts_break_out_of_no_form(form: object) -> None:
    assert isinstance(form, type(REPRESENTATIONS[0]))
    bad = '</text>"]\r\nEND:VEVENT\r\n\x00\ufffe"]]>&amp;,"'
    some: Entry = entry(title=bad, description=bad, location=bad, categories=(bad,))
    octets = form.write(feed(some))
    readers = {
        ".ics": lambda: content(parsed(octets)),
        ".json": lambda: json.loads(octets),
        ".xml": lambda: from_xcal(octets),
        ".atom": lambda: atom_entries(octets),
        ".csv": lambda: rows(octets),
    }
    assert readers[form.extension]()
