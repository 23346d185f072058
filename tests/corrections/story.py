"""A reader reports a mistake in a record, as most tests begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.corrections.models import Report
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import record_of
from courseapp.mail.models import Message
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

YEAR = "statements/starting-year"
ONTARIO = "memberships/ca-on"
LIST = "/manage/icap/reports"
SEND = "Send the report"
ACCEPT = "Accept into the record"
READER = "amina.diallo@ministry.example"
REPORT_TITLE = "Annual report 2008"
SOURCE = {
    "source_title": REPORT_TITLE,
    "source_address": "https://example.org/report.pdf",
    "source_date": "March 2009",
}


@dataclass(frozen=True)
class Reader:
    """Somebody at a browser of her own, who takes her time."""

    client: CheckingClient
    clock: FixedClock
    session: Session

    def open(self, at: str = YEAR, slug: str = "icap", status: int = 200) -> Page:
        return self.client.visit(f"/initiatives/{slug}/report?at={quote(at)}", status)

    def fill(self, page: Page, values: Mapping[str, Value], status: int = 200) -> Page:
        self.clock.advance(seconds=30)
        return self.client.submit(page, values, button=SEND, status=status)

    def report(self, at: str = YEAR, slug: str = "icap", **values: Value) -> Report:
        """Send a report and return it."""
        page = self.fill(self.open(at, slug), values)
        assert page.heading == "Thank you for your report"
        return newest(self.session)


def newest(session: Session) -> Report:
    """Return the report that came in last."""
    session.expire_all()
    return session.scalars(select(Report).order_by(Report.id.desc()).limit(1)).one()


def reports(session: Session) -> Sequence[Report]:
    """Return all reports, the oldest first."""
    session.expire_all()
    return session.scalars(select(Report).order_by(Report.id)).all()


def record(session: Session, slug: str = "icap") -> Record:
    """Return the record as it is now."""
    session.expire_all()
    return record_of(session, initiative(session, slug)).record


def initiative(session: Session, slug: str = "icap") -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == slug)).one()


def letters(session: Session, to: str = READER) -> Sequence[Message]:
    """Return the messages to an address, the oldest first."""
    session.expire_all()
    return session.scalars(
        select(Message).where(Message.to_address == to).order_by(Message.id)
    ).all()
