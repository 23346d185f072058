"""What a report makes of a record: exactly the right statement, with its source."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from courseapp.core.errors import Problem
from courseapp.corrections.proposals import (
    Correction,
    corrected,
    in_words,
    same_value,
    source_of,
    value_of,
)
from courseapp.corrections.rules import Wish
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import Membership, Record, Source, Statement, Value
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.rules import MembershipKind

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OLD = Source("CIP", "Platform")
PLACE = Place("memberships", "ca-on")
ONTARIO = Membership(
    "ca-on", MembershipKind.MEMBER, "CIP", "Ontario (Canada)", code="CA-ON", since="2016-05"
)
NAMELESS = Membership("club", MembershipKind.MEMBER, "CIP", "Climate club")
RECORD = Record(
    "icap",
    "ICAP",
    "ICAP",
    sources=(OLD,),
    statements=(Statement("lpaa", "CIP", False), Statement("starting-year", "CIP", 2007, "2007")),
    memberships=(ONTARIO, NAMELESS),
)


def says(field: str, proposed: str, number: int = 3, **more: str) -> Correction:
    return Correction(number, Place("statements", field), Wish.SAY, AT, proposed, **more)


# One of each kind of field: what is typed, and what it means.
KINDS: dict[FieldKind, tuple[str, str, Value]] = {
    FieldKind.LINE: ("lead-name", "Das Ministerium 🌍", "Das Ministerium 🌍"),
    FieldKind.TEXT: ("goals", "One.\n\nالهدف الثاني", "One.\n\nالهدف الثاني"),
    FieldKind.LINK: ("website", "icap.example", "https://icap.example"),
    FieldKind.YEAR: ("starting-year", "2008", 2008),
    FieldKind.DAY: ("launched-on", "2007-10-29", "2007-10-29"),
    FieldKind.MOMENT: ("last-update", "2022-04-12 12:00:16", "2022-04-12T12:00:16"),
    FieldKind.YES_NO: ("lpaa", "Yes", True),
    FieldKind.TERMS: ("function", "Funding\nDancing", ("funding", "Dancing")),
    FieldKind.COUNTRY: ("lead-country", "Côte d'Ivoire", "CI"),
    FieldKind.RELATIONS: ("related", "parent: A\nrelated: B", ("parent: A", "related: B")),
    FieldKind.YEAR_COUNTS: ("members-by-year", "2019: 31\n2020: 33", ("2019: 31", "2020: 33")),
    FieldKind.INDICATORS: (
        "indicators",
        "Funds, 2020, 2 M\nTraining",
        ("Funds, 2020, 2 M", "Training"),
    ),
}


def test_there_is_an_example_of_every_kind_of_field() -> None:
    assert set(KINDS) == set(FieldKind)
    assert {kind: BY_KEY[key].kind for kind, (key, _, _) in KINDS.items()} == {
        kind: kind for kind in FieldKind
    }


@pytest.mark.parametrize(("field", "typed", "value"), KINDS.values(), ids=KINDS)
def test_a_field_gets_the_reports_statement_in_front_and_keeps_the_others(
    field: str, typed: str, value: Value
) -> None:
    report = says(field, typed, title="Annual report", address="https://a.example", date="2026-05")
    made = corrected(RECORD, [report])
    assert made.by_field[field][0] == Statement(field, "REPORT-3", value)
    assert made.by_field[field][1:] == RECORD.by_field.get(field, ())
    assert made.sources == (
        OLD,
        Source(
            "REPORT-3",
            "Annual report",
            "https://a.example",
            "2026-05",
            dated="named in report 3 of Mon 1 Mar 2027",
        ),
    )
    others = [each for each in made.statements if each.field != field]
    assert others == [each for each in RECORD.statements if each.field != field]
    assert from_plain(to_plain(made)) == made


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("starting-year", "20o8"),
        ("starting-year", "1066"),
        ("launched-on", "03/04/2007"),
        ("last-update", "yesterday"),
        ("website", "javascript:alert(1)"),
        ("members-by-year", "2019: many"),
        ("lead-country", "Atlantis"),
    ],
)
def test_what_a_field_cannot_say_is_refused(field: str, typed: str) -> None:
    with pytest.raises(Problem) as told:
        value_of(BY_KEY[field], typed)
    assert told.value.message


def test_a_report_without_a_source_is_the_source_itself() -> None:
    assert source_of(says("goals", "More")) == Source(
        "REPORT-3", "Report 3 of a reader", date="2027-03-01"
    )


def test_a_source_without_a_title_is_called_by_its_site() -> None:
    named = source_of(says("goals", "More", address="https://www.a.example/report.pdf"))
    assert (named.title, named.address) == ("a.example", "https://www.a.example/report.pdf")


def test_a_source_of_the_same_name_is_never_overwritten() -> None:
    held = replace(RECORD, sources=(OLD, Source("report-3", "An older one")))
    made = corrected(held, [says("starting-year", "2008")])
    assert [source.key for source in made.sources] == ["CIP", "report-3", "REPORT-3-2"]
    assert made.by_field["starting-year"][0].source == "REPORT-3-2"


def test_reports_that_want_the_same_each_bring_the_source_that_they_name() -> None:
    reports = [
        says("starting-year", "2008"),
        says("starting-year", "2008", number=5, title="Handbook"),
        says("starting-year", "2008", number=6),
    ]
    made = corrected(RECORD, reports)
    sources = [each.source for each in made.by_field["starting-year"]]
    assert sources == ["REPORT-3", "REPORT-5", "CIP"]
    assert [source.key for source in made.sources] == ["CIP", "REPORT-3", "REPORT-5"]


def test_a_field_that_should_be_empty_becomes_unknown_and_not_no() -> None:
    report = Correction(3, Place("statements", "lpaa"), Wish.EMPTY, AT)
    made = corrected(RECORD, [report])
    first, second = made.by_field["lpaa"]
    assert (first.value, first.printed, first.source) == (None, "", "REPORT-3")
    assert second == Statement("lpaa", "CIP", False)
    assert made.value("lpaa") is None


def test_a_membership_that_ended_keeps_its_source_and_says_where_the_end_is_stated() -> None:
    report = Correction(3, PLACE, Wish.END, AT, until="2018-07", title="News")
    made = corrected(RECORD, [report])
    assert made.memberships == (
        replace(ONTARIO, until="2018-07", note="Until: REPORT-3."),
        NAMELESS,
    )
    assert made.source("REPORT-3") == source_of(report)


def test_a_name_that_is_no_place_gets_no_note_for_it_would_count_as_one_we_cannot_read() -> None:
    report = Correction(3, Place("memberships", "club"), Wish.END, AT, until="2018")
    assert corrected(RECORD, [report]).memberships[1] == replace(NAMELESS, until="2018")


def test_a_year_is_not_before_a_month_in_it() -> None:
    report = Correction(3, PLACE, Wish.END, AT, until="2016")
    assert corrected(RECORD, [report]).memberships[0].until == "2016"


def test_nothing_ends_before_it_began() -> None:
    with pytest.raises(Problem, match="cannot end before it began: May 2016"):
        corrected(RECORD, [Correction(3, PLACE, Wish.END, AT, until="2016-04")])


def test_what_should_not_be_there_is_removed_and_nothing_else() -> None:
    made = corrected(RECORD, [Correction(3, PLACE, Wish.REMOVE, AT, title="News")])
    assert made == replace(RECORD, memberships=(NAMELESS,))


@pytest.mark.parametrize("wish", [Wish.REMOVE, Wish.END])
def test_what_is_gone_already_is_told(wish: Wish) -> None:
    without = replace(RECORD, memberships=())
    with pytest.raises(Problem, match="no longer in the record"):
        corrected(without, [Correction(3, PLACE, wish, AT, until="2018")])


def test_reports_agree_where_they_mean_the_same() -> None:
    one = says("function", "Funding\nImplementation")
    assert one.agrees_with(says("function", "funding\nimplementation", number=4))
    assert not one.agrees_with(says("function", "Funding", number=4))
    assert not one.agrees_with(says("activity", "Funding\nImplementation", number=4))
    words = replace(one, wish=Wish.WORDS)
    assert not words.agrees_with(words)


def test_the_order_of_words_is_no_difference() -> None:
    assert same_value(("a", "b"), ("b", "a"))
    assert not same_value(("a",), ("a", "b"))
    assert not same_value(1, "1")


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (says("lpaa", "Yes"), "Yes"),
        (says("lead-country", "Turkey"), "Türkiye"),
        (says("function", "Funding\nImplementation"), "Funding, Implementation"),
        (Correction(3, PLACE, Wish.END, AT, until="2018-07"), "It has ended: until July 2018."),
        (Correction(3, PLACE, Wish.REMOVE, AT), "It should not be in the record."),
        (Correction(3, Place("statements", "lpaa"), Wish.EMPTY, AT), "Unknown"),
        (Correction(3, PLACE, Wish.WORDS, AT, "It left."), "It left."),
        (says("starting-year", "no year any more"), "no year any more"),
    ],
)
def test_a_proposal_reads_as_the_record_would(correction: Correction, told: str) -> None:
    assert in_words(correction) == told
