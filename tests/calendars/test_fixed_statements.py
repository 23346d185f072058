"""A feed costs the same few statements however much it holds, and reading writes nothing."""

from datetime import date, timedelta

from sqlalchemy import select

from courseapp.calendars.services import make_address
from courseapp.events.models import Event
from tests.calendars.story import ALL, FEED, ICAP, World, add_sitting, new_event


def statements(world: World, address: str) -> int:
    with world.counted() as found:
        assert world.client.get(address).status_code == 200
    assert {statement.lstrip()[:6] for statement in found} == {"SELECT"}
    return len(found)


def more(world: World, events: int) -> list[Event]:
    """Add events of both initiatives with three sessions each, and as many without."""
    for number in range(events):
        new_event(world.session, world.clock.now, "a6ip")
        event = new_event(world.session, world.clock.now)
        for day in range(3):
            at = date(2027, 4, 1) + timedelta(days=number * 3 + day)
            add_sitting(world.session, event, at, world.clock.now)
    return list(world.session.scalars(select(Event)))


def test_public_feeds_cost_four_statements_at_most(world: World, course: Event) -> None:
    few = {address: statements(world, address) for address in (ALL, ICAP, FEED)}
    more(world, 12)
    many = {address: statements(world, address) for address in (ALL, ICAP, FEED)}
    assert many == few
    assert max(many.values()) <= 4


def test_a_personal_feed_costs_four_statements(world: World, course: Event) -> None:
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    address = f"/calendars/mine/{token}.ics"
    world.seat(world.cast.accepted, course)
    few = statements(world, address)
    for event in more(world, 6):
        if event.id != course.id:
            world.seat(world.cast.accepted, event)
    assert statements(world, address) == few == 4


def test_an_unknown_secret_costs_one_statement(world: World) -> None:
    with world.counted() as found:
        assert world.client.get("/calendars/mine/guess.ics").status_code == 404
    assert len(found) == 1


def test_the_page_about_subscribing_costs_the_same_for_many_events(
    world: World, course: Event
) -> None:
    with world.counted() as few:
        world.client.visit("/subscribe")
    more(world, 5)
    with world.counted() as many:
        world.client.visit("/subscribe")
    assert len(many) == len(few)
