"""A feed costs the same few statements however much it holds, and reading writes nothing."""

from datetime import date, timedelta

from sqlalchemy import select

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.calendars.services import make_address
from courseapp.events.models import Event, EventTopic, Series
from tests.calendars.story import World, add_sitting, new_event


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


NAMES = (
    "all",
    "initiatives/icap",
    "events/course-2027",
    "where/kind/course/language/fr/country/IT",
    "series/courses",
    "overview/all",
    "deadlines/all",
    "archive/2026",
)


def building(world: World, name: str) -> int:
    """Return how many statements it takes to build a public feed; it writes nothing."""
    world.session.expire_all()
    site = Site("courseapp", "http://courseapp.test")
    with world.counted() as found:
        feed_at(world.session, world.clock.now, Address(name), site)
    assert {statement.lstrip()[:6] for statement in found} == {"SELECT"}
    return len(found)


def test_a_public_feed_is_built_with_a_few_statements_whatever_its_size(
    world: World, course: Event
) -> None:
    course.series = Series(initiative_id=course.initiative_id, slug="courses", title="Courses")
    course.topics = [EventTopic(position=1, topic="ets")]
    course.applications_close_at = world.clock.now
    world.session.commit()
    few = {name: building(world, name) for name in NAMES}
    for event in more(world, 12):
        if event is course:
            continue
        event.topics = [EventTopic(position=1, topic="ets")]
        event.series_id = course.series_id
        event.applications_close_at = world.clock.now
    world.session.commit()
    many = {name: building(world, name) for name in NAMES}
    assert many == few
    assert max(many[name] for name in NAMES if not name.startswith("where")) <= 5
    assert many["where/kind/course/language/fr/country/IT"] <= 10  # five name what was chosen


def test_a_personal_feed_costs_the_same_for_many_events(world: World, course: Event) -> None:
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    address = f"/calendars/mine/{token}.ics"
    world.seat(world.cast.accepted, course)
    few = statements(world, address)
    for event in more(world, 6):
        if event.id != course.id:
            world.seat(world.cast.accepted, event)
    assert statements(world, address) == few
    assert few <= 13


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
