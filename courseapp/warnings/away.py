"""Where the speakers of an event speak besides: at other events, as far as that may be known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from courseapp.events.models import AgendaItem, Event, EventSession, Speaker
from courseapp.events.names import folded_name
from courseapp.events.published.publicity import is_listed
from courseapp.events.rules import (
    EventStatus,
    SessionStatus,
)
from courseapp.events.words import dates_of
from courseapp.speakers.models import SpeakerProfile
from courseapp.warnings.programme import Elsewhere, Item, Spot, Turn
from courseapp.warnings.stored import Spoken

# The longest journey there is: half around the Earth, and to and from airports.
FARTHEST = timedelta(hours=32)
WILL_NOT_BE = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})

# Who a folded name is at another initiative: (its id, the name there) to the name here.
Twins = Mapping[tuple[int, str], str]


def elsewhere_of(session: Session, event: Event, items: Iterable[Item]) -> tuple[Elsewhere, ...]:
    """Return the turns of the event's speakers at other events around its time. Two statements.

    Within the initiative a speaker is known by her name. At others she is who has a profile with
    the same address; their events are named only where everybody may know of them, and when she
    speaks there is not told.
    """
    held = list(items)
    people = {turn.person for item in held for turn in item.turns}
    if not people:
        return ()
    twins = {**_twins(session, event, people), **{(event.initiative_id, p): p for p in people}}
    first = min(item.starts_at for item in held) - FARTHEST
    last = max(item.ends_at for item in held) + FARTHEST
    return tuple(_turns(session, event, twins, first, last))


def _twins(session: Session, event: Event, people: Iterable[str]) -> Twins:
    own, other = aliased(SpeakerProfile), aliased(SpeakerProfile)
    rows = session.execute(
        select(other.initiative_id, other.folded_name, own.folded_name)
        .join(own, own.email == other.email)
        .where(
            own.initiative_id == event.initiative_id,
            own.email != "",
            own.folded_name.in_(sorted(people)),
            other.initiative_id != event.initiative_id,
        )
    )
    return {(initiative_id, there): here for initiative_id, there, here in rows}


def _turns(
    session: Session, event: Event, twins: Twins, first: datetime, last: datetime
) -> Iterator[Elsewhere]:
    rows = session.execute(
        select(
            Event,
            EventSession.id,
            EventSession.starts_at,
            EventSession.ends_at,
            Speaker.name,
            Speaker.presence,
            AgendaItem.starts_after,
            AgendaItem.minutes,
        )
        .join(EventSession, EventSession.event_id == Event.id)
        .join(Speaker, Speaker.session_id == EventSession.id)
        .outerjoin(AgendaItem, Speaker.agenda_item_id == AgendaItem.id)
        .where(
            Event.id != event.id,
            Event.initiative_id.in_({initiative_id for initiative_id, _name in twins}),
            Event.status.not_in(WILL_NOT_BE),
            EventSession.status == SessionStatus.SCHEDULED,
            EventSession.starts_at < last,
            EventSession.ends_at > first,
        )
        .order_by(EventSession.starts_at, Speaker.id)
    )
    for other, session_id, starts_at, ends_at, name, presence, after, lasts in rows:
        person = twins.get((other.initiative_id, folded_name(name)))
        if person is not None:
            turn = Spoken(name, presence, after, lasts).turn(starts_at, ends_at)
            yield _elsewhere(event, other, session_id, replace(turn, person=person))


def _elsewhere(event: Event, other: Event, session_id: int, turn: Turn) -> Elsewhere:
    is_own = other.initiative_id == event.initiative_id
    spot = Spot(other.city, other.country, other.latitude, other.longitude)
    title, when = (other.title, dates_of(other)) if is_own or is_listed(other) else ("", "")
    return Elsewhere(other.id, session_id, title, when, other.mode, spot, turn, is_own)
