"""What must be true of every event's rules: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.eligibility.composed.writing import from_plain
from courseapp.eligibility.models import EventRules, RulesVersion
from courseapp.events.models import Event


def broken_rules(session: Session) -> Sequence[str]:
    """Return a sentence for each event whose rules are not as they must be.

    Versions are numbered without a gap, the one in force is there, and all of them can be read.
    """
    counted = (
        select(RulesVersion.event_id, func.count().label("number"))
        .group_by(RulesVersion.event_id)
        .having(func.count() != func.max(RulesVersion.number))
        .subquery()
    )
    gaps = select(Event.slug).join(counted, counted.c.event_id == Event.id)
    there = select(RulesVersion.id).where(
        RulesVersion.event_id == EventRules.event_id, RulesVersion.number == EventRules.in_force
    )
    missing = (
        select(Event.slug)
        .join(EventRules, EventRules.event_id == Event.id)
        .where(EventRules.in_force.is_not(None), ~there.exists())
    )
    return [
        *(f"The rules of {slug} miss a version." for slug in session.scalars(gaps)),
        *(f"The rules in force of {slug} are not there." for slug in session.scalars(missing)),
        *_unreadable(session),
    ]


def _unreadable(session: Session) -> Sequence[str]:
    rows = session.execute(
        select(Event.slug, RulesVersion.number, RulesVersion.document)
        .join(RulesVersion, RulesVersion.event_id == Event.id)
        .order_by(RulesVersion.id)
    )
    return [
        f"Version {number} of the rules of {slug} cannot be read."
        for slug, number, document in rows
        if not _can_be_read(document)
    ]


def _can_be_read(document: dict[str, object]) -> bool:
    try:
        from_plain(document)
    except (KeyError, TypeError, ValueError):
        return False
    return True
