"""Saving a record: each change a version, nothing overwritten, what is searched for in step."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import NotFound
from courseapp.initiatives.document.merging import with_statements
from courseapp.initiatives.document.record import Membership, Record, Statement
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.invariants import broken_records
from courseapp.initiatives.models import (
    Initiative,
    RecordMembership,
    RecordPublication,
    RecordTerm,
    RecordVersion,
)
from courseapp.initiatives.queries import held_record, initiatives_matching
from courseapp.initiatives.rules import MembershipKind, TermKind
from courseapp.initiatives.saving import (
    add_initiative,
    change_record,
    newest_version,
    number_of_versions,
)
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock


@pytest.fixture
def icap(session: Session, cast: Cast) -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()


def summary(text: str) -> Callable[[Record], Record]:
    return lambda record: replace(record, summary=text)


def end_year(year: int) -> Callable[[Record], Record]:
    told = (Statement("end-year", "CIP", year),)
    return lambda record: with_statements(record, "end-year", told)


def without_publications(record: Record) -> Record:
    return replace(record, publications=())


def test_a_change_is_a_new_version_with_author_note_and_moment(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    clock.advance(days=3)
    saved = change_record(
        session, cast.icap_organiser, clock.now, icap, summary("New."), "They said so."
    )
    assert (saved.is_new, saved.version.number, saved.clashes) == (True, 2, ())
    assert (saved.version.author, saved.version.note) == ("Mariana Costa", "They said so.")
    assert saved.version.saved_at == icap.changed_at == clock.now
    assert icap.summary == "New."
    (entry,) = history(session, [f"initiative/{icap.id}"], limit=1)
    assert entry.summary == "Version 2 of the record of ICAP was saved. They said so."


def test_a_change_that_changes_nothing_makes_no_version(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    saved = change_record(session, cast.icap_organiser, clock.now, icap, lambda record: record)
    assert not saved.is_new
    assert number_of_versions(session, icap.id) == 1


def test_two_editors_who_began_with_the_same_version_both_have_their_change(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    change_record(session, cast.administrator, clock.now, icap, summary("First."), base_number=1)
    second = change_record(
        session, cast.icap_organiser, clock.now, icap, end_year(2030), base_number=1
    )
    assert [change.place.key for change in second.theirs] == ["summary"]
    assert (second.record.summary, second.record.value("end-year")) == ("First.", 2030)
    assert second.version.number == 3


def test_of_two_changes_of_one_field_the_second_is_told_and_not_saved(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    change_record(session, cast.administrator, clock.now, icap, end_year(2030), base_number=1)
    second = change_record(
        session, cast.icap_organiser, clock.now, icap, end_year(2031), base_number=1
    )
    assert not second.is_new
    assert [change.place.key for change in second.clashes] == ["end-year"]
    assert from_plain(newest_version(session, icap.id).document).value("end-year") == 2030
    assert icap.summary != ""


def test_a_base_that_was_never_saved_is_not_found(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    with pytest.raises(NotFound):
        change_record(session, cast.icap_organiser, clock.now, icap, end_year(2030), base_number=99)


def test_members_and_words_are_searched_for_as_the_newest_version_has_them(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    def edit(record: Record) -> Record:
        line = Membership("togo", MembershipKind.OBSERVER, "CIP", "Togo", code="TG", since="2026")
        told = (Statement("theme-transport", "CIP", True),)
        return with_statements(replace(record, memberships=(line,)), "theme-transport", told)

    change_record(session, cast.icap_organiser, clock.now, icap, edit)
    rows = session.scalars(
        select(RecordMembership).where(RecordMembership.initiative_id == icap.id)
    ).all()
    assert [(row.country, row.kind, row.since) for row in rows] == [
        ("TG", MembershipKind.OBSERVER, "2026")
    ]
    themes = select(RecordTerm.term).where(
        RecordTerm.initiative_id == icap.id, RecordTerm.kind == TermKind.THEME
    )
    assert set(session.scalars(themes)) == {"transport", "supply-chain"}
    assert session.scalars(initiatives_matching("togo")).all() == [icap]
    assert icap not in session.scalars(initiatives_matching("quebec")).all()


@pytest.mark.parametrize("text", ["quebec", "QUÉBEC", "carbon action partnership", "turkiye"])
def test_a_search_folds_accents_and_case_in_names_members_and_texts(
    session: Session, icap: Initiative, text: str
) -> None:
    assert icap in session.scalars(initiatives_matching(text)).all()


def test_a_publication_that_left_and_came_back_is_the_same_one(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    own = select(RecordPublication).where(RecordPublication.initiative_id == icap.id)
    before = {row.key: row.id for row in session.scalars(own)}
    with_all = newest_version(session, icap.id)
    change_record(session, cast.icap_organiser, clock.now, icap, without_publications)
    assert not any(row.is_listed for row in session.scalars(own))
    change_record(
        session, cast.icap_organiser, clock.now, icap, lambda _: from_plain(with_all.document)
    )
    assert {row.key: row.id for row in session.scalars(own)} == before
    assert all(row.is_listed for row in session.scalars(own))


def test_a_draft_is_seen_by_its_organisers_only(
    session: Session, cast: Cast, clock: FixedClock, icap: Initiative
) -> None:
    draft = Record("hidden", "Hidden Initiative", "HI")
    initiative = add_initiative(session, cast.administrator, clock.now, draft, "", is_public=False)
    assert initiative not in session.scalars(initiatives_matching("")).all()
    assert held_record(session, "hidden", cast.administrator).record == draft
    for other in (None, cast.icap_organiser, cast.reviewer):
        with pytest.raises(NotFound):
            held_record(session, "hidden", other)


@pytest.mark.parametrize(
    "text", ["a" * 300, "Nom à accents", "国际碳行动伙伴组织", "الشراكة", "🌍", "NULL", "' OR 1=1"]
)
def test_a_name_in_any_script_is_kept_to_the_letter(
    session: Session, cast: Cast, clock: FixedClock, text: str
) -> None:
    add_initiative(session, cast.administrator, clock.now, Record("any", text, ""), "")
    session.expire_all()
    assert held_record(session, "any", None).record.name == text


def test_every_record_agrees_with_what_is_searched_for(
    session: Session, icap: Initiative, cast: Cast, clock: FixedClock
) -> None:
    change_record(session, cast.icap_organiser, clock.now, icap, without_publications)
    assert broken_records(session) == []


def test_what_was_changed_past_the_versions_is_found(session: Session, icap: Initiative) -> None:
    session.execute(delete(RecordMembership).where(RecordMembership.initiative_id == icap.id))
    session.execute(update(RecordVersion).values(number=RecordVersion.number + 1))
    told = " ".join(broken_records(session))
    assert "The members of icap are searched for otherwise" in told
    assert "The record icap has no version, or one is missing" in told
