"""Members as printed, read and counted."""

import pytest

from courseapp.initiatives.discrepancies import discrepancies
from courseapp.initiatives.document.names import read_name
from courseapp.initiatives.document.record import Count, Membership, Record, Source, Statement
from courseapp.initiatives.members import MemberList, member_list
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import CountKind, MembershipKind

SOURCES = (Source("PAGE", "A page"), Source("OTHER", "Another page"))


def member(printed: str, key: str = "", **more: object) -> Membership:
    values: dict[str, object] = {"category": CountKind.NATIONAL_STATES}
    values |= {"kind": MembershipKind.MEMBER, "source": "PAGE", "printed": printed}
    return Membership(key=key or printed, **values | read_name(printed) | more)  # type: ignore[arg-type]


KOREA, MEXICO = member("South Korea"), member("Mexico")
ONTARIO = member("Ontario (Canada)", category=CountKind.REGIONS)
NO_STATE = member("Ontario (USA)", category=CountKind.REGIONS)
TOKYO = member("Tokyo Metropolitan Government (Japan)", category=CountKind.REGIONS)


def listed(*lines: Membership) -> MemberList:
    found = member_list(lines)
    assert found is not None
    return found


def record(**parts: object) -> Record:
    return Record("test", "Test", "T", sources=SOURCES, **parts)  # type: ignore[arg-type]


def count(kind: CountKind, value: int, source: str = "PAGE", as_of: str = "2022") -> Count:
    return Count(f"{kind}-{source}-{as_of}", kind, value, source, as_of)


def test_a_country_named_twice_is_one_member_listed_twice() -> None:
    members = listed(MEXICO, KOREA, member("Mexico", "mexico-2")).countries
    americas = next(group for group in members if group.title == "Americas")
    assert [(each.name, each.times) for each in americas.members] == [("Mexico", 2)]


def test_our_name_comes_first_and_the_printed_one_is_kept() -> None:
    korea = listed(KOREA, MEXICO).countries[1].members[0]
    assert korea.name == "Republic of Korea"
    assert korea.other_names == ("South Korea",)
    assert listed(MEXICO).countries[0].members[0].other_names == ()


def test_parts_stand_under_their_country() -> None:
    parts = listed(ONTARIO, TOKYO).parts
    assert [group.title for group in parts] == ["Canada", "Japan"]
    assert parts[1].members[0].other_names == ("Tokyo Metropolitan Government",)


def test_a_name_that_is_no_place_stands_apart_and_says_so() -> None:
    found = listed(ONTARIO, NO_STATE)
    assert [line.printed for line in found.unread] == ["Ontario (USA)"]
    assert "Ontario (CA-ON)" in found.unread[0].note
    assert [each.code for each in found.everybody] == ["CA-ON"]


def test_nobody_is_no_list() -> None:
    assert member_list([]) is None


def test_bars_count_countries_and_parts_of_each_part_of_the_world() -> None:
    bars = listed(MEXICO, ONTARIO, TOKYO, KOREA, KOREA).bars
    numbers = {bar.label: tuple(segment.value for segment in bar.segments) for bar in bars}
    assert numbers == {"Americas": (1, 1), "Asia": (1, 1)}


def test_printed_entries_names_and_members_are_told_apart() -> None:
    lines = (MEXICO, member("Mexico", "again"), KOREA, ONTARIO, NO_STATE)
    counts = (count(CountKind.MEMBERS, 6), count(CountKind.NATIONAL_STATES, 4))
    found = discrepancies(record(memberships=lines, counts=counts))
    tallies = {
        each.what: (each.printed, each.listed, each.names, each.members) for each in found.tallies
    }
    assert tallies == {
        "National states": (4, 3, 2, 2),
        "States, provinces and regions": (None, 2, 2, 1),
        "Together": (6, 5, 4, 3),
    }
    assert found.tallies_differ


def test_a_list_that_is_as_long_as_printed_does_not_differ() -> None:
    counts = (count(CountKind.MEMBERS, 2),)
    found = discrepancies(record(memberships=(MEXICO, KOREA), counts=counts))
    assert not found.any


def test_the_figures_of_icap_are_53_printed_52_listed_and_47_real() -> None:
    icap = next(each for each in shipped_records() if each.slug == "icap")
    found = discrepancies(icap)
    assert [
        (each.what, each.printed, each.listed, each.names, each.members) for each in found.tallies
    ] == [
        ("National states", 34, 33, 30, 30),
        ("States, provinces and regions", 19, 19, 18, 17),
        ("Together", 53, 52, 48, 47),
    ]
    both = next(each for each in found.remarks if "Members themselves" in each.title)
    assert [said.partition(",")[0] for said, _source in both.parts] == [
        "Canada",
        "Japan",
        "United States of America",
    ]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([("2022", 25, "PAGE"), ("2022", 26, "OTHER")], True),
        ([("2022", 25, "PAGE"), ("2022", 25, "OTHER")], False),
        ([("2022", 25, "PAGE"), ("2023", 26, "OTHER")], False),
        ([("", 46, "PAGE"), ("2022", 40, "OTHER")], True),
        ([("", 46, "PAGE")], False),
    ],
)
def test_counts_that_cannot_both_be_right_are_set_side_by_side(
    counts: list[tuple[str, int, str]], told: bool
) -> None:
    parts = tuple(
        count(CountKind.COUNTRIES, value, source, as_of) for as_of, value, source in counts
    )
    remarks = discrepancies(record(counts=parts)).remarks
    assert [each.title.startswith("Sources count differently") for each in remarks] == [True] * told


def test_sources_that_state_different_values_are_set_side_by_side() -> None:
    statements = (
        Statement("starting-year", "PAGE", 2007),
        Statement("starting-year", "OTHER", 2008),
        Statement("end-year", "PAGE", None),
        Statement("end-year", "OTHER", 2020),
    )
    (remark,) = discrepancies(record(statements=statements)).remarks
    assert remark.title == "Sources differ: Since"
    assert remark.parts == (("2007", "PAGE"), ("2008", "OTHER"))


def test_words_that_are_in_no_list_are_shown() -> None:
    statements = (Statement("function", "PAGE", ("capacity-building", "Gardening")),)
    (remark,) = discrepancies(record(statements=statements)).remarks
    assert remark.parts == (("Function: “Gardening”", "PAGE"),)
