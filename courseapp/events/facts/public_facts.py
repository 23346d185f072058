"""The facts of an event as its public page tells them."""

from collections.abc import Iterator
from dataclasses import dataclass

from courseapp.core import formats
from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name
from courseapp.events.facts.parts import coordinates_text
from courseapp.events.facts.topics import by_tree
from courseapp.events.models import Event
from courseapp.events.published.publicity import may_read_place
from courseapp.events.rules import Access, EventStatus
from courseapp.events.words import ORGANISATION_ROLES, SELECTIONS

MAP = "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}"
SELECTS = frozenset({Access.APPLICATION, Access.REGISTRATION, Access.PARTNERS})


@dataclass(frozen=True)
class Fact:
    """A term and what is said of it, line by line; `link` leads on, under the words `link_text`."""

    term: str
    lines: tuple[str, ...]
    link: str = ""
    link_text: str = ""


def facts_of(event: Event) -> tuple[Fact, ...]:
    """Return what everybody may read, in the order in which people ask.

    Of an event by invitation that is nothing, unless a public source tells of it.
    """
    if not may_read_place(event):
        return ()
    return (
        *_languages(event),
        *_seats(event),
        *_place(event),
        *_roles(event),
        *_topics(event),
        *_elsewhere(event),
    )


def hear_by(event: Event) -> str:
    """Return ``You hear by Mon 5 Apr 2027`` while applicants wait for that; else "".

    The day is local at the venue.
    """
    if event.decisions_on is None or event.status is not EventStatus.PUBLISHED:
        return ""
    return f"You hear by {formats.day(event.decisions_on)}."


def _languages(event: Event) -> Iterator[Fact]:
    spoken = [each.language for each in event.languages if not each.is_interpretation]
    interpreted = [each.language for each in event.languages if each.is_interpretation]
    if spoken:
        yield Fact("Languages", (_names(spoken),))
    if interpreted:
        yield Fact("Interpreted into", (_names(interpreted),))
    if event.notice:
        yield Fact("Please note", tuple(event.notice.splitlines()))


def _seats(event: Event) -> Iterator[Fact]:
    if event.seats and event.status is EventStatus.PUBLISHED:
        yield Fact("Seats", (str(event.seats),))
    if event.selection is not None and event.access in SELECTS:
        yield Fact("Who gets a seat", (SELECTIONS[event.selection],))


def _place(event: Event) -> Iterator[Fact]:
    point = coordinates_text(event.latitude, event.longitude)
    address = tuple(event.address.splitlines())
    if point:
        link = MAP.format(*point.split(", "))
        term = "Address" if address else "On the map"
        yield Fact(term, address, link, "See the place on OpenStreetMap")
    elif address:
        yield Fact("Address", address)


def _roles(event: Event) -> Iterator[Fact]:
    for role, label in ORGANISATION_ROLES.items():
        named = [each for each in event.organisations if each.role is role]
        if named:
            yield Fact(
                label, (" · ".join(each.name or country_name(each.country) for each in named),)
            )


def _topics(event: Event) -> Iterator[Fact]:
    for name, labels in by_tree([each.topic for each in event.topics]):
        yield Fact(f"Topics: {name}", (" · ".join(labels),))
    if event.region_focus:
        yield Fact("Region", (event.region_focus,))


def _elsewhere(event: Event) -> Iterator[Fact]:
    if event.link:
        yield Fact("On the web", (), event.link, event.link)


def _names(tags: list[str]) -> str:
    return ", ".join(language_name(each) for each in tags)
