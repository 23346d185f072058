"""Reading extra time: the deadline of one person, and the organisers' list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from courseapp.accounts.rules import canonical_email
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import all_countries, folded
from courseapp.events.clock.deadlines import closing_of
from courseapp.events.models import Event
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.rules import Deadline, last_moment_for

PAGE_SIZE = 50


class Shown(StrEnum):
    """Which extra time a list shows."""

    IN_FORCE = ""
    OVER = "over"
    REVOKED = "revoked"
    ALL = "all"


def deadline_for(
    session: Session, event: Event, email: str | None, countries: Collection[str] = ()
) -> Deadline | None:
    """Return until when somebody may send; None where the event has no deadline.

    `email` is her address, None where nobody is signed in; `countries` are those in which she
    says that she works (ISO 3166-1 alpha-2), none as long as she has not said so. One statement
    at most.
    """
    return deadlines_for(session, email, {event: countries}).get(event.id)


def deadlines_for(
    session: Session, email: str | None, events: Mapping[Event, Collection[str]]
) -> Mapping[int, Deadline]:
    """Return the same for many events of one person, by their ids. One statement at most."""
    countries = {code for codes in events.values() for code in codes if code}
    emails = [canonical_email(email)] if email else []
    rows = _rows(session, [each.id for each in events], emails, countries)
    found = {}
    for event, own in events.items():
        closing = closing_of(event)
        if closing is not None:
            hers = [row for row in rows if row.event_id == event.id and _is_hers(row, own)]
            found[event.id] = last_moment_for(closing, (row.extension for row in hers))
    return found


def countries_with_more_time(
    session: Session, event: Event, now: datetime
) -> Sequence[DeadlineExtension]:
    """Return extra time that still runs for everybody who works in a country. One statement."""
    running = select(DeadlineExtension).where(
        DeadlineExtension.event_id == event.id,
        DeadlineExtension.country.is_not(None),
        DeadlineExtension.revoked_at.is_(None),
        DeadlineExtension.until_at >= now,
        DeadlineExtension.until_at > event.applications_close_at,
    )
    ordered = running.order_by(DeadlineExtension.until_at, DeadlineExtension.country)
    return session.scalars(ordered).all()


def in_force(
    session: Session, event: Event, emails: Collection[str], countries: Collection[str]
) -> Sequence[DeadlineExtension]:
    """Return what these addresses (canonical) and countries have now. One statement at most."""
    return _rows(session, [event.id], emails, countries)


def listed(
    session: Session,
    event: Event,
    now: datetime,
    *,
    search: str = "",
    shown: Shown = Shown.IN_FORCE,
    number: int = 1,
) -> Page[DeadlineExtension]:
    """Return a page of the event's extra time, what ends next first. Two statements.

    `search` finds all its words in addresses, names of countries and reasons.
    """
    wanted = _of_event(event).where(_as_shown(shown, now))
    for word in search.split():
        wanted = wanted.where(_has_word(word))
    ordered = wanted.order_by(DeadlineExtension.until_at, DeadlineExtension.id)
    return paginate(session, ordered, number, PAGE_SIZE)


def count(session: Session, event: Event) -> int:
    """Return how often extra time was ever given. One statement."""
    return session.scalar(select(func.count()).select_from(_of_event(event).subquery())) or 0


def extension_of(session: Session, event: Event, extension_id: int) -> DeadlineExtension:
    """Return extra time of the event that is in force. Raises NotFound for any other."""
    wanted = _of_event(event).where(
        DeadlineExtension.id == extension_id, DeadlineExtension.revoked_at.is_(None)
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def _rows(
    session: Session,
    event_ids: Collection[int],
    emails: Collection[str],
    countries: Collection[str],
) -> Sequence[DeadlineExtension]:
    if not emails and not countries:
        return ()
    holders = or_(DeadlineExtension.email.in_(emails), DeadlineExtension.country.in_(countries))
    return session.scalars(
        select(DeadlineExtension)
        .where(
            DeadlineExtension.event_id.in_(event_ids),
            DeadlineExtension.revoked_at.is_(None),
            holders,
        )
        .order_by(DeadlineExtension.id)
    ).all()


def _is_hers(row: DeadlineExtension, countries: Collection[str]) -> bool:
    return row.country is None or row.country in countries


def _of_event(event: Event) -> Select[DeadlineExtension]:
    return select(DeadlineExtension).where(DeadlineExtension.event_id == event.id)


def _as_shown(shown: Shown, now: datetime) -> ColumnElement[bool]:
    is_kept = DeadlineExtension.revoked_at.is_(None)
    conditions = {
        Shown.IN_FORCE: is_kept & (DeadlineExtension.until_at >= now),
        Shown.OVER: is_kept & (DeadlineExtension.until_at < now),
        Shown.REVOKED: ~is_kept,
        Shown.ALL: true(),
    }
    return conditions[shown]


def _has_word(word: str) -> ColumnElement[bool]:
    spelled = folded(word)
    codes = [each.code for each in all_countries() if spelled and spelled in folded(each.name)]
    return or_(
        DeadlineExtension.email.icontains(word, autoescape=True),
        DeadlineExtension.reason.icontains(word, autoescape=True),
        DeadlineExtension.country.in_(codes),
    )
