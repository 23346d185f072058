"""Publications in the records, their files, and sessions that read them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import EventSession
from courseapp.initiatives.document.keys import key_from
from courseapp.initiatives.document.record import Publication
from courseapp.initiatives.models import Initiative, RecordPublication
from courseapp.initiatives.saving import change_record
from tests.events.story import published, with_public_session


def initiative(session: Session, slug: str = "icap") -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == slug)).one()


def publication(title: str, **told: Any) -> Publication:
    """Return a publication that stands in a source of ICAP."""
    return Publication(**{"key": key_from(title), "title": title, "source": "CIP", **told})


def publish(session: Session, now: datetime, *listed: Publication, slug: str = "icap") -> None:
    """Put the publications in place of those that the record has."""
    own = initiative(session, slug)

    def edit(record: Any) -> Any:
        key = record.sources[0].key
        return replace(record, publications=tuple(replace(each, source=key) for each in listed))

    change_record(session, None, now, own, edit, "The list of publications.")
    session.commit()


def row(session: Session, title: str) -> RecordPublication:
    return session.scalars(select(RecordPublication).where(RecordPublication.title == title)).one()


def sitting_that_reads(
    session: Session, actor: Person, now: datetime, *titles: str, **event: Any
) -> EventSession:
    """Return a session of a public event of ICAP that has the publications as its reading."""
    event_read = published(session, actor, now, **event)
    sitting = with_public_session(session, actor, now, event_read)
    sitting.readings = [row(session, title) for title in titles]
    session.commit()
    return sitting
