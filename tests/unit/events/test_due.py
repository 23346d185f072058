"""Until when a document may follow, over all zones and the odd nights of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import Problem
from courseapp.core.formats import ANYWHERE
from courseapp.countries.zones import known_zone
from courseapp.events.clock.due import (
    MOST_DAYS,
    DocumentDue,
    due_in_words,
    note_on_due,
    read_due,
    refusal_of_due,
)

wall = datetime.fromisoformat  # what a clock on the wall shows
ROME = "Europe/Rome"
CLOSES = datetime(2027, 3, 26, 22, 59, tzinfo=UTC)  # 23:59 in Rome, two days before summer time

zones = st.sampled_from(sorted(filter(known_zone, available_timezones())))
instants = st.datetimes(wall("1990-01-02T00:00"), wall("2099-01-01T00:00")).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
wall_clocks = st.datetimes(wall("1990-01-02T00:00"), wall("2100-12-30T00:00")).map(
    lambda at: at.replace(second=0, microsecond=0)
)
dues = st.one_of(
    st.integers(0, MOST_DAYS).map(lambda days: DocumentDue(days=days)),
    wall_clocks.map(lambda local: DocumentDue(local=local)),
)


def in_zone(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@given(dues)
def test_what_is_written_is_read_again(due: DocumentDue) -> None:
    assert read_due(due.text) == due
    assert read_due(f" {due.text}\n") == due


def test_nothing_means_with_the_application() -> None:
    assert read_due("  ") is None
    assert due_in_words(None, ROME) == "with the application"


@pytest.mark.parametrize(
    "text",
    ["7", "+7", "7d", "-7d", "+366d", "+٧d", "2027-03-15", "2027-02-30T10:00", "2027-03-15T17:00Z",
     "2027-03-15T17:00+01:00", "2027-03-15T25:00", "soon", "+7d\n+8d", "1027-03-15T17:00"],
)  # fmt: skip
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(Problem, match="Enter"):
        read_due(text)


def test_a_week_later_the_clock_on_the_wall_shows_the_same() -> None:
    due = DocumentDue(days=7).instant(CLOSES, ROME, ROME)
    assert in_zone(due, ROME) == wall("2027-04-02T23:59")
    assert due - CLOSES == timedelta(days=7, hours=-1)  # a night of the week has no third hour


def test_what_the_clocks_skip_means_what_they_show_next() -> None:
    closes = datetime(2027, 3, 26, 1, 30, tzinfo=UTC)  # 02:30 in Rome
    due = DocumentDue(days=2).instant(closes, ROME, ROME)
    assert in_zone(due, ROME) == wall("2027-03-28T03:00")
    own = DocumentDue(local=wall("2027-03-28T02:30"))
    assert in_zone(own.instant(CLOSES, ROME, ROME), ROME) == wall("2027-03-28T03:00")
    assert "02:30 does not exist" in refusal_of_due(own, ROME)
    assert note_on_due(own, ROME) == ""


def test_a_time_of_its_own_is_one_of_the_event_and_not_of_the_deadline() -> None:
    own = DocumentDue(local=wall("2027-04-05T17:00"))
    assert own.instant(CLOSES, ANYWHERE, ROME) == datetime(2027, 4, 5, 15, 0, tzinfo=UTC)
    assert due_in_words(own, ROME) == "by Mon 5 Apr 2027, 17:00 CEST"
    assert refusal_of_due(own, ROME) == note_on_due(own, ROME) == ""


def test_a_time_that_comes_twice_is_told_as_one_instant() -> None:
    own = DocumentDue(local=wall("2027-10-31T02:30"))
    assert own.instant(CLOSES, ROME, ROME) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert "We take the first: 00:30 UTC." in note_on_due(own, ROME)
    assert due_in_words(own, ROME).endswith("02:30 CEST")


def test_days_are_told_without_any_date() -> None:
    told = [due_in_words(DocumentDue(days=days), ROME) for days in (0, 1, 7)]
    assert told == ["by the deadline", "1 day after the deadline", "7 days after the deadline"]


@pytest.mark.parametrize("values", [{}, {"days": 1, "local": wall("2027-03-15T17:00")}])
def test_it_is_due_in_exactly_one_way(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a document is due"):
        DocumentDue(**values)  # type: ignore[arg-type]


@given(dues, instants, zones, zones)
def test_no_document_is_due_before_the_application(
    due: DocumentDue, deadline: datetime, there: str, here: str
) -> None:
    assert due.instant(deadline, there, here) >= deadline


@given(st.integers(1, MOST_DAYS), instants, zones)
def test_after_days_the_clock_shows_the_same_or_what_follows_a_gap(
    days: int, deadline: datetime, zone: str
) -> None:
    wanted = in_zone(deadline, zone) + timedelta(days=days)
    due = DocumentDue(days=days).instant(deadline, zone, "UTC")
    assert timedelta(0) <= in_zone(due, zone) - wanted <= timedelta(days=1)
    if in_zone(due, zone) != wanted:
        before = in_zone(due - timedelta(microseconds=1), zone)
        assert before < wanted  # the very first instant after the clocks skipped the time


@given(st.integers(0, MOST_DAYS), instants, st.timedeltas(timedelta(0), timedelta(days=60)), zones)
def test_who_has_longer_for_the_application_never_has_less_for_its_documents(
    days: int, deadline: datetime, longer: timedelta, zone: str
) -> None:
    due = DocumentDue(days=days)
    extended = (deadline + longer).replace(second=0, microsecond=0)
    slack = timedelta(hours=3)  # an extension into an hour that comes twice means its first
    assert due.instant(max(extended, deadline), zone, zone) >= (
        due.instant(deadline, zone, zone) - slack
    )


@given(wall_clocks, zones)
def test_a_refused_time_is_one_that_the_clocks_never_show(local: datetime, zone: str) -> None:
    own = DocumentDue(local=local)
    due = own.instant(datetime(1989, 1, 1, tzinfo=UTC), zone, zone)
    assert bool(refusal_of_due(own, zone)) == (in_zone(due, zone) != local)
