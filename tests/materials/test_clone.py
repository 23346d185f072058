"""A next edition takes files and links along, and nothing that was bound to the earlier one."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.materials.cloning import MaterialsStep
from courseapp.materials.models import Material
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.scenarios.cast import Cast
from tests.materials.story import VIDEO, first_session, given
from tests.support.clock import FixedClock


def test_only_what_is_bound_to_no_edition_comes_along(
    app: Flask, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    about = (session, cast.icap_organiser, clock.now, event)
    local = (clock.now - timedelta(days=1)).replace(tzinfo=None)
    kept = given(*about, title="Handbook", visible_to=Audience.PUBLIC)
    given(*about, title="Slides", session_id=first_session(event).id)
    given(*about, title="Video", kind=MaterialKind.RECORDING, link=VIDEO)
    given(*about, title="Paper", visible_to=Audience.DELEGATIONS)
    given(*about, title="Dated", visible_from_local=local, visible_from_zone="UTC")
    assert MaterialsStep().found(session, event) == "2 files and links"

    def brought(*steps: str) -> list[Material]:
        wish = CloneWish(event.title, date(2028, 3, 20), steps=frozenset(steps))
        with app.app_context():
            draft = clone_event(session, cast.icap_organiser, clock.now, event, wish)
        found = select(Material).where(Material.event_id == draft.id).order_by(Material.position)
        return list(session.scalars(found))

    assert [each.title for each in brought("materials")] == ["Handbook"]
    both = brought("sessions", "materials")
    assert [each.title for each in both] == ["Handbook", "Slides"]
    assert both[0].key != kept.key
    assert both[1].session_id is not None
    assert both[1].session_id != first_session(event).id
