"""Brings the records that come with the product into the database."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core import audit
from courseapp.initiatives.models import (
    Count,
    Initiative,
    Membership,
    Passage,
    Publication,
    Source,
    Statement,
)
from courseapp.initiatives.record_files import (
    CountLine,
    InitiativeRecord,
    MembershipLine,
    PassageLine,
    PublicationLine,
    StatementLine,
    initiative_records,
)


def load_records(session: Session, now: datetime) -> tuple[str, ...]:
    """Add the initiatives that are not there yet and return their slugs.

    A record that is there stays as it is, whatever its organisers made of it: loading twice
    changes nothing. `now` is the instant at which new records were made.
    """
    present = set(session.scalars(select(Initiative.slug)))
    new = [record for record in initiative_records() if record.facts.slug not in present]
    for record in new:
        _add_facts(session, record, now)
    ids = dict(session.execute(select(Initiative.slug, Initiative.id)).all())
    for record in new:
        _add_lists(session, record, ids)
    return tuple(record.facts.slug for record in new)


def _add_facts(session: Session, record: InitiativeRecord, now: datetime) -> None:
    initiative = Initiative(**asdict(record.facts), changed_at=now)
    session.add(initiative)
    session.flush()
    audit.record(
        session,
        at=now,
        actor="system",
        verb="loaded",
        subject=f"initiative/{initiative.id}",
        summary=f"The record of {record.facts.short_name} that comes with the product was loaded.",
    )


def _add_lists(session: Session, record: InitiativeRecord, ids: Mapping[str, int]) -> None:
    own = ids[record.facts.slug]
    session.add_all(Source(initiative_id=own, **asdict(line)) for line in record.sources)
    session.add_all(
        Passage(initiative_id=own, position=position, **_columns(line))
        for position, line in enumerate(record.passages, start=1)
    )
    session.add_all(
        _membership(own, position, line, ids)
        for position, line in enumerate(record.memberships, start=1)
    )
    session.add_all(Count(initiative_id=own, **_columns(line)) for line in record.counts)
    session.add_all(_publication(own, line) for line in record.publications)
    session.add_all(Statement(initiative_id=own, **_columns(line)) for line in record.statements)
    session.flush()


def _membership(
    own: int, position: int, line: MembershipLine, ids: Mapping[str, int]
) -> Membership:
    return Membership(
        initiative_id=own,
        position=position,
        kind=line.kind,
        as_printed=line.printed,
        country=line.country,
        subdivision=line.subdivision,
        organisation="" if line.country else line.printed,
        note=line.note,
        other_initiative_id=ids[line.initiative] if line.initiative else None,
        source_key=line.source,
    )


def _publication(own: int, line: PublicationLine) -> Publication:
    printed = line.as_printed or line.title
    return Publication(initiative_id=own, **_columns(line) | {"as_printed": printed})


def _columns(line: PassageLine | CountLine | PublicationLine | StatementLine) -> dict[str, object]:
    columns = asdict(line)
    return {"source_key": columns.pop("source")} | columns
