"""Calendars of other systems, with what their programs leave out and break."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.programmes.parsed import Parsed
from courseapp.programmes.reading.calendars import read_calendar
from tests.unit.programmes.contexts import FLORENCE, ROME, times, told

ZOOM = "https://us02web.zoom.us/j/123456"


def calendar(*entries: str, head: str = "") -> str:
    inside = "".join(f"BEGIN:VEVENT\n{each.strip()}\nEND:VEVENT\n" for each in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Elsewhere//EN\n{head}{inside}END:VCALENDAR\n"


def entry(title: str = "Cap", start: str = ":20270322T090000Z", **more: str) -> str:
    given = {"UID": ":1@elsewhere", "DTSTART": start, "SUMMARY": f":{title}"} | {
        name.replace("_", "-"): value for name, value in more.items()
    }
    return "\n".join(f"{name}{value}" for name, value in given.items() if value)


def read(*entries: str, head: str = "") -> Parsed:
    return read_calendar(calendar(*entries, head=head), FLORENCE)


def test_an_entry_without_stamp_and_zone_rules_is_read() -> None:
    parsed = read(
        entry(
            start=";TZID=Europe/Rome:20270322T090000",
            DTEND=";TZID=Europe/Rome:20270322T103000",
            LOCATION=":Sala Rossa\\, first floor",
            DESCRIPTION=":One\\nTwo\\; three",
        )
    )
    assert times(parsed) == [("Cap", ROME, "22 09:00", "22 10:30")]
    assert parsed.remarks == ()
    only = parsed.sessions[0]
    assert (only.uid, only.place, only.description) == (
        "1@elsewhere",
        "Sala Rossa, first floor",
        "One\nTwo; three",
    )
    assert parsed.source == "calendar -//Elsewhere//EN"


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ('"W. Europe Standard Time"', "Europe/Berlin"),
        ("SE Asia Standard Time", "Asia/Bangkok"),
        ("/freeassociation.sourceforge.net/Europe/Rome", ROME),
        (
            "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("europe/rome", ROME),
    ],
)
def test_zones_are_known_by_the_names_of_other_programs(tzid: str, zone: str) -> None:
    parsed = read(entry(start=f";TZID={tzid}:20270322T090000", DURATION=":PT1H30M"))
    assert times(parsed) == [("Cap", zone, "22 09:00", "22 10:30")]
    assert parsed.remarks == ()


def test_a_zone_that_only_the_file_describes_gives_the_right_instant() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    parsed = read(
        entry(start=";TZID=Customized Time Zone:20270322T140000", DURATION=":PT1H"), head=zone
    )
    assert times(parsed) == [("Cap", ROME, "22 09:15", "22 10:15")]
    assert "has no known name" in told(parsed)[0][1]


def test_a_zone_that_nobody_knows_is_that_of_the_event_with_a_warning() -> None:
    parsed = read(entry(start=";TZID=Moon/Tycho:20270322T090000", DURATION=":PT1H"))
    assert times(parsed) == [("Cap", ROME, "22 09:00", "22 10:00")]
    assert told(parsed)[0][:2] == (
        "line 4",
        "We know no time zone “Moon/Tycho”. We took that of the event, Europe/Rome: compare the "
        "times.",
    )


def test_floating_times_are_those_of_the_event_unless_the_calendar_has_a_zone() -> None:
    floating = entry(start=":20270322T090000", DURATION=":PT1H")
    parsed = read(floating)
    assert times(parsed) == [("Cap", ROME, "22 09:00", "22 10:00")]
    assert "have no zone" in told(parsed)[0][1]
    stated = read(floating, head="X-WR-TIMEZONE:Asia/Bangkok\n")
    assert times(stated) == [("Cap", "Asia/Bangkok", "22 09:00", "22 10:00")]
    assert stated.remarks == ()


def test_universal_times_are_told_by_the_clock_of_the_event() -> None:
    parsed = read(entry(DTEND=":20270322T103000Z"))
    assert times(parsed) == [("Cap", ROME, "22 10:00", "22 11:30")]


def test_a_time_that_comes_twice_keeps_its_instant() -> None:
    autumn = replace(
        FLORENCE, first=FLORENCE.first.replace(month=10), last=FLORENCE.last.replace(month=11)
    )
    second = entry(start=":20271031T013000Z", DTEND=":20271031T020000Z")  # 02:30 once more
    assert times(read_calendar(calendar(second), autumn)) == [
        ("Cap", "UTC", "31 01:30", "31 02:00")
    ]


def test_whole_days_are_left_out_unless_somebody_wants_them() -> None:
    day = entry(start=";VALUE=DATE:20270322")
    assert told(read(day)) == [
        (
            "line 4",
            "It is a whole day without times. Choose “as sessions from 00:00 to 24:00” to bring "
            "it, or give it times.",
            True,
        )
    ]
    wanted = read_calendar(calendar(day), replace(FLORENCE, whole_days=True))
    assert times(wanted) == [("Cap", ROME, "22 00:00", "23 00:00")]


def test_an_entry_without_end_lasts_an_hour_and_says_so() -> None:
    parsed = read(entry())
    assert times(parsed) == [("Cap", ROME, "22 10:00", "22 11:00")]
    assert told(parsed) == [("line 4", "It has no end. We took an hour.", False)]


def test_what_repeats_is_expanded_across_summer_time_with_its_exceptions() -> None:
    parsed = read(
        entry(
            start=";TZID=Europe/Rome:20270325T090000",
            DURATION=":PT1H",
            RRULE=":FREQ=DAILY;COUNT=6",
            EXDATE=";TZID=Europe/Rome:20270326T090000,20270327T090000",
            RDATE=";TZID=Europe/Rome:20270401T160000",
        ),
        entry(
            "Cap, in the afternoon",
            start=";TZID=Europe/Rome:20270329T150000",
            DURATION=":PT2H",
            RECURRENCE_ID=";TZID=Europe/Rome:20270329T090000",
        ),
    )
    assert sorted(times(parsed), key=lambda each: each[2][:2].replace("01", "32")) == [
        ("Cap", ROME, "25 09:00", "25 10:00"),
        ("Cap", ROME, "28 09:00", "28 10:00"),
        ("Cap, in the afternoon", ROME, "29 15:00", "29 17:00"),
        ("Cap", ROME, "30 09:00", "30 10:00"),
        ("Cap", ROME, "01 16:00", "01 17:00"),
    ]
    assert len({each.uid for each in parsed.sessions}) == 5
    assert parsed.remarks == ()


def test_of_two_states_the_higher_sequence_wins_then_the_later_change() -> None:
    old = entry("Old", SEQUENCE=":1", LAST_MODIFIED=":20270101T000000Z", DURATION=":PT1H")
    new = entry("New", SEQUENCE=":2", LAST_MODIFIED=":20260101T000000Z", DURATION=":PT1H")
    later = entry("Later", SEQUENCE=":2", LAST_MODIFIED=":20270201T000000Z", DURATION=":PT1H")
    for order in ((old, new, later), (later, new, old), (new, later, old)):
        parsed = read(*order)
        assert [each.title for each in parsed.sessions] == ["Later"]
        assert "in the file twice" in told(parsed)[0][1]


def test_a_cancelled_entry_says_so() -> None:
    assert read(entry(STATUS=":CANCELLED", DURATION=":PT1H")).sessions[0].cancelled


@pytest.mark.parametrize(
    "where",
    [
        {"CONFERENCE": f";VALUE=URI:{ZOOM}"},
        {"LOCATION": f":{ZOOM}"},
        {"URL": f":{ZOOM}"},
        {"DESCRIPTION": f":Welcome\\nJoin: {ZOOM}\\nPasscode: 4711"},
    ],
)
def test_a_link_to_join_is_found_and_stands_in_no_public_text(where: dict[str, str]) -> None:
    only = read(entry(DURATION=":PT1H", **where)).sessions[0]
    assert only.join_link == ZOOM
    public = f"{only.title} {only.place} {only.description}"
    assert "zoom" not in public
    assert "4711" not in public


def test_broken_lines_are_told_and_the_rest_is_read() -> None:
    text = calendar(entry(DURATION=":PT1H") + "\nthis is nothing", "SUMMARY:No start")
    parsed = read_calendar(text, FLORENCE)
    assert [each.title for each in parsed.sessions] == ["Cap"]
    assert told(parsed) == [
        ("line 9", "This line means nothing: “this is nothing”.", False),
        ("line 11", "It has no start (DTSTART).", True),
    ]


def test_an_entry_that_never_ends_does_not_swallow_the_next() -> None:
    text = calendar(entry("One", DURATION=":PT1H")).replace("END:VEVENT\n", "") + calendar(
        entry("Two", UID=":2", DURATION=":PT1H")
    )
    assert [each.title for each in read_calendar(text, FLORENCE).sessions] == ["One", "Two"]


def test_what_lies_far_from_the_event_is_left_out_and_counted() -> None:
    parsed = read(entry(start=":20250101T090000Z", DURATION=":PT1H"))
    assert parsed.sessions == ()
    assert "1 entry lies more than a month outside" in told(parsed)[0][1]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=999999999999",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=FOO",
        "nothing",
        "",
    ],
)
def test_rules_that_would_never_end_are_refused(rule: str) -> None:
    parsed = read(entry(DURATION=":PT1H", RRULE=f":{rule} "))
    assert parsed.sessions == ()
    assert told(parsed)[0][2]


def test_rules_that_take_long_end_the_patience_of_the_reader() -> None:
    ticks = count(0, 4)
    text = calendar(
        *(entry(UID=f":{n}", DURATION=":PT1H", RRULE=":FREQ=DAILY;COUNT=2") for n in range(3))
    )
    parsed = read_calendar(text, FLORENCE, lambda: float(next(ticks)))
    assert len(parsed.sessions) == 2
    assert told(parsed)[0][1] == "The file has too many rules for repeating. Divide it."


def test_a_flood_of_entries_is_refused_as_a_whole() -> None:
    flood = calendar(*(entry(UID=f":{n}", DURATION=":PT1H") for n in range(5001)))
    parsed = read_calendar(flood, FLORENCE)
    assert parsed.sessions == ()
    assert told(parsed) == [("", "It has more than 5,000 entries. Divide the file.", True)]


PIECES = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "UID:1"),
        *("DTSTART:20270322T090000", "DTSTART;VALUE=DATE:20270322", "DTEND:20270322T100000Z"),
        *("DTSTART;TZID=Europe/Rome:20270328T023000", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3"),
        *("RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR;UNTIL=20270501", "EXDATE:20270329T090000"),
        *("RECURRENCE-ID:20270329T090000", "DURATION:P1D", "DURATION:-PT5M", "SUMMARY:a\\nb"),
        *("RDATE;VALUE=PERIOD:20270330T090000Z/PT1H", "SEQUENCE:-1", "STATUS:CANCELLED"),
        *("BEGIN:VTIMEZONE", "TZID:x", "END:VTIMEZONE", " folded", "END:VCALENDAR", "UID:2"),
    ]
)


@given(st.lists(st.one_of(PIECES, PIECES, st.text(max_size=30)), max_size=30))
def test_whatever_the_lines_are_the_reader_gives_an_answer(lines: list[str]) -> None:
    parsed = read_calendar("\n".join(lines), FLORENCE)
    assert all(each.title and each.ends_local > each.starts_local for each in parsed.sessions)
