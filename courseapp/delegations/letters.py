"""The letters to focal points: the invitation, a new link, what became of a substitute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.rules import DelegationAction, DelegationStatus
from courseapp.delegations.words import people_in_words
from courseapp.events.contacts import Contact
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.events.secret_links import link_ends
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render

KINDS: Mapping[DelegationAction, str] = {
    DelegationAction.INVITE: "delegation_invitation",
    DelegationAction.REMIND: "delegation_reminder",
}
SUBSTITUTE = "delegation_substitute"
# Shown where the secret link will stand.
SAMPLE_PATH = "/delegation/…"


@dataclass(frozen=True)
class Facts:
    """All that an invitation can say. `until` is the day after which the link ends."""

    name: str
    delegation: str
    people: str
    title: str
    initiative: str
    dates: str
    place: str
    has_accepted: bool
    contact: Contact
    path: str
    until: str
    note: str = ""


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
    event = delegation.event
    return Facts(
        name=delegation.contact_name or delegation.name,
        delegation=delegation.name,
        people=people_in_words(delegation.size),
        title=event.title,
        initiative=event.initiative.name,
        dates=dates_of(event),
        place="Online" if event.mode is Mode.ONLINE else place_of(event),
        has_accepted=delegation.status is DelegationStatus.ACCEPTED,
        contact=contact,
        path=path,
        until=formats.day(ends_of_link(event, now).date()),
        note=note.strip(),
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


def ends_of_link(event: Event, sent_at: datetime) -> datetime:
    """Return until when a link that was sent at that instant works, as the event stands now."""
    return link_ends(event.ends_on or event.starts_on, event.zone or "UTC", sent_at)


def preview(action: DelegationAction, facts: Facts) -> Letter:
    """Return the letter as the focal point will get it; nothing is stored or sent."""
    return render(KINDS[action], {"letter": facts})


def send(session: Session, now: datetime, kind: str, delegation: Delegation, facts: Facts) -> None:
    """Put the letter into the outbox; its text is wiped once it is sent, for it holds a secret."""
    queue(
        session,
        now,
        kind=kind,
        to=delegation.contact_email,
        about=f"event/{delegation.event_id}",
        context={"letter": facts},
        holds_secret=True,
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
