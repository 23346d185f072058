"""Sessions are planned, moved and cancelled; calendars can follow each step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.scheduling import (
    cancel_session,
    change_session,
    delete_session,
    restore_session,
)
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.events.standing.publishing import publish_event
from courseapp.scenarios.cast import Cast
from tests.events.story import (
    SITTING,
    as_published,
    draft,
    published,
    wall,
    with_public_session,
    with_session,
)
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return draft(session, cast.icap_organiser, clock.now)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, course: Event) -> EventSession:
    return with_session(session, cast.icap_organiser, clock.now, course)


@pytest.fixture
def public_sitting(session: Session, cast: Cast, clock: FixedClock) -> EventSession:
    event = published(session, cast.icap_organiser, clock.now)
    return with_public_session(session, cast.icap_organiser, clock.now, event)


def test_local_times_are_kept_beside_the_instants_on_either_side_of_summer_time(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    first = with_session(session, cast.icap_organiser, clock.now, course)
    monday = {"starts_local": wall("2027-03-29T09:00"), "ends_local": wall("2027-03-29T10:30")}
    second = with_session(session, cast.icap_organiser, clock.now, course, **monday)

    assert first.starts_at == datetime(2027, 3, 22, 8, 0, tzinfo=UTC)
    assert second.starts_at == datetime(2027, 3, 29, 7, 0, tzinfo=UTC)
    assert second.starts_local == wall("2027-03-29T09:00")


def test_the_first_public_session_takes_the_calendar_entry_of_the_event_over(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    event.sequence = 4
    later = {"starts_local": wall("2027-03-23T09:00"), "ends_local": wall("2027-03-23T10:30")}
    second = with_session(session, cast.icap_organiser, clock.now, event, **later)
    first = with_session(session, cast.icap_organiser, clock.now, event)
    assert event.calendar_uid not in {first.calendar_uid, second.calendar_uid}

    publish_programme(session, cast.icap_organiser, LATER, event)

    assert (as_published(first).calendar_uid, as_published(first).sequence) == (
        event.calendar_uid,
        5,
    )
    assert (first.calendar_uid, as_published(second).sequence) == (event.calendar_uid, 0)


def test_nobody_has_an_entry_of_a_draft_so_no_session_takes_it_over(
    session: Session, cast: Cast, course: Event, sitting: EventSession
) -> None:
    publish_event(session, cast.icap_organiser, LATER, course)

    assert as_published(sitting).calendar_uid == sitting.calendar_uid != course.calendar_uid
    assert as_published(sitting).sequence == 0


def test_another_time_raises_the_sequence_when_it_is_published_and_keeps_the_uid(
    session: Session, cast: Cast, public_sitting: EventSession
) -> None:
    public = as_published(public_sitting)
    uid, sequence, changed_at = public.calendar_uid, public.sequence, public.changed_at

    moved = replace(SITTING, ends_local=wall("2027-03-22T11:00"))
    assert change_session(session, cast.icap_organiser, LATER, public_sitting, moved)
    assert (public.sequence, public.changed_at) == (sequence, changed_at)
    publish_programme(session, cast.icap_organiser, LATER, public_sitting.event)

    assert (public.calendar_uid, public.sequence) == (uid, sequence + 1)
    assert (public.changed_at, public.ends_at) == (LATER, public_sitting.ends_at)


def test_another_title_room_or_speaker_does_not_but_the_change_is_noted(
    session: Session, cast: Cast, public_sitting: EventSession
) -> None:
    sitting, public = public_sitting, as_published(public_sitting)
    sequence = public.sequence
    plan = replace(SITTING, title="Cap", place="B", speakers=(SpeakerPlan("Kenji Mori"),))

    assert change_session(session, cast.icap_organiser, LATER, sitting, plan)
    publish_programme(session, cast.icap_organiser, LATER, sitting.event)

    assert (public.sequence, public.changed_at, sitting.changed_at) == (sequence, LATER, LATER)
    assert (public.title, [each.name for each in public.speakers]) == ("Cap", ["Kenji Mori"])
    assert [speaker.name for speaker in sitting.speakers] == ["Kenji Mori"]
    assert len(session.scalars(select(Speaker)).all()) == 1
    _, changed = history(session, [f"event/{sitting.event_id}"])[:2]
    summary = changed.summary
    assert "Mon 22 Mar 2027, 09:00 – 10:30 CET" in summary
    assert summary.endswith(": title, place, speakers.")


def test_the_same_again_changes_nothing(
    session: Session, cast: Cast, clock: FixedClock, public_sitting: EventSession
) -> None:
    event, public = public_sitting.event, as_published(public_sitting)
    before = (public.sequence, public.changed_at, len(event.versions))

    assert not change_session(session, cast.icap_organiser, LATER, public_sitting, SITTING)
    assert public_sitting.changed_at == clock.now
    assert publish_programme(session, cast.icap_organiser, LATER, event) is None
    assert (public.sequence, public.changed_at, len(event.versions)) == before


def test_speakers_can_be_added_and_change_places(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    names = ("José García", "Mai Trần", "Kenji Mori")
    plan = replace(SITTING, speakers=tuple(SpeakerPlan(name) for name in names))

    change_session(session, cast.icap_organiser, LATER, sitting, plan)
    session.expire_all()

    assert tuple(speaker.name for speaker in sitting.speakers) == names


def test_a_cancelled_session_stays_with_a_raised_sequence(
    session: Session, cast: Cast, public_sitting: EventSession
) -> None:
    sitting, public = public_sitting, as_published(public_sitting)
    sequence = public.sequence
    cancel_session(session, cast.icap_organiser, LATER, sitting)

    assert (sitting.status, sitting.changed_at) == (SessionStatus.CANCELLED, LATER)
    assert (public.status, public.sequence) == (SessionStatus.SCHEDULED, sequence)
    publish_programme(session, cast.icap_organiser, LATER, sitting.event)
    assert (public.status, public.changed_at) == (SessionStatus.CANCELLED, LATER)
    with pytest.raises(Problem, match="cancelled"):
        cancel_session(session, cast.icap_organiser, LATER, sitting)
    with pytest.raises(Problem, match="cancelled"):
        change_session(session, cast.icap_organiser, LATER, sitting, replace(SITTING, title="X"))
    assert public.sequence == sequence + 1


def test_a_session_that_nobody_saw_can_be_deleted(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    delete_session(session, cast.icap_organiser, LATER, sitting)
    session.commit()

    assert session.scalars(select(EventSession)).all() == []
    assert session.scalars(select(Speaker)).all() == []


def test_a_session_that_was_public_must_be_cancelled(
    session: Session, cast: Cast, public_sitting: EventSession
) -> None:
    with pytest.raises(Problem, match="Cancel it instead"):
        delete_session(session, cast.icap_organiser, LATER, public_sitting)
    assert session.get(EventSession, public_sitting.id) is not None


def test_a_cancelled_session_that_is_restored_takes_place_after_all(
    session: Session, cast: Cast, public_sitting: EventSession
) -> None:
    public = as_published(public_sitting)
    sequence = public.sequence
    cancel_session(session, cast.icap_organiser, LATER, public_sitting)
    restore_session(session, cast.icap_organiser, LATER, public_sitting)
    assert publish_programme(session, cast.icap_organiser, LATER, public_sitting.event) is None

    cancel_session(session, cast.icap_organiser, LATER, public_sitting)
    publish_programme(session, cast.icap_organiser, LATER, public_sitting.event)
    restore_session(session, cast.icap_organiser, LATER, public_sitting)
    publish_programme(session, cast.icap_organiser, LATER, public_sitting.event)
    assert (public.status, public.sequence) == (SessionStatus.SCHEDULED, sequence + 2)
    with pytest.raises(Problem, match="not cancelled"):
        restore_session(session, cast.icap_organiser, LATER, public_sitting)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "meet.example.org"])
def test_a_link_to_join_is_a_web_address(
    session: Session, cast: Cast, sitting: EventSession, link: str
) -> None:
    with pytest.raises(Problem) as caught:
        change_session(
            session, cast.icap_organiser, LATER, sitting, replace(SITTING, join_link=link)
        )
    assert caught.value.field == "join_link"
