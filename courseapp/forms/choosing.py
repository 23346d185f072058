"""Which form people fill in for an event: its own, else a copy of our short one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import DEFAULT, shipped_form


def form_of(session: Session, event: Event, stage: Stage) -> Form | None:
    """Return the event's own form for the stage, published or not; None where it has none."""
    return session.scalars(
        select(Form).where(Form.event_id == event.id, Form.stage == stage)
    ).one_or_none()


def newest_version(
    session: Session, event: Event, stage: Stage = Stage.APPLICATION
) -> FormVersion | None:
    """Return what people would fill in now; None before the first publication. One statement."""
    return session.scalars(
        select(FormVersion)
        .join(Form)
        .where(Form.event_id == event.id, Form.stage == stage)
        .order_by(FormVersion.number.desc())
        .limit(1)
    ).first()


def shown_form(session: Session, event: Event, stage: Stage = Stage.APPLICATION) -> FormDocument:
    """Return the form that people would fill in now; ours where the event has published none."""
    found = newest_version(session, event, stage)
    return found.shown if found else shipped_form(DEFAULT[stage])


def current_version(
    session: Session, now: datetime, event: Event, stage: Stage = Stage.APPLICATION
) -> FormVersion:
    """Return the version to fill in now. Where there is none, our usual form becomes version 1.

    Two at once make one: the event is held while it is made.
    """
    found = newest_version(session, event, stage)
    if found is not None:
        return found
    lock(session, Event, event.id)
    return newest_version(session, event, stage) or _first_version(session, now, event, stage)


def _first_version(session: Session, now: datetime, event: Event, stage: Stage) -> FormVersion:
    """A form that is being composed and was never published stays as it is, unpublished."""
    document = to_plain(shipped_form(DEFAULT[stage]))
    form = form_of(session, event, stage) or Form(
        initiative_id=event.initiative_id,
        event=event,
        stage=stage,
        document=document,
        created_at=now,
        changed_at=now,
    )
    version = FormVersion(form=form, number=1, document=document, published_at=now)
    session.add_all([form, version])
    session.flush()
    return version
