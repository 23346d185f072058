"""The file that goes with the one letter: all her sessions, as they are when it is sent."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import Feed
from courseapp.invitations.people import guests_of, programme_of
from courseapp.mail.outbox import absolute_url


def make_all_sessions(session: Session, subject: str) -> bytes | None:
    """Return the file of `application/<id>`; None where she has no seat any more.

    It has no METHOD: a calendar program adds what it holds, and asks nobody.
    """
    application = session.get(Application, int(subject.rpartition("/")[2]))
    if application is None:
        return None
    programme = programme_of(session, application.event, absolute_url(""))
    guests = guests_of(session, programme, application.id)
    entries = [entry for guest in guests for entry in guest.entries.values()]
    if not entries:
        return None
    changed: datetime = max(entry.changed_at for entry in entries)
    return write_feed(
        Feed(name=application.event.title, changed_at=changed, entries=tuple(entries))
    )
