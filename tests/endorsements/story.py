"""The form for officials on a course, and the supervisor whom somebody names in it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.forms.document.record import Stage
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import shipped_form

SUPERVISOR = "director@ministry.example.org"


def publish_officials_form(session: Session, course: Event, now: datetime) -> None:
    """Let people answer the form for officials."""
    document = to_plain(shipped_form("officials"))
    form = session.scalars(select(Form).filter_by(event_id=course.id)).one_or_none() or Form(
        initiative_id=course.initiative_id,
        event=course,
        stage=Stage.APPLICATION,
        document=document,
        created_at=now,
        changed_at=now,
    )
    session.add(
        FormVersion(form=form, number=len(form.versions) + 1, document=document, published_at=now)
    )
    session.commit()
