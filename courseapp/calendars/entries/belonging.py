"""What every entry of an event has from it: its page, initiative, kind, topics and group."""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID, uuid5

from courseapp.calendars.entries.paragraphs import paragraphs, styled
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import COLOURS, Entry, Link
from courseapp.events.facts.topics import is_known
from courseapp.events.models import Event
from courseapp.events.published.publicity import is_secret, may_read_programme
from courseapp.initiatives.models import Initiative

DATES_ONLY = "dates"
JSON_LD = "application/ld+json"


def with_its_event(
    entry: Entry, event: Event, base_url: str, words: Words, lines: tuple[str, ...]
) -> Entry:
    """Return the entry with what it says, in these lines, and with what it has from its event."""
    said = (*lines, words.example if event.is_example else "")
    page = page_of(event, base_url)
    return replace(
        entry,
        description=paragraphs(*said, page),
        styled=styled(said, page, words.event_page),
        url=page,
        categories=categories(event, words),
        concepts=concepts(event, base_url),
        contact=contact(event.initiative),
        record=record(event, base_url),
        colour=colour_of(event.initiative.slug),
        group=overview_uid(event),
    )


def overview_uid(event: Event) -> str:
    """Return the UID of the whole event as one entry, for life.

    It is not the event's own, which becomes that of its first session. All entries of the event
    name it, so that programs can show them together.
    """
    return str(uuid5(UUID(event.calendar_uid), DATES_ONLY))


def page_of(event: Event, base_url: str) -> str:
    """Return the address of the event's page; "" where everybody is told nothing of it."""
    return "" if is_secret(event) else f"{base_url}/events/{event.slug}"


def categories(event: Event, words: Words = ENGLISH) -> tuple[str, ...]:
    """Return the initiative and the kind of event, by which programs filter."""
    return event.initiative.short_name, words.kinds[event.kind]


def concepts(event: Event, base_url: str) -> tuple[str, ...]:
    """Return the addresses of the topics of our vocabulary; none where only dates are told."""
    if not may_read_programme(event):
        return ()
    keys = (each.topic for each in event.topics if is_known(each.topic))
    return tuple(f"{base_url}/events?{urlencode({'topic': key})}" for key in keys)


def contact(initiative: Initiative) -> str:
    """Return whom to ask: the initiative at its website, never a person.

    People who are named in a record can be taken out of it; calendars would keep them.
    """
    return ", ".join(filter(None, (initiative.name, initiative.website)))


def record(event: Event, base_url: str) -> Link | None:
    """Return the record of the initiative as linked data; None where it is not public."""
    own = event.initiative
    if is_secret(event) or not own.is_public:
        return None
    return Link(f"{base_url}/initiatives/{own.slug}.jsonld", JSON_LD, own.short_name)


@lru_cache
def colour_of(slug: str) -> str:
    """Return the colour of an initiative, the same in every feed and for ever."""
    names = tuple(COLOURS)
    return names[int.from_bytes(sha256(slug.encode()).digest()[:4], "big") % len(names)]
