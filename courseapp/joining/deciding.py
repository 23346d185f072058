"""What an organiser does about a request: ask, accept into the record, decline."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.document.record import Membership
from courseapp.initiatives.saving import change_record
from courseapp.joining import emails
from courseapp.joining.lifecycle import check, move
from courseapp.joining.models import JoinQuestion, JoinRequest
from courseapp.joining.partners import Terms, line_of, with_partner
from courseapp.joining.rules import Action, JoinsAs

WRITE_A_DATE = "Enter a day, a month or a year, for example 2027-03-01, 2027-03 or 2027."


@dataclass(frozen=True)
class Acceptance:
    """As what somebody joins, from when (partial date), and a note for the letter."""

    joins_as: JoinsAs
    since: str
    note: str = ""


@dataclass(frozen=True)
class Accepted:
    """The line of the record; `is_new` is False where the record had it already."""

    line: Membership
    is_new: bool


def ask_question(
    session: Session, actor: Person, now: datetime, request: JoinRequest, question: str
) -> None:
    """Ask the requester something. Raises Problem where the request does not wait for the team."""
    move(session, request, Action.ASK, actor, now)
    asked_by = actor.display_name
    session.add(
        JoinQuestion(request_id=request.id, question=question, asked_by=asked_by, asked_at=now)
    )
    _send(session, actor, now, Action.ASK, request, question)


def decline_request(
    session: Session, actor: Person, now: datetime, request: JoinRequest, reason: str
) -> None:
    """Decline with a reason, which the requester reads. Raises Problem where it is decided."""
    if not reason:
        raise Problem("Write the reason. The requester reads it in the letter.", "text")
    move(session, request, Action.DECLINE, actor, now)
    request.reason = reason
    _send(session, actor, now, Action.DECLINE, request, reason)


def accept_request(
    session: Session, actor: Person, now: datetime, request: JoinRequest, wanted: Acceptance
) -> Accepted:
    """Accept the request and put it into the record, in one transaction.

    Where the record has the same country or organisation already, in the same role and not
    ended, nothing is added and the request is tied to that line. Raises Problem where the date
    cannot be read or the request is decided.
    """
    if not wanted.since or not is_partial_date(wanted.since):
        raise Problem(WRITE_A_DATE, "since")
    check(session, request, Action.ACCEPT, actor)  # before the record is touched
    terms = Terms(wanted.joins_as, wanted.since, now.date())
    saved = change_record(
        session,
        actor,
        now,
        request.initiative,
        lambda record: with_partner(record, request, terms),
        f"Join request {request.reference} was accepted.",
    )
    line = line_of(saved.record, request, terms)
    if line is None:
        raise ValueError(f"request {request.id} is accepted, but not in the record")
    move(session, request, Action.ACCEPT, actor, now)
    request.joins_as, request.membership_key, request.since = wanted.joins_as, line.key, line.since
    facts = emails.facts_for(session, request, actor, wanted.note)
    letter = emails.joined(facts, wanted.joins_as, line.since)
    emails.send(session, now, emails.LETTERS[Action.ACCEPT], request, letter)
    session.flush()
    return Accepted(line, saved.is_new)


def _send(
    session: Session, actor: Person, now: datetime, action: Action, request: JoinRequest, text: str
) -> None:
    facts = emails.facts_for(session, request, actor, text)
    emails.send(session, now, emails.LETTERS[action], request, facts)
    session.flush()
