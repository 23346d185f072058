"""The only place that changes where a request stands."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.errors import NotFound, Problem
from courseapp.core.formats import instant
from courseapp.joining.models import JoinRequest
from courseapp.joining.rules import Action, Step, Who, next_step
from courseapp.joining.words import DONE_TO_IT, HOW_IT_STANDS, WHAT_HAPPENED

THE_REQUESTER = "the requester"  # the audit log outlives her name, so it never holds it


def subject_of(request: JoinRequest) -> str:
    """Return what the audit log and the outbox call the request."""
    return f"join_request/{request.id}"


def present(session: Session, request_id: int) -> JoinRequest | None:
    """Return the request as it is now, locked; None where it was deleted meanwhile."""
    return session.get(
        JoinRequest, request_id, populate_existing=True, with_for_update={"of": JoinRequest}
    )


def check(session: Session, request: JoinRequest, action: Action, actor: Person | None) -> Step:
    """Lock the request and return the step of the table in `rules.STEPS`.

    `actor` is the organiser; None is the requester, whom her secret link has shown. Raises
    Problem, in words, where somebody else was faster or the step is not in the table, and
    NotFound where the request is gone.
    """
    if present(session, request.id) is None:
        raise NotFound
    who = Who.ORGANISER if actor else Who.REQUESTER
    step = next_step(request.state, action)
    if step is None:
        raise Problem(refusal(request, action, who))
    if step.who is not who:
        raise ValueError(f"{action} is not for the {who} to do")
    return step


def move(
    session: Session, request: JoinRequest, action: Action, actor: Person | None, now: datetime
) -> None:
    """Check and take one step, and log it. The caller writes what belongs to it, then flushes.

    Nothing is read between the step and that flush: half a step would offend the database.
    """
    step = check(session, request, action, actor)
    who = actor.display_name if actor else THE_REQUESTER
    before, request.state, request.state_since = request.state, step.leads_to, now
    if action is Action.CONFIRM:
        request.confirmed_at = now
    if action in {Action.ACCEPT, Action.DECLINE}:
        request.decided_by = who
    audit.record(
        session,
        at=now,
        actor=who,
        verb=action.value,
        subject=subject_of(request),
        summary=WHAT_HAPPENED[action],
        before={"state": before.value},
        after={"state": request.state.value},
    )


def refusal(request: JoinRequest, action: Action, who: Who) -> str:
    """Return why a step cannot be taken now; organisers read who of them was faster."""
    refused = (
        f"This request {HOW_IT_STANDS[request.state]}, so it cannot be {DONE_TO_IT[action]} now."
    )
    if who is Who.REQUESTER or not request.decided_by:
        return refused
    return f"{refused} {request.decided_by} decided on {instant(request.state_since)}."


def note(session: Session, request: JoinRequest, now: datetime, verb: str, summary: str) -> None:
    """Log what is no step, in words that name no person."""
    audit.record(
        session,
        at=now,
        actor=THE_REQUESTER,
        verb=verb,
        subject=subject_of(request),
        summary=summary,
    )
