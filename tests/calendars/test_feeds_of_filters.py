"""Every filter of the catalogue has its feed, and each feed its four shapes; all hold the same."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import concerned, feed_at
from courseapp.calendars.feeds.scopes import Scope, Shape, Wish, wish_of
from courseapp.calendars.rules import AllDay, EntryStatus
from courseapp.core.errors import NotFound
from courseapp.events.lists.filters import Filters
from courseapp.events.models import Event, EventLanguage, EventTopic, Series
from courseapp.events.rules import EventKind, EventStatus, Level, Mode, SessionStatus
from courseapp.selection.rules import Language
from tests.calendars.story import DAYS, SITE, TITLE, World, add_sitting, new_event, uid

# For each filter a value that the course has, and one that it has not.
FILTERS = {
    "initiative": ("icap", "a6ip"),
    "kind": ("course", "webinar"),
    "mode": ("in_person", "online"),
    "level": ("advanced", "introductory"),
    "language": ("fr", "es"),
    "region": ("Africa", "Oceania"),
    "country": ("BD", "KE"),
    "group": ("ldc", "sids"),
    "topic": ("ets", "mrv"),
}


@pytest.fixture
def described(world: World, course: Event) -> Event:
    course.level, course.country = Level.ADVANCED, "BD"
    course.region_focus = "Africa"
    course.languages = [EventLanguage(position=1, language="fr-CA")]
    course.topics = [EventTopic(position=1, topic="ets")]
    course.series = Series(initiative_id=course.initiative_id, slug="courses", title="Courses")
    course.applications_open_at = world.clock.now - timedelta(days=5)
    course.applications_close_at = world.clock.now + timedelta(days=5)
    world.session.commit()
    return course


def test_no_filter_is_without_a_feed() -> None:
    assert set(FILTERS) == {field.name for field in fields(Filters)}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_has_a_feed_in_every_shape(world: World, described: Event, name: str) -> None:
    hers, other = FILTERS[name]
    assert len(world.told(f"where/{name}/{hers}")) == len(DAYS)
    assert world.told(f"where/{name}/{other}") == {}
    assert len(world.told(f"overview/where/{name}/{hers}")) == 1
    assert len(world.told(f"deadlines/where/{name}/{hers}")) == 2
    for named, concerns in ((hers, True), (other, False)):
        address = Address(f"deadlines/where/{name}/{named}")
        assert concerned(world.session, address, [described.id]) is concerns


def test_the_feed_of_a_series_has_its_editions(world: World, described: Event) -> None:
    new_event(world.session, world.clock.now)
    assert len(world.told("series/courses")) == len(DAYS)
    assert len(world.told("overview/series/courses")) == 1
    assert concerned(world.session, Address("series/courses"), [described.id])
    described.status = EventStatus.DRAFT
    with pytest.raises(NotFound):  # its title is no news before one of its events is
        world.told("series/courses")


def test_the_overview_shows_each_event_once_and_under_another_uid(
    world: World, described: Event
) -> None:
    (whole,) = world.told("overview/initiatives/icap").values()
    assert (whole.title, whole.when) == (TITLE, AllDay(date(2027, 3, 22), date(2027, 3, 31)))
    assert whole.uid not in world.told("all")
    assert not whole.blocks_time
    assert set(world.told(f"overview/events/{described.slug}")) == {whole.uid}


def test_openings_and_deadlines_have_a_feed_of_their_own(world: World, described: Event) -> None:
    titles = [entry.title for entry in world.told("deadlines/all").values()]
    assert titles == [f"Applications open: {TITLE}", f"Applications close: {TITLE}"]
    assert world.told("deadlines/initiatives/a6ip") == {}
    assert len(world.told(f"deadlines/events/{described.slug}")) == 2


def test_what_leaves_the_window_is_in_the_archive_of_its_year(world: World, course: Event) -> None:
    assert world.told("archive/2027") == {}
    course.published_sessions[0].status = SessionStatus.CANCELLED
    world.session.commit()
    world.clock.set(datetime(2027, 7, 1, tzinfo=UTC))
    assert world.told("all") == {}
    for name in ("archive/2027", "archive/2027/initiatives/icap", "archive/2027/where/country/IT"):
        found = world.told(name)  # without what did not take place
        assert set(found) == {uid(number + 1) for number in range(1, len(DAYS))}
        assert {entry.status for entry in found.values()} == {EntryStatus.CONFIRMED}
    assert world.told("archive/2026") == world.told("archive/2027/initiatives/a6ip") == {}


def test_the_archive_is_no_place_for_what_was_cancelled(world: World, course: Event) -> None:
    course.status, course.cancelled_at = EventStatus.CANCELLED, world.clock.now
    world.session.commit()
    assert {entry.status for entry in world.told("all").values()} == {EntryStatus.CANCELLED}
    world.clock.set(datetime(2027, 7, 1, tzinfo=UTC))
    assert world.told("all") == world.told("archive/2027") == {}


def test_a_full_feed_prefers_what_is_to_come_to_what_is_over(
    world: World, course: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courseapp.calendars.feeds.windows.MOST_ENTRIES", 5)
    world.clock.set(datetime(2027, 3, 30, tzinfo=UTC))
    built = feed_at(world.session, world.clock.now, Address("all"), SITE)
    assert [entry.when.begins.day for entry in built.feed.in_order] == [25, 26, 29, 30, 31]
    assert built.stands_until == datetime(2027, 4, 1, tzinfo=UTC)
    assert built.moved_at == datetime(2027, 3, 29, tzinfo=UTC)


def test_a_feed_speaks_its_language_and_keeps_the_titles(world: World, described: Event) -> None:
    address = Address("deadlines/all", Language.FRENCH)
    feed = feed_at(world.session, world.clock.now, address, SITE).feed
    assert feed.language == "fr"
    assert feed.name == "courseapp : tous les événements : dates limites"
    assert feed.source_url == "http://courseapp.test/calendars/fr/deadlines/all.ics"
    assert all(TITLE in entry.title for entry in feed.entries)
    english = feed_at(world.session, world.clock.now, Address("deadlines/all"), SITE).feed
    assert {entry.uid for entry in feed.entries} == {entry.uid for entry in english.entries}
    assert feed.in_order[0].title != english.in_order[0].title


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(Shape.OVERVIEW),
        Wish(Shape.ARCHIVE, year=2026),
        Wish(Shape.ARCHIVE, Scope(series="courses"), 2026),
        Wish(Shape.DEADLINES, Scope(Filters(initiative="icap"))),
        Wish(Shape.SESSIONS, Scope(Filters(kind=EventKind.WEBINAR, mode=Mode.ONLINE, group="ldc"))),
        Wish(Shape.OVERVIEW, Scope(event="course-2027")),
        Wish(Shape.SESSIONS, Scope(event="course-2027", uid="x")),
    ],
)
def test_the_name_of_a_feed_says_which_it_is(wish: Wish) -> None:
    assert wish_of(wish.name) == wish


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "nothing",
            "all/x",
            "overview",
            "overview/",
            "overview/overview/all",
            "deadlines/all/x",
        ),
        *("archive", "archive/all", "archive/20266", "archive/2026/all", "archive/2026/events/x"),
        *("initiatives/", "initiatives/a/b", "series/", "where/kind", "where/kind/nothing"),
        *("where/country/IT/kind/course", "events/", "events/x/", "overview/events/x/y"),
    ],
)
def test_any_other_name_is_none(name: str) -> None:
    assert wish_of(name) is None


def test_a_year_to_come_has_no_archive(world: World) -> None:
    with pytest.raises(NotFound):
        world.told("archive/2028")


def test_feeds_of_one_event_tell_of_it_however_long_ago(world: World, described: Event) -> None:
    world.clock.advance(days=900)
    assert len(world.told(f"events/{described.slug}")) == len(DAYS)
    assert len(world.told(f"overview/events/{described.slug}")) == 1
    assert len(world.told(f"deadlines/events/{described.slug}")) == 2


def test_an_event_of_another_initiative_is_not_concerned(world: World, described: Event) -> None:
    other = new_event(world.session, world.clock.now, "a6ip")
    add_sitting(world.session, other, date(2027, 4, 2), world.clock.now)
    for name in ("initiatives/icap", "series/courses", f"events/{described.slug}", "nothing"):
        assert not concerned(world.session, Address(name), [other.id])
    assert concerned(world.session, Address("all"), [other.id])
    assert not concerned(world.session, Address("all"), [])
