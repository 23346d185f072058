"""Every public feed there is, from one list: a feed of a new event or filter comes in by itself."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Built, Site, feed_at
from courseapp.calendars.formats.ics import write_feed
from courseapp.core.errors import NotFound
from courseapp.events.lists.filter_choices import choices
from courseapp.events.lists.filters import Filters, filters_of
from courseapp.events.models import Event, PublishedSession, Series
from courseapp.initiatives.models import Initiative
from courseapp.selection.rules import Language

SITE = Site("courseapp", "http://courseapp.test")
YEARS = range(2016, 2029)  # of archives: from the catalogue's first event to the tests' clock
SHAPES = ("", "overview/", "deadlines/", *(f"archive/{year}/" for year in YEARS))
IN_ALL_LANGUAGES = ("all", "initiatives/icap", "events/icap-course-example")


def every_feed(session: Session, now: datetime) -> dict[Address, Built]:
    """Return what stands at each address that a public feed can have."""
    asked = dict.fromkeys(_addresses(session))
    found = ((address, _built(session, now, address)) for address in asked)
    return {address: built for address, built in found if built is not None}


def write_all(session: Session, now: datetime, folder: Path) -> list[Path]:
    """Write every public feed into a folder, as its subscribers get it; return the files."""
    files = []
    for address, built in every_feed(session, now).items():
        file = folder / f"{address.key.replace('/', '--')}.ics"
        file.write_bytes(write_feed(built.feed))
        files.append(file)
    return files


def _built(session: Session, now: datetime, address: Address) -> Built | None:
    try:
        return feed_at(session, now, address, SITE)
    except NotFound:  # such as that of a draft, or of a year without events
        return None


def _addresses(session: Session) -> Iterator[Address]:
    for scope in _scopes(session):
        for shape in SHAPES:
            name = shape + scope
            yield Address(name.removesuffix("/all") if shape.startswith("archive") else name)
    yield from (Address(name, language) for name in IN_ALL_LANGUAGES for language in Language)


def _scopes(session: Session) -> Iterator[str]:
    """Yield what a feed may be about, drafts included: that they have none must come out."""
    yield "all"
    yield from (f"initiatives/{slug}" for slug in session.scalars(select(Initiative.slug)))
    yield from (f"series/{slug}" for slug in session.scalars(select(Series.slug)))
    yield from (f"events/{slug}" for slug in session.scalars(select(Event.slug)))
    sittings = select(Event.slug, PublishedSession.calendar_uid).join(PublishedSession.event)
    yield from (f"events/{slug}/{uid}" for slug, uid in session.execute(sittings))
    for choice in choices(session, Filters()):
        for value, _ in choice.offered:
            yield f"where/{filters_of({choice.name: value}).path}"
