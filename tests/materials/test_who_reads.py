"""A download asks at that moment who is reading; whoever may not have it learns nothing of it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.app import PEOPLE
from courseapp.core.errors import NotFound
from courseapp.events.models import Event
from courseapp.events.ports.handouts import handouts_for
from courseapp.events.rules import Access, EventStatus, FeedDetail
from courseapp.events.sessions.scheduling import add_session
from courseapp.materials.attaching import change, take_away
from courseapp.materials.models import Material
from courseapp.materials.queries import materials_for, readable_material
from courseapp.materials.rules import Audience
from courseapp.scenarios.cast import Cast
from tests.events.conftest import statements_of
from tests.events.story import SITTING
from tests.materials.conftest import Readers
from tests.materials.story import CONTENT, PLAN, VIDEO, first_session, given, given_file
from tests.support.checking_client import page_of
from tests.support.clock import FixedClock

ORGANISERS = {"organiser", "administrator"}
INSIDE = {"participant", "delegate", *ORGANISERS}
WHO_READS = {
    Audience.PUBLIC: {"visitor", "stranger", "neighbour", *INSIDE},
    Audience.PARTICIPANTS: INSIDE,
    Audience.DELEGATIONS: {"delegate", *ORGANISERS},
    Audience.ORGANISERS: ORGANISERS,
}


def readers_of(people: Readers, material: Material) -> set[str]:
    """Return who gets the file; all others get the page of what does not exist."""
    found = set()
    for name, browser in people.items():
        response = browser.get(f"/materials/{material.key}", buffered=True)
        assert response.status_code in {200, 404}, name
        if response.status_code == 200:
            assert response.data == CONTENT
            found.add(name)
        else:
            never = page_of(browser.get("/materials/no-such-key"))
            assert page_of(response).text == never.text
    return found


@pytest.mark.parametrize("audience", Audience)
def test_each_file_is_given_to_whom_it_is_for_and_to_nobody_before_its_hour(
    app: Flask,
    session: Session,
    event: Event,
    people: Readers,
    cast: Cast,
    clock: FixedClock,
    audience: Audience,
) -> None:
    local = (clock.now + timedelta(hours=3)).replace(tzinfo=None)
    embargo: dict[str, Any] = {"visible_from_local": local, "visible_from_zone": "UTC"}
    about = (app, session, cast.icap_organiser, clock.now, event)
    free = given_file(*about, visible_to=audience, title="Free")
    bait = given_file(*about, visible_to=audience, title="Bait under embargo", **embargo)

    assert readers_of(people, free) == WHO_READS[audience]
    assert readers_of(people, bait) == ORGANISERS
    clock.advance(hours=3)
    assert readers_of(people, bait) == WHO_READS[audience]
    take_away(session, cast.icap_organiser, clock.now, free)
    session.commit()
    assert readers_of(people, free) == ORGANISERS


def test_a_file_is_saved_and_never_shown_and_only_a_public_one_may_be_kept(
    app: Flask, session: Session, event: Event, people: Readers, cast: Cast, clock: FixedClock
) -> None:
    about = (app, session, cast.icap_organiser, clock.now, event)
    own = given_file(*about)
    public = given_file(*about, visible_to=Audience.PUBLIC)
    response = people["participant"].get(f"/materials/{own.key}", buffered=True)
    assert response.headers["Content-Disposition"] == "attachment; filename=cap.pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert "sandbox" in response.headers["Content-Security-Policy"]
    response = people["visitor"].get(f"/materials/{public.key}", buffered=True)
    assert "no-store" not in response.headers["Cache-Control"]
    link = given(session, cast.icap_organiser, clock.now, event, visible_to=Audience.PUBLIC)
    assert people["visitor"].get(f"/materials/{link.key}").status_code == 404


def titles(
    app: Flask, session: Session, event: Event, clock: FixedClock, person: Person | None
) -> dict[int | None, list[str]]:
    """Return what the pages of the event offer the person, by session."""
    with app.app_context():
        found = handouts_for(session, event, clock.now, person)
    return {key: [each.title for each in rows] for key, rows in found.items()}


@pytest.mark.usefixtures("people")
def test_lists_hold_exactly_what_each_reader_may_open(
    app: Flask, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    actor, sitting = cast.icap_organiser, first_session(event)
    for audience in Audience:
        title = f"For {audience}"
        given(session, actor, clock.now, event, title=title, visible_to=audience)
    local = (clock.now + timedelta(days=1)).replace(tzinfo=None)
    bait: dict[str, Any] = {"visible_from_local": local, "visible_from_zone": "Europe/Rome"}
    given(session, actor, clock.now, event, title="Bait", visible_to=Audience.PUBLIC, **bait)
    given(session, actor, clock.now, event, title="Of a session", session_id=sitting.id)
    sitting.recording_link = VIDEO
    session.commit()

    about = (app, session, event, clock)
    assert titles(*about, None) == titles(*about, cast.newcomer) == {None: ["For public"]}
    own = {sitting.id: ["Watch the recording", "Of a session"]}
    assert titles(*about, cast.accepted) == {None: ["For public", "For participants"]} | own
    assert titles(*about, cast.icap_organiser)[None][-1] == "Bait"
    with app.app_context():
        note = materials_for(session, event, clock.now, cast.icap_organiser)[None][-1].note
    assert note.startswith("visible from ")
    sitting.recording_is_public = True
    session.commit()
    assert titles(*about, None)[sitting.id] == ["Watch the recording"]


@pytest.mark.usefixtures("people")
def test_a_list_costs_the_same_few_statements_however_long_it_is(
    app: Flask, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    def cost() -> int:
        session.commit()
        session.refresh(event)
        session.refresh(cast.accepted)
        assert cast.accepted.roles == []  # loaded, as in a request
        with app.app_context(), statements_of(session) as found:
            materials_for(session, event, clock.now, cast.accepted)
        return len(found)

    few = cost()
    for number in range(20):
        given(session, cast.icap_organiser, clock.now, event, title=f"More {number}")
    assert cost() == few
    assert few <= 4 + len(PEOPLE)


def test_a_draft_a_secret_dialogue_and_a_session_that_is_only_planned_tell_nobody(
    app: Flask, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    actor = cast.icap_organiser
    planned = add_session(session, actor, clock.now, event, SITTING)
    hidden = given(
        session, actor, clock.now, event, session_id=planned.id, visible_to=Audience.PUBLIC
    )
    shown = given(session, actor, clock.now, event, visible_to=Audience.PUBLIC)

    def opened(material: Material) -> bool:
        with app.app_context():
            try:
                return readable_material(session, clock.now, material.key, None) is material
            except NotFound:
                return False

    assert not opened(hidden)
    assert opened(shown)
    event.access, event.feed_detail = Access.INVITATION, FeedDetail.DATES
    assert opened(shown)  # the organisers said so, and the event is known
    event.feed_detail = FeedDetail.NOTHING
    assert not opened(shown)
    event.access, event.status = Access.OPEN, EventStatus.DRAFT
    assert not opened(shown)


def test_of_an_open_event_whoever_signs_in_is_a_participant(
    app: Flask, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    own = given(session, cast.icap_organiser, clock.now, event)
    with app.app_context():
        assert materials_for(session, event, clock.now, cast.newcomer) == {}
        event.access = Access.OPEN
        assert len(materials_for(session, event, clock.now, cast.newcomer)[None]) == 1
        assert materials_for(session, event, clock.now, None) == {}
    change(session, cast.icap_organiser, clock.now, own, PLAN)
