"""Tells organisers that new reports wait: one message an initiative and day, however many."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from courseapp.accounts.queries import organisers_of
from courseapp.core.database import lock, rows_changed
from courseapp.corrections.emails import send_news
from courseapp.corrections.models import Report
from courseapp.corrections.rules import TELLS_EDITORS_EVERY, ReportState
from courseapp.initiatives.models import Initiative


def initiatives_with_news(session: Session) -> Sequence[int]:
    """Return the ids of initiatives with reports that nobody was told of. One statement."""
    return session.scalars(select(Report.initiative_id).where(*_news()).distinct()).all()


def tell_organisers(session: Session, now: datetime, initiative_id: int) -> bool:
    """Write to the organisers, unless they were told within a day; return whether they were now.

    What nobody organises yet is told to whoever comes to organise it.
    """
    initiative = lock(session, Initiative, initiative_id)  # two workers do not tell it twice
    organisers = organisers_of(session, initiative_id)
    if not organisers or _told_lately(session, now, initiative_id):
        return False
    own = (*_news(), Report.initiative_id == initiative_id)
    number = rows_changed(session, update(Report).where(*own).values(announced_at=now))
    for organiser in organisers if number else ():
        send_news(session, now, organiser, initiative, number)
    return number > 0


def _news() -> tuple[ColumnElement[bool], ...]:
    """New and open. What looks like advertising waits in the list, but is no news."""
    return (
        Report.state == ReportState.OPEN,
        Report.announced_at.is_(None),
        Report.is_suspect.is_(False),
    )


def _told_lately(session: Session, now: datetime, initiative_id: int) -> bool:
    told = select(func.max(Report.announced_at)).where(Report.initiative_id == initiative_id)
    last = session.scalar(told)
    return last is not None and last > now - TELLS_EDITORS_EVERY
