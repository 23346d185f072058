"""A page that asks more because of an answer, while a script saves or a second page is open."""

import pytest
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written, new_course, new_draft
from tests.endorsements.story import publish_officials_form
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

GO_ON = "Save and go on"
OWN = {"full_name": "Tevita", "gender": "own"}


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A course with the form for officials: whoever says “own” is asked for her own words."""
    course = new_course(session, clock.now)
    publish_officials_form(session, course, clock.now)
    return course


@pytest.fixture
def draft(
    session: Session, cast: Cast, course: Event, clock: FixedClock, as_person: AsPerson
) -> Written:
    application = new_draft(session, cast.newcomer, course, clock.now)
    return Written(as_person(cast.newcomer), application)


def test_what_a_script_saved_meanwhile_does_not_hide_what_is_asked_because_of_it(
    draft: Written,
) -> None:
    page = draft.step("about")
    fields = {"csrf_token": page.value("csrf_token"), "seen": page.value("seen"), **OWN}
    for age in ("gender.2", "full_name.0"):
        kept = draft.browser.post(f"{draft.address}/steps/about/keep", data={**fields, "ages": age})
        fields["seen"] = kept.get_json()["seen"]
    answer = draft.browser.post(f"{draft.address}/steps/about", data={**fields, "ages": ""})
    assert answer.location.endswith("/steps/about")
    assert "In your own words" in draft.step("about").text


def test_an_older_page_does_not_empty_what_it_did_not_ask(draft: Written, session: Session) -> None:
    older = draft.step("about")
    draft.browser.submit(draft.step("about"), OWN, button=GO_ON)
    draft.browser.submit(draft.step("about"), {"gender_own": "Leitī"}, button=GO_ON)
    draft.browser.submit(older, {**OWN, "birth_year": "1988"}, button=GO_ON)
    session.expire_all()
    typed = draft.application.typed or {}
    assert (typed["gender_own"], typed["birth_year"]) == ("Leitī", "1988")
