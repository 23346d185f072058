"""What must be true of nominations, whatever happened: for operators and for tests."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from courseapp.nominations.models import Nomination, Quota


def broken_quotas(session: Session) -> Sequence[str]:
    """Return a sentence for each quota that counts wrong, or whose ranks have a gap."""
    ranks = (
        select(
            Nomination.quota_id,
            func.count(Nomination.rank).label("number"),
            func.max(Nomination.rank).label("highest"),
        )
        .group_by(Nomination.quota_id)
        .subquery()
    )
    number = func.coalesce(ranks.c.number, 0)
    wrong = or_(Quota.used != number, func.coalesce(ranks.c.highest, 0) != number)
    rows = session.execute(
        select(Quota.id, Quota.name)
        .outerjoin(ranks, ranks.c.quota_id == Quota.id)
        .where(wrong)
        .order_by(Quota.id)
    )
    return [f"The quota {key} of {name} counts other people than it names." for key, name in rows]
