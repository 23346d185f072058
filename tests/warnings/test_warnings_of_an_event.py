"""What is wrong is read from the database at once, and tells nothing that is not to be known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as database_event
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.ids import calendar_uid
from courseapp.events.models import (
    AgendaItem,
    Event,
    EventSession,
    ExpectedCountry,
    Module,
    Room,
    Speaker,
    Track,
)
from courseapp.events.rules import Access, AgendaKind, EventStatus, FeedDetail, Mode, SessionStatus
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.scenarios.cast import Cast
from courseapp.speakers.models import AvailableWindow, SpeakerEngagement, SpeakerProfile
from courseapp.speakers.rules import EngagementStatus, stored_fold
from courseapp.warnings.queries import ProgrammeWarning, warnings_of, warnings_with
from courseapp.warnings.rules import Kind
from tests.events.story import SITTING, draft, initiative, wall, with_session
from tests.support.clock import FixedClock
from tests.unit.warnings.programmes import at, from_dice

MAI = (SpeakerPlan("Mai Trần"),)


@pytest.fixture(autouse=True)
def running(app: Flask) -> Iterator[None]:
    """The people of events are known through the running product."""
    with app.app_context():
        yield


def kinds(found: tuple[ProgrammeWarning, ...]) -> list[Kind]:
    return [each.kind for each in found]


def of_a6ip(session: Session, cast: Cast, clock: FixedClock, **facts: Any) -> Event:
    """Return a draft of the neighbours, with Mai speaking there at ten."""
    from_there = draft(session, cast.a6ip_organiser, clock.now, title="Secret dialogue")
    from_there.initiative_id = initiative(session, "a6ip").id
    for name, value in facts.items():
        setattr(from_there, name, value)
    with_session(
        session,
        cast.a6ip_organiser,
        clock.now,
        from_there,
        title="Secret talk",
        place="Elsewhere",
        starts_local=wall("2027-03-22T10:00"),
        ends_local=wall("2027-03-22T11:00"),
        speakers=MAI,
    )
    return from_there


def with_profiles(session: Session, clock: FixedClock, *slugs: str, email: str) -> None:
    """Let each of the initiatives know Mai by the address."""
    for slug in slugs:
        session.add(
            SpeakerProfile(
                initiative_id=initiative(session, slug).id,
                name="Mai Trần",
                folded_name=stored_fold("Mai Trần"),
                email=email,
                created_at=clock.now,
                changed_at=clock.now,
            )
        )
    session.commit()


def test_rooms_tracks_modules_and_agendas_are_read(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    course.rooms = [Room(position=1, name="Sala Rossa", capacity=10)]
    course.tracks = [Track(position=1, name="Policy")]
    course.modules = [Module(number=1, title="Basics", seats=12, ends_on=wall("2027-03-23").date())]
    session.flush()
    places = {"room_id": course.rooms[0].id, "track_id": course.tracks[0].id, "place": ""}
    long = {"starts_local": wall("2027-03-22T09:00"), "ends_local": wall("2027-03-22T13:00")}
    one = with_session(session, cast.icap_organiser, clock.now, course, **places, **long)
    two = with_session(
        session,
        cast.icap_organiser,
        clock.now,
        course,
        title="Basics",
        place="sala rossa",
        module_id=course.modules[0].id,
        starts_local=wall("2027-03-24T09:00"),
        ends_local=wall("2027-03-24T10:00"),
        speakers=(),
    )
    found = warnings_of(session, course, clock.now)

    assert [(each.kind, each.session_ids) for each in found] == [
        (Kind.OUTSIDE_DATES, (two.id,)),
        (Kind.ROOM_TOO_SMALL, (one.id,)),
        (Kind.NO_BREAK, (one.id,)),
    ]
    assert "the module “Basics”" in found[0].sentence
    one.agenda = [
        AgendaItem(position=1, kind=AgendaKind.BREAK, title="", starts_after=120, minutes=15)
    ]
    session.flush()
    assert kinds(warnings_of(session, course, clock.now)) == [
        Kind.OUTSIDE_DATES,
        Kind.ROOM_TOO_SMALL,
    ]


def test_who_speaks_in_a_part_of_a_session_only_is_free_in_the_rest(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    one = with_session(session, cast.icap_organiser, clock.now, course, speakers=())
    one.agenda = [AgendaItem(position=1, kind=AgendaKind.TALK, starts_after=0, minutes=30)]
    session.flush()
    one.speakers = [Speaker(position=1, name="Mai Trần", agenda_item_id=one.agenda[0].id)]
    early = {"starts_local": wall("2027-03-22T09:15"), "ends_local": wall("2027-03-22T09:45")}
    two = with_session(
        session, cast.icap_organiser, clock.now, course, place="Sala Blu", speakers=MAI, **early
    )
    assert kinds(warnings_of(session, course, clock.now)) == [Kind.SPEAKER_OVERLAP]

    two.starts_at, two.starts_local = at("2027-03-22T09:30"), wall("2027-03-22T09:30")
    session.flush()
    assert warnings_of(session, course, clock.now) == ()


def test_a_session_that_is_cancelled_or_over_is_not_looked_at(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    one = with_session(session, cast.icap_organiser, clock.now, course)
    with_session(session, cast.icap_organiser, clock.now, course, speakers=())
    assert kinds(warnings_of(session, course, clock.now)) == [Kind.ROOM_OVERLAP]

    later = one.ends_at + timedelta(minutes=1)
    assert warnings_of(session, course, later) == ()
    one.status = SessionStatus.CANCELLED
    session.flush()
    assert warnings_of(session, course, clock.now) == ()
    one.status, course.status = SessionStatus.SCHEDULED, EventStatus.HELD
    session.flush()
    assert warnings_of(session, course, clock.now) == ()


def test_a_speaker_of_the_same_initiative_is_known_by_her_name(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course, speakers=MAI)
    other = draft(session, cast.icap_organiser, clock.now, title="Clinic")
    with_session(
        session, cast.icap_organiser, clock.now, other, speakers=(SpeakerPlan("MAI  TRAN"),)
    )

    (found,) = warnings_of(session, course, clock.now)

    assert found.kind is Kind.SPEAKER_ELSEWHERE
    assert "at “Clinic” (Mon 22 Mar – Fri 2 Apr 2027) at the same time" in found.sentence
    assert found.other is not None
    assert found.other.title == "Clinic"


def test_a_namesake_at_another_initiative_is_somebody_else(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course, speakers=MAI)
    of_a6ip(session, cast, clock)
    assert warnings_of(session, course, clock.now) == ()

    with_profiles(session, clock, "icap", "a6ip", email="")
    assert warnings_of(session, course, clock.now) == ()


@pytest.mark.parametrize(
    ("facts", "is_named"),
    [
        ({}, False),
        ({"status": EventStatus.PUBLISHED}, True),
        (
            {
                "status": EventStatus.PUBLISHED,
                "access": Access.INVITATION,
                "feed_detail": FeedDetail.NOTHING,
            },
            False,
        ),
    ],
)
def test_another_initiative_s_event_is_named_only_where_everybody_may_know_it(
    session: Session,
    cast: Cast,
    clock: FixedClock,
    course: Event,
    facts: dict[str, Any],
    is_named: bool,
) -> None:
    own = with_session(session, cast.icap_organiser, clock.now, course, speakers=MAI)
    of_a6ip(session, cast, clock, **facts)
    with_profiles(session, clock, "icap", "a6ip", email="mai.tran@example.org")

    (found,) = warnings_of(session, course, clock.now)

    assert (found.kind, found.session_ids) == (Kind.SPEAKER_ELSEWHERE, (own.id,))
    assert ("Secret dialogue" in repr(found)) is is_named
    assert "Secret talk" not in repr(found)
    assert "09:00 – 10:30 CET" in found.sentence  # her own session's time, not the other one's
    if not is_named:
        assert "at another event at the same time" in found.sentence


def test_a_speaker_keeps_to_the_windows_she_gave(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course, speakers=MAI)
    with_profiles(session, clock, "icap", email="mai.tran@example.org")
    profile = session.scalars(select(SpeakerProfile)).one()
    window = AvailableWindow(
        zone="Europe/Rome",
        starts_local=wall("2027-03-22T09:00"),
        ends_local=wall("2027-03-22T10:00"),
        starts_at=at("2027-03-22T09:00"),
        ends_at=at("2027-03-22T10:00"),
    )
    session.add(
        SpeakerEngagement(
            event_id=course.id,
            profile=profile,
            status=EngagementStatus.ASKED,
            windows=[window],
            created_at=clock.now,
            changed_at=clock.now,
        )
    )
    session.flush()

    assert kinds(warnings_of(session, course, clock.now)) == [Kind.SPEAKER_AWAY]


def test_expected_people_sleep_where_their_capital_is(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    course.mode = Mode.ONLINE
    course.expected = [
        ExpectedCountry(country="VN", people=9),
        ExpectedCountry(country="BR", people=1),
    ]
    evening = {"starts_local": wall("2027-03-22T18:00"), "ends_local": wall("2027-03-22T19:00")}
    link = "https://meet.example.org/ets"
    with_session(session, cast.icap_organiser, clock.now, course, join_link=link, **evening)

    (found,) = warnings_of(session, course, clock.now)

    assert "is in the night for 9 of 10 people (Viet Nam)" in found.sentence


def test_days_off_visas_and_deadlines_come_from_the_facts_of_the_event(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    easter = {"starts_local": wall("2027-03-29T09:00"), "ends_local": wall("2027-03-29T10:00")}
    with_session(session, cast.icap_organiser, clock.now, course, **easter)
    course.decisions_on, course.visas_needed = wall("2027-03-10").date(), True
    session.flush()

    found = warnings_of(session, course, clock.now)

    assert kinds(found) == [Kind.LATE_DEADLINE, Kind.VISA_TIME, Kind.HOLIDAY]
    assert "Mon 29 Mar 2027 is a public holiday in Italy" in found[2].sentence
    begun = at("2027-03-22T08:00")
    assert kinds(warnings_of(session, course, begun)) == [Kind.HOLIDAY]


def test_a_plan_is_warned_of_what_it_brings_and_not_of_what_is_so_already(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    one = with_session(session, cast.icap_organiser, clock.now, course)
    plan = replace(SITTING, title="Clinic", speakers=())

    new = warnings_with(session, course, clock.now, plan, None)
    assert kinds(new) == [Kind.ROOM_OVERLAP]
    assert new[0].session_ids == (one.id,)

    two = with_session(session, cast.icap_organiser, clock.now, course, title="Clinic", speakers=())
    renamed = replace(plan, title="Another title")
    assert warnings_with(session, course, clock.now, renamed, two.id) == ()
    again = replace(plan, speakers=SITTING.speakers)
    assert kinds(warnings_with(session, course, clock.now, again, two.id)) == [
        Kind.SPEAKER_OVERLAP,
        Kind.SPEAKER_OVERLAP,
    ]


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    noted: list[str] = []

    def note(*call: object) -> None:
        noted.append(str(call[2]))

    connection = session.get_bind()
    database_event.listen(connection, "before_cursor_execute", note)
    yield noted
    database_event.remove(connection, "before_cursor_execute", note)


def fill(session: Session, event: Event, sessions: int, clock: FixedClock) -> None:
    """Add a programme from dice."""
    for item in from_dice(Random(1), sessions, rooms=20, days=3):
        session.add(
            EventSession(
                event_id=event.id,
                calendar_uid=calendar_uid(),
                title=item.title,
                zone="UTC",
                starts_local=item.starts_local,
                ends_local=item.ends_local,
                starts_at=item.starts_at,
                ends_at=item.ends_at,
                place=item.place,
                created_at=clock.now,
                changed_at=clock.now,
                speakers=[
                    Speaker(position=number, name=turn.name)
                    for number, turn in enumerate(item.turns, 1)
                ],
            )
        )
    session.commit()


def test_500_sessions_cost_as_many_statements_as_5(
    session: Session, cast: Cast, clock: FixedClock, course: Event
) -> None:
    course.mode = Mode.HYBRID
    course.expected = [ExpectedCountry(country="VN", people=9)]
    costs = []
    for more in (5, 495):
        fill(session, course, more, clock)
        session.expire_all()
        with statements(session) as noted:
            found = warnings_of(session, course, clock.now)
        costs.append(len(noted))

    assert costs[0] == costs[1]
    assert costs[0] <= 12
    assert sum(each.kind is Kind.ROOM_OVERLAP for each in found) > 100
