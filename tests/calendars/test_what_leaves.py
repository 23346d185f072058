"""What leaves a feed: nothing without a word, and nothing told that was kept from everybody."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import concerned
from courseapp.calendars.rules import EntryStatus
from courseapp.core.errors import Gone, Problem
from courseapp.events.models import Event, EventLanguage, EventTopic, Series
from courseapp.events.published.publicity import detail_of, keep_what_was_told
from courseapp.events.rules import Access, EventKind, EventStatus, FeedDetail, Level, Mode
from courseapp.events.sessions.scheduling import delete_session
from tests.calendars.story import DAYS, TITLE, World, new_event, uid

CANCELLED, NO_MORE = EntryStatus.CANCELLED, "No longer listed"


@pytest.fixture
def described(world: World, course: Event) -> Event:
    course.level, course.region_focus = Level.ADVANCED, "Africa"
    course.languages = [EventLanguage(position=1, language="fr-CA")]
    course.topics = [EventTopic(position=1, topic="ets")]
    course.series = Series(initiative_id=course.initiative_id, slug="courses", title="Courses")
    course.applications_close_at = world.clock.now + timedelta(days=10)
    world.session.commit()
    return course


def tell(world: World, event: Event, detail: FeedDetail) -> None:
    """Let everybody know so much of the event, which is by invitation from now on."""
    now, before = world.clock.advance(hours=1), detail_of(event)
    event.access, event.feed_detail = Access.INVITATION, detail
    keep_what_was_told(event, before, now)
    event.changed_at = now
    world.session.commit()


def away(event: Event) -> None:
    event.country, event.region_focus, event.city, event.venue = "KE", "Asia", "Nairobi", "Gigiri"
    event.kind, event.mode, event.level = EventKind.WORKSHOP, Mode.HYBRID, Level.ALL
    event.series = None
    event.languages, event.topics = [], []


@pytest.mark.parametrize(
    "name",
    [
        *("where/country/IT", "where/region/Africa", "where/region/Southern%20Europe"),
        *("where/kind/course", "where/mode/in_person", "where/level/advanced"),
        *("where/language/fr", "where/topic/ets", "series/courses"),
        "where/kind/course/language/fr/country/IT",
    ],
)
def test_what_moves_away_from_a_filter_stays_as_what_it_is_now(
    world: World, described: Event, name: str
) -> None:
    name = name.replace("%20", " ")
    assert len(world.told(name)) == len(DAYS)
    away(described)
    world.session.commit()
    found = world.told(name)
    assert found == world.told("all")
    assert {entry.status for entry in found.values()} == {EntryStatus.CONFIRMED}
    assert "Nairobi" in found[uid(1)].location
    assert concerned(world.session, Address(name), [described.id])


def test_a_draft_leaves_no_trace_when_it_changes(world: World, described: Event) -> None:
    draft = new_event(world.session, world.clock.now, status=EventStatus.DRAFT, country="FR")
    draft.country = "KE"
    world.session.commit()
    draft.status = EventStatus.PUBLISHED
    world.session.commit()
    assert world.told("where/country/FR") == {}
    assert len(world.told("where/country/KE")) == 1


@pytest.mark.parametrize("detail", [FeedDetail.DATES, FeedDetail.NOTHING])
@pytest.mark.parametrize("name", ["all", "initiatives/icap", "where/country/IT", "series/courses"])
def test_sessions_that_are_told_no_more_stay_as_cancelled_in_each_feed_that_had_them(
    world: World, described: Event, name: str, detail: FeedDetail
) -> None:
    before = world.told(name)
    tell(world, described, detail)
    after = world.told(name)
    assert set(before) <= set(after)
    for number in before:
        assert (after[number].status, after[number].title) == (CANCELLED, NO_MORE)
        assert after[number].sequence > before[number].sequence
        assert after[number].location == ""


def test_where_it_goes_after_that_is_told_by_no_filter(world: World, described: Event) -> None:
    tell(world, described, FeedDetail.NOTHING)
    away(described)
    world.session.commit()
    for name in ("where/country/KE", "where/kind/workshop", "where/mode/hybrid"):
        assert world.told(name) == {}
    assert set(world.told("where/country/IT")) == {uid(number + 1) for number in range(len(DAYS))}


def test_an_event_without_sessions_leaves_in_words_too(world: World) -> None:
    event = new_event(world.session, world.clock.now)
    (before,) = world.told("all").values()
    tell(world, event, FeedDetail.DATES)
    dated = world.told("all")
    assert (dated[before.uid].title, dated[before.uid].status) == (NO_MORE, CANCELLED)
    (dates,) = (entry for entry in dated.values() if entry.uid != before.uid)
    assert (dates.title, dates.location) == (TITLE, "")
    tell(world, event, FeedDetail.NOTHING)
    after = world.told("all")
    assert set(after) == set(dated)
    assert {(entry.title, entry.status) for entry in after.values()} == {(NO_MORE, CANCELLED)}


def test_the_feed_of_an_event_that_is_told_no_more_ends_with_it(
    world: World, described: Event
) -> None:
    tell(world, described, FeedDetail.NOTHING)
    assert {entry.title for entry in world.told("events/course-2027").values()} == {NO_MORE}
    world.clock.set(datetime(2027, 4, 2, tzinfo=UTC))
    for name in ("events/course-2027", "overview/events/course-2027"):
        with pytest.raises(Gone):
            world.told(name)
    assert world.client.get("/calendars/deadlines/events/course-2027.ics").status_code == 410


def without_deadline(event: Event) -> None:
    event.applications_close_at = None


def by_invitation(event: Event) -> None:
    event.access, event.feed_detail = Access.INVITATION, FeedDetail.ALL


@pytest.mark.parametrize("change", [without_deadline, by_invitation])
def test_a_deadline_that_is_taken_back_stays_as_cancelled_where_it_was(
    world: World, described: Event, change: Callable[[Event], None]
) -> None:
    (before,) = world.told("deadlines/all").values()
    change(described)
    world.session.commit()
    (after,) = world.told("deadlines/all").values()
    assert (after.uid, after.when, after.status) == (before.uid, before.when, CANCELLED)
    assert after.sequence > before.sequence
    world.clock.advance(days=150)
    assert world.told("deadlines/all") == {}


@pytest.mark.parametrize("detail", [FeedDetail.DATES, FeedDetail.NOTHING])
def test_a_deadline_stays_where_everybody_saw_it_whatever_is_told_of_the_event_by_then(
    world: World, described: Event, detail: FeedDetail
) -> None:
    seen = [world.told("deadlines/all")]
    for told in (FeedDetail.ALL, detail):
        tell(world, described, told)
        described.applications_close_at = world.clock.now + timedelta(days=40)
        world.session.commit()
        seen.append(world.told("deadlines/all"))
    described.access = Access.APPLICATION
    keep_what_was_told(described, detail, world.clock.advance(hours=1))
    world.session.commit()
    seen.append(world.told("deadlines/all"))
    (open_then,), *_, (open_again,) = (list(each.values()) for each in seen)
    for (entry,) in (each.values() for each in seen[1:3]):
        assert (entry.uid, entry.when, entry.status) == (
            open_then.uid,
            open_then.when,
            CANCELLED,
        )
    sequences = [entry.sequence for found in seen for entry in found.values()]
    assert sequences == sorted(sequences)
    assert sequences[0] < sequences[1] < sequences[3]
    assert open_again.status is EntryStatus.CONFIRMED


def test_a_deadline_that_nobody_was_told_leaves_no_trace(world: World) -> None:
    event = new_event(world.session, world.clock.now)
    event.access, event.feed_detail = Access.INVITATION, FeedDetail.ALL
    event.applications_close_at = world.clock.now + timedelta(days=10)
    world.session.commit()
    tell(world, event, FeedDetail.DATES)
    assert world.told("deadlines/all") == {}


@pytest.mark.parametrize("name", ["all", "events/course-2027"])
def test_dates_that_give_way_to_the_sessions_stay_as_cancelled(
    world: World, described: Event, name: str
) -> None:
    tell(world, described, FeedDetail.DATES)
    sequences = {entry.uid: entry.sequence for entry in world.told(name).values()}
    (dates,) = (each for each in world.told(name).values() if each.status is not CANCELLED)
    at = world.clock.advance(hours=1)
    described.access = Access.APPLICATION
    keep_what_was_told(described, FeedDetail.DATES, at)
    described.changed_at = at
    world.session.commit()
    found = world.told(name)
    assert len(found) == len(DAYS) + 1
    assert (found[dates.uid].status, found[dates.uid].when) == (CANCELLED, dates.when)
    assert found[dates.uid].title == f"Now listed in full: {TITLE}"
    assert all(entry.sequence > sequences[entry.uid] for entry in found.values())
    tell(world, described, FeedDetail.DATES)
    assert world.told(name)[dates.uid].sequence > found[dates.uid].sequence
    world.clock.set(datetime(2027, 8, 1, tzinfo=UTC))
    assert CANCELLED not in {entry.status for entry in world.told("archive/2027").values()}


def test_a_deadline_counts_up_each_time_it_moves(world: World, described: Event) -> None:
    sequences = []
    for days in (10, 12, None, 10):
        later = world.clock.now + timedelta(days=days) if days else None
        described.applications_close_at = later
        world.session.commit()
        (entry,) = world.told("deadlines/all").values()
        sequences.append(entry.sequence)
    assert sequences == sorted(set(sequences))


def test_deadlines_of_an_event_by_invitation_were_never_told(world: World) -> None:
    event = new_event(world.session, world.clock.now, access=Access.INVITATION)
    for days in (5, 9, None):
        at = world.clock.now + timedelta(days=days) if days else None
        event.applications_close_at = at
        world.session.commit()
        assert world.told("deadlines/all") == {}


def test_what_is_cancelled_stands_for_three_months_after_its_last_day(
    world: World, course: Event
) -> None:
    course.status, course.cancelled_at = EventStatus.CANCELLED, world.clock.now
    world.session.commit()
    world.clock.set(datetime(2027, 6, 30, 23, tzinfo=UTC))
    assert {entry.status for entry in world.told("all").values()} == {CANCELLED}
    world.clock.advance(hours=1)
    assert world.told("all") == {}


def test_a_session_that_was_published_cannot_be_deleted_only_cancelled(
    world: World, course: Event
) -> None:
    with pytest.raises(Problem, match="Cancel it instead"):
        delete_session(world.session, None, world.clock.now, course.sessions[0])
    world.session.rollback()
    assert uid(1) in world.told("all")
