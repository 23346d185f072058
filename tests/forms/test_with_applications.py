"""A form that people answer is changed: drafts go on with the new version, what was sent stays."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy.orm import Session

from courseapp.applications.drafting import start_application
from courseapp.applications.models import Application
from courseapp.forms.building import editing
from courseapp.forms.choosing import form_of
from courseapp.forms.document.record import FormDocument, Kind, Need, Question, Stage
from courseapp.forms.models import Form
from courseapp.scenarios.cast import Cast
from tests.applications.story import ABOUT, ANSWERS, new_course, submitted
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


@dataclass(frozen=True)
class Answering:
    """A course with one draft and one application that was sent, and the form they answer."""

    form: Form
    draft: Application
    sent: Application


@pytest.fixture
def answering(workshop: Workshop, session: Session, cast: Cast) -> Answering:
    now, course = workshop.clock.now, new_course(session, workshop.clock.now)
    with workshop.app.test_request_context():
        sent = submitted(session, cast.accepted, course, now)
        draft = start_application(session, cast.newcomer, now, course)
        draft.typed = dict(ANSWERS)
        session.commit()
    form = form_of(session, course, Stage.APPLICATION)
    assert form is not None
    return Answering(form, draft, sent)


def changed(document: FormDocument) -> FormDocument:
    """A question comes, one goes, and one reads otherwise."""
    asked = Question("hobby", Kind.LINE, {"en": "What you grow"}, need=Need.SENDING)
    other = editing.add_question(document, "work", asked)
    other = editing.remove_question(other, "experience_years")
    motivation = replace(other.by_key["motivation"], label={"en": "Why you come"})
    return editing.change_question(other, motivation)


def test_a_draft_moves_with_its_answers_and_what_was_sent_stays_as_it_was(
    workshop: Workshop, answering: Answering, organiser: CheckingClient, as_person: AsPerson
) -> None:
    form, draft, sent = answering.form, answering.draft, answering.sent
    workshop.changed(form, changed)
    page = organiser.visit(f"{workshop.page(form)}/publish")
    assert "1 draft and 1 sent application answer an earlier version." in page.text
    organiser.submit(page, {"drafts": "move"}, button="Publish version 2")
    workshop.session.expire_all()
    numbers = [each.form_version.number for each in (draft, sent) if each.form_version]
    assert numbers == [2, 1]
    newcomer = as_person(workshop.cast.newcomer)
    page = newcomer.visit(f"/applications/{draft.reference}/steps/work")
    assert page.value("position") == ANSWERS["position"]
    newcomer.submit(page, {"What you grow": "Taro"}, button="Save and go on")
    workshop.session.expire_all()
    assert draft.typed is not None
    assert (draft.typed["hobby"], draft.typed["full_name"]) == ("Taro", ABOUT["full_name"])
    assert "experience_years" not in draft.typed
    page = as_person(workshop.cast.accepted).visit(f"/applications/{sent.reference}/print")
    assert "Years of experience in climate policy" in page.text
    assert "Why you want to take part" in page.text


def test_a_draft_that_stays_is_sent_on_its_own_version(
    workshop: Workshop, answering: Answering, organiser: CheckingClient
) -> None:
    workshop.changed(answering.form, changed)
    page = organiser.visit(f"{workshop.page(answering.form)}/publish")
    organiser.submit(page, {"drafts": "stay"}, button="Publish version 2")
    workshop.session.expire_all()
    version = answering.draft.form_version
    assert version is not None
    assert (version.number, "hobby" in version.shown.by_key) == (1, False)
    page = organiser.visit(f"{workshop.page(answering.form)}/versions")
    assert "0 drafts, 0 sent" in page.text
    assert "1 draft, 1 sent" in page.text
