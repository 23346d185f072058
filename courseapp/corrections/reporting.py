"""A reader reports a mistake."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.core import audit
from courseapp.core.database import lock
from courseapp.core.errors import NotFound
from courseapp.corrections.emails import send_receipt
from courseapp.corrections.models import Report
from courseapp.corrections.places import Subject, place_from, subject_at
from courseapp.corrections.rules import ReportState, Wish
from courseapp.countries.names import folded
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import held_record
from courseapp.initiatives.saving import version_of

LONGEST_TITLE = 400
A_READER = "A reader"


@dataclass(frozen=True)
class Read:
    """What somebody has before her who reports: a place of a record, in one of its versions."""

    initiative: Initiative
    record: Record
    version: int
    subject: Subject


@dataclass(frozen=True)
class Typed:
    """What she typed, cleaned. `until` and `source_date` are partial dates."""

    wish: Wish
    proposed: str = ""
    until: str = ""
    source_title: str = ""
    source_address: str = ""
    source_date: str = ""
    comment: str = ""
    email: str = ""
    is_suspect: bool = False


def read_at(session: Session, slug: str, at: str, seen: int | None = None) -> Read:
    """Return the place of a public record that an address names.

    `seen` is the version that a form was made from; then that one counts, for a report of what
    has changed meanwhile is still a report. Raises NotFound for a draft and for an unknown place.
    """
    held = held_record(session, slug, None)
    record, number = held.record, held.version.number
    if seen is not None and seen != number:
        version = version_of(session, held.initiative.id, seen)
        record, number = from_plain(version.document), version.number
    subject = subject_at(record, place_from(at))
    if subject is None:
        raise NotFound
    return Read(held.initiative, record, number, subject)


def report_mistake(session: Session, now: datetime, read: Read, typed: Typed) -> Report:
    """Keep a report and, where there is an address, confirm it by mail.

    The same report sent twice, as by a second press of the button, is kept once.
    """
    initiative = lock(session, Initiative, read.initiative.id)
    again = _same(session, read, typed)
    if again is not None:
        return again
    report = _new(session, now, read, typed)
    session.add(report)
    session.flush()
    if report.email:
        send_receipt(session, now, initiative, report)
    audit.record(
        session,
        at=now,
        actor=A_READER,
        verb="reported mistake",
        subject=report.subject,
        summary=f"Report {report.number} on {initiative.called} came in: {report.title}.",
    )
    return report


def seal(slug: str, number: int, key: str) -> str:
    """Return the number of a version with a signature (HMAC-SHA-256, RFC 2104).

    So a form brings back only a version that its reader was shown: older ones may be of a time
    when the record was not public.
    """
    signed = hmac.new(key.encode(), f"version read {slug} {number}".encode(), sha256)
    return f"{number}.{signed.hexdigest()}"


def unsealed(slug: str, text: str, key: str) -> int | None:
    """Return the number that was sealed for the record, or None for anything else."""
    digits = text.partition(".")[0]
    if not (digits.isascii() and digits.isdigit() and len(digits) < 9):
        return None
    is_ours = hmac.compare_digest(text.encode(), seal(slug, int(digits), key).encode())
    return int(digits) if is_ours else None


def _new(session: Session, now: datetime, read: Read, typed: Typed) -> Report:
    place = read.subject.place
    return Report(
        initiative_id=read.initiative.id,
        number=_next_number(session, read.initiative.id),
        part=place.part,
        key=place.key,
        title=read.subject.title[:LONGEST_TITLE],
        base_number=read.version,
        wish=typed.wish,
        proposed=typed.proposed,
        until=typed.until,
        source_title=typed.source_title,
        source_address=typed.source_address,
        source_date=typed.source_date,
        comment=typed.comment,
        email=canonical_email(typed.email),
        is_suspect=typed.is_suspect,
        search_text=" ".join(map(folded, _searched(read, typed))),
        created_at=now,
    )


def _searched(read: Read, typed: Typed) -> Iterator[str]:
    yield read.subject.title
    yield from (typed.proposed, typed.comment, typed.source_title, typed.source_address)


def _next_number(session: Session, initiative_id: int) -> int:
    highest = select(func.max(Report.number)).where(Report.initiative_id == initiative_id)
    return (session.scalar(highest) or 0) + 1


def _same(session: Session, read: Read, typed: Typed) -> Report | None:
    place = read.subject.place
    return session.scalars(
        select(Report).where(
            Report.initiative_id == read.initiative.id,
            Report.state == ReportState.OPEN,
            Report.part == place.part,
            Report.key == place.key,
            Report.wish == typed.wish,
            Report.proposed == typed.proposed,
            Report.until == typed.until,
            Report.comment == typed.comment,
            Report.source_title == typed.source_title,
            Report.source_address == typed.source_address,
            Report.source_date == typed.source_date,
            Report.email == canonical_email(typed.email),
        )
    ).first()
