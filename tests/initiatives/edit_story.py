"""What editors do in the tests of the record: who opens which page, and what is saved then."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.saving import Saved, change_record, newest_version

RECORD = "/manage/icap/record"


def initiative(session: Session, slug: str = "icap") -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == slug)).one()


def newest(session: Session, slug: str = "icap") -> RecordVersion:
    """Return the present version as it is in the database now."""
    session.expire_all()
    return newest_version(session, initiative(session, slug).id)


def held(session: Session, slug: str = "icap") -> Record:
    return from_plain(newest(session, slug).document)


def edited(
    session: Session,
    actor: Person,
    now: datetime,
    edit: Callable[[Record], Record],
    slug: str = "icap",
) -> Saved:
    """Let somebody save a change without a browser."""
    saved = change_record(session, actor, now, initiative(session, slug), edit, "In a test.")
    session.commit()
    return saved
