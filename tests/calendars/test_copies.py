"""Copies of feeds: built when something changes, given out in one statement or in none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from courseapp.calendars.copies.giving import COPIES, Copies
from courseapp.calendars.copies.models import FeedCopy, FeedNews
from courseapp.calendars.copies.refreshing import doubt_all, forget_unread
from courseapp.calendars.copies.tasks import freshen_copies
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.calendars.services import make_address
from courseapp.core.heartbeat import beat
from courseapp.events.models import Event, EventTopic, Series
from courseapp.events.rules import Access, EventStatus, FeedDetail
from courseapp.initiatives.models import Initiative
from tests.calendars.memory import empty_handed
from tests.calendars.story import ALL, FEED, ICAP, SLUG, World, new_event, publish

FEED_AT = "courseapp.calendars.copies.building.feed_at"
OTHER = "/calendars/initiatives/a6ip.ics"


def copies_of(world: World) -> Copies:
    copies = world.app.extensions[COPIES]
    assert isinstance(copies, Copies)
    return copies


def keep_beating(world: World) -> None:
    """From now on a worker lives; what it has to do is done by hand, with `work`."""
    beat(world.session, "worker", world.clock.now)
    world.session.commit()


def work(world: World) -> int:
    world.session.commit()
    with world.app.app_context():
        return freshen_copies()


def change(world: World, event: Event, **values: object) -> None:
    """Change the event as the product does, a moment later."""
    now = world.clock.advance(seconds=5)
    for name, value in {**values, "changed_at": now}.items():
        setattr(event, name, value)
    world.session.commit()
    world.session.execute(update(FeedNews).values(at=now))  # made outside of the product's clock
    world.session.commit()
    keep_beating(world)


@pytest.fixture(autouse=True)
def _no_memory(world: World) -> Iterator[None]:
    with empty_handed(world.app):
        yield


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the feeds that were built."""
    found: list[str] = []

    def note(session: Session, now: datetime, address: Address, site: Site) -> object:
        found.append(address.name)
        return feed_at(session, now, address, site)

    monkeypatch.setattr(FEED_AT, note)
    return found


@contextmanager
def statements(world: World, most: int) -> Iterator[None]:
    with world.counted() as found:
        yield
    assert len(found) == most, found


def test_a_feed_is_built_once_and_costs_one_statement_from_then_on(
    world: World, course: Event, built: list[str]
) -> None:
    first = world.client.get(ALL)
    for _ in range(3):
        with statements(world, 1):
            assert world.client.get(ALL).data == first.data
    tagged = {"If-None-Match": first.headers["ETag"]}
    with statements(world, 1):
        assert world.client.get(ALL, headers=tagged).status_code == 304
    assert built == ["all"]


def test_while_a_worker_beats_two_seconds_pass_without_a_statement(
    world: World, course: Event, built: list[str]
) -> None:
    keep_beating(world)
    first = world.client.get(ALL)
    world.client.get(ALL)
    for seconds, expected in ((0, 0), (1.9, 0), (0.1, 1), (1.9, 0)):
        world.clock.advance(seconds=seconds)
        with statements(world, expected):
            assert world.client.get(ALL).data == first.data
    assert built == ["all"]


def test_another_process_gives_out_the_same_octets_without_building(
    world: World, course: Event, built: list[str]
) -> None:
    first = world.client.get(ALL, headers={"Accept-Encoding": "br"})
    copies_of(world).shelf.clear()
    with statements(world, 2):  # the second fetches the octets
        again = world.client.get(ALL, headers={"Accept-Encoding": "br"})
    assert (again.data, again.headers["ETag"]) == (first.data, first.headers["ETag"])
    assert built == ["all"]


