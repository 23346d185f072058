"""What is searched for in a record: its words, members and publications as rows."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from courseapp.core.typed_text import one_line
from courseapp.countries.names import country_name, folded, is_country, subdivision
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.document.fields import BY_KEY, THEME_FIELDS, FieldKind
from courseapp.initiatives.document.record import Membership, Publication, Record
from courseapp.initiatives.document.relations import relations_of
from courseapp.initiatives.members import is_unread
from courseapp.initiatives.models import (
    Initiative,
    RecordMembership,
    RecordPublication,
    RecordTerm,
)
from courseapp.initiatives.rules import TermKind
from courseapp.initiatives.web_addresses import host_of

_TERMS_OF = {
    TermKind.FUNCTION: "function",
    TermKind.ACTIVITY: "activity",
    TermKind.COVERAGE: "coverage",
    TermKind.LEAD_TYPE: "lead-type",
}
LONGEST_TERM = 300
Values = dict[str, Any]  # of one row
_TOLD_OF_A_PUBLICATION = (
    *("title", "printed", "year", "organisation", "language", "topic", "about", "link", "file"),
)
_PROSE = frozenset({FieldKind.LINE, FieldKind.TEXT})


def index_record(session: Session, now: datetime, initiative: Initiative, record: Record) -> None:
    """Bring everything that is searched for in step with the record."""
    initiative.name = record.name
    initiative.short_name = record.short_name
    initiative.summary = record.summary
    website = record.text("website")
    initiative.website = website if host_of(website) else ""
    initiative.starting_year = _starting_year(record)
    initiative.lead_country = _lead_country(record)
    initiative.search_text = " ".join(dict.fromkeys(folded(each) for each in _said(record)))
    initiative.changed_at = now
    lines = (*record.memberships, *relations_of(record))
    members = [_membership(initiative.id, each) for each in lines]
    _replace(session, RecordTerm, initiative.id, list(_terms(initiative.id, record)))
    _replace(session, RecordMembership, initiative.id, members)
    _index_publications(session, now, initiative.id, record)


def _replace(
    session: Session,
    table: type[RecordTerm | RecordMembership],
    initiative_id: int,
    rows: list[Values],
) -> None:
    """Two statements however many rows there are: thousands of records are saved at once."""
    session.execute(delete(table).where(table.initiative_id == initiative_id))
    if rows:
        session.execute(insert(table), rows)


def _starting_year(record: Record) -> int | None:
    year = record.value("starting-year")
    return year if isinstance(year, int) and is_partial_date(str(year)) else None


def _lead_country(record: Record) -> str | None:
    code = record.text("lead-country")
    return code if is_country(code) else None


def _said(record: Record) -> Iterator[str]:
    """Yield what a search may find: names, members, texts."""
    yield from (record.name, record.short_name, record.summary)
    for statement in record.statements:
        if BY_KEY[statement.field].kind in _PROSE and isinstance(statement.value, str):
            yield statement.value
    yield from chain.from_iterable((each.title, each.text) for each in record.passages)
    for member in record.memberships:
        yield from (member.printed, member.organisation, country_name(member.country or None))
        yield subdivision(member.code).name if member.is_part else ""
    yield from (each.title for each in record.publications)


def _terms(initiative_id: int, record: Record) -> Iterator[Values]:
    themes = (field.key for field in THEME_FIELDS if record.value(field.key) is True)
    found = [(TermKind.THEME, key.removeprefix("theme-")) for key in themes]
    for kind, key in _TERMS_OF.items():
        found += [(kind, term[:LONGEST_TERM].strip()) for term in record.terms(key)]
    for kind, term in dict.fromkeys(found):
        yield {"initiative_id": initiative_id, "kind": kind, "term": term}


def _membership(initiative_id: int, member: Membership) -> Values:
    printed = one_line(member.printed)[:300]
    return {
        "initiative_id": initiative_id,
        "key": member.key,
        "kind": member.kind,
        "category": member.category,
        "printed": printed,
        "country": member.country or None,
        "subdivision": member.code if member.is_part else None,
        "organisation": member.organisation or ("" if _names_a_place(member) else printed),
        "organisation_type": member.organisation_type,
        "seat": member.seat or None,
        "other_slug": member.initiative or None,
        "since": member.since,
        "until": member.until,
    }


def _names_a_place(member: Membership) -> bool:
    """Whether it is a place, read or not: a name that nobody could read is no organisation."""
    return bool(member.code) or is_unread(member)


def _index_publications(
    session: Session, now: datetime, initiative_id: int, record: Record
) -> None:
    """Rows keep their ids, for sessions name them; one that left the record is unlisted."""
    own = select(RecordPublication).where(RecordPublication.initiative_id == initiative_id)
    rows = {row.key: row for row in session.scalars(own)}
    listed = {each.key: each for each in record.publications}
    for key, row in rows.items():
        row.is_listed = key in listed
    for key, publication in listed.items():
        row = rows.get(key) or RecordPublication(
            initiative_id=initiative_id, key=key, is_listed=True, added_at=now, changed_at=now
        )
        _fill(row, publication, now)
        session.add(row)


def _fill(row: RecordPublication, publication: Publication, now: datetime) -> None:
    told = {name: getattr(publication, name) for name in _TOLD_OF_A_PUBLICATION}
    if any(getattr(row, name) != value for name, value in told.items()):
        row.changed_at = now
    for name, value in told.items():
        setattr(row, name, value)
    words = (publication.title, publication.organisation, publication.topic, publication.about)
    row.search_text = folded(" ".join(words))
