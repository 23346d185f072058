"""The page of somebody who takes part: the next session first, its link to join, what to read."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.events.models import Event, EventSession
from courseapp.events.ports.handouts import Handout, Handouts
from courseapp.events.published.reading import Line, programme_for
from courseapp.materials.queries import materials_for


class When(StrEnum):
    """Where a session stands at an instant."""

    NOW = "now"
    COMING = "coming"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class OwnSession:
    """A session for somebody who takes part; `in_utc` is its time in UTC, with the day."""

    line: Line
    when: When
    day: str
    in_utc: str
    join_link: str
    handouts: Sequence[Handout]


@dataclass(frozen=True)
class OwnPage:
    """All that a participant needs; `next` is on now or comes next, None where nothing does."""

    next: OwnSession | None
    later: Sequence[OwnSession]
    over: Sequence[OwnSession]
    handouts: Sequence[Handout]


def own_page(
    session: Session,
    event: Event,
    now: datetime,
    person: Person,
    zone: str | None,
    left_out: Set[int] = frozenset(),
) -> OwnPage:
    """Return the page of somebody who takes part in a public event; only for those.

    `zone` is the reader's, an IANA name or None; `left_out` are planned sessions to which she does
    not go. Two statements and those of `materials_for`.
    """
    handouts = materials_for(session, event, now, person)
    return sessions_page(session, event, now, zone, handouts, left_out)


def sessions_page(
    session: Session,
    event: Event,
    now: datetime,
    zone: str | None,
    handouts: Handouts,
    left_out: Set[int] = frozenset(),
) -> OwnPage:
    """Return the same with the materials that are given. Two statements."""
    links = _join_links(session, event)
    rows = [each for each in event.published_sessions if each.session_id not in left_out]
    lines = chain.from_iterable(day.lines for day in programme_for(rows, zone))
    in_order = sorted(lines, key=lambda each: (each.session.starts_at, each.session_id))
    found = [_own(each, links, handouts.get(each.session_id, ()), now) for each in in_order]
    coming = [each for each in found if each.when in {When.NOW, When.COMING}]
    first = coming[0] if coming else None
    return OwnPage(
        first,
        [each for each in found if each is not first and _is_ahead(each, now)],
        [each for each in found if not _is_ahead(each, now)],
        handouts.get(None, ()),
    )


def when_it_is(line: Line, now: datetime) -> When:
    """Return where a session stands at the instant: it ends with its last minute."""
    if line.is_cancelled:
        return When.CANCELLED
    if line.session.ends_at <= now:
        return When.OVER
    return When.NOW if line.session.starts_at <= now else When.COMING


def _own(
    line: Line, links: Mapping[int, str], handouts: Sequence[Handout], now: datetime
) -> OwnSession:
    when, shown = when_it_is(line, now), line.session
    utc = formats.time_range(shown.starts_at, shown.ends_at, "UTC")
    return OwnSession(
        line,
        when,
        formats.day(shown.starts_local.date()),
        f"{formats.day(shown.starts_at.date(), year=False)}, {utc}",
        links.get(line.session_id, "") if when in {When.NOW, When.COMING} else "",
        handouts,
    )


def _is_ahead(own: OwnSession, now: datetime) -> bool:
    return own.line.session.ends_at > now


def _join_links(session: Session, event: Event) -> Mapping[int, str]:
    wanted = select(EventSession.id, EventSession.join_link).where(
        EventSession.event_id == event.id, EventSession.join_link != ""
    )
    return dict(session.execute(wanted).all())