def test_a_product_started_anew_builds_everything_again_and_no_reader_notices(
    world: World, course: Event, built: list[str]
) -> None:
    first = world.client.get(ALL)
    world.clock.advance(minutes=1)
    with world.app.app_context():
        doubt_all(copies_of(world).bind(), world.clock.now)
    assert work(world) == 1
    again = world.client.get(ALL, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert built == ["all", "all"]


def test_without_a_worker_a_change_shows_at_the_next_look(
    world: World, course: Event, built: list[str]
) -> None:
    world.client.get(ALL)
    course.venue = "Villa Salviati"
    assert "Villa Salviati" in world.client.get(ALL).get_data(as_text=True)
    with statements(world, 1):
        world.client.get(ALL)
    assert built == ["all", "all"]


def test_readers_get_what_they_had_until_the_worker_has_built_the_change(
    world: World, course: Event, built: list[str]
) -> None:
    old = world.client.get(ALL).data
    change(world, course, venue="Villa Salviati")
    assert world.client.get(ALL).data == old
    assert work(world) == 1
    world.clock.advance(seconds=2)
    assert b"Villa Salviati" in world.client.get(ALL).data
    assert work(world) == 0
    assert built == ["all", "all"]


def test_who_asks_builds_where_the_worker_has_not_come_to_it_within_a_minute(
    world: World, course: Event
) -> None:
    old = world.client.get(ALL).data
    change(world, course, venue="Villa Salviati")
    world.clock.advance(seconds=58)
    keep_beating(world)
    assert world.client.get(ALL).data == old
    world.clock.advance(seconds=5)
    keep_beating(world)
    assert b"Villa Salviati" in world.client.get(ALL).data


def test_one_change_builds_only_the_feeds_that_show_it(
    world: World, course: Event, built: list[str]
) -> None:
    elsewhere = new_event(world.session, world.clock.now, "a6ip")
    for address in (ALL, ICAP, OTHER, FEED, f"/calendars/events/{elsewhere.slug}.ics"):
        world.client.get(address)
    built.clear()
    for venue in ("Villa Salviati", "Palazzo Buontalenti"):
        change(world, course, venue=venue)
    assert work(world) == 3
    assert sorted(built) == ["all", f"events/{course.slug}", "initiatives/icap"]


def test_what_no_feed_shows_builds_nothing(world: World, course: Event, built: list[str]) -> None:
    world.client.get(ALL)
    draft = new_event(world.session, world.clock.now, status=EventStatus.DRAFT)
    draft.title = "Not to be told yet"
    course.seats_taken, course.seats = 2, 20
    assert work(world) == 0
    assert built == ["all"]


def test_an_event_comes_into_the_feeds_that_should_have_it(world: World, course: Event) -> None:
    about = "/calendars/where/topic/mrv.ics"
    assert b"VEVENT" not in world.client.get(about).data
    keep_beating(world)
    world.session.add(EventTopic(event_id=course.id, position=1, topic="mrv"))
    assert work(world) == 1
    world.clock.advance(seconds=2)
    assert b"VEVENT" in world.client.get(about).data


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": EventStatus.DRAFT}, 404),
        ({"access": Access.INVITATION, "feed_detail": FeedDetail.NOTHING}, 404),
        ({"slug": "another-name"}, 404),
    ],
)
def test_what_is_withdrawn_is_out_of_sight_in_two_seconds_whatever_the_worker_does(
    world: World, course: Event, changes: dict[str, object], status: int
) -> None:
    keep_beating(world)
    for address in (ALL, ICAP, FEED):
        world.client.get(address)
        assert course.title in world.client.get(address).get_data(as_text=True)
    change(world, course, **changes)
    assert world.client.get(FEED).status_code == status
    for address in (ALL, ICAP):
        told = world.client.get(address).get_data(as_text=True)
        assert f"events/{course.slug}" in told if "slug" in changes else course.title not in told
    assert world.session.scalar(select(FeedCopy.key).filter_by(key=f"events/{course.slug}")) is None


def test_a_series_or_a_record_that_changes_is_told_everywhere(
    world: World, course: Event, built: list[str]
) -> None:
    record = world.session.scalars(select(Initiative).filter_by(slug="icap")).one()
    series = Series(initiative_id=record.id, slug="icap-courses", title="ICAP courses")
    world.session.add(series)
    world.client.get(ALL)
    built.clear()
    record.short_name = "ICAP!"
    assert work(world) == 1
    series.title = "Courses of ICAP"
    assert work(world) == 1
    assert "ICAP!" in world.client.get(ALL).get_data(as_text=True)


