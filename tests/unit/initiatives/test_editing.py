"""Editors' changes of a record as pure functions."""

from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.errors import NotFound, Problem
from courseapp.initiatives.document.fields import BY_KEY, FIELDS, FieldKind
from courseapp.initiatives.document.merging import merge
from courseapp.initiatives.document.record import Membership, Passage, Record, Source, Statement
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.editing.kinds import LISTS, PASSAGES, place_name
from courseapp.initiatives.editing.memberships import (
    AS_PRINTED,
    Pasted,
    ended,
    offers_for,
    pasted_names,
    placed,
    proof_of,
    read_place,
    with_pasted,
)
from courseapp.initiatives.editing.overview import Look, field_rows, looks_counted
from courseapp.initiatives.editing.sources import settled_source, short_name
from courseapp.initiatives.editing.statements import (
    made_current,
    mark_of,
    mark_of_plain,
    successor,
    told_statements,
    with_statement,
    without_statement,
)
from courseapp.initiatives.editing.things import added, changed, thing_of, without_thing
from courseapp.initiatives.editing.typed_values import read_typed, read_words, typed_text
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import MembershipKind, PassageKind

CIP = Source("CIP", "The platform", date="2022-04-12")
FIRST = Statement("starting-year", "CIP", 2007, "2007")
SECOND = Statement("starting-year", "PAGE", 2008)
ONTARIO = Membership(
    "ontario-usa",
    MembershipKind.MEMBER,
    "CIP",
    "Ontario (USA)",
    note="No country or part of a country is called “Ontario (USA)”. "
    "Perhaps Ontario (CA-ON) is meant.",
)
RECORD = Record(
    "test",
    "Test Initiative",
    "TI",
    sources=(CIP, Source("PAGE", "A page")),
    statements=(FIRST, SECOND),
    passages=(Passage("courses", PassageKind.ACTIVITY, "CIP", "Courses"),),
    memberships=(ONTARIO,),
)


def test_a_statement_takes_the_place_of_another_or_comes_last() -> None:
    third = replace(FIRST, value=2009)
    instead = with_statement(RECORD, third, mark_of(FIRST), current=False)
    assert instead.by_field["starting-year"] == (third, SECOND)
    beside = with_statement(RECORD, third, "", current=False)
    assert beside.by_field["starting-year"] == (FIRST, SECOND, third)
    first = with_statement(RECORD, third, "", current=True)
    assert first.by_field["starting-year"] == (third, FIRST, SECOND)


def test_a_statement_that_stands_there_already_is_not_there_twice() -> None:
    assert with_statement(RECORD, SECOND, "", current=False) == RECORD


def test_statements_are_removed_and_made_current_by_their_mark() -> None:
    assert without_statement(RECORD, "starting-year", mark_of(FIRST)).by_field == {
        "starting-year": (SECOND,)
    }
    turned = made_current(RECORD, "starting-year", mark_of(SECOND))
    assert turned.by_field["starting-year"] == (SECOND, FIRST)
    with pytest.raises(NotFound):
        made_current(RECORD, "starting-year", "000000000000")


def test_a_mark_is_the_same_in_a_stored_version() -> None:
    for record in shipped_records():
        plain = to_plain(record)["statements"]
        assert [mark_of_plain(each) for each in plain] == [mark_of(s) for s in record.statements]


def test_the_successor_of_a_statement_is_what_others_made_of_it() -> None:
    newer = replace(FIRST, value=2006)
    moved = with_statement(RECORD, newer, mark_of(FIRST), current=False)
    assert successor(RECORD, moved, FIRST) == mark_of(newer)
    assert successor(RECORD, RECORD, FIRST) == mark_of(FIRST)


def test_another_statement_of_the_same_source_is_no_successor() -> None:
    old = replace(FIRST, value=1999)
    began = with_statement(RECORD, old, "", current=False)
    now = without_statement(began, "starting-year", mark_of(FIRST))
    assert successor(began, now, FIRST) == ""


def test_a_value_that_is_not_what_is_printed_is_told() -> None:
    record = with_statement(RECORD, replace(FIRST, value=2006), mark_of(FIRST), current=False)
    ours, theirs = told_statements(record, "starting-year")
    assert (ours.words, ours.meant, ours.is_read_otherwise, ours.is_current) == (
        "2006",
        "2007",
        True,
        True,
    )
    assert not theirs.is_read_otherwise


def test_a_new_thing_gets_a_free_key_and_keeps_it() -> None:
    values = {"kind": PassageKind.ACTIVITY, "title": "Courses", "text": "", "source": "CIP"}
    fuller = added(RECORD, PASSAGES, values)
    assert [each.key for each in fuller.passages] == ["courses", "courses-2"]
    known = fuller.passages[1]
    renamed = changed(fuller, PASSAGES, "courses-2", {"title": "Training"}, known)
    assert [each.title for each in renamed.passages] == ["Courses", "Training"]
    assert renamed.passages[1].key == "courses-2"


