"""Asking to be told, confirming it by mail, and leaving. A letter goes to nobody who did not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.core.database import lock, rows_changed
from courseapp.core.ids import random_token
from courseapp.events.models import Event
from courseapp.initiatives.models import Initiative
from courseapp.interest.links import leaving_path, path_of
from courseapp.interest.models import Interest
from courseapp.mail.headers import offer_leaving
from courseapp.mail.outbox import queue

TO_CONFIRM = timedelta(days=7)
NOT_AGAIN_WITHIN = timedelta(hours=1)
LETTER = "interest_confirm"


def ask_to_be_told(session: Session, now: datetime, event: Event, email: str, key: str) -> Interest:
    """Put an address on the list of the event's series and ask its owner to confirm.

    Who is on the list already gets no letter, and nobody learns that she is. Asking again before
    confirming sends the letter again, once an hour at most. `key` signs the link.
    """
    lock(session, Initiative, event.initiative_id)  # two presses at once make one row
    address = canonical_email(email)
    found = session.scalars(select(Interest).where(_of(event), Interest.email == address)).first()
    if found is not None and (found.confirmed_at or now - found.asked_at < NOT_AGAIN_WITHIN):
        return found
    interest = found or Interest(
        initiative_id=event.initiative_id,
        series_id=event.series_id,
        email=address,
        nonce=random_token(),
    )
    interest.asked_at = now
    session.add(interest)
    session.flush()
    _ask_to_confirm(session, now, interest, path_of(interest, key))
    return interest


def confirm(session: Session, now: datetime, interest: Interest) -> bool:
    """Let the address be told; return whether it was not before."""
    if interest.confirmed_at is not None:
        return False
    interest.confirmed_at = now
    session.flush()
    return True


def leave(session: Session, interest: Interest) -> None:
    """Take the address off its list, for good."""
    session.delete(interest)
    session.flush()


def to_be_told(session: Session, event: Event) -> Sequence[Interest]:
    """Return who wants to hear of this event: of its series, or of all of the initiative."""
    wanted = (
        select(Interest)
        .where(_of(event) | _of_all(event), Interest.confirmed_at.is_not(None))
        .order_by(Interest.email, Interest.id)
    )
    return session.scalars(wanted).all()


def forget_unconfirmed(session: Session, now: datetime) -> int:
    """Delete addresses whose owners never confirmed; return how many."""
    old = delete(Interest).where(
        Interest.confirmed_at.is_(None), Interest.asked_at < now - TO_CONFIRM
    )
    return rows_changed(session, old)


def _ask_to_confirm(session: Session, now: datetime, interest: Interest, path: str) -> None:
    letter = queue(
        session,
        now,
        kind=LETTER,
        to=interest.email,
        about=f"interest/{interest.id}",
        context={"about": interest.about, "path": path, "days": TO_CONFIRM.days},
        holds_secret=True,
    )
    offer_leaving(letter, leaving_path(path))


def _of(event: Event) -> ColumnElement[bool]:
    """The list on which one is put from this event."""
    if event.series_id is not None:
        return Interest.series_id == event.series_id
    return _of_all(event)


def _of_all(event: Event) -> ColumnElement[bool]:
    return Interest.series_id.is_(None) & (Interest.initiative_id == event.initiative_id)
