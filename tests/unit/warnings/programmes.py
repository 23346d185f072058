"""Programmes of the tests: one course in Florence, and large ones from dice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.events.names import folded_name
from courseapp.events.rules import Mode, Presence
from courseapp.warnings.finding import Finding
from courseapp.warnings.looking import findings
from courseapp.warnings.programme import (
    Elsewhere,
    Frame,
    Item,
    Programme,
    Spot,
    Turn,
)
from courseapp.warnings.rules import Kind

ROME = "Europe/Rome"
FLORENCE = Spot("Florence", "IT", 43.8, 11.25)
COURSE = Frame(
    mode=Mode.IN_PERSON,
    zone=ROME,
    starts_on=date(2027, 3, 22),
    ends_on=date(2027, 3, 26),
    venue="Badia Fiesolana",
    spot=FLORENCE,
    country_name="Italy",
)
WEBINAR = replace(COURSE, mode=Mode.ONLINE, spot=Spot(), venue="", country_name="")


def at(text: str, zone: str = ROME) -> datetime:
    """Return the instant of a wall clock time: ``at("2027-03-22T09:00")``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def item(
    number: int,
    starts: str = "2027-03-22T09:00",
    ends: str = "2027-03-22T10:00",
    zone: str = ROME,
    speakers: tuple[str, ...] = (),
    **more: Any,
) -> Item:
    """Return a session; what is left out is nine to ten on the first day."""
    first, last = at(starts, zone), at(ends, zone)
    return Item(
        number,
        f"Session {number}",
        zone,
        datetime.fromisoformat(starts),
        datetime.fromisoformat(ends),
        first,
        last,
        turns=tuple(turn(name, first, last) for name in speakers),
        has_link=more.pop("has_link", True),
        **more,
    )


def turn(
    name: str, starts_at: datetime, ends_at: datetime, presence: Presence = Presence.UNSAID
) -> Turn:
    return Turn(name, folded_name(name), presence, starts_at, ends_at)


def elsewhere(name: str, starts: str, ends: str, spot: Spot = FLORENCE, **more: Any) -> Elsewhere:
    """Return a turn at another event, in person in Florence unless said otherwise."""
    found = Elsewhere(
        90, 91, "Clinic", "Mon 22 Mar 2027", Mode.IN_PERSON, spot, turn(name, at(starts), at(ends))
    )
    return replace(found, **more)


def seen(*items: Item, frame: Frame = COURSE, **more: Any) -> tuple[Finding, ...]:
    """Return what is wrong with a programme of these sessions."""
    return findings(Programme(frame, items, **more))


def kinds(*items: Item, frame: Frame = COURSE, **more: Any) -> list[Kind]:
    return [each.kind for each in seen(*items, frame=frame, **more)]


def from_dice(chance: Random, sessions: int, rooms: int, days: int) -> list[Item]:
    """Return sessions at any quarter of an hour, by night too, some of them overnight."""
    start = datetime(2027, 3, 22, tzinfo=UTC)
    quarters = days * 96
    found = []
    for number in range(1, sessions + 1):
        begins = start + timedelta(minutes=15 * chance.randrange(quarters))
        ends = begins + timedelta(minutes=15 * chance.choice((1, 2, 4, 6, 8, 30, 48)))
        speakers = {
            f"Speaker {chance.randrange(sessions // 2)}" for _ in range(chance.randrange(3))
        }
        found.append(
            Item(
                number,
                f"Session {number}",
                "UTC",
                begins.replace(tzinfo=None),
                ends.replace(tzinfo=None),
                begins,
                ends,
                place=f"Room {chance.randrange(rooms)}",
                capacity=chance.choice((None, 20, 60)),
                track=chance.choice(("", "Policy", "Markets", "Data")),
                has_link=True,
                turns=tuple(turn(name, begins, ends) for name in sorted(speakers)),
            )
        )
    return found
