"""A course whose form asks for the support of a supervisor, and somebody who applies for it."""

import pytest
from sqlalchemy.orm import Session

from courseapp.core.languages import COOKIE
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, new_course, new_draft
from tests.endorsements.story import SUPERVISOR, publish_officials_form
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course with the form for officials."""
    course = new_course(session, clock.now)
    publish_officials_form(session, course, clock.now)
    return course


@pytest.fixture
def draft(
    session: Session, cast: Cast, course: Event, clock: FixedClock, as_person: AsPerson
) -> Written:
    """A draft that names a supervisor."""
    application = new_draft(session, cast.newcomer, course, clock.now)
    application.typed = {
        "full_name": "Tevita",
        "position": "Policy officer",
        "motivation": "A secret reason",
        "endorsement_way": "link",
        "supervisor_name": "Ana Director",
        "supervisor_email": SUPERVISOR.upper(),
    }
    application.language = "fr"
    session.commit()
    browser = as_person(cast.newcomer)
    browser.set_cookie(COOKIE, "en")  # on this device she chose English; letters stay French
    return Written(browser, application)
