"""Wall clock times of every zone, as readers with and without their own zone rules see them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import Entry, Timed
from courseapp.calendars.zones.components import zone_component
from courseapp.calendars.zones.observances import define_zone, from_footer, is_near_a_change
from courseapp.calendars.zones.timezones import (
    YearlyOnset,
    changes,
    footer,
    offset_at,
    yearly_rule,
    zone_file,
    zone_named,
)
from tests.unit.calendars.samples import (
    CAREFUL,
    YEAR_2000,
    YEAR_2040,
    ZONES,
    at,
    entry,
    events,
    examples,
    feed,
    parsed,
    spans,
    spans_at_changes,
    timed,
    values,
    with_zones_of_its_own,
)

AREAS = sorted({name.partition("/")[0] for name in ZONES})
WITHOUT_A_YEARLY_RULE = [
    "Africa/Cairo",
    "America/Nuuk",
    "America/Santiago",
    "America/Scoresbysund",
    "Asia/Gaza",
    "Asia/Hebron",
    "Asia/Jerusalem",
    "Chile/Continental",
    "Egypt",
    "Israel",
    "Asia/Tel_Aviv",
    "America/Godthab",
]
COURSE = tuple(
    entry(f"day-{day}", timed(f"2027-{day}T09:00{offset}", 8))
    for day, offset in [
        ("03-22", "+01:00"),
        ("03-23", "+01:00"),
        ("03-26", "+01:00"),
        ("03-29", "+02:00"),
        ("03-30", "+02:00"),
        ("03-31", "+02:00"),
    ]
)
uids_and_spans = st.dictionaries(
    st.uuids().map(str), spans | spans_at_changes, min_size=1, max_size=5
)


@given(uids_and_spans)
@examples(100)
def test_a_reader_with_its_own_zone_rules_sees_the_same_instants(when: dict[str, Timed]) -> None:
    found = events(write_feed(feed(*(entry(uid, span) for uid, span in when.items()))))
    for uid, span in when.items():
        assert found[uid]["DTSTART"].dt == span.starts_at
        assert found[uid]["DTEND"].dt == span.ends_at


@given(uids_and_spans)
@examples(40)
def test_a_reader_that_knows_no_zone_sees_the_same_instants(when: dict[str, Timed]) -> None:
    octets = write_feed(feed(*(entry(uid, span) for uid, span in when.items())))
    found = events(with_zones_of_its_own(octets))
    for uid, span in when.items():
        assert found[uid]["DTSTART"].dt.astimezone(UTC) == span.starts_at
        assert found[uid]["DTEND"].dt.astimezone(UTC) == span.ends_at


@given(uids_and_spans)
@examples(40)
def test_every_entry_occurs_once_at_its_instant(when: dict[str, Timed]) -> None:
    octets = write_feed(feed(*(entry(uid, span) for uid, span in when.items())))
    seen = recurring_ical_events.of(parsed(octets)).between(
        YEAR_2000, YEAR_2040 + timedelta(days=9)
    )
    starts = {str(event["UID"]): event["DTSTART"].dt.astimezone(UTC) for event in seen}
    assert starts == {uid: span.starts_at for uid, span in when.items()}
    assert len(seen) == len(when)


@pytest.mark.parametrize("area", AREAS)
def test_a_definition_is_right_at_the_edges_of_summer_time_in_every_zone(area: str) -> None:
    names = [name for name in ZONES if name.partition("/")[0] == area]
    assert [wrong for name in names for wrong in wrong_at_the_edges(name)] == []


def wrong_at_the_edges(name: str) -> Iterator[tuple[str, datetime]]:
    zone = zone_named(name)
    assert zone is not None
    start = at("2026-01-01") + timedelta(days=60 * (ZONES.index(name) % 5))
    edges = [change.at for change in changes(zone, start, start + timedelta(days=700))]
    around = [edge + timedelta(minutes=m) for edge in edges for m in (-999, -181, 181, 999)]
    used = [i for i in (start, *around) if not is_near_a_change(name, i)]
    definition = define_zone(name, used)
    if definition is None:
        assert footer(name) == "UTC0"
        return
    component = zone_component(definition).to_tz(lookup_tzid=False)
    for instant in used:
        local, right = instant.astimezone(zone).replace(tzinfo=None), offset_at(zone, instant)
        if not definition.offset_at(local) == component.utcoffset(local) == right:
            yield name, instant


def test_every_zone_whose_rule_allows_it_has_one_standard_and_one_daylight_at_most() -> None:
    """Only nine zones have rules that are no n-th weekday of a month; MS-OXCICAL knows no other."""
    assert [name for name in ZONES if yearly_rule(name) is None] == WITHOUT_A_YEARLY_RULE
    for name in ZONES:
        parts = from_footer(name)
        assert len(parts) <= 2
        assert [part.daylight for part in parts] == [False, True][: len(parts)]
        assert all(part.yearly for part in parts) or len(parts) == 1


@pytest.mark.parametrize("name", CAREFUL)
def test_zones_whose_footer_is_not_enough_are_right_all_year(name: str) -> None:
    zone = zone_named(name)
    assert zone is not None
    for year in range(2022, 2038, 3):
        start = datetime(year, 1, 1, tzinfo=UTC)
        used = [start + timedelta(hours=19 * step) for step in range(470)]
        used = [instant for instant in used if not is_near_a_change(name, instant)]
        definition = define_zone(name, used)
        assert definition is not None
        assert definition.is_right_at(zone, used), year


def test_a_course_across_the_change_to_summer_time_keeps_nine_o_clock() -> None:
    octets = write_feed(feed(*COURSE))
    starts = [value for value in values(octets, "DTSTART") if value.startswith("2027")]
    assert {value[9:] for value in starts} == {"090000"}
    found = recurring_ical_events.of(parsed(octets)).between((2027, 3, 1), (2027, 4, 30))
    hours = [event["DTSTART"].dt.astimezone(UTC).hour for event in found]
    assert hours == [8, 8, 8, 7, 7, 7]


def test_outlook_gets_one_standard_and_one_daylight_with_yearly_rules() -> None:
    octets = write_feed(feed(*COURSE))
    block = octets[octets.index(b"BEGIN:VTIMEZONE") : octets.index(b"BEGIN:VEVENT")]
    assert block.decode().split("\r\n")[:-1] == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Rome",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_every_european_zone_is_told_by_its_footer() -> None:
    european = [name for name in ZONES if name.startswith("Europe/")]
    assert [name for name in european if not from_footer(name)] == []


def test_irish_winter_is_standard_time_for_readers_that_think_so() -> None:
    standard, daylight = from_footer("Europe/Dublin")
    assert (standard.name, daylight.name) == ("GMT", "IST")
    assert (standard.daylight, daylight.daylight) == (False, True)


@pytest.mark.parametrize("start", ["2027-10-30T23:30", "2027-10-31T01:30", "2027-03-28T00:00"])
def test_the_hours_in_which_the_clocks_change_are_written_in_utc(start: str) -> None:
    octets = write_feed(feed(entry(when=timed(start))))
    assert values(octets, "DTSTART") == [f"{at(start):%Y%m%dT%H%M%SZ}"]
    assert b"TZID" not in octets


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Zulu", "Mars/Olympus", "../zones", ""])
def test_utc_and_zones_that_do_not_exist_are_written_in_utc(name: str) -> None:
    octets = write_feed(feed(entry(when=timed("2027-03-22T08:00", zone=name))))
    assert values(octets, "DTSTART") == ["20270322T080000Z"]
    assert b"VTIMEZONE" not in octets


def test_each_zone_is_defined_once_however_many_entries_use_it() -> None:
    some: list[Entry] = [*COURSE, entry("x", timed("2027-03-22T08:00", zone="Asia/Tokyo"))]
    assert values(write_feed(feed(*some)), "TZID") == ["Asia/Tokyo", "Europe/Rome"]


def test_a_change_of_rules_between_two_entries_is_told_change_by_change() -> None:
    used = [at("2006-03-20T12:00"), at("2007-03-20T12:00"), at("2008-11-01T12:00")]
    definition = define_zone("America/New_York", used)
    zone = zone_named("America/New_York")
    assert definition is not None
    assert zone is not None
    assert all(part.yearly is None for part in definition.observances)
    assert definition.is_right_at(zone, used)


def test_a_zone_about_to_take_up_summer_time_is_told_with_what_it_had_before() -> None:
    octets = write_feed(feed(entry(when=timed("2004-03-12T05:00", 50, "America/Indianapolis"))))
    assert values(octets, "BEGIN") == ["VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"]
    start = events(with_zones_of_its_own(octets))["one"]["DTSTART"].dt
    assert start.astimezone(UTC) == at("2004-03-12T05:00")


@pytest.mark.parametrize("nth", [1, 2, 3, 4, -1])
@pytest.mark.parametrize("month", [2, 3, 12])
def test_the_nth_weekday_of_a_month_is_found_in_every_year(nth: int, month: int) -> None:
    for year in range(2000, 2041):
        for weekday in range(7):
            day = YearlyOnset(month, nth, weekday, timedelta(hours=2)).in_year(year)
            assert (day.month, day.weekday(), day.hour) == (month, weekday, 2)
            following = day + timedelta(days=7)
            assert (following.month != month) if nth == -1 else ((day.day - 1) // 7 == nth - 1)


def test_footers_with_other_times_and_names_are_read() -> None:
    chatham, caracas = yearly_rule("Pacific/Chatham"), yearly_rule("America/Caracas")
    assert chatham is not None
    assert chatham.to_standard == YearlyOnset(4, 1, 6, timedelta(hours=3, minutes=45))
    assert caracas is not None
    assert (caracas.standard.name, caracas.standard.offset) == ("-04", timedelta(hours=-4))
    assert zone_file("Europe") is None
