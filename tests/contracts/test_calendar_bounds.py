"""Nothing private stands in a public calendar, in any form of it.

All that is private is changed at once: every text of every table that is not listed here as
public becomes a bait, so that a table of tomorrow comes in by itself. Every public feed must stay
exactly what it was, and hold neither a bait nor anybody's address.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import (
    JSON,
    Column,
    Enum,
    Index,
    String,
    Table,
    UniqueConstraint,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.calendars.feeds.addresses import EVERYTHING, path_of_person
from courseapp.calendars.feeds.public import feed_at
from courseapp.calendars.formats.representations import REPRESENTATIONS, Representation
from courseapp.calendars.services import make_address
from courseapp.core.database import Base
from courseapp.events.rules import Access, EventStatus
from courseapp.scenarios import world
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.stages import Stage
from tests.calendars.story import World, add_sitting, new_event
from tests.subscribers.feeds import SITE, every_feed
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.unit.calendars.samples import entry, feed

CROWD = 4  # people beside the cast: enough for a row in most tables
# What everybody may read on some page of the site; feeds tell the more or the less of it.
PUBLIC = {
    "event_languages",
    "event_organisations",
    "event_topics",
    "events",
    "initiatives",
    "modules",
    "published_sessions",
    "series",
    "speakers",
}
SHORTEST = 12  # characters; what is shorter is a code, such as that of a country
BAIT = re.compile(r"bait\d+t")
ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w+")  # of a person: feeds name websites only
A_DAY = date(2027, 5, 3)


def test_whatever_is_private_changes_no_public_feed(
    app: Flask, session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    world.build(app, Stage.REVIEWED, clock.now, CROWD)
    new_event(session, clock.now, slug="closed", access=Access.INVITATION)
    before = every_feed(session, clock.now)
    plant_drafts(session, clock)
    assert plant_baits(session) > 100
    session.commit()
    after = every_feed(session, clock.now)
    assert [
        each for each in after.keys() | before.keys() if after.get(each) != before.get(each)
    ] == []
    assert [each for each, built in after.items() if leaks(repr(built))] == []
    for form in REPRESENTATIONS:
        response = client.get(EVERYTHING.path(form.extension))
        assert response.status_code == 200, form
        assert leaks(unfolded(response.data) + str(response.headers)) == [], form


def test_what_is_public_is_seen_to_change(
    examples: None, session: Session, clock: FixedClock
) -> None:
    """The comparison above can fail."""
    before = feed_at(session, clock.now, EVERYTHING, SITE)
    assert plant(session, Base.metadata.tables["published_sessions"].columns["title"], 1)
    session.commit()
    after = feed_at(session, clock.now, EVERYTHING, SITE)
    assert leaks(repr(after)) == ["bait1t"]
    assert after != before


@pytest.mark.parametrize("leak", ["bait5t", "ana.sousa@example.org", "to=ana%40example.org"])
@pytest.mark.parametrize("form", REPRESENTATIONS, ids=lambda form: form.extension)
def test_a_leak_is_found_in_every_form_wherever_a_line_is_folded(
    form: Representation, leak: str
) -> None:
    assert leaks(unfolded(form.write(feed(entry(description="Nothing"))))) == []
    for shift in range(75):
        octets = form.write(feed(entry(description=f"{'x' * shift} {leak}")))
        assert leaks(unfolded(octets)), shift


def test_a_personal_feed_holds_the_sessions_and_ways_in_of_its_owner_only(
    app: Flask, session: Session, cast: Cast, clock: FixedClock, client: CheckingClient
) -> None:
    here = World(app, session, cast, clock, client)
    owners = {"bait6t": cast.accepted, "bait7t": cast.newcomer}
    for bait, person in owners.items():
        webinar = new_event(session, clock.now, title=f"Webinar {bait}")
        link = f"https://meet.example.org/{bait}"
        add_sitting(session, webinar, A_DAY, clock.now, join_link=link)
        here.seat(person, webinar)
    for bait, person in owners.items():
        assert set(leaks(read_by(person, here))) == {bait}


def leaks(text: str) -> list[str]:
    """Return the baits and the addresses of people in a text, each once."""
    return sorted({*BAIT.findall(text), *ADDRESS.findall(text)})


def unfolded(octets: bytes) -> str:
    return octets.decode().replace("\r\n ", "")


def read_by(person: Person, here: World) -> str:
    token = make_address(here.session, here.clock.now, person)
    here.session.commit()
    response = here.client.get(path_of_person(token))
    assert response.status_code == 200
    return unfolded(response.data) + str(response.headers)


def plant_drafts(session: Session, clock: FixedClock) -> None:
    """Add an event that is not public yet, and sessions that only the invited may read."""
    draft = new_event(session, clock.now, status=EventStatus.DRAFT, title="bait1t")
    add_sitting(session, draft, A_DAY, clock.now, title="bait2t", join_link="bait3t")
    closed = session.query(type(draft)).filter_by(slug="closed").one()
    add_sitting(session, closed, A_DAY, clock.now, title="bait4t", place="bait4t")


def plant_baits(session: Session) -> int:
    """Turn every private text into a bait; return how many columns hold one now."""
    columns = [column for table in private_tables() for column in texts_of(table)]
    return sum(plant(session, column, number) for number, column in enumerate(columns, 100))


def plant(session: Session, column: Column[object], number: int) -> bool:
    """Fill one column of every row; return whether there is a row."""
    bait = f"bait{number}t"
    value = {"bait": bait} if isinstance(column.type, JSON) else bait
    session.execute(update(column.table).values({column.name: value}))
    return (
        session.execute(select(literal(1)).select_from(column.table).limit(1)).first() is not None
    )


def private_tables() -> Iterator[Table]:
    return (table for table in Base.metadata.sorted_tables if table.name not in PUBLIC)


def texts_of(table: Table) -> Iterator[Column[object]]:
    for column in table.columns:
        is_long = isinstance(column.type, String) and (column.type.length or SHORTEST) >= SHORTEST
        is_fixed = isinstance(column.type, Enum) or column.foreign_keys or column.primary_key
        if (is_long or isinstance(column.type, JSON)) and not is_fixed and not is_unique(column):
            yield column


def is_unique(column: Column[object]) -> bool:
    table = column.table
    kept = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    guards = [each.columns for each in kept] + [each.columns for each in unique_indexes(table)]
    return any(column.name in guard for guard in guards)


def unique_indexes(table: Table) -> list[Index]:
    return [each for each in table.indexes if each.unique]
