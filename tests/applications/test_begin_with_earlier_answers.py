"""Who applied before begins with those answers: for another edition, or a similar event."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.drafting import start_application
from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.forms.choosing import current_version
from courseapp.forms.document.record import Kind, Question, Visibility
from courseapp.forms.document.writing import from_plain, to_plain
from courseapp.scenarios.cast import Cast
from tests.applications.story import ANSWERS, MAKES_A_DRAFT, TITLE, Written, new_course
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

BEGIN = f"Begin with your answers for “{TITLE}”"


@pytest.fixture
def next_edition(session: Session, course: Event, clock: FixedClock) -> Event:
    """Another edition with the same form, but for a narrower word or two."""
    edition = new_course(session, clock.now, slug="course-2028")
    edition.title = "Emissions trading course 2028"
    version = current_version(session, clock.now, edition)
    form = from_plain(version.document)
    first, *others = form.sections
    more = Question("own", Kind.LINE, {"en": "Which market?"})
    first = replace(first, questions=(*first.questions, more))
    version.document = to_plain(replace(form, sections=(first, *others)))
    vars(version).pop("shown", None)
    session.commit()
    return edition


def begun(session: Session, edition: Event) -> dict[str, str]:
    session.expire_all()
    found = session.scalars(select(Application).filter_by(event_id=edition.id)).one()
    return found.typed or {}


def test_what_fits_is_taken_over_and_the_rest_is_asked_again(
    sent: Written, next_edition: Event, session: Session
) -> None:
    page = sent.browser.visit(f"/events/{next_edition.slug}/apply")
    page = sent.browser.submit(page, button=BEGIN)
    typed = begun(session, next_edition)
    assert typed["motivation"] == ANSWERS["motivation"]
    assert typed["work_country"] == "TO"
    assert "consent" not in typed
    assert "own" not in typed
    assert "Not sent" in page.text or "not sent" in page.text
    again = sent.browser.visit(f"/events/{next_edition.slug}/apply")
    assert BEGIN not in again.text


def test_she_may_begin_anew_and_who_never_applied_is_offered_nothing(
    sent: Written, next_edition: Event, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    apply = f"/events/{next_edition.slug}/apply"
    assert "Begin with your answers" not in as_person(cast.waiting).visit(apply).text
    sent.browser.submit(sent.browser.visit(apply), button=MAKES_A_DRAFT)
    assert "motivation" not in begun(session, next_edition)


def test_nobody_begins_with_the_answers_of_somebody_else(
    sent: Written, next_edition: Event, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    other, apply = as_person(cast.waiting), f"/events/{next_edition.slug}/apply"
    token = other.visit(apply).value("csrf_token")
    stolen = {"csrf_token": token, "answers_of": sent.application.reference}
    assert other.post(apply, data=stolen).status_code == 404
    assert session.scalars(select(Application).filter_by(event_id=next_edition.id)).all() == []


def test_a_sensitive_answer_goes_nowhere_where_more_people_read_it(
    sent: Written, next_edition: Event, session: Session, clock: FixedClock
) -> None:
    version = sent.application.form_version
    assert version is not None
    form = from_plain(version.document)
    secret = [
        replace(
            section,
            questions=tuple(
                replace(each, visibility=Visibility.SENSITIVE) if each.key == "motivation" else each
                for each in section.questions
            ),
        )
        for section in form.sections
    ]
    version.document = to_plain(form.with_sections(iter(secret)))
    vars(version).pop("shown", None)
    session.commit()
    person = sent.application.person
    draft = start_application(session, person, clock.now, next_edition, earlier=sent.application)
    assert (draft.typed or {})["position"] == ANSWERS["position"]
    assert "motivation" not in (draft.typed or {})
