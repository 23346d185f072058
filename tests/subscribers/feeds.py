"""Every public feed there is, from one list: those of a new shape, event or filter come in too.

Of each filter, feeds of a few of its values; of each year, the archive of all events.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.calendars.feeds.addresses import Address, of_wish
from courseapp.calendars.feeds.public import Built, Site, feed_at
from courseapp.calendars.feeds.scopes import EVERYTHING, Scope, Shape, Wish
from courseapp.calendars.formats.ics import write_feed
from courseapp.core.errors import NotFound
from courseapp.events.lists.filter_choices import choices
from courseapp.events.lists.filters import Filters, filters_of
from courseapp.events.models import Event, PublishedSession, Series
from courseapp.selection.rules import Language

SITE = Site("courseapp", "http://courseapp.test")
VALUES_OF_A_FILTER = 3
IN_ALL_LANGUAGES = ("all", "initiatives/icap", "events/icap-course-example")


def every_feed(session: Session, now: datetime, *, some: bool = False) -> dict[Address, Built]:
    """Return what stands at each address that a public feed can have.

    With `some`, feeds of filters and of single sessions are left out: the same entries again.
    """
    asked = dict.fromkeys(_addresses(session, some=some))
    found = ((address, _built(session, now, address)) for address in asked)
    return {address: built for address, built in found if built is not None}


def write_all(session: Session, now: datetime, folder: Path, *, some: bool = False) -> list[Path]:
    """Write every public feed into a folder, as its subscribers get it; return the files."""
    files = []
    for address, built in every_feed(session, now, some=some).items():
        file = folder / f"{address.key.replace('/', '--')}.ics"
        file.write_bytes(write_feed(built.feed))
        files.append(file)
    return files


def _built(session: Session, now: datetime, address: Address) -> Built | None:
    try:
        return feed_at(session, now, address, SITE)
    except NotFound:  # such as that of a draft, or of a year without events
        return None


def _addresses(session: Session, *, some: bool) -> Iterator[Address]:
    years, scopes = _years(session), _scopes(session)
    kept = (each for each in scopes if not (some and (each.uid or each.is_chosen_by_facts)))
    wishes = [wish for scope in kept for wish in _wishes(scope, years)]
    yield from (of_wish(wish) for wish in wishes)
    for wish in wishes:
        if wish.name in IN_ALL_LANGUAGES:
            yield from (of_wish(wish, language) for language in Language)


def _wishes(scope: Scope, years: Sequence[int]) -> Iterator[Wish]:
    """Yield each shape of feed, whether there is such a feed or not."""
    for shape in Shape:
        if shape is not Shape.ARCHIVE:
            yield Wish(shape, scope)
        elif scope == EVERYTHING:
            yield from (Wish(shape, scope, year) for year in years)
        elif not scope.is_chosen_by_facts:
            yield Wish(shape, scope, years[0])


def _scopes(session: Session) -> Iterator[Scope]:
    """Yield what a feed may be about, drafts included: that they have none must come out."""
    yield EVERYTHING
    yield from (Scope(series=slug) for slug in session.scalars(select(Series.slug)))
    yield from (Scope(event=slug) for slug in session.scalars(select(Event.slug)))
    sittings = select(Event.slug, PublishedSession.calendar_uid).join(PublishedSession.event)
    yield from (Scope(event=slug, uid=uid) for slug, uid in session.execute(sittings))
    for choice in choices(session, Filters()):
        some = choice.offered[:VALUES_OF_A_FILTER]
        yield from (Scope(filters_of({choice.name: value})) for value, _ in some)


def _years(session: Session) -> list[int]:
    days = session.scalars(select(Event.starts_on).where(Event.starts_on.is_not(None)))
    return sorted({day.year for day in days if day})
