"""The members of the initiative's record, as delegations that can be invited."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.asking.members import Member, members_besides
from courseapp.delegations.models import Delegation
from courseapp.delegations.plans import DelegationPlan
from courseapp.delegations.rules import USUAL_SIZE
from courseapp.events.models import Event


def missing_members(
    session: Session, event: Event, today: date, size: int = USUAL_SIZE
) -> Sequence[DelegationPlan]:
    """Return the members of the present day that are not on the event's list, by name.

    Two statements. See `asking.members`.
    """
    rows = session.execute(
        select(Delegation.name, Delegation.country, Delegation.subdivision).where(
            Delegation.event_id == event.id
        )
    )
    on_list = [Member(*row) for row in rows]
    return [
        DelegationPlan(
            name=each.name, size=size, country=each.country, subdivision=each.subdivision
        )
        for each in members_besides(session, event.initiative_id, today, on_list)
    ]