def test_a_thing_that_others_removed_comes_back_as_it_was_known() -> None:
    known = RECORD.passages[0]
    gone = without_thing(RECORD, "passages", "courses")
    back = changed(gone, PASSAGES, "courses", {"title": "Training"}, known)
    assert back.passages == (replace(known, title="Training"),)


def test_what_a_form_does_not_show_stays() -> None:
    kind = LISTS["publications"]
    record = added(RECORD, kind, {"title": "A report", "source": "CIP", "file": "stored"})
    known = record.publications[0]
    assert changed(record, kind, known.key, {"title": "The report"}, known).publications == (
        replace(known, title="The report"),
    )


def test_a_source_in_use_is_not_removed() -> None:
    with pytest.raises(Problem, match="3 things in the record name this source"):
        without_thing(RECORD, "sources", "CIP")
    unused = replace(RECORD, sources=(*RECORD.sources, Source("NEW", "Unused")))
    assert thing_of(without_thing(unused, "sources", "NEW"), "sources", "NEW") is None


def test_a_new_source_that_is_known_already_is_the_known_one() -> None:
    same, key = settled_source(RECORD, "", replace(CIP, key=""))
    assert (same, key) == (RECORD, "CIP")
    fuller, key = settled_source(RECORD, "", Source("", "Annual report 2023"))
    assert (key, fuller.sources[-1].title) == ("annual-report-2023", "Annual report 2023")
    with pytest.raises(Problem, match="not in the record any more"):
        settled_source(RECORD, "GONE", None)


@pytest.mark.parametrize(
    ("wanted", "told"), [("cip", "called cip already"), ("a b", "letters, digits and hyphens")]
)
def test_a_short_name_that_cannot_be_had_is_refused(wanted: str, told: str) -> None:
    with pytest.raises(Problem, match=told):
        short_name(RECORD, wanted, "Anything")
    assert short_name(RECORD, "STATUS-2023", "Anything") == "STATUS-2023"
    assert short_name(RECORD, "", "A page") == "a-page"


def test_ontario_of_the_usa_is_no_place_and_ontario_in_canada_is_offered() -> None:
    with pytest.raises(Problem, match="Ontario") as refused:
        read_place("Ontario (USA)", "", "")
    assert refused.value.field == "printed"
    assert [(each.code, each.words) for each in offers_for("Ontario (USA)")] == [
        ("CA-ON", "Ontario, Canada")
    ]
    chosen = read_place("Ontario (USA)", "", "CA-ON")
    assert (chosen.code, chosen.note) == (
        "CA-ON",
        "Printed as “Ontario (USA)”; read as Ontario, Canada.",
    )


@pytest.mark.parametrize(
    ("printed", "meant", "code", "note"),
    [
        ("South Korea", "", "KR", ""),
        ("Québec (Canada)", "", "CA-QC", ""),
        ("Benelux west", "Netherlands", "NL", "Printed as “Benelux west”; read as Netherlands."),
        ("Benelux west", "NL", "NL", "Printed as “Benelux west”; read as Netherlands."),
    ],
)
def test_a_place_is_read_from_what_is_printed_or_meant(
    printed: str, meant: str, code: str, note: str
) -> None:
    found = read_place(printed, meant, "")
    assert (found.code, found.note) == (code, note)


def test_a_name_may_stay_as_it_is_printed() -> None:
    kept = read_place("Gondor", "", AS_PRINTED)
    assert (kept.code, "Gondor" in kept.note) == ("", True)
    with pytest.raises(Problem) as refused:
        read_place("Gondor", "Mordor", "")
    assert refused.value.field == "code"


def test_a_place_that_is_chosen_later_takes_our_own_note_away_but_nobody_elses() -> None:
    line = placed(RECORD, "ontario-usa", "CA-ON").memberships[0]
    assert (line.code, line.note) == (
        "CA-ON",
        "Printed as “Ontario (USA)”; read as Ontario, Canada.",
    )
    noted = replace(RECORD, memberships=(replace(ONTARIO, note="Ask them."),))
    assert placed(noted, "ontario-usa", "CA-ON").memberships[0].note == "Ask them."


def test_a_membership_ends_without_leaving_the_record() -> None:
    line = ended(RECORD, "ontario-usa", "2024-06").memberships[0]
    assert (line.until, line.printed) == ("2024-06", "Ontario (USA)")
    began = replace(RECORD, memberships=(replace(ONTARIO, since="2020"),))
    with pytest.raises(Problem, match="cannot end before it began"):
        ended(began, "ontario-usa", "2019-12")


