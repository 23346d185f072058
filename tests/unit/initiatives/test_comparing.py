"""Two or three records, row by row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.comparing import Side, compared
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Passage,
    Publication,
    Record,
    Source,
    Statement,
)
from courseapp.initiatives.offerings import OfferingCounts, OfferingRow
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind
from courseapp.initiatives.side_by_side import Cell, Likeness, Row, likeness

TODAY = date(2027, 3, 1)
NO_EVENTS = OfferingCounts()


def record(short_name: str, *statements: Statement, members: Sequence[str] = ()) -> Record:
    return Record(
        slug=short_name.lower(),
        name=f"The {short_name}",
        short_name=short_name,
        sources=(Source("S", "A source"),),
        statements=statements,
        memberships=tuple(member(each) for each in members),
    )


def member(code: str, **more: str) -> Membership:
    return Membership(code, MembershipKind.MEMBER, "S", code, code, **more)  # type: ignore[arg-type]


def rows(*records: Record) -> dict[str, Row]:
    parts = compared([Side(each, NO_EVENTS) for each in records], TODAY)
    return {row.title: row for part in parts for row in part.rows}


def words(cell: Cell) -> list[str]:
    return [line.words for line in cell.lines]


def test_a_row_says_whether_the_records_agree() -> None:
    shown = rows(
        record("A", Statement("starting-year", "S", 2007), Statement("lead-country", "S", "DE")),
        record("B", Statement("starting-year", "S", 2015), Statement("lead-country", "S", "DE")),
    )
    assert shown["Since"].likeness is Likeness.DIFFERENT
    assert shown["Country of the lead"].likeness is Likeness.SAME
    assert [words(cell) for cell in shown["Country of the lead"].cells] == [["Germany"]] * 2


def test_unknown_is_neither_the_same_nor_different() -> None:
    shown = rows(record("A", Statement("nazca", "S", value=False)), record("B"))
    assert [words(cell) for cell in shown["Listed in NAZCA"].cells] == [["No"], []]
    assert shown["Listed in NAZCA"].likeness is None


def test_of_three_two_that_differ_are_enough() -> None:
    assert likeness([1, None, 2]) is Likeness.DIFFERENT
    assert likeness([1, None, 1]) is None
    assert likeness([1, 1, 1]) is Likeness.SAME


@given(st.lists(st.none() | st.integers(0, 2), min_size=2, max_size=3))
def test_the_order_of_records_does_not_matter(values: list[int | None]) -> None:
    assert likeness(values) == likeness(values[::-1])


def test_words_in_another_order_are_the_same() -> None:
    shown = rows(
        record("A", Statement("function", "S", ("funding", "implementation"))),
        record("B", Statement("function", "S", ("implementation", "funding"))),
    )
    assert shown["Function"].likeness is Likeness.SAME


def test_what_nobody_tells_has_no_row() -> None:
    assert set(rows(record("A", Statement("end-year", "S")), record("B"))) == {
        "Events to come",
        "Publications in the record",
    }


def test_what_sources_state_otherwise_stands_below_with_its_source() -> None:
    told = (
        Statement("starting-year", "S", 2007),
        Statement("starting-year", "T", 2009),
        Statement("starting-year", "U", 2007),
    )
    cell = rows(record("A", *told), record("B"))["Since"].cells[0]
    assert [(line.words, line.source) for line in cell.lines] == [
        ("2007", "S"),
        ("Also stated: 2009", "T"),
    ]


def test_only_themes_that_somebody_works_on_have_a_row() -> None:
    shown = rows(
        record("A", Statement("theme-waste", "S", True), Statement("theme-cities", "S", False)),
        record("B", Statement("theme-waste", "S", False), Statement("theme-cities", "S", False)),
    )
    assert [words(cell) for cell in shown["Waste"].cells] == [["Yes"], ["No"]]
    assert shown["Waste"].likeness is Likeness.DIFFERENT
    assert "Cities and subnational governments" not in shown


def test_a_long_text_is_cut_and_makes_no_claim() -> None:
    shown = rows(
        record("A", Statement("description", "S", "word " * 100)),
        record("B", Statement("description", "S", "short")),
    )
    assert words(shown["Description"].cells[0])[0].endswith("word…")
    assert shown["Description"].likeness is None


def test_a_web_address_leads_there() -> None:
    cell = rows(record("A", Statement("website", "S", "https://a.example")), record("B"))
    assert cell["Website"].cells[0].lines[0].path == "https://a.example"


def test_counts_come_newest_first_with_date_and_source() -> None:
    counts = (
        Count("1", CountKind.COUNTRIES, 46, "S"),
        Count("2", CountKind.COUNTRIES, 40, "T", as_of="2022-11-16"),
        Count("3", CountKind.COUNTRIES, 66, "U", as_of="2023-04", approximate=True),
        Count("4", CountKind.COUNTRIES, 12, "U", part="Africa"),
        Count("5", CountKind.CITIES, 0, "U"),
    )
    shown = rows(replace(record("A"), counts=counts), record("B"))
    assert [(line.words, line.source) for line in shown["Countries"].cells[0].lines] == [
        ("about 66 · April 2023", "U"),
        ("40 · 16 November 2022", "T"),
        ("46 · date not stated", "S"),
    ]
    assert "Cities and municipalities" not in shown


def test_members_are_common_or_of_one_record_only() -> None:
    shown = rows(
        record("A", members=("DE", "FR", "CA-QC", "CA")), record("B", members=("FR", "IT", "DE"))
    )
    assert words(shown["Common to all"].cells[0]) == ["France", "Germany"]
    assert [words(cell) for cell in shown["Only here"].cells] == [
        ["Canada", "Québec (Canada)"],
        ["Italy"],
    ]
    assert words(shown["Listed at present"].cells[0]) == [
        "3 countries",
        "1 state, province or region",
    ]
    assert shown["Listed at present"].likeness is Likeness.DIFFERENT


def test_of_three_records_two_may_share_what_the_third_has_not() -> None:
    shown = rows(
        record("A", members=("DE", "FR", "SE")),
        record("B", members=("DE", "FR")),
        record("C", members=("DE", "SE", "IT")),
    )
    assert words(shown["Common to all"].cells[0]) == ["Germany"]
    assert words(shown["In A and B"].cells[0]) == ["France"]
    assert words(shown["In A and C"].cells[0]) == ["Sweden"]
    assert "In B and C" not in shown
    assert [words(cell) for cell in shown["Only here"].cells] == [["Nobody"], ["Nobody"], ["Italy"]]


def test_who_lists_no_members_shares_none_and_lacks_none() -> None:
    shown = rows(record("A", members=("DE",)), record("B"))
    assert [words(cell) for cell in shown["Listed at present"].cells] == [["1 country"], []]
    assert "Common to all" not in shown
    assert "Only here" not in shown


def test_who_has_left_is_no_member() -> None:
    left = replace(record("A"), memberships=(member("DE", until="2026"), member("FR")))
    shown = rows(left, record("B", members=("DE", "FR")))
    assert words(shown["Common to all"].cells[0]) == ["France"]
    assert [words(cell) for cell in shown["Only here"].cells] == [["Nobody"], ["Germany"]]


def test_a_country_named_twice_and_organisations_are_counted_once() -> None:
    named = (
        member("DE"),
        replace(member("DE"), key="again"),
        Membership("w", MembershipKind.MEMBER, "S", "World Bank", organisation="World Bank"),
        Membership("v", MembershipKind.MEMBER, "S", "WORLD BANK", organisation="WORLD BANK"),
    )
    shown = rows(replace(record("A"), memberships=named), record("B", members=("DE",)))
    assert words(shown["Listed at present"].cells[0]) == ["1 country", "1 other"]


def test_many_names_are_folded_under_their_number() -> None:
    many = ("DE", "FR", "IT", "ES", "PT", "SE", "NO", "FI", "DK")
    shown = rows(record("A", members=many), record("B", members=("US",)))
    assert shown["Only here"].cells[0].summary == "9 names"
    assert shown["Only here"].cells[1].summary == ""


def test_activities_stand_under_their_kind() -> None:
    passages = (
        Passage("a", PassageKind.ACTIVITY, "S", "Courses"),
        Passage("b", PassageKind.MEANS, "S", "Not compared"),
    )
    shown = rows(replace(record("A"), passages=passages), record("B"))
    assert words(shown["Activities"].cells[0]) == ["Courses"]
    assert not any("Not compared" in words(cell) for row in shown.values() for cell in row.cells)


def test_events_and_publications_are_counted() -> None:
    event = OfferingRow("/events/x", "A course", "1", "Jun", "June 2027 · Rome", ())
    publications = (Publication("p", "A report", "S"),)
    left = Side(replace(record("A"), publications=publications), OfferingCounts(3, 7, 1), (event,))
    parts = compared([left, Side(record("B"), NO_EVENTS)], TODAY)
    shown = {row.title: row for row in parts[-1].rows}
    coming = shown["Events to come"].cells
    assert words(coming[0]) == ["A course, June 2027 · Rome", "and 2 more"]
    assert coming[0].lines[0].path == "/events/x"
    assert words(coming[1]) == ["Nothing announced"]
    assert [words(cell) for cell in shown["Events held"].cells] == [["7"], ["0"]]
    assert [words(cell) for cell in shown["Publications in the record"].cells] == [
        ["1"],
        ["Not listed"],
    ]
