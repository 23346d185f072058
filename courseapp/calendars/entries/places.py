"""Where an event or a session is, as far as everybody may know."""

from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import Position
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.publicity import may_read_place
from courseapp.events.rules import Mode


def place_of_session(sitting: PublishedSession, words: Words = ENGLISH) -> str:
    """Return room and venue, or that it is online; never the address of the online room."""
    event = sitting.event
    if event.mode is Mode.ONLINE:
        return sitting.place or words.online
    place = ", ".join(filter(None, (sitting.place, place_of(event))))
    return place or (words.online if event.mode is Mode.HYBRID else "")


def place_of_event(event: Event, words: Words = ENGLISH) -> str:
    """Return the venue, or that the event is online."""
    return words.online if event.mode is Mode.ONLINE else place_of(event)


def position_of(event: Event, seat: Seat | None = None) -> Position | None:
    """Return where the venue is on Earth, for a map; None where it may not be told, or is none.

    Who has a seat is told where to go, whoever else is.
    """
    if event.latitude is None or event.longitude is None or event.mode is Mode.ONLINE:
        return None
    may_know = seat is not None or may_read_place(event)
    return Position(event.latitude, event.longitude) if may_know else None
