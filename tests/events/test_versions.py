"""Versions of a programme: numbered, frozen, and what was planned since can be taken back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.models import AgendaItem, Event, EventSession, Module, Room, Speaker, Track
from courseapp.events.published.changes import ChangeKind
from courseapp.events.published.discarding import discard_changes
from courseapp.events.published.version_queries import newest_version, told_versions, version_of
from courseapp.events.published.versions import (
    planned_state,
    public_states,
    publish_programme,
    unpublished_changes,
)
from courseapp.events.rules import AgendaKind, SessionStatus
from courseapp.events.sessions.scheduling import cancel_session, change_session
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.events.standing.publishing import cancel_event
from courseapp.scenarios.cast import Cast
from tests.events.conftest import statements_of
from tests.events.story import SITTING, draft, published, wall, with_public_session, with_session
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)
MOVED = replace(SITTING, starts_local=wall("2027-03-22T14:00"), ends_local=wall("2027-03-22T15:30"))


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return published(session, cast.icap_organiser, clock.now)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, course: Event) -> EventSession:
    """Its session, public since version 1."""
    return with_public_session(session, cast.icap_organiser, clock.now, course)


def test_versions_are_numbered_and_never_change(
    session: Session, cast: Cast, course: Event, sitting: EventSession
) -> None:
    change_session(session, cast.icap_organiser, LATER, sitting, MOVED)
    second = publish_programme(session, cast.icap_organiser, LATER, course, "A room is gone.")
    session.commit()
    session.expire_all()

    assert second is not None
    assert [(each.number, each.note) for each in course.versions] == [
        (1, ""),
        (2, "A room is gone."),
    ]
    first = version_of(session, course, 1).states[sitting.calendar_uid]
    assert first.starts_local == SITTING.starts_local
    assert version_of(session, course, 2).states == public_states(course)
    told = newest_version(session, course)
    assert told is not None
    assert [(each.kind, each.title) for each in told.changes] == [(ChangeKind.MOVED, "Set the cap")]
    page = told_versions(session, course, 1)
    assert [(each.number, len(each.changes)) for each in page.items] == [(2, 1), (1, 0)]


def test_the_programme_of_a_draft_or_a_cancelled_event_is_not_published(
    session: Session, cast: Cast, clock: FixedClock, course: Event, sitting: EventSession
) -> None:
    hidden = draft(session, cast.icap_organiser, clock.now, title="Hidden")
    with pytest.raises(Problem, match="becomes public with it"):
        publish_programme(session, cast.icap_organiser, LATER, hidden)
    with_session(session, cast.icap_organiser, clock.now, course)
    cancel_event(session, cast.icap_organiser, LATER, course)
    with pytest.raises(Problem, match="cancelled"):
        publish_programme(session, cast.icap_organiser, LATER, course)


def test_what_never_was_public_leaves_no_trace_in_a_version(
    session: Session, cast: Cast, clock: FixedClock, course: Event, sitting: EventSession
) -> None:
    unseen = with_session(session, cast.icap_organiser, clock.now, course)
    cancel_session(session, cast.icap_organiser, LATER, unseen)

    assert unpublished_changes(course) == ()
    assert publish_programme(session, cast.icap_organiser, LATER, course) is None
    assert unseen.published is None


def test_discarding_brings_back_all_that_was_public_and_nothing_else(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    sitting = _rich_session(session, cast, clock, course)
    before, link = planned_state(sitting), "https://meet.example.org/new"
    _change_everything(session, cast, sitting, link)
    with_session(session, cast.icap_organiser, LATER, course, title="New")
    session.commit()
    assert len(unpublished_changes(course)) == 2

    assert discard_changes(session, cast.icap_organiser, LATER, course) == 2
    session.commit()
    session.expire_all()

    assert unpublished_changes(course) == ()
    assert [planned_state(each) for each in course.sessions] == [before]
    assert course.sessions[0].join_link == link
    assert history(session, [f"event/{course.id}"])[0].verb == "discard changes"
    assert {each.calendar_uid for each in course.sessions} == set(public_states(course))


def test_of_a_programme_that_was_never_public_nothing_is_discarded(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course)
    with pytest.raises(Problem, match="nothing to go back to"):
        discard_changes(session, cast.icap_organiser, LATER, course)
    assert len(session.scalars(select(EventSession)).all()) == 1


def _rich_session(session: Session, cast: Cast, clock: FixedClock, event: Event) -> EventSession:
    """Publish a session with a room, a track, a module, an agenda and three who speak."""
    event.rooms.append(Room(position=1, name="Aula Magna"))
    event.tracks.append(Track(position=1, name="Design"))
    event.modules.append(Module(number=1, title="Foundations"))
    sitting = with_session(session, cast.icap_organiser, clock.now, event, language="fr")
    sitting.room, sitting.track, sitting.module = event.rooms[0], event.tracks[0], event.modules[0]
    item = AgendaItem(position=1, kind=AgendaKind.TALK, title="Caps", starts_after=0, minutes=30)
    sitting.agenda.append(item)
    session.flush()
    sitting.speakers.append(Speaker(position=3, name="Kenji Mori", agenda_item_id=item.id))
    session.commit()
    session.expire_all()
    publish_programme(session, cast.icap_organiser, clock.now, event)
    session.commit()
    return sitting


def _change_everything(session: Session, cast: Cast, sitting: EventSession, link: str) -> None:
    changed = replace(
        MOVED, title="Cap", place="Elsewhere", speakers=(SpeakerPlan("Aisha"),), join_link=link
    )
    change_session(session, cast.icap_organiser, LATER, sitting, changed)
    sitting.agenda[0].title = "Another"
    session.delete(sitting.event.tracks[0])
    cancel_session(session, cast.icap_organiser, LATER, sitting)
    assert sitting.status is SessionStatus.CANCELLED


def test_publishing_reads_a_long_programme_in_a_fixed_number_of_statements(
    session: Session, cast: Cast, clock: FixedClock, course: Event, sitting: EventSession
) -> None:
    def cost(count: int) -> int:
        for number in range(count):
            with_session(session, cast.icap_organiser, clock.now, course, title=f"No. {number}")
        session.expire_all()
        with statements_of(session) as noted:
            publish_programme(session, cast.icap_organiser, LATER, course)
            session.commit()
        return len([each for each in noted if each.startswith("SELECT")])

    assert cost(2) == cost(12)
