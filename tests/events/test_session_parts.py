"""What a session is part of: room, track, module; its language and seats; who speaks how."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.core.errors import Problem
from courseapp.events.models import Event, EventSession, Module, Room, Track
from courseapp.events.rules import Presence
from courseapp.events.sessions.scheduling import change_session, plan_of
from courseapp.scenarios.cast import Cast
from tests.events.story import SITTING, TYPED_SESSION, draft, send_unoffered, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A draft with two rooms, a track and a module."""
    event = draft(session, cast.icap_organiser, clock.now)
    event.rooms = [
        Room(position=1, name="Aula Magna", capacity=80),
        Room(position=2, name="Biblioteca"),
    ]
    event.tracks = [Track(position=1, name="Design")]
    event.modules = [Module(number=1, title="Foundations")]
    session.commit()
    return event


def new_page(client: CheckingClient, event: Event, query: str = "") -> Page:
    return client.visit(f"/manage/events/{event.slug}/sessions/new{query}")


def only(session: Session) -> EventSession:
    session.expire_all()
    return session.scalars(select(EventSession)).one()


def parts(event: Event) -> dict[str, str]:
    return {
        "room_id": str(event.rooms[0].id),
        "track_id": str(event.tracks[0].id),
        "module_id": str(event.modules[0].id),
        "language": "fr",
        "seats": "25",
        "speakers": "Mai Trần, Ministry, of Trade, online\nJosé García, in person\nKenji Mori",
        "recording_link": "https://video.example.org/1",
    }


def test_all_parts_of_a_session_are_kept_and_shown_again(
    organiser: CheckingClient, session: Session, course: Event
) -> None:
    page = new_page(organiser, course)
    assert "Aula Magna (80)" in page.text
    organiser.submit(page, {**TYPED_SESSION, **parts(course)}, button="Save")

    sitting = only(session)
    assert sitting.track
    assert sitting.module
    assert (sitting.where, sitting.track.name) == ("Aula Magna", "Design")
    assert (sitting.module.title, sitting.language, sitting.seats) == ("Foundations", "fr", 25)
    assert not sitting.recording_is_public
    told = [(each.name, each.organisation, each.presence) for each in sitting.speakers]
    assert told == [
        ("Mai Trần", "Ministry, of Trade", Presence.ONLINE),
        ("José García", "", Presence.IN_PERSON),
        ("Kenji Mori", "", Presence.UNSAID),
    ]
    page = organiser.visit(f"/manage/events/{course.slug}/sessions/{sitting.id}")
    for name, text in parts(course).items():
        assert page.value(name) == text, name
    organiser.submit(page, {}, button="Save")  # as it is: nothing changed
    assert only(session).changed_at == sitting.created_at


def test_a_room_of_another_event_is_refused_beside_its_field(
    organiser: CheckingClient,
    session: Session,
    course: Event,
    cast: Cast,
    clock: FixedClock,
) -> None:
    other = draft(session, cast.icap_organiser, clock.now, title="Other course")
    other.rooms = [Room(position=1, name="Secret room")]
    session.commit()
    page = organiser.submit(
        new_page(organiser, course), {**TYPED_SESSION, "day": ""}, button="Save", status=422
    )
    strange = {"room_id": str(other.rooms[0].id), "track_id": "x", "module_id": "999", "day": "x"}
    page = send_unoffered(organiser, page, "Save", strange)

    for name in ("room", "track", "module"):
        assert f"Choose a {name} of this event." in page.text
    assert "Secret room" not in page.text
    assert session.scalars(select(EventSession)).all() == []
    sitting = with_session(session, cast.icap_organiser, clock.now, course)
    plan = replace(plan_of(sitting), room_id=other.rooms[0].id)
    with pytest.raises(Problem) as refused:
        change_session(session, cast.icap_organiser, clock.now, sitting, plan)
    assert refused.value.field == "room_id"


def test_a_link_of_the_planner_fills_the_form_in(
    organiser: CheckingClient, session: Session, course: Event, cast: Cast, clock: FixedClock
) -> None:
    with_session(session, cast.icap_organiser, clock.now, course)
    room, track = course.rooms[1].id, course.tracks[0].id
    query = f"?day=2027-03-24&starts=14:00&ends=15:30&room={room}&track={track}"
    page = new_page(organiser, course, query)

    shown = [page.value(name) for name in ("day", "starts", "ends", "room_id", "track_id", "zone")]
    assert shown == ["2027-03-24", "14:00", "15:30", str(room), str(track), "Europe/Rome"]
    page = new_page(organiser, course, "?day=2027-03-24&starts=14:00")
    assert (page.value("starts"), page.value("ends")) == ("14:00", "")
    page = new_page(organiser, course, "?day=soon&starts=25:00&room=x")
    assert (page.value("day"), page.value("room_id")) == ("2027-03-23", "")


def test_the_history_names_rooms_and_speakers_and_the_next_one_has_no_recording(
    organiser: CheckingClient, session: Session, course: Event, cast: Cast, clock: FixedClock
) -> None:
    sitting = with_session(session, cast.icap_organiser, clock.now, course)
    page = organiser.visit(f"/manage/events/{course.slug}/sessions/{sitting.id}")
    organiser.submit(
        page,
        {**parts(course), "recording_is_public": True},
        button="Save and add another like this",
    )

    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert entry.after
    assert entry.before
    assert (entry.before["Room"], entry.after["Room"]) == ("", "Aula Magna")
    assert entry.after["Language"] == "French"
    assert (
        "Mai Trần, Ministry, of Trade, online; José García, in person" in (entry.after["Speakers"])
    )
    assert only(session).recording_is_public
    page = new_page(organiser, course, f"?like={sitting.id}")
    kept = {name: text for name, text in parts(course).items() if name != "recording_link"}
    assert {name: page.value(name) for name in kept} == kept
    assert (page.value("recording_link"), page.value("recording_is_public")) == ("", "")
    assert SITTING.title in page.value("title")
