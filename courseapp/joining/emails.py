"""The letters about a request to join: one function for the requester's, one for the team's.

Each letter to the requester has a secret link of its own to her page. The letter that asks to
confirm an address holds nothing that was typed: it may reach somebody who never asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.core.ids import random_token, token_hash
from courseapp.initiatives.document.dates import told
from courseapp.joining.lifecycle import subject_of
from courseapp.joining.models import JoinLink, JoinRequest
from courseapp.joining.rules import TO_CONFIRM, Action, JoinsAs
from courseapp.joining.words import JOINS_AS
from courseapp.mail.outbox import Letter, queue, render

CONFIRM = "joining_confirm"
RECEIVED = "joining_received"
WITHDRAWN = "joining_withdrawn"
LETTERS = {
    Action.ASK: "joining_question",
    Action.ACCEPT: "joining_accepted",
    Action.DECLINE: "joining_declined",
}
TEAM_NEW = "joining_team_new"
TEAM_ANSWERED = "joining_team_answered"
TEAM_WITHDRAWN = "joining_team_withdrawn"

# Shown where each letter's own secret link will stand.
SAMPLE_PATH = "/joining/…"


@dataclass(frozen=True)
class Facts:
    """All that a letter can say. `text` is a question, a reason or a note; `since` is in words."""

    initiative: str
    record_path: str
    name: str = ""
    on_behalf_of: str = ""
    reference: str = ""
    path: str = SAMPLE_PATH
    contact_name: str = ""
    contact_email: str = ""
    text: str = ""
    joins_as: str = ""
    since: str = ""
    days: int = TO_CONFIRM.days
    is_held: bool = False


def facts_for(
    session: Session, request: JoinRequest, actor: Person | None = None, text: str = ""
) -> Facts:
    """Gather what a letter to the requester says; `actor` is whom she can ask, if she organises."""
    contact = _contact(session, request, actor)
    return Facts(
        initiative=request.initiative.name,
        record_path=f"/initiatives/{request.initiative.slug}",
        name=request.full_name,
        on_behalf_of=request.on_behalf_of,
        reference=request.reference,
        contact_name=contact.full_name if contact else "",
        contact_email=contact.email if contact else "",
        text=text,
    )


def joined(facts: Facts, joins_as: JoinsAs, since: str) -> Facts:
    """Return the facts of a letter of acceptance; `since` is a partial date."""
    return replace(facts, joins_as=JOINS_AS[joins_as], since=told(since))


def send(session: Session, now: datetime, kind: str, request: JoinRequest, facts: Facts) -> None:
    """Put a letter to the requester into the outbox, with a link of its own."""
    letter = replace(facts, path=_new_link(session, now, request))
    _queue(session, now, kind, request, letter, request.email)


def send_confirmation(session: Session, now: datetime, request: JoinRequest) -> None:
    """Ask the owner of the address whether she sent this."""
    initiative = request.initiative
    facts = Facts(initiative.name, f"/initiatives/{initiative.slug}")
    send(session, now, CONFIRM, request, facts)


def tell_team(
    session: Session, now: datetime, kind: str, request: JoinRequest, text: str = ""
) -> None:
    """Write to each organiser. Of a request that is held nothing that was typed is mailed."""
    facts = Facts(
        initiative=request.initiative.called,
        record_path=f"/initiatives/{request.initiative.slug}",
        reference=request.reference,
        path=f"/manage/{request.initiative.slug}/joining/{request.reference}",
        is_held=request.is_held,
    )
    if not request.is_held:
        facts = replace(facts, name=request.full_name, on_behalf_of=request.on_behalf_of, text=text)
    for organiser in organisers_of(session, request.initiative_id):
        _queue(session, now, kind, request, facts, organiser.email)


def preview(action: Action, facts: Facts) -> Letter:
    """Return the letter as its reader will get it; nothing is stored or sent."""
    return render(LETTERS[action], _context(facts))


def _contact(session: Session, request: JoinRequest, actor: Person | None) -> Person | None:
    people = organisers_of(session, request.initiative_id)
    chosen = (person for person in people if actor is not None and person.id == actor.id)
    return next(chosen, None) or next(iter(people), None)


def _new_link(session: Session, now: datetime, request: JoinRequest) -> str:
    token = random_token()
    session.add(JoinLink(request_id=request.id, token_hash=token_hash(token), made_at=now))
    return f"/joining/{token}"


def _queue(
    session: Session, now: datetime, kind: str, request: JoinRequest, facts: Facts, to: str
) -> None:
    queue(
        session,
        now,
        kind=kind,
        to=to,
        about=subject_of(request),
        context=_context(facts),
        holds_secret=facts.path.startswith("/joining/"),
    )


def _context(facts: Facts) -> Mapping[str, Facts]:
    return {"letter": facts}
