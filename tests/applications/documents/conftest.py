"""The newcomer's draft on a form that asks for files."""

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.conftest import course  # noqa: F401 - the fixture
from tests.applications.documents.story import give_form
from tests.applications.story import Written, new_draft
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def draft(
    session: Session,
    cast: Cast,
    course: Event,  # noqa: F811 - likewise
    as_person: AsPerson,
    clock: FixedClock,
) -> Written:
    give_form(session, clock.now, course)
    application = new_draft(session, cast.newcomer, course, clock.now)
    application.typed = {"full_name": "Tevita"}
    session.commit()
    return Written(as_person(cast.newcomer), application)
