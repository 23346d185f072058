"""The letters to focal points: the invitation, a new link, what became of a substitute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.letters import AskingFacts
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.rules import DelegationAction, DelegationStatus
from courseapp.delegations.words import people_in_words
from courseapp.events.contacts import Contact
from courseapp.mail.outbox import queue

KINDS: Mapping[DelegationAction, str] = {
    DelegationAction.INVITE: "delegation_invitation",
    DelegationAction.REMIND: "delegation_reminder",
}
SUBSTITUTE = "delegation_substitute"
# Shown where the secret link will stand.
SAMPLE_PATH = "/delegation/…"


@dataclass(frozen=True, kw_only=True)
class Facts(AskingFacts):
    """All that an invitation can say."""

    delegation: str
    people: str
    has_accepted: bool


@dataclass(frozen=True)
class Decision:
    """What the organisers decided about a substitute."""

    name: str
    delegation: str
    title: str
    initiative: str
    substitute: str
    earlier: str
    approved: bool
    contact: Contact


def path_of(token: str) -> str:
    """Return the path of the private link with the secret."""
    return f"/delegation/{token}"


def contact_of(person: Person) -> Contact:
    """Return the organiser who writes as whom one can ask."""
    return Contact(person.full_name, person.email)


def facts_for(
    delegation: Delegation,
    now: datetime,
    contact: Contact,
    *,
    note: str = "",
    path: str = SAMPLE_PATH,
) -> Facts:
    """Gather what an invitation that is written `now` says."""
    return Facts.about(
        delegation.event,
        now,
        contact,
        note=note,
        path=path,
        name=delegation.contact_name or delegation.name,
        delegation=delegation.name,
        people=people_in_words(delegation.size),
        has_accepted=delegation.status is DelegationStatus.ACCEPTED,
    )


def decision_for(actor: Person, person: Delegate, *, approved: bool) -> Decision:
    """Gather what the letter about a substitute says."""
    delegation = person.delegation
    return Decision(
        name=delegation.contact_name or delegation.name,
        delegation=delegation.name,
        title=delegation.event.title,
        initiative=delegation.event.initiative.name,
        substitute=person.full_name,
        earlier=person.replaces.full_name if person.replaces else "",
        approved=approved,
        contact=contact_of(actor),
    )


def tell_decision(
    session: Session, now: datetime, delegation: Delegation, decision: Decision
) -> None:
    """Put the letter about a substitute into the outbox."""
    queue(
        session,
        now,
        kind=SUBSTITUTE,
        to=delegation.contact_email,
        about=f"event/{delegation.event_id}",
        context={"letter": decision},
    )
