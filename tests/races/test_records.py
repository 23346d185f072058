"""However many editors save a record at once: each change is kept or told, none is overwritten."""

from dataclasses import replace
from functools import partial

from sqlalchemy import select

from courseapp.initiatives.document.merging import with_statements
from courseapp.initiatives.document.record import Milestone, Record, Source, Statement
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.invariants import broken_records
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.rules import MilestoneKind
from courseapp.initiatives.saving import Saved, add_initiative, change_record, newest_version
from tests.races.arena import Arena

EDITORS = 20
SLUG = "contested"


def with_milestone(number: int, record: Record) -> Record:
    made = Milestone(f"m{number}", MilestoneKind.OTHER, "PAGE", f"Milestone {number}")
    return replace(record, milestones=(*record.milestones, made))


def with_year(number: int, record: Record) -> Record:
    told = (Statement("end-year", "PAGE", 2000 + number),)
    return with_statements(record, "end-year", told)


def begin(arena: Arena) -> None:
    record = Record(SLUG, "Contested", "C", sources=(Source("PAGE", "A page"),))
    with arena.session() as session:
        add_initiative(session, None, arena.clock.now, record, "")


def save(arena: Arena, edit: partial[Record]) -> Saved:
    with arena.session() as session:
        initiative = session.scalars(select(Initiative).where(Initiative.slug == SLUG)).one()
        return change_record(session, None, arena.clock.now, initiative, edit, base_number=1)


def held(arena: Arena) -> tuple[int, Record]:
    with arena.session() as session:
        initiative = session.scalars(select(Initiative).where(Initiative.slug == SLUG)).one()
        newest = newest_version(session, initiative.id)
        assert not [each for each in broken_records(session) if SLUG in each]
        return newest.number, from_plain(newest.document)


def test_changes_of_different_things_are_all_kept(arena: Arena) -> None:
    begin(arena)
    jobs = [partial(save, arena, partial(with_milestone, each)) for each in range(EDITORS)]
    assert all(saved.is_new for saved in arena.at_once(*jobs))
    number, record = held(arena)
    assert number == EDITORS + 1
    assert {each.key for each in record.milestones} == {f"m{each}" for each in range(EDITORS)}


def test_of_changes_of_one_field_one_is_kept_and_the_others_are_told(arena: Arena) -> None:
    begin(arena)
    jobs = [partial(save, arena, partial(with_year, each)) for each in range(EDITORS)]
    results = arena.at_once(*jobs)
    assert [saved.is_new for saved in results].count(True) == 1
    assert sum(bool(saved.clashes) for saved in results) == EDITORS - 1
    number, record = held(arena)
    winner = next(index for index, saved in enumerate(results) if saved.is_new)
    assert (number, record.value("end-year")) == (2, 2000 + winner)
