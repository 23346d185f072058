"""The messages about reports. None repeats what its writer typed: an address may be another's."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.corrections.models import Report
from courseapp.corrections.rules import KEEPS_ADDRESS_FOR, ReportState
from courseapp.initiatives.models import Initiative
from courseapp.mail.outbox import queue

RECEIVED = "report_received"
DECISIONS: Mapping[ReportState, str] = {
    ReportState.ACCEPTED: "report_accepted",
    ReportState.DECLINED: "report_declined",
}
WAITING = "reports_waiting"


def send_receipt(session: Session, now: datetime, initiative: Initiative, report: Report) -> None:
    """Tell the writer of a report that it has come in, and what happens next."""
    _send(session, now, RECEIVED, initiative, report)


def send_decision(session: Session, now: datetime, initiative: Initiative, report: Report) -> None:
    """Tell the writer of a report what was decided; without an address there is nobody to tell."""
    if report.email:
        _send(session, now, DECISIONS[report.state], initiative, report)


def send_news(
    session: Session, now: datetime, organiser: Person, initiative: Initiative, number: int
) -> None:
    """Tell an organiser how many new reports wait, and nothing of who wrote them."""
    queue(
        session,
        now,
        kind=WAITING,
        to=organiser.email,
        about=f"initiative/{initiative.id}",
        context={"initiative": initiative, "number": number, "person": organiser},
    )


def _send(
    session: Session, now: datetime, kind: str, initiative: Initiative, report: Report
) -> None:
    queue(
        session,
        now,
        kind=kind,
        to=report.email,
        about=report.subject,
        context={"initiative": initiative, "report": report, "days": KEEPS_ADDRESS_FOR.days},
    )
