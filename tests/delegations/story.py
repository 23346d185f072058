"""A dialogue by invitation, the delegation of New Zealand, and what it types."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.delegations.inviting import invite
from courseapp.delegations.listing import add_delegation
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.plans import DelegationPlan
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import Access, EventKind, FeedDetail
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock
from tests.support.pages import Value

ACCEPT, DECLINE, NAME = "Accept the invitation", "Decline", "Put on the list"
TITLE = "Zanzibar dialogue"
PLACE = "Villa Salviati"
SITTING = "Price floors behind closed doors"
DIALOGUE: Mapping[str, Any] = {
    "title": TITLE,
    "kind": EventKind.DIALOGUE,
    "access": Access.INVITATION,
    "feed_detail": FeedDetail.DATES,
    "venue": PLACE,
    "seats": None,
    "applications_close_local": None,
    "applications_zone": None,
}
PLAN = DelegationPlan(
    "New Zealand",
    size=2,
    country="NZ",
    contact_name="Aroha Ngata",
    contact_email="aroha.ngata@example.org",
    note="Prefers mornings.",
)


@dataclass(frozen=True)
class Stage:
    """One dialogue with one session, and who acts."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event
    sitting: EventSession

    @property
    def page(self) -> str:
        return f"/manage/events/{self.event.slug}/delegations"

    def added(self, **changes: Any) -> Delegation:
        """Let the organiser put a delegation on the list; `changes` are fields of its plan."""
        with self.app.test_request_context():
            plan = replace(PLAN, **changes)
            actor = self.cast.icap_organiser
            found = add_delegation(self.session, actor, self.clock.now, self.event, plan)
            self.session.commit()
        return found

    def invited(self, delegation: Delegation | None = None, note: str = "") -> str:
        """Let the organiser write to it; return the path of the link in that letter."""
        delegation = delegation or self.added()
        with self.app.test_request_context():
            invite(self.session, self.cast.icap_organiser, self.clock.now, delegation, note)
            self.session.commit()
        return link_in(self.letters()[-1])

    def letters(self) -> list[Message]:
        """Return the letters to delegations, the oldest first."""
        found = select(Message).where(Message.kind.startswith("delegation_"))
        return list(self.session.scalars(found.order_by(Message.id)))

    def delegations(self) -> list[Delegation]:
        self.session.expire_all()
        return list(self.session.scalars(select(Delegation).order_by(Delegation.id)))

    def people(self) -> dict[str, Delegate]:
        """Return everybody who was ever named, by name."""
        self.session.expire_all()
        found = self.session.scalars(select(Delegate).order_by(Delegate.id))
        return {each.full_name: each for each in found}


def link_in(letter: Message) -> str:
    """Return the path of the private link in a letter."""
    address = next(word for word in letter.text.split() if "/delegation/" in word)
    return address.removeprefix("http://courseapp.test")


def typed(name: str, **others: Value) -> Mapping[str, Value]:
    """Return what a delegation types to name a person."""
    return {"full_name": name, **others}