def test_a_build_that_fails_can_be_tried_again_and_keeps_no_other_waiting(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in (ALL, FEED):
        world.client.get(address)
    change(world, course, venue="Villa Salviati")

    def fail(session: Session, now: datetime, address: Address, site: Site) -> object:
        if address.name == "all":
            raise ArithmeticError
        return feed_at(session, now, address, site)

    monkeypatch.setattr(FEED_AT, fail)
    assert work(world) == 1
    monkeypatch.setattr(FEED_AT, feed_at)
    assert work(world) == 1


def test_after_a_change_only_the_component_that_it_touches_differs(
    world: World, course: Event
) -> None:
    def components() -> list[str]:
        text = world.client.get(FEED).get_data(as_text=True)
        return text.split("BEGIN:VEVENT")

    head, *before = components()
    sitting = course.sessions[3]
    sitting.title, sitting.changed_at = "How to set a cap", world.clock.advance(hours=1)
    publish(world.session, course, world.clock.now)
    new_head, *after = components()
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1
    assert "How to set a cap" in changed[0][1]
    lines = zip(head.splitlines(), new_head.splitlines(), strict=True)
    assert [old.partition(":")[0] for old, new in lines if old != new] == ["LAST-MODIFIED"]


def test_what_organisers_plan_changes_no_octet_before_it_is_published(
    world: World, course: Event, built: list[str]
) -> None:
    addresses = (ALL, ICAP, FEED)
    before = [world.client.get(address).data for address in addresses]
    built.clear()
    sitting = course.sessions[3]
    sitting.title, sitting.changed_at = "How to set a cap", world.clock.advance(hours=1)
    course.seats, course.changed_at = 40, world.clock.now
    assert work(world) == 0
    world.app.extensions[COPIES].shelf.clear()
    world.session.execute(delete(FeedCopy))
    assert [world.client.get(address).data for address in addresses] == before


def test_a_part_of_an_event_that_changes_moves_its_stamp(world: World, course: Event) -> None:
    def stamps() -> set[str]:
        lines = world.client.get(FEED).get_data(as_text=True).splitlines()
        return {line for line in lines if line.startswith("DTSTAMP")}

    before = stamps()
    course.topics = [EventTopic(position=1, topic="mrv")]
    course.changed_at = world.clock.advance(hours=1)
    with_topic = stamps()
    assert len(with_topic) == 1
    assert with_topic != before
    course.topics, course.changed_at = [], world.clock.advance(hours=1)
    assert stamps() not in (before, with_topic)


def test_time_alone_builds_a_feed_when_it_has_come(world: World, course: Event) -> None:
    before = world.client.get(ALL)
    world.clock.set(datetime(2027, 7, 1, tzinfo=UTC))
    assert work(world) == 1
    assert world.client.get(ALL).data != before.data
    assert work(world) == 0


def test_a_feed_for_which_nobody_asks_in_a_month_is_forgotten(world: World, course: Event) -> None:
    for address in (ALL, FEED):
        world.client.get(address)
    for _ in range(31):
        world.clock.advance(days=1)
        world.client.get(FEED)
    with world.app.app_context():
        forget_unread(copies_of(world).bind(), world.clock.now)
    kept = world.session.scalars(select(FeedCopy.key)).all()
    assert kept == [f"events/{course.slug}.ics"]


def test_dead_addresses_are_asked_for_for_years_and_cost_reading_only(
    world: World, course: Event
) -> None:
    dead = new_event(world.session, world.clock.now, status=EventStatus.DRAFT)
    paths = (
        "initiatives/no",
        "series/no",
        f"events/{dead.slug}",
        f"events/{SLUG}/no",
        "archive/3000",
    )
    for path in paths:
        with world.counted() as found:
            assert world.client.get(f"/calendars/{path}.ics").status_code == 404
        assert {statement[:6] for statement in found} <= {"SELECT"}
        assert len(found) <= 5


def test_the_feed_of_an_event_that_was_told_and_is_over_is_gone(
    world: World, course: Event
) -> None:
    world.client.get(FEED)
    course.access, course.feed_detail = Access.INVITATION, FeedDetail.NOTHING
    course.told_before, course.told_until = FeedDetail.ALL, world.clock.now
    assert world.client.get(FEED).status_code == 200
    world.clock.set(datetime(2027, 4, 20, tzinfo=UTC))
    for _ in range(2):
        answer = world.client.get(FEED)
        assert (answer.status_code, len(answer.data) < 40) == (410, True)
    assert world.session.scalars(select(FeedCopy.key)).all() == []


def test_whoever_walks_through_all_filters_fills_no_disk(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courseapp.calendars.copies.keeping.MOST_COPIES", 2)
    for topic in ("mrv", "ets", "mrv", "registries", "registries"):
        assert world.client.get(f"/calendars/where/topic/{topic}.ics").status_code == 200
    assert len(world.session.scalars(select(FeedCopy.key)).all()) == 2


def test_nothing_is_kept_of_addresses_that_are_none_and_of_secrets(
    world: World, course: Event
) -> None:
    token = make_address(world.session, world.clock.now, world.cast.accepted)
    for path in (f"mine/{token}.ics", f"mine/{token}", "events/nothing.ics", "initiatives/no.json"):
        world.client.get(f"/calendars/{path}")
    assert world.session.scalars(select(FeedCopy.key)).all() == []
