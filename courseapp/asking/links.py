"""Secret links that people of an event get by mail: a new one for each letter, and its end."""

from datetime import datetime

from courseapp.asking.models import AskedByLink
from courseapp.core.errors import Problem
from courseapp.core.ids import random_token, token_hash
from courseapp.events.models import Event
from courseapp.events.secret_links import link_ends


def new_link(asked: AskedByLink, now: datetime, *, reminds: bool) -> str:
    """Return the secret of a new link; one that was sent before stops working."""
    token = random_token()
    asked.token_hash = token_hash(token)
    if reminds:
        asked.reminded_at = now
    if not reminds or asked.invited_at is None:
        asked.invited_at = now
    return token


def ends_of_link(event: Event, sent_at: datetime) -> datetime:
    """Return until when a link that was sent at that instant works, as the event stands now."""
    return link_ends(event.ends_on or event.starts_on, event.zone or "UTC", sent_at)


def end_of_present_link(asked: AskedByLink, event: Event, now: datetime) -> datetime:
    """Return until when the link works that she has; for one that is sent now if she has none."""
    return ends_of_link(event, asked.reminded_at or asked.invited_at or now)


def link_is_over(asked: AskedByLink, event: Event, now: datetime) -> bool:
    """Return whether her link has come to its end, some weeks after that of the event."""
    return asked.invited_at is None or now > end_of_present_link(asked, event, now)


def require_writable(name: str, email: str, changed_at: datetime, seen: datetime | None) -> None:
    """Raise Problem where nobody can write to her now.

    `seen` is her row's `changed_at` when the letter was shown, so that two presses are one
    letter; None skips this.
    """
    if not email:
        raise Problem(f"We have no e-mail address of {name}. Enter it first.")
    if seen is not None and changed_at != seen:
        raise Problem("This changed a moment ago. Read how it stands, then write if need be.")
