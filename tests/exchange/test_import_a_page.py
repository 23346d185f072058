"""The text of a page of the platform, from a textarea into the record."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.rules import FileFormat, ImportState, Result, Verdict
from courseapp.initiatives.discrepancies import discrepancies
from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import RecordVersion
from courseapp.initiatives.queries import initiative_named, record_of
from courseapp.initiatives.rules import CountKind
from tests.exchange.desk import Desk

OTHER = "Carbon Partnership of the South (CPS)"


def record_called(session: Session, slug: str) -> Record:
    session.expire_all()
    return record_of(session, initiative_named(session, slug)).record


@pytest.fixture
def other_page(icap_page: str) -> str:
    """The same page under a name that nobody holds yet."""
    return icap_page.replace(
        "Name of initiative International Carbon Action Partnership (ICAP)",
        f"Name of initiative {OTHER}",
    )


def test_a_pasted_page_becomes_a_record_with_exactly_its_figures(
    administrator: Desk, other_page: str, session: Session
) -> None:
    waiting = administrator.paste(other_page)
    assert waiting.heading == "Reading the pasted text"
    assert 'http-equiv="refresh"' in waiting.html
    administrator.work()
    dry_run = administrator.browser.visit(waiting.path)
    assert "1 new. Nothing is imported yet." in dry_run.text
    for told in ("33 names, 30 different", "19 names, 18 different", "CA-ON", "12 April 2022"):
        assert told in dry_run.text
    done = administrator.take(dry_run)
    assert "1 record was added as a draft" in done.text
    record = record_called(session, "cps")
    counts = {count.kind: count.value for count in record.counts}
    assert (counts[CountKind.MEMBERS], counts[CountKind.NATIONAL_STATES]) == (53, 34)
    assert counts[CountKind.REGIONS] == 19
    tallies = [(t.printed, t.listed, t.names, t.members) for t in discrepancies(record).tallies]
    assert tallies == [(34, 33, 30, 30), (19, 19, 18, 17), (53, 52, 48, 47)]
    themes = {field.key: record.value(field.key) for field in THEME_FIELDS}
    assert len(themes) == 22
    assert [key for key, value in themes.items() if value] == ["theme-supply-chain"]
    assert record.value("last-update") == "2022-04-12T12:00:16"


def test_the_dry_run_changes_nothing(administrator: Desk, icap_page: str, session: Session) -> None:
    before = session.scalars(select(RecordVersion.id)).all()
    page = administrator.look_at(icap_page, "icap.txt")
    assert "1 changed. Nothing is imported yet." in page.text
    assert session.scalars(select(RecordVersion.id)).all() == before


def test_a_second_import_of_the_same_page_changes_nothing(
    administrator: Desk, icap_page: str, session: Session
) -> None:
    done = administrator.bring_in(icap_page, "icap.txt")
    assert "1 record was changed" in done.text
    versions = session.scalars(select(RecordVersion.id)).all()
    again = administrator.look_at(icap_page, "icap.txt")
    assert "1 unchanged." in again.text
    assert "Every row is as we hold it already." in again.text
    assert session.scalars(select(RecordVersion.id)).all() == versions


def test_our_own_words_stay_beside_what_the_platform_prints(
    administrator: Desk, icap_page: str, session: Session
) -> None:
    before = record_called(session, "icap").current("description")
    administrator.bring_in(icap_page, "icap.txt")
    after = record_called(session, "icap").current("description")
    assert before is not None
    assert after is not None
    assert (after.value, after.note) == (before.value, before.note)
    assert after.printed.startswith("ICAP brings governments together")


def test_an_organiser_imports_into_her_own_record(
    organiser: Desk, icap_page: str, session: Session
) -> None:
    done = organiser.bring_in(icap_page, "icap.txt")
    assert "1 record was changed" in done.text
    version = session.scalars(
        select(RecordVersion).order_by(RecordVersion.id.desc()).limit(1)
    ).one()
    assert version.author == "Mariana Costa"
    assert version.note == "Imported from icap.txt, line 1."


def test_a_row_about_another_initiative_is_not_hers(
    organiser: Desk, other_page: str, session: Session
) -> None:
    page = organiser.look_at(other_page, "other.txt")
    assert "1 not yours." in page.text
    assert "No row of this file can be imported." in page.text
    row = session.scalars(select(ImportRow)).one()
    assert (row.verdict, row.initiative_id) == (Verdict.NOT_YOURS, None)


def test_what_was_read_and_what_became_of_it_is_kept(
    administrator: Desk, icap_page: str, session: Session
) -> None:
    administrator.bring_in(icap_page, "icap.txt")
    found = session.scalars(select(RecordImport)).one()
    assert (found.state, found.format) == (ImportState.DONE, FileFormat.PAGE)
    assert found.content is None
    row = session.scalars(select(ImportRow)).one()
    assert (row.verdict, row.result) == (Verdict.CHANGED, Result.CHANGED)
    listed = administrator.browser.visit("/manage/import")
    assert "icap.txt" in listed.links
    assert "Imported" in listed.text
