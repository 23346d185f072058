"""The life of an initiative, and what its charts are drawn from."""

from courseapp.initiatives.document.record import (
    Count,
    Milestone,
    Publication,
    Record,
    Source,
    Statement,
)
from courseapp.initiatives.offerings import OfferingRow, Offerings
from courseapp.initiatives.pictures import counts_over_time, members_map, yearly_counts
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.record_page import record_page
from courseapp.initiatives.rules import CountKind, MilestoneKind
from courseapp.initiatives.timeline import UNCONFIRMED, timeline

SOURCES = (Source("PAGE", "A page", date="2016", approximate=True), Source("BARE", "Undated"))
NOTHING = Offerings(coming=(), held=(), unconfirmed=())


def row(title: str, date: str, **more: object) -> OfferingRow:
    values: dict[str, object] = {"path": f"/events/{title}", "lead": "", "lead_note": ""}
    values |= {"when_and_where": date, "labels": (), "kind": "Dialogue"}
    return OfferingRow(title=title, date=date, **values | more)  # type: ignore[arg-type]


def record(**parts: object) -> Record:
    return Record("test", "Test", "T", sources=SOURCES, **parts)  # type: ignore[arg-type]


def count(value: int, as_of: str = "", source: str = "PAGE") -> Count:
    return Count(f"c{value}", CountKind.MEMBERS, value, source, as_of)


def test_everything_dated_stands_in_its_year_the_latest_first() -> None:
    held = record(
        milestones=(Milestone("a", MilestoneKind.LAUNCHED, "PAGE", "Launch", date="2015"),),
        publications=(
            Publication("p", "Report", "PAGE", year=2016),
            Publication("q", "Undated report", "PAGE"),
        ),
        counts=(count(31, "2019-03-01"), count(4)),
    )
    events = Offerings(
        coming=(row("next", "2027-03-22"),), held=(row("rome", "2017"),), unconfirmed=()
    )
    years = timeline(held, events)
    assert [year.year for year in years] == [2027, 2019, 2017, 2016, 2015]
    assert [moment.title for year in years for moment in year.moments] == [
        "next",
        "Members: 31",
        "rome",
        "Report",
        "Launch",
    ]


def test_an_announced_meeting_is_not_told_as_held() -> None:
    events = Offerings(
        coming=(), held=(row("paris", "2019"),), unconfirmed=(row("halifax", "2020"),)
    )
    (halifax,), (paris,) = (year.moments for year in timeline(record(), events))
    assert UNCONFIRMED in halifax.doubt
    assert paris.doubt == ""
    planned = Milestone("a", MilestoneKind.MEETING, "PAGE", "Plan", date="2021", announced=True)
    assert timeline(record(milestones=(planned,)), NOTHING)[0].moments[0].doubt == UNCONFIRMED


def test_a_cancelled_event_says_so() -> None:
    events = Offerings(coming=(), held=(row("x", "2020", standing="Cancelled"),), unconfirmed=())
    assert timeline(record(), events)[0].moments[0].doubt == "Cancelled"


def test_an_initiative_of_which_nothing_is_dated_has_no_timeline() -> None:
    assert timeline(record(), NOTHING) == ()


def test_counts_of_one_date_and_source_are_one_moment() -> None:
    icap = next(each for each in shipped_records() if each.slug == "icap")
    moments = [
        moment.title
        for year in timeline(icap, NOTHING)
        for moment in year.moments
        if moment.date == "2022-04-12"
    ]
    assert moments == ["Members: 53 · National states: 34 · States, provinces and regions: 19"]


def test_a_count_without_a_date_is_drawn_hollow_at_the_date_of_its_source() -> None:
    drawn = counts_over_time(record(counts=(count(31), count(53, "2022-04-12"))))
    assert drawn is not None
    (curve,) = drawn.curves
    assert [dot.hollow for dot in curve.dots] == [True, False]
    assert counts_over_time(record(counts=(count(31, source="BARE"), count(53, "2022")))) is None


def test_one_number_is_no_chart() -> None:
    assert counts_over_time(record(counts=(count(53, "2022"),))) is None


def test_the_platforms_table_of_years_is_drawn_too() -> None:
    told = (Statement("members-by-year", "PAGE", ("2019: 31", "2020: 33", "nonsense")),)
    assert [(each.as_of, each.value) for each in yearly_counts(record(statements=told))] == [
        ("2019", 31),
        ("2020", 33),
    ]


def test_the_map_has_a_circle_for_each_real_member() -> None:
    icap = next(each for each in shipped_records() if each.slug == "icap")
    page = record_page(icap, {}, NOTHING, ())
    assert page.members is not None
    drawn = members_map(page.members.everybody)
    assert drawn is not None
    assert len(drawn.spots) == 47
    assert sum(spot.is_part for spot in drawn.spots) == 17


def test_events_that_were_cancelled_or_are_examples_are_in_no_chart() -> None:
    events = Offerings(
        coming=(),
        held=(
            row("a", "2019"),
            row("b", "2019-05-01"),
            row("c", "2019", standing="Cancelled"),
            row("d", "2019", is_example=True),
            row("e", ""),
        ),
        unconfirmed=(row("f", "2020"),),
    )
    assert events.by_year == {2019: {"Dialogue": 2}}
