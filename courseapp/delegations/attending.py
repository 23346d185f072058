"""Whom an event has in its delegations; see `events.ports.attending` and `materials.readers`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.rules import COMING, WRITTEN_TO, DelegationStatus
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group


class Delegations:
    """The `PeopleSource` of delegations, and what materials ask about them."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return the focal points that were invited, and who comes and has an address.

        By delegation. None has a path: their page is behind a secret link that only its own
        letter holds. Two statements.
        """
        points = session.execute(
            select(Delegation.contact_email, Delegation.contact_name, Delegation.name)
            .where(
                Delegation.event_id == event.id,
                Delegation.status.in_(WRITTEN_TO),
                Delegation.contact_email != "",
            )
            .order_by(Delegation.folded_name, Delegation.id)
        )
        found = [Addressee(email, name or delegation) for email, name, delegation in points]
        people = _coming(event.id).where(Delegate.email != "")
        in_order = people.order_by(Delegation.folded_name, Delegate.named_at, Delegate.id)
        found += [Addressee(each.email, each.full_name) for each in session.scalars(in_order)]
        return {Group.DELEGATES: tuple(found)} if found else {}

    def attends(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person comes with a delegation, under her proved address."""
        return self.is_delegate(session, event_id, person_id)

    def is_delegate(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person comes with a delegation, under her proved address.

        One statement.
        """
        wanted = (
            _coming(event_id)
            .join(Person, Person.email == Delegate.email)
            .where(
                Person.id == person_id,
                Person.email_verified_at.is_not(None),
                Person.disabled_at.is_(None),
            )
        )
        return session.scalars(wanted.limit(1)).first() is not None

    def by_country(self, session: Session, event_id: int) -> Mapping[str, int]:
        """Return how many people come by the country of their delegation. One statement.

        Who comes for an organisation is counted nowhere.
        """
        counted = (
            select(Delegation.country, func.count())
            .join(Delegate, Delegate.delegation_id == Delegation.id)
            .where(
                Delegation.event_id == event_id,
                Delegation.status == DelegationStatus.ACCEPTED,
                Delegation.country.is_not(None),
                Delegate.state.in_(COMING),
            )
            .group_by(Delegation.country)
        )
        return {code: number for code, number in session.execute(counted).all() if code}


def _coming(event_id: int) -> Select[Delegate]:
    return (
        select(Delegate)
        .join(Delegate.delegation)
        .where(
            Delegation.event_id == event_id,
            Delegation.status == DelegationStatus.ACCEPTED,
            Delegate.state.in_(COMING),
        )
    )
