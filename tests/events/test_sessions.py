"""Sessions are planned, moved and cancelled; calendars can follow each step."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.events.rules import SessionStatus
from courseapp.events.scheduling import cancel_session, change_session, delete_session
from courseapp.events.sittings import SpeakerPlan
from courseapp.scenarios.cast import Cast
from tests.events.story import SITTING, draft, published, wall, with_session
from tests.support.clock import FixedClock

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return draft(session, cast.icap_organiser, clock.now)


@pytest.fixture
def sitting(session: Session, cast: Cast, clock: FixedClock, course: Event) -> EventSession:
    return with_session(session, cast.icap_organiser, clock.now, course)


def test_local_times_are_kept_beside_the_instants_on_either_side_of_summer_time(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    first = with_session(session, cast.icap_organiser, clock.now, course)
    monday = {"starts_local": wall("2027-03-29T09:00"), "ends_local": wall("2027-03-29T10:30")}
    second = with_session(session, cast.icap_organiser, clock.now, course, **monday)

    assert first.starts_at == datetime(2027, 3, 22, 8, 0, tzinfo=UTC)
    assert second.starts_at == datetime(2027, 3, 29, 7, 0, tzinfo=UTC)
    assert second.starts_local == wall("2027-03-29T09:00")


def test_the_first_session_takes_the_calendar_entry_of_the_event_over(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    first = with_session(session, cast.icap_organiser, clock.now, course)
    second = with_session(session, cast.icap_organiser, clock.now, course)

    assert first.calendar_uid == course.calendar_uid
    assert second.calendar_uid != course.calendar_uid
    assert (first.sequence, second.sequence) == (0, 0)


def test_of_a_public_event_it_is_the_next_version_of_that_entry(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    event.sequence = 4

    first = with_session(session, cast.icap_organiser, clock.now, event)

    assert (first.calendar_uid, first.sequence) == (event.calendar_uid, 5)


def test_another_time_raises_the_sequence_and_keeps_the_uid(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    uid = sitting.calendar_uid

    moved = replace(SITTING, ends_local=wall("2027-03-22T11:00"))
    assert change_session(session, cast.icap_organiser, LATER, sitting, moved)

    assert (sitting.calendar_uid, sitting.sequence) == (uid, 1)
    assert sitting.changed_at == LATER


def test_another_title_room_or_speaker_does_not_but_the_change_is_noted(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    plan = replace(SITTING, title="Cap", place="B", speakers=(SpeakerPlan("Kenji Mori"),))

    assert change_session(session, cast.icap_organiser, LATER, sitting, plan)

    assert (sitting.sequence, sitting.changed_at) == (0, LATER)
    assert [speaker.name for speaker in sitting.speakers] == ["Kenji Mori"]
    assert len(session.scalars(select(Speaker)).all()) == 1
    summary = history(session, [f"event/{sitting.event_id}"])[0].summary
    assert "Mon 22 Mar 2027, 09:00 – 10:30 CET" in summary
    assert summary.endswith(": title, place, speakers.")


def test_the_same_again_changes_nothing(
    session: Session, cast: Cast, clock: FixedClock, sitting: EventSession
) -> None:
    assert not change_session(session, cast.icap_organiser, LATER, sitting, SITTING)
    assert (sitting.sequence, sitting.changed_at) == (0, clock.now)


def test_speakers_can_be_added_and_change_places(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    names = ("José García", "Mai Trần", "Kenji Mori")
    plan = replace(SITTING, speakers=tuple(SpeakerPlan(name) for name in names))

    change_session(session, cast.icap_organiser, LATER, sitting, plan)
    session.expire_all()

    assert tuple(speaker.name for speaker in sitting.speakers) == names


def test_a_cancelled_session_stays_with_a_raised_sequence(
    session: Session, cast: Cast, sitting: EventSession
) -> None:
    cancel_session(session, cast.icap_organiser, LATER, sitting)

    assert sitting.status is SessionStatus.CANCELLED
    assert (sitting.sequence, sitting.changed_at) == (1, LATER)
    with pytest.raises(Problem, match="cancelled"):
        cancel_session(session, cast.icap_organiser, LATER, sitting)
    with pytest.raises(Problem, match="cancelled"):
        change_session(session, cast.icap_organiser, LATER, sitting, replace(SITTING, title="X"))
    assert sitting.sequence == 1


def test_a_session_of_a_draft_can_be_deleted_and_its_entry_used_again(
    session: Session, cast: Cast, clock: FixedClock, course: Event, sitting: EventSession
) -> None:
    delete_session(session, cast.icap_organiser, LATER, sitting)
    session.commit()

    assert session.scalars(select(EventSession)).all() == []
    assert session.scalars(select(Speaker)).all() == []
    again = with_session(session, cast.icap_organiser, clock.now, course)
    assert again.calendar_uid == course.calendar_uid


def test_a_session_that_was_public_must_be_cancelled(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    sitting = with_session(session, cast.icap_organiser, clock.now, event)

    with pytest.raises(Problem, match="Cancel it instead"):
        delete_session(session, cast.icap_organiser, LATER, sitting)
    assert session.get(EventSession, sitting.id) is not None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "meet.example.org"])
def test_a_link_to_join_is_a_web_address(
    session: Session, cast: Cast, sitting: EventSession, link: str
) -> None:
    with pytest.raises(Problem) as caught:
        change_session(
            session, cast.icap_organiser, LATER, sitting, replace(SITTING, join_link=link)
        )
    assert caught.value.field == "join_link"
