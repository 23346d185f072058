"""The receipt on paper: exactly what was sent in one sending, but for what is sensitive."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import cast

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.asked import (
    NOT_SENSITIVE,
    Answered,
    answered,
    form_of_sending,
)
from courseapp.applications.models import Sending
from courseapp.applications.speaking import in_her_language
from courseapp.config import Settings
from courseapp.core.translations import gettext, ngettext, noted
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.words import dates_of
from courseapp.forms.document.known import FULL_NAME
from courseapp.forms.document.record import FormDocument
from courseapp.mail.attachments import attach
from courseapp.mail.models import Message
from courseapp.papers.paper import Line, Paper, Part
from courseapp.papers.setting import paper_pdf

KIND = "application_receipt"  # of attachments
NOT_REPEATED = noted("Given, not repeated here")
KEEP = noted(
    "This paper lists what you sent. Keep its number: it names your application in every question "
    "to the organisers. Where your application stands you see when you sign in."
)
EXAMPLE = noted("This event is made up, to show how the site works.")


def attach_receipt(message: Message, sending: Sending) -> None:
    """Let a message carry the receipt of a sending; it is set when the message leaves."""
    application = sending.application
    subject = f"application/{application.id}/{sending.number}"
    elsewhere = f"/applications/{application.reference}/receipt.pdf"
    attach(message, KIND, subject, file_name(sending), elsewhere=elsewhere)


def make_receipt(session: Session, subject: str) -> bytes | None:
    """Return the receipt that `attach_receipt` named; None where the application is no more."""
    _, application_id, number = subject.split("/")
    wanted = select(Sending).where(
        Sending.application_id == int(application_id), Sending.number == int(number)
    )
    sending = session.scalars(wanted).one_or_none()
    return receipt_pdf(sending) if sending else None


def receipt_pdf(sending: Sending) -> bytes:
    """Return the receipt as a PDF, the same octets each time. Needs an application context."""
    with in_her_language(sending.application):
        return paper_pdf(receipt_paper(sending), sending.sent_at, _folder())


def file_name(sending: Sending) -> str:
    """Return what the file is called, such as ``receipt-7K3F-9QXM-2ATB-2.pdf`` for a change."""
    again = f"-{sending.number}" if sending.number > 1 else ""
    return f"receipt-{sending.application.reference}{again}.pdf"


def receipt_paper(sending: Sending) -> Paper:
    """Return what the receipt says."""
    event = sending.application.event
    return Paper(
        title=event.title,
        reference=sending.application.reference,
        sender=event.initiative.name,
        subtitle=gettext("Receipt for your application"),
        facts=tuple(_facts(sending)),
        parts=parts_sent(sending),
        footer=f"{gettext(KEEP)}\n{gettext(EXAMPLE)}" if event.is_example else gettext(KEEP),
    )


def parts_sent(sending: Sending) -> tuple[Part, ...]:
    """Return each page of the form with what was answered, and what the rules said of it.

    What is sensitive is only named.
    """
    document, language = form_of_sending(sending), sending.application.language
    told = answered(document, sending.answers, language=language, may_see=NOT_SENSITIVE)
    parts = (
        Part(_heading(document, key, language), tuple(_line(each) for each in answers))
        for key, answers in groupby(told, lambda each: each.step)
    )
    return (*parts, *_judged(sending))


def _judged(sending: Sending) -> Iterator[Part]:
    """What she was told by the rules of who may apply, as she sent it."""
    if sending.told:
        yield Part(gettext("Is it for you?"), (Line(gettext("What you were told"), sending.told),))


def minutes_late(sending: Sending) -> int:
    """Return how late the application was sent; 0 for changes, which follow rules of their own."""
    application = sending.application
    return application.minutes_late if sending.sent_at == application.submitted_at else 0


def _facts(sending: Sending) -> Iterator[Line]:
    application = sending.application
    name = sending.answers.get(FULL_NAME) or application.full_name
    yield Line(gettext("Applicant"), f"{name}\n{application.person.email}")
    yield Line(gettext("Event"), dates_of(application.event))
    yield Line(gettext("Sent"), "\n".join(_told(sending)))
    if sending.number > 1:
        told = gettext("%(number)s, in place of what was sent before", number=sending.number)
        yield Line(gettext("Version"), told)


def _told(sending: Sending) -> Iterator[str]:
    """When it was sent in the event's zone, hers, and UTC; and how late, if it was."""
    application = sending.application
    zone = zone_of_deadline(application.event)
    yield from told_in_zones(sending.sent_at, zone, application.person.zone)
    if late := minutes_late(sending):
        yield ngettext(
            "%(num)s minute after the deadline, and accepted",
            "%(num)s minutes after the deadline, and accepted",
            late,
        )


def _line(each: Answered) -> Line:
    if each.is_hidden:
        return Line(each.label, note=gettext(NOT_REPEATED) if each.text else "")
    return Line(each.label, each.text)


def _heading(document: FormDocument, key: str, language: str) -> str:
    return next(
        document.said(each.title, language) for each in document.sections if each.key == key
    )


def _folder() -> Path:
    return cast(Settings, current_app.extensions["settings"]).typeset_folder
