"""The feeds behind a person's own secret addresses, by the kind of each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.calendars.entries.wordings import words_in
from courseapp.calendars.feeds.ended import (
    Ended,
    as_counted,
    at_address,
    ended_in,
    tombstones,
)
from courseapp.calendars.feeds.heads import Site
from courseapp.calendars.feeds.journeys import journeys_of
from courseapp.calendars.feeds.organised import entries_of_organiser
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.public import Built, newest
from courseapp.calendars.feeds.published import Found
from courseapp.calendars.feeds.reviewing import reviews_of
from courseapp.calendars.feeds.seats import entries_of_person
from courseapp.calendars.feeds.secrets import feed_with_token
from courseapp.calendars.feeds.speaking import entries_of_speaker
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import first_of_month, nearest, window_at
from courseapp.calendars.kinds import SecretKind, kinds_for
from courseapp.calendars.models import PersonalFeed
from courseapp.calendars.rules import Entry, Feed
from courseapp.core.errors import NotFound


class Opened(NamedTuple):
    """What a secret opens: the address that it is of, and the feed."""

    address: PersonalFeed
    built: Built


def opened_by(session: Session, now: datetime, token: str, site: Site) -> Opened:
    """Return the feed of the person whose secret it is. Raises NotFound.

    What is hers no more stays as cancelled, also where she organises nothing any more. The
    address stands nowhere in it: people pass calendars on.
    """
    own = feed_with_token(session, token)
    words, window = own_words(own.language), window_at(now)
    ended = ended_in(session, at_address(own.id))
    hers = entries_behind(session, own, now, site.base_url, ended)
    gone = tombstones(hers, ended, window.since)
    if not gone and own.kind not in kinds_for(own.person):
        raise NotFound
    entries = nearest((*hers, *gone), window) if gone else hers
    feed = Feed(
        name=words.names[own.kind].format(site=site.name),
        description=words.about[own.kind],
        page_url=f"{site.base_url}/account/calendar",
        entries=entries,
        changed_at=newest(own.created_at, entries),
        language=own.language,
    )
    return Opened(own, Built(feed, FILENAMES[own.kind], moved_at=first_of_month(now)))


def entries_behind(
    session: Session, own: PersonalFeed, now: datetime, base_url: str, ended: Ended
) -> tuple[Entry, ...]:
    """Return what is hers at an address of hers, without what is so no more.

    `ended` is what once left this calendar, for its SEQUENCE counts that.
    """
    teller = Teller(base_url, words_in(own.language))
    found = KINDS[own.kind](session, own.person, now, teller)
    return tuple(as_counted(found.entries, ended))


def _mine(session: Session, person: Person, now: datetime, teller: Teller) -> Found:
    """Return all that concerns the person herself; what two say of one entry is said once."""
    window = window_at(now)
    found: Iterable[Entry] = (
        *entries_of_person(session, person.id, now, window.since, teller),
        *entries_of_speaker(session, person, now, window.since, teller),
        *journeys_of(session, person, window.since, teller),
        *reviews_of(session, person, now, window.since, teller),
    )
    by_uid = {entry.uid: entry for entry in found}
    return Found(nearest(by_uid.values(), window))


KINDS: Mapping[SecretKind, Callable[[Session, Person, datetime, Teller], Found]] = MappingProxyType(
    {
        SecretKind.MINE: _mine,
        SecretKind.ORGANISED: lambda session, person, now, teller: entries_of_organiser(
            session, person, window_at(now), teller, with_drafts=False
        ),
        SecretKind.ORGANISED_WITH_DRAFTS: lambda session, person, now, teller: entries_of_organiser(
            session, person, window_at(now), teller, with_drafts=True
        ),
    }
)
FILENAMES: Mapping[SecretKind, str] = MappingProxyType(
    {
        SecretKind.MINE: "my-events",
        SecretKind.ORGANISED: "my-initiatives",
        SecretKind.ORGANISED_WITH_DRAFTS: "my-initiatives-with-drafts",
    }
)
