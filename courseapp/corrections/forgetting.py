"""Forgets who reported something, some time after the decision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.core import audit
from courseapp.corrections.models import Report
from courseapp.corrections.rules import KEEPS_ADDRESS_FOR
from courseapp.mail.models import Message

THE_PRODUCT = "system"
AT_ONCE = 500


def forget_addresses(session: Session, now: datetime) -> int:
    """Delete the addresses of reports that were decided long ago, and the messages sent there.

    Return how many reports had one; call again while it is not 0.
    """
    reports = _due(session, now)
    ids = [report.id for report in reports]
    subjects = [report.subject for report in reports]
    session.execute(delete(Message).where(Message.about.in_(subjects)))
    session.execute(update(Report).where(Report.id.in_(ids)).values(email=""))
    for report in reports:
        audit.record(
            session,
            at=now,
            actor=THE_PRODUCT,
            verb="forgot address",
            subject=report.subject,
            summary=f"The e-mail address in report {report.number} was deleted, "
            f"{KEEPS_ADDRESS_FOR.days} days after the decision.",
        )
    session.flush()
    return len(ids)


def _due(session: Session, now: datetime) -> Sequence[Report]:
    return session.scalars(
        select(Report)
        .where(Report.email != "", Report.decided_at < now - KEEPS_ADDRESS_FOR)
        .order_by(Report.id)
        .limit(AT_ONCE)
    ).all()
