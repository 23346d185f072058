"""What was promised to be deleted is gone everywhere, and the rest stays."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.tasks import forget as forget_answers
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version
from courseapp.forms.document.record import Stage
from courseapp.logistics.models import Logistics
from courseapp.logistics.tasks import forget as forget_travel
from tests.applications.story import Written
from tests.support.clock import FixedClock

LEAK = "LEAK-1"


def travel_details(session: Session, seat: Written, clock: FixedClock) -> Logistics:
    found = Logistics(
        application_id=seat.application.id,
        form_version=current_version(session, clock.now, seat.application.event, Stage.LOGISTICS),
        version=3,
        typed={"passport_number": LEAK},
        typed_at={"passport_number": clock.now.isoformat()},
        replaced=[{"question": "passport_number", "text": LEAK, "at": clock.now.isoformat()}],
        answers={"passport_number": LEAK, "diet_note": LEAK},
        created_at=clock.now,
        saved_at=clock.now,
        sent_at=clock.now,
    )
    session.add(found)
    session.commit()
    return found


def test_travel_details_are_gone_some_weeks_after_the_event_and_not_before(
    app: Flask, seat: Written, course: Event, session: Session, clock: FixedClock
) -> None:
    travel_details(session, seat, clock)
    ends = course.ends_on
    assert ends is not None
    with app.app_context():
        assert forget_travel() == 0
        clock.advance(days=(ends - clock.now.date()).days + 200)
        assert forget_travel() == 1
        assert forget_travel() == 0
    session.expire_all()
    found = session.scalars(select(Logistics)).one()
    assert LEAK not in str([found.answers, found.typed, found.replaced, found.typed_at])


def test_a_seat_that_was_given_up_takes_its_travel_details_along(
    app: Flask, seat: Written, session: Session, clock: FixedClock
) -> None:
    travel_details(session, seat, clock)
    seat.application.status, seat.application.status_since = Status.WITHDRAWN, clock.now
    session.commit()
    with app.app_context():
        assert forget_travel() == 0
        clock.advance(days=15)
        assert forget_travel() == 1
    assert session.scalars(select(Logistics)).all() == []


def test_an_answer_of_an_application_goes_from_all_its_sendings_and_from_the_search(
    app: Flask, seat: Written, course: Event, session: Session, clock: FixedClock
) -> None:
    application = seat.application
    version = application.form_version
    assert version is not None
    plain = version.document
    work = next(each for each in plain["sections"] if each["key"] == "work")
    kept = [{**q, "kept_days": 30} if q["key"] == "position" else q for q in work["questions"]]
    sections = [{**s, "questions": kept} if s is work else s for s in plain["sections"]]
    version.document = {**plain, "sections": sections}
    session.commit()
    ends = course.ends_on
    assert ends is not None
    with app.app_context():
        clock.advance(days=(ends - clock.now.date()).days + 29)
        assert forget_answers() == 0
        clock.advance(days=3)
        assert forget_answers() == 1
        assert forget_answers() == 0
    session.expire_all()
    found = session.get_one(Application, application.id)
    texts = [found.answers, found.typed, *(each.answers for each in found.sendings)]
    assert "Policy officer" not in str(texts)
    assert "policy officer" not in found.search_text
    assert found.position == ""
    assert found.answers["motivation"] == "We plan a carbon market."
    assert timedelta(0) < clock.now - found.created_at
