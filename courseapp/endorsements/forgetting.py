"""Whoever supported an application is forgotten together with the answer that named her."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.endorsements.answering import VERB
from courseapp.endorsements.letters import ANSWERED, REQUEST
from courseapp.endorsements.models import Endorsement
from courseapp.events.models import Event
from courseapp.files.models import StoredFile
from courseapp.forms.document.known import SUPERVISOR_EMAIL
from courseapp.mail.forgetting import forget_texts

NOBODY = "supervisor@forgotten.invalid"  # RFC 6761 §6.4: an address that nobody can have
SOMEBODY = "The supervisor"
AT_ONCE = 500


def forget_supervisors(
    sender: Event,  # noqa: ARG001 - whose answers they were
    *,
    session: Session,
    now: datetime,  # noqa: ARG001
    applications: Sequence[int],
    questions: Collection[str],
    **_news: Any,
) -> None:
    """Delete who was asked and what she answered, where the answer that named her is deleted.

    What stays is that somebody was asked and answered, without a name. The bytes of her letter
    go with the next nightly `remove_orphans`.
    """
    if SUPERVISOR_EMAIL not in questions:
        return
    for start in range(0, len(applications), AT_ONCE):
        _forget(session, applications[start : start + AT_ONCE])


def _forget(session: Session, applications: Sequence[int]) -> None:
    these = Endorsement.application_id.in_(applications)
    letters = session.scalars(
        select(Endorsement.letter_file_id).where(these, Endorsement.letter_file_id.is_not(None))
    ).all()
    session.execute(delete(Endorsement).where(these))
    session.execute(delete(StoredFile).where(StoredFile.id.in_(letters)))
    about = [f"application/{each}" for each in applications]
    forget_texts(session, REQUEST, about, address=NOBODY)
    forget_texts(session, ANSWERED, about)
    session.execute(
        update(AuditEntry)
        .where(AuditEntry.verb == VERB, AuditEntry.subject.in_(about))
        .values(actor=SOMEBODY)
    )
