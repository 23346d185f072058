"""The members of the initiative's record, as delegations that can be invited."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.countries.names import country_name
from courseapp.delegations.models import Delegation
from courseapp.delegations.plans import DelegationPlan
from courseapp.delegations.rules import USUAL_SIZE, stored_name
from courseapp.events.models import Event
from courseapp.initiatives.belonging import is_present
from courseapp.initiatives.models import RecordMembership
from courseapp.initiatives.rules import MembershipKind


def missing_members(
    session: Session, event: Event, today: date, size: int = USUAL_SIZE
) -> Sequence[DelegationPlan]:
    """Return the members of the present day that are not on the event's list, by name.

    Countries, parts of countries and organisations; a code that is on the list is not invited
    under another name too. Two statements.
    """
    on_list = session.execute(
        select(Delegation.folded_name, Delegation.country, Delegation.subdivision).where(
            Delegation.event_id == event.id
        )
    ).all()
    names = {row[0] for row in on_list}
    places = {part or code for _name, code, part in on_list}
    found: list[DelegationPlan] = []
    for member in session.scalars(_members(event.initiative_id, today)):
        plan = _plan(member, size)
        place = member.subdivision or member.country
        if stored_name(plan.name) not in names and (place is None or place not in places):
            names.add(stored_name(plan.name))
            places.add(place)
            found.append(plan)
    return sorted(found, key=lambda plan: stored_name(plan.name))


def _members(initiative_id: int, today: date) -> Select[RecordMembership]:
    return (
        select(RecordMembership)
        .where(
            RecordMembership.initiative_id == initiative_id,
            RecordMembership.kind == MembershipKind.MEMBER,
            RecordMembership.other_slug.is_(None),
            is_present(today),
        )
        .order_by(RecordMembership.printed, RecordMembership.id)
    )


def _plan(member: RecordMembership, size: int) -> DelegationPlan:
    name = member.printed or member.organisation or country_name(member.country)
    return DelegationPlan(
        name=name,
        size=size,
        country=member.country,
        subdivision=member.subdivision,
    )
