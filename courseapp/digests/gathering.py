"""What is new for somebody: the news since her last digest, one line for each event."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.countries.names import all_countries
from courseapp.digests.matching import Told, Wish, concerns
from courseapp.digests.models import EventNews
from courseapp.digests.noticing import seen_now, takes_people
from courseapp.digests.rules import NewsKind, Seen, Stand
from courseapp.eligibility.facts import FactKind, Facts
from courseapp.eligibility.judging.evaluating import evaluate
from courseapp.eligibility.people.for_you import for_you
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.deadlines import closing_of
from courseapp.events.models import Event
from courseapp.events.published.publicity import listed, may_read_place
from courseapp.events.queries import is_ahead
from courseapp.events.rules import Mode
from courseapp.events.words import dates_of
from courseapp.initiatives.models import Initiative
from courseapp.selection.terms import place_of

OF_COUNTRIES = frozenset({FactKind.WORK_COUNTRY, FactKind.NATIONALITIES, FactKind.SEAT_COUNTRY})


@dataclass(frozen=True)
class EventFacts:
    """What a line of a digest says of an event: plain values, for many readers one after another.

    `place` is "" where it is told to the invited only; `closes` is None where nobody can apply.
    """

    number: int
    title: str
    path: str
    initiative: str
    dates: str
    place: str
    first_day: date | None
    closes: Closing | None


@dataclass(frozen=True)
class NewsOf:
    """A public event with what became new of it, and when each was noticed."""

    event: EventFacts
    told: Told
    stands: Seen
    kinds: Sequence[tuple[datetime, NewsKind]]

    def gist(self, since: datetime) -> NewsKind | None:
        """Return the one thing to tell somebody who was told everything until an instant."""
        return gist({kind for at, kind in self.kinds if at > since}, self.stands)


@dataclass(frozen=True)
class Item:
    """One line of a digest."""

    kind: NewsKind
    event: EventFacts


@dataclass(frozen=True)
class Newest:
    """All news of public events that somebody may still have to be told."""

    of_events: Sequence[NewsOf] = field(default_factory=tuple)

    def items(self, wish: Wish, since: datetime) -> tuple[Item, ...]:
        """Return what is new for her since an instant, by kind and date."""
        found = [
            Item(kind, each.event)
            for each in self.of_events
            if (kind := each.gist(since)) is not None and concerns(wish, each.told)
        ]
        order = list(NewsKind)
        return tuple(sorted(found, key=lambda item: (order.index(item.kind), _when(item.event))))


def gist(kinds: Set[NewsKind], stands: Seen) -> NewsKind | None:
    """Return what is told of an event in one word; None where nothing of it is news any more.

    What was both announced and cancelled since is not told to somebody who never heard of it.
    """
    is_new = NewsKind.ANNOUNCED in kinds
    if stands.stand is Stand.CANCELLED:
        return NewsKind.CANCELLED if NewsKind.CANCELLED in kinds and not is_new else None
    if stands.stand is Stand.POSTPONED and NewsKind.POSTPONED in kinds and not is_new:
        return NewsKind.POSTPONED
    if NewsKind.OPENED in kinds and stands.is_open:
        return NewsKind.OPENED
    if is_new:
        return NewsKind.ANNOUNCED
    has_moved = NewsKind.MOVED in kinds and stands.stand is Stand.PLANNED
    return NewsKind.MOVED if has_moved else None


def newest(session: Session, now: datetime, since: datetime) -> Newest:
    """Return the news of public events since an instant.

    What is no longer public by now is left out, and so are examples. A fixed number of statements,
    and for each event with rules those that these need.
    """
    rows = session.scalars(
        select(EventNews)
        .join(EventNews.event)
        .join(Event.initiative)
        .where(
            EventNews.at > since,
            listed(),
            is_ahead(now),
            Event.is_example.is_(False),
            Initiative.is_public.is_(True),
        )
        .options(
            joinedload(EventNews.event).options(
                joinedload(Event.initiative),
                joinedload(Event.series),
                selectinload(Event.published_sessions),
                selectinload(Event.topics),
            )
        )
        .order_by(EventNews.at, EventNews.id)
    )
    found: dict[int, list[EventNews]] = {}
    for each in rows:
        found.setdefault(each.event_id, []).append(each)
    return Newest([_news_of(session, now, rows) for rows in found.values()])


def told_of(session: Session, event: Event, now: datetime) -> Told:
    """Return whom the event concerns, as far as everybody may know."""
    return Told(
        country=event.country if may_read_place(event) else None,
        focus=event.region_focus,
        is_online=event.mode in {Mode.ONLINE, Mode.HYBRID},
        initiative_id=event.initiative_id,
        topics=frozenset(each.topic for each in event.topics),
        eligible=eligible_countries(session, event, now),
    )


def eligible_countries(session: Session, event: Event, now: datetime) -> frozenset[str] | None:
    """Return the countries whose people may apply; None where no rule looks at countries.

    What else the rules ask is unknown, and speaks against nobody.
    """
    found = for_you(session, event, now)
    if found is None or not OF_COUNTRIES & set(found.rules.needs):
        return None
    return frozenset(
        each.code
        for each in all_countries()
        if not evaluate(found.rules, _from(each.code), found.known, found.on).blocks
    )


def _from(code: str) -> Facts:
    return Facts(nationalities=(code,), work_country=code, seat_country=code)


def _news_of(session: Session, now: datetime, rows: Sequence[EventNews]) -> NewsOf:
    event = rows[0].event
    kinds = tuple((each.at, each.kind) for each in rows)
    told = told_of(session, event, now)
    return NewsOf(_facts_of(event, now), told, seen_now(event, now), kinds)


def _facts_of(event: Event, now: datetime) -> EventFacts:
    return EventFacts(
        number=event.id,
        title=event.title,
        path=f"/events/{event.slug}",
        initiative=event.initiative.name,
        dates=dates_of(event),
        place=place_of(event) if may_read_place(event) else "",
        first_day=event.starts_on,
        closes=closing_of(event) if takes_people(event, now) else None,
    )


def _when(event: EventFacts) -> tuple[date, int]:
    return (event.first_day or date.max, event.number)
