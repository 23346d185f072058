"""The messages to an applicant about her own steps. One function, one message."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LINK_LIFETIME, LinkPurpose
from courseapp.applications.asked import form_asked
from courseapp.applications.deadlines import deadline_of
from courseapp.applications.models import Application, InformationRequest
from courseapp.applications.receipts import attach_receipt, minutes_late, parts_sent
from courseapp.applications.speaking import in_her_language
from courseapp.core.translations import ENGLISH
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.mail.models import Message
from courseapp.mail.outbox import queue


def send_resume_link(session: Session, now: datetime, application: Application) -> None:
    """Mail the way back to a draft: a link that signs her in once and opens it."""
    path = f"/applications/{application.reference}"
    token = make_link(session, now, application.person.email, LinkPurpose.RESUME, path)
    own = deadline_of(application)
    with in_her_language(application):
        context = {
            "token": token,
            "days": LINK_LIFETIME[LinkPurpose.RESUME].days,
            "deadline": told_in_zones(own.closing.at, own.closing.zone, application.person.zone)
            if own
            else (),
        }
        _send(session, now, application, "application_resume", context, holds_secret=True)


def send_receipt(session: Session, now: datetime, application: Application) -> None:
    """Mail the receipt number with all that she sent last, in the text and as a PDF.

    What is sensitive is only named in both.
    """
    sending = application.sendings[-1]
    with in_her_language(application):
        context = {
            "parts": parts_sent(sending),
            "number": sending.number,
            "submitted": _told(application, sending.sent_at),
            "minutes_late": minutes_late(sending),
        }
        message = _send(session, now, application, "application_receipt", context)
    attach_receipt(message, sending)


def send_information_request(
    session: Session, now: datetime, application: Application, request: InformationRequest
) -> None:
    """Tell her what the organiser asks for, and which questions are open again."""
    document = form_asked(application)
    language = application.language or ENGLISH
    labels = (document.said(document.by_key[key].label, language) for key in request.questions)
    with in_her_language(application):
        context = {
            "request": request,
            "labels": tuple(labels),
            "reply_by": _told(application, request.reply_by),
        }
        _send(session, now, application, "application_information", context)


def send_withdrawal(
    session: Session, now: datetime, application: Application, had_seat: bool
) -> None:
    """Confirm that she has withdrawn, and that a seat she held is given up."""
    with in_her_language(application):
        context = {"had_seat": had_seat, "at": _told(application, now)}
        _send(session, now, application, "application_withdrawn", context)


def _send(
    session: Session,
    now: datetime,
    application: Application,
    kind: str,
    context: Mapping[str, object],
    holds_secret: bool = False,
) -> Message:
    return queue(
        session,
        now,
        kind=kind,
        to=application.person.email,
        about=f"application/{application.id}",
        context={"application": application, "event": application.event, **context},
        holds_secret=holds_secret,
    )


def _told(application: Application, at: datetime | None) -> tuple[str, ...]:
    """Return the instant in the event's zone, hers, and UTC."""
    if at is None:
        return ()
    return told_in_zones(at, zone_of_deadline(application.event), application.person.zone)
