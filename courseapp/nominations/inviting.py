"""Writing to focal points: asking them to nominate, reminding them, one by one or many at once."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.letters import send
from courseapp.asking.links import new_link, require_writable
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import takes_applications
from courseapp.events.facts.changing import hold, require_alive
from courseapp.events.models import Event
from courseapp.nominations import letters
from courseapp.nominations.models import FocalPoint
from courseapp.nominations.points import move_point
from courseapp.nominations.queries import to_write_to
from courseapp.nominations.rules import PointAction, letter_to_write


def ask(
    session: Session,
    actor: Person,
    now: datetime,
    point: FocalPoint,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """Write to the focal point, with a new link; one that was sent before stops working.

    `seen` is her row's `changed_at` when the letter was shown, so that two presses are one letter.
    Raises Problem where the event takes no applications, or something changed meanwhile.
    """
    lock(session, FocalPoint, point.id)
    require_askable(point.quota.event)
    require_writable(point.called, point.email, point.changed_at, seen)
    _write(session, actor, now, point, note)
    session.flush()


def ask_all(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    action: PointAction,
    note: str = "",
    seen: datetime | None = None,
) -> int:
    """Write to all whom the action is for, and return how many letters these are.

    `seen` is when the page that offered it was opened: whoever got a letter or changed since then
    is left out, so that two presses are one letter each. Raises Problem where the event takes no
    applications.
    """
    hold(session, event)
    require_askable(event)
    found = to_write_to(session, event, action, now)
    chosen = [each for each in found if not _later(each, seen)]
    for each in chosen:
        _write(session, actor, now, each, note)
    session.flush()
    return len(chosen)


def require_askable(event: Event) -> None:
    """Raise Problem for an event for which nobody can apply, so that nobody is nominated either."""
    require_alive(event)
    if not takes_applications(event):
        raise Problem(
            "People who are nominated apply on the page of the event. Publish it with a deadline "
            "for applications first, then write to the focal points."
        )


def _later(point: FocalPoint, seen: datetime | None) -> bool:
    return seen is not None and point.changed_at > seen


def _write(session: Session, actor: Person, now: datetime, point: FocalPoint, note: str) -> None:
    action, event = letter_to_write(point.status), point.quota.event
    path = letters.path_of(new_link(point, now, reminds=action is PointAction.REMIND))
    move_point(session, actor, now, point, action)
    facts = letters.request_for(point, now, letters.contact_of(actor), note=note, path=path)
    send(session, now, letters.KINDS[action], point.email, event, facts)