def test_a_pasted_list_tells_what_each_name_means_and_what_is_listed() -> None:
    pasted = Pasted(MembershipKind.MEMBER, "PAGE")
    names = pasted_names(RECORD, "UK, Chile and Peru; Ontario (USA)\nUK", pasted)
    assert [(each.printed, each.code, each.is_listed) for each in names] == [
        ("UK", "GB", False),
        ("Chile", "CL", False),
        ("Peru", "PE", False),
        ("Ontario (USA)", "", True),
        ("UK", "GB", False),
    ]
    fuller = with_pasted(RECORD, pasted, [each for each in names if not each.is_listed])
    assert [each.key for each in fuller.memberships[1:]] == ["gb", "cl", "pe", "gb-2"]
    again = pasted_names(fuller, "UK", pasted)
    assert again[0].is_listed
    assert proof_of(names) != proof_of(again)


@pytest.mark.parametrize("text", ["", " , ;\n", "x, " * 2001])
def test_a_pasted_list_without_names_or_with_too_many_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        pasted_names(RECORD, text, Pasted(MembershipKind.MEMBER, "PAGE"))
    assert refused.value.field == "names"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_what_the_shipped_records_say_can_be_typed_again(field: str) -> None:
    own = BY_KEY[getattr(field, "key", "")]
    if own.kind in {FieldKind.YES_NO, FieldKind.TERMS, FieldKind.COUNTRY}:
        assert typed_text(None) == ""
        return
    for record in shipped_records():
        value = record.value(own.key)
        assert read_typed(own, typed_text(value)) == value


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("starting-year", "20o7", "four digits"),
        ("launched-on", "31 February 2020", "2022-11-16"),
        ("website", "not an address", "https://"),
        ("members-by-year", "2019: 31\nmany", "2019: 31"),
        ("last-update", "yesterday", "2022-04-12 12:00:16"),
        ("lead-name", "x" * 301, "300"),
    ],
)
def test_a_typed_value_that_is_not_understood_is_refused(key: str, text: str, told: str) -> None:
    with pytest.raises(Problem, match=told):
        read_typed(BY_KEY[key], text)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("website", "www.example.org", "https://www.example.org"),
        ("starting-year", " 2007 ", 2007),
        ("related", "parent: A, B and C\nD", ("parent: A, B and C", "related: D")),
        ("members-by-year", "2019: 31\n2020: 33", ("2019: 31", "2020: 33")),
        ("description", " ", None),
    ],
)
def test_a_typed_value_is_read(key: str, text: str, value: object) -> None:
    assert read_typed(BY_KEY[key], text) == value


def test_words_of_the_list_are_chosen_however_they_are_typed_and_others_are_kept() -> None:
    coverage = BY_KEY["coverage"]
    assert read_words(coverage, ["africa"], "global\nMars, Global") == ("africa", "global", "Mars")
    assert read_words(coverage, [], " ") is None


def test_the_overview_counts_what_needs_a_look() -> None:
    strange = Statement("coverage", "CIP", ("Mars",), "Mars", "In no list.")
    record = replace(RECORD, statements=(FIRST, SECOND, strange, Statement("website", "CIP")))
    counted = looks_counted(record)
    assert (counted[Look.CONTRADICTED], counted[Look.UNMAPPED], counted[Look.NOTED]) == (1, 1, 1)
    assert counted[Look.UNKNOWN] == len(FIELDS) - 2
    rows = [row for own in field_rows(record, Look.UNMAPPED).values() for row in own]
    assert [(row.field.key, row.words) for row in rows] == [("coverage", "Mars")]
    everything = [row for own in field_rows(record).values() for row in own]
    assert {row.field for row in everything} == set(FIELDS)


def test_places_are_called_with_their_country() -> None:
    assert (place_name("CA-ON"), place_name("CA"), place_name("XX")) == (
        "Ontario, Canada",
        "Canada",
        "XX",
    )


# As everything typed comes in: stripped, and in NFC.
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(
    lambda text: normalize("NFC", text).strip()
)


@given(st.lists(st.tuples(st.sampled_from(["CIP", "PAGE"]), WORDS, st.booleans()), max_size=6))
def test_whatever_is_stated_can_be_stored_and_merged(typed: list[tuple[str, str, bool]]) -> None:
    record = RECORD
    for source, text, current in typed:
        statement = Statement("lead-name", source, text or None, text)
        record = with_statement(record, statement, "", current=current)
    stored = from_plain(to_plain(record))
    assert set(stored.statements) == set(record.statements)
    assert merge(RECORD, record, RECORD).record.by_field == stored.by_field
