"""What changed between two versions of a record, in words."""

from dataclasses import replace

import pytest

from courseapp.initiatives.document.merging import Place, differences, pieces
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
from courseapp.initiatives.editing.kinds import LISTS
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind
from courseapp.initiatives.telling import Line, Told, What, told, told_clash

PAGE = Source("PAGE", "A page", date="2022-04-12")
CIP_2007 = Statement("starting-year", "CIP", 2007, "2007")
PAGE_2008 = Statement("starting-year", "PAGE", 2008)
RECORD = Record(
    "test",
    "Test Initiative",
    "TI",
    sources=(Source("CIP", "The platform"), PAGE),
    statements=(CIP_2007,),
)


def change(before: Record, after: Record) -> Told:
    (only,) = differences(before, after)
    return told(only)


def lines(before: Record, after: Record) -> set[tuple[str, str, str]]:
    return {(line.label, line.before, line.after) for line in change(before, after).lines}


def stating(*statements: Statement) -> Record:
    return replace(RECORD, statements=statements)


def test_a_changed_value_is_told_with_the_source_that_states_it() -> None:
    found = change(RECORD, stating(replace(CIP_2007, value=2006, note="A slip.")))
    assert (found.of, found.title, found.what) == ("Field", "Since", What.CHANGED)
    assert found.lines == (Line("Value (CIP)", "2007", "2006"), Line("Note (CIP)", "", "A slip."))


def test_what_another_source_states_is_told_as_a_whole() -> None:
    assert lines(RECORD, stating(CIP_2007, PAGE_2008)) == {("PAGE", "", "2008")}
    assert lines(stating(CIP_2007, PAGE_2008), RECORD) == {("PAGE", "2008", "")}


def test_another_current_statement_is_a_change_of_its_own() -> None:
    assert lines(stating(CIP_2007, PAGE_2008), stating(PAGE_2008, CIP_2007)) == {
        ("Current statement", "CIP", "PAGE")
    }


def test_two_statements_of_one_source_are_told_apart() -> None:
    second = replace(CIP_2007, value=2009, printed="2009")
    assert lines(stating(CIP_2007), stating(CIP_2007, second)) == {("CIP 2", "", "2009")}


def test_a_field_that_nobody_states_any_more_is_removed() -> None:
    found = change(RECORD, stating())
    assert (found.what, found.lines) == (What.REMOVED, (Line("CIP", "2007", ""),))


def test_an_unmapped_word_and_what_is_printed_are_told() -> None:
    strange = Statement("coverage", "CIP", ("global", "Mars"), "Global, Mars", "In no list.")
    assert lines(stating(), stating(strange)) == {
        ("CIP", "", "Global, Mars · In no list."),
    }


def test_the_name_is_told_by_its_own_word() -> None:
    found = change(RECORD, replace(RECORD, name="Another name"))
    assert (found.title, found.lines[0].after) == ("Name of the initiative", "Another name")


ADDED = {
    "sources": (Source("NEWS", "A newspaper", dated="undated"), "A newspaper (NEWS)"),
    "passages": (Passage("a", PassageKind.ACTIVITY, "CIP", "Courses", "Ten days."), "Courses"),
    "memberships": (
        Membership("ca-on", MembershipKind.MEMBER, "CIP", "Ontario (Canada)", "CA-ON"),
        "Ontario (Canada)",
    ),
    "counts": (
        Count("m", CountKind.MEMBERS, 15, "CIP", "2022", approximate=True),
        "Members: about 15",
    ),
    "publications": (Publication("r", "A report", "CIP", year=2016, file="0123456789"), "A report"),
    "milestones": (
        Milestone("f", MilestoneKind.FOUNDED, "CIP", "Founded", "2007", announced=True),
        "Founded",
    ),
}


@pytest.mark.parametrize("part", ADDED)
def test_each_kind_of_thing_is_told_when_it_comes_and_when_it_goes(part: str) -> None:
    thing, title = ADDED[part]
    held: tuple[object, ...] = getattr(RECORD, part)
    parts: dict[str, tuple[object, ...]] = {part: (*held, thing)}
    fuller = replace(RECORD, **parts)  # type: ignore[arg-type]  # a list of the right kind
    found = change(RECORD, fuller)
    assert (found.of, found.title, found.what) == (LISTS[part].title, title, What.ADDED)
    assert all(line.after and not line.before for line in found.lines)
    gone = change(fuller, RECORD)
    assert (gone.title, gone.what) == (title, What.REMOVED)
    assert [line.before for line in gone.lines] == [line.after for line in found.lines]


def test_a_thing_that_changed_is_told_by_what_differs_only() -> None:
    line = Membership("ca-on", MembershipKind.MEMBER, "CIP", "Ontario (Canada)", "CA-ON")
    before = replace(RECORD, memberships=(line,))
    after = replace(
        RECORD, memberships=(replace(line, kind=MembershipKind.OBSERVER, until="2024-06"),)
    )
    assert lines(before, after) == {
        ("How it belongs", "Member", "Observer"),
        ("Until", "", "June 2024"),
    }


def test_a_clash_shows_what_both_began_with_and_made_of_it() -> None:
    place = Place("statements", "starting-year")
    theirs, ours = stating(replace(CIP_2007, value=2008)), stating(CIP_2007, PAGE_2008)
    clash = told_clash(place, *(pieces(each)[place] for each in (RECORD, theirs, ours)))
    assert (clash.of, clash.title) == ("Field", "Since")
    told_sides = {side.label: (side.began, side.theirs, side.ours) for side in clash.sides}
    assert told_sides["CIP"] == ("2007", "2008 · printed “2007”", "2007")
    assert told_sides["PAGE"] == ("", "", "2008")


def test_a_clash_with_something_that_was_removed_says_nothing_on_that_side() -> None:
    passage = Passage("a", PassageKind.ACTIVITY, "CIP", "Courses")
    clash = told_clash(Place("passages", "a"), passage, None, replace(passage, title="Training"))
    title = next(side for side in clash.sides if side.label == "Title")
    assert (title.began, title.theirs, title.ours) == ("Courses", "", "Training")


def test_everything_that_the_shipped_records_hold_can_be_told() -> None:
    for record in shipped_records():
        empty = Record(record.slug, record.name, record.short_name)
        for each in map(told, differences(empty, record)):
            assert each.title
            assert each.lines
            assert all(line.label and line.after for line in each.lines)
