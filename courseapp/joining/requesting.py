"""What a requester does: send, confirm, answer, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.ids import reference_number
from courseapp.countries.names import country_name, folded
from courseapp.initiatives.models import Initiative
from courseapp.joining import emails
from courseapp.joining.forgetting import delete_request
from courseapp.joining.lifecycle import move, note, present
from courseapp.joining.models import JoinForm, JoinRequest
from courseapp.joining.queries import form_of, open_question, sent_lately
from courseapp.joining.rules import CONSENT_VERSION, Action, PartnerKind, State

CLOSED = (
    "The team has closed this form while you were typing. Your text is still here: "
    "you may copy it before you leave this page."
)
NOT_FOR_THEM = "The team no longer takes requests of this kind. Choose another one."


@dataclass(frozen=True)
class Asked:
    """What somebody typed, checked. `country` is the country itself, or the seat."""

    kind: PartnerKind
    country: str
    full_name: str
    position: str
    email: str
    organisation: str = ""
    organisation_type: str = ""
    website: str = ""
    areas: Sequence[str] = ()
    contribution: str = ""
    is_held: bool = False


def send_request(
    session: Session, now: datetime, initiative: Initiative, asked: Asked
) -> JoinRequest:
    """Keep a request and ask the owner of the address to confirm it; nobody else is told yet.

    Who presses the button twice sends one request and gets one letter.
    Raises Problem where the form was closed, or closed to this kind, while it was filled in.
    """
    lock(session, Initiative, initiative.id)  # two presses at once come one after the other
    form = form_of(session, initiative.id)
    if form is None or not form.is_open:
        raise Problem(CLOSED)
    if asked.kind not in form.open_to:
        raise Problem(NOT_FOR_THEM, "kind")
    request = _new_request(now, initiative, form, asked)
    sent = sent_lately(session, request, now)
    if sent is not None:
        return sent
    session.add(request)
    session.flush()
    note(session, request, now, "send", "Sent")
    emails.send_confirmation(session, now, request)
    session.flush()
    return request


def confirm_request(session: Session, now: datetime, request: JoinRequest) -> None:
    """Prove the address: the team gets the request. Raises Problem where that has happened."""
    move(session, request, Action.CONFIRM, None, now)
    emails.send(session, now, emails.RECEIVED, request, emails.facts_for(session, request))
    emails.tell_team(session, now, emails.TEAM_NEW, request)
    session.flush()


def discard_request(session: Session, request: JoinRequest) -> None:
    """Delete what somebody else sent in one's name. Raises Problem once it is confirmed."""
    if present(session, request.id) is None:
        return
    if request.state is not State.UNCONFIRMED:
        raise Problem("This request is confirmed already. You can withdraw it instead.")
    delete_request(session, request)


def answer_question(session: Session, now: datetime, request: JoinRequest, answer: str) -> None:
    """Answer what the team asked. Raises Problem where nothing is asked any more."""
    move(session, request, Action.ANSWER, None, now)
    question = open_question(session, request.id)
    if question is None:
        raise ValueError(f"request {request.id} waits for an answer to no question")
    question.answer, question.answered_at = answer, now
    emails.tell_team(session, now, emails.TEAM_ANSWERED, request, answer)
    session.flush()


def withdraw_request(session: Session, now: datetime, request: JoinRequest) -> None:
    """Give up the request. Raises Problem where it is decided already."""
    move(session, request, Action.WITHDRAW, None, now)
    emails.send(session, now, emails.WITHDRAWN, request, emails.facts_for(session, request))
    emails.tell_team(session, now, emails.TEAM_WITHDRAWN, request)
    session.flush()


def _new_request(
    now: datetime, initiative: Initiative, form: JoinForm, asked: Asked
) -> JoinRequest:
    reference = reference_number()
    return JoinRequest(
        reference=reference,
        initiative_id=initiative.id,
        state=State.UNCONFIRMED,
        state_since=now,
        kind=asked.kind,
        country=asked.country,
        organisation=asked.organisation,
        organisation_type=asked.organisation_type,
        website=asked.website,
        full_name=asked.full_name,
        position=asked.position,
        email=canonical_email(asked.email),
        areas=list(asked.areas),
        contribution=asked.contribution,
        commitment=form.commitment,
        consented_at=now,
        consent_version=CONSENT_VERSION,
        is_held=asked.is_held,
        search_text=_searched(asked, reference),
        sent_at=now,
    )


def _searched(asked: Asked, reference: str) -> str:
    texts = (
        asked.organisation,
        country_name(asked.country),
        asked.full_name,
        asked.position,
        asked.email,
    )
    return " ".join([*map(folded, texts), folded(reference), folded(reference.replace("-", ""))])
