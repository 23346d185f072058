"""Versions of a record: what differs, and how two changes of one come together."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.document.fields import FIELDS
from courseapp.initiatives.document.merging import (
    differences,
    in_order,
    merge,
    with_statements,
)
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Record,
    Source,
    Statement,
)
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind

SOURCES = (Source("A", "Page A", date="2020"), Source("B", "Page B", approximate=True))
keys = st.sampled_from(["one", "two", "three"])
sources = st.sampled_from(["A", "B"])
words = st.sampled_from(["", "Québec", "نص", "two words", "🌍", 'O’Neil "quoted"'])
titles = words.map(lambda text: text or "Untitled")
dates = st.sampled_from(["", "2020", "2020-02", "2020-02-29"])
values = st.one_of(
    st.none(), words.filter(bool), st.booleans(), st.integers(0, 9999), st.tuples(titles, titles)
)
statements = st.builds(
    Statement,
    field=st.sampled_from([field.key for field in FIELDS[:12]]),
    source=sources,
    value=values,
    printed=words,
    note=words,
)
passages = st.builds(
    Passage, key=keys, kind=st.sampled_from(PassageKind), source=sources, title=titles, text=words
)
memberships = st.builds(
    Membership,
    key=keys,
    kind=st.sampled_from(MembershipKind),
    source=sources,
    printed=titles,
    code=st.sampled_from(["", "DE", "CA-QC"]),
    category=st.sampled_from([None, CountKind.NATIONAL_STATES]),
    since=dates,
    note=words,
)
counts = st.builds(
    Count,
    key=keys,
    kind=st.sampled_from(CountKind),
    value=st.integers(0, 10**6),
    source=sources,
    as_of=dates,
    approximate=st.booleans(),
)
publications = st.builds(
    Publication, key=keys, title=titles, source=sources, year=st.none() | st.integers(1900, 2100)
)
milestones = st.builds(
    Milestone,
    key=keys,
    kind=st.sampled_from(MilestoneKind),
    source=sources,
    title=titles,
    date=dates,
    announced=st.booleans(),
)


def some(things: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(things, max_size=3, unique_by=lambda each: each.key).map(tuple)


records = st.builds(
    Record,
    slug=st.just("test"),
    name=titles,
    short_name=st.sampled_from(["", "T"]),
    summary=words,
    sources=st.just(SOURCES),
    statements=st.lists(statements, max_size=4).map(tuple),
    passages=some(passages),
    memberships=some(memberships),
    counts=some(counts),
    publications=some(publications),
    milestones=some(milestones),
).map(in_order)


@given(records)
def test_a_record_that_is_written_is_read_again_as_it_was(record: Record) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


@given(records)
def test_nothing_differs_from_itself_and_merging_nothing_changes_nothing(record: Record) -> None:
    assert differences(record, record) == ()
    merged = merge(record, record, record)
    assert (merged.record, merged.theirs, merged.clashes) == (record, (), ())


@given(records, records)
def test_a_change_that_meets_no_other_is_made_whole(base: Record, wanted: Record) -> None:
    merged = merge(base, wanted, base)
    assert merged.clashes == ()
    assert differences(merged.record, wanted) == ()
    assert differences(merge(base, base, wanted).record, wanted) == ()


@given(records, records, records)
def test_every_wish_is_fulfilled_or_told_and_nothing_of_theirs_is_lost(
    base: Record, ours: Record, theirs: Record
) -> None:
    merged = merge(base, ours, theirs)
    clashing = {each.place for each in merged.clashes}
    made = {each.place: each.after for each in differences(base, merged.record)}
    for change in differences(base, theirs):
        assert made[change.place] == change.after
    for change in differences(base, ours):
        assert change.place in clashing or made[change.place] == change.after


def test_two_changes_of_different_fields_come_together() -> None:
    (icap,) = (each for each in shipped_records() if each.slug == "icap")
    ours = with_statements(icap, "end-year", (Statement("end-year", "CIP", 2030),))
    theirs = replace(icap, summary="Shorter.")
    merged = merge(icap, ours, theirs)
    assert merged.clashes == ()
    assert (merged.record.value("end-year"), merged.record.summary) == (2030, "Shorter.")


def test_two_changes_of_one_field_are_a_clash_and_theirs_stays() -> None:
    base = _with_year(2007)
    merged = merge(base, _with_year(2008), _with_year(2009))
    assert merged.record.value("starting-year") == 2009
    (clash,) = merged.clashes
    assert (clash.before[0].value, clash.after[0].value) == (2009, 2008)


def test_the_same_change_twice_is_no_clash() -> None:
    merged = merge(_with_year(2007), _with_year(2008), _with_year(2008))
    assert (merged.clashes, merged.record.value("starting-year")) == ((), 2008)


def test_a_source_stays_where_the_other_came_to_use_it() -> None:
    base = Record("test", "Test", "T", sources=SOURCES)
    ours = with_statements(base, "end-year", (Statement("end-year", "B", 2030),))
    theirs = replace(base, sources=SOURCES[:1])
    assert {each.key for each in merge(base, ours, theirs).record.sources} == {"A", "B"}


def test_what_one_removes_and_the_other_changes_is_a_clash() -> None:
    milestone = Milestone("one", MilestoneKind.OTHER, "A", "Something")
    base = Record("test", "Test", "T", sources=SOURCES, milestones=(milestone,))
    gone = replace(base, milestones=())
    changed = replace(base, milestones=(replace(milestone, title="Something else"),))
    assert [each.after for each in merge(base, gone, changed).clashes] == [None]
    assert merge(base, gone, changed).record == changed


def test_the_first_statement_of_a_field_is_the_current_one() -> None:
    both = (Statement("end-year", "A", 2030), Statement("end-year", "B", 2031))
    record = with_statements(Record("test", "Test", "T", sources=SOURCES), "end-year", both)
    assert record.value("end-year") == 2030
    assert [each.value for each in record.by_field["end-year"]] == [2030, 2031]


def _with_year(year: int) -> Record:
    base = Record("test", "Test", "T", sources=SOURCES)
    return with_statements(base, "starting-year", (Statement("starting-year", "A", year),))
