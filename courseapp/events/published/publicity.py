"""What everybody may know of an event: said once for an event at hand, once as a condition in SQL.

Of an event by invitation its organisers choose the detail: all, title and dates, or nothing. Every
public page, feed, search, count and report asks here. Each pair is tested one against the other.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_

from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES, Access, FeedDetail

Condition = ColumnElement[bool]

DETAILS = (FeedDetail.NOTHING, FeedDetail.DATES, FeedDetail.ALL)  # the least first


def detail_of(event: Event) -> FeedDetail:
    """Return how much is told of the event once it is public; all unless it is by invitation."""
    return event.feed_detail if event.access is Access.INVITATION else FeedDetail.ALL


def is_secret(event: Event) -> bool:
    """Return whether nothing is told of the event, not even that there is one."""
    return detail_of(event) is FeedDetail.NOTHING


def is_listed(event: Event) -> bool:
    """Return whether everybody may know that there is this event, with its title and dates."""
    return event.status in PUBLIC_STATUSES and not is_secret(event)


def may_read_programme(event: Event) -> bool:
    """Return whether everybody may read it, once it is public: who is invited to some may only."""
    return detail_of(event) is FeedDetail.ALL


def may_read_place(event: Event) -> bool:
    """Return whether everybody may: where the invited meet, only if a public source says so."""
    named_in_public = bool(event.source) and not event.is_example and not is_secret(event)
    return may_read_programme(event) or named_in_public


def listed() -> Condition:
    """Return as a condition what `is_listed` says of one event."""
    return and_(Event.status.in_(PUBLIC_STATUSES), not_(_tells(FeedDetail.NOTHING)))


def programme_is_public() -> Condition:
    """Return as a condition what `may_read_programme` says of one event."""
    return not_(or_(_tells(FeedDetail.NOTHING), _tells(FeedDetail.DATES)))


def place_is_public() -> Condition:
    """Return as a condition what `may_read_place` says of one event."""
    named_in_public = and_(
        Event.source != "", Event.is_example.is_(False), not_(_tells(FeedDetail.NOTHING))
    )
    return or_(programme_is_public(), named_in_public)


def is_secret_event(event: type[Event] = Event) -> Condition:
    """Return as a condition what `is_secret` says of one event, or of an alias of the table."""
    return _tells(FeedDetail.NOTHING, event)


def is_withdrawn() -> Condition:
    """Return the condition that everybody could know of a public event, and now may not."""
    return and_(
        Event.status.in_(PUBLIC_STATUSES),
        _tells(FeedDetail.NOTHING),
        Event.told_before.is_not(None),
    )


def programme_is_withdrawn() -> Condition:
    """Return the condition that everybody could read the programme of a public event until now."""
    return and_(
        Event.status.in_(PUBLIC_STATUSES),
        not_(programme_is_public()),
        Event.told_before == FeedDetail.ALL,
    )


def keep_what_was_told(event: Event, before: FeedDetail, now: datetime) -> None:
    """Remember, after a change of detail from `before`, what people's calendars have of an event.

    What is told no more stays in feeds as cancelled, so its SEQUENCE rises, and again when it
    comes back (RFC 5545 §3.8.7.4).
    """
    after = detail_of(event)
    if event.status not in PUBLIC_STATUSES or before is after:
        return
    most = max(before, event.told_before or before, key=DETAILS.index)
    is_less = DETAILS.index(after) < DETAILS.index(most)
    event.told_before = most if is_less and most is not FeedDetail.NOTHING else None
    event.told_until = now if event.told_before else None
    event.sequence += 1
    for row in event.published_sessions:
        row.sequence += 1
        row.changed_at = now


def _tells(detail: FeedDetail, event: type[Event] = Event) -> Condition:
    by_invitation = func.coalesce(event.access == Access.INVITATION, False)
    return and_(by_invitation, event.feed_detail == detail)
