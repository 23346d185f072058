"""A form becomes a version; drafts come along or stay; versions are read as they were."""

from dataclasses import replace
from functools import partial

import pytest

from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.forms.building import editing
from courseapp.forms.building.publishing import Drafts
from courseapp.forms.choosing import current_version
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import Stage
from courseapp.forms.models import Form
from courseapp.forms.use import connect
from courseapp.forms.views.publishing import MEDIA_TYPES
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient


def without_man(workshop: Workshop, form: Form) -> None:
    """Let the organiser take an option away that people may have chosen."""
    gender = form.composed.by_key["gender"]
    fewer = tuple(each for each in gender.options if each.key != "man")
    workshop.changed(
        form, partial(editing.change_question, question=replace(gender, options=fewer))
    )


def test_a_form_is_published_and_changed_with_a_look_at_what_changes(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    connect(workshop.app, workshop.answers)
    form = workshop.begun()
    page = organiser.visit(workshop.page(form))
    page = organiser.follow(page, "Publish")
    assert "Drafts that are not sent yet" not in page.text
    page = organiser.submit(page, button="Publish the form")
    assert "Version 1 is what people fill in from now on." in page.text
    assert current_version(workshop.session, workshop.clock.now, workshop.event).number == 1
    assert "Nothing new to publish" in organiser.visit(f"{page.path}/publish").text
    workshop.answers.drafts, workshop.answers.sent = {1: 14}, {1: 30}
    without_man(workshop, form)
    page = organiser.visit(workshop.page(form))
    assert "Changes not published yet" in page.text
    assert "14 drafts, 30 sent." in page.text
    page = organiser.follow(page, "Publish version 2")
    assert "14 drafts and 30 sent applications answer an earlier version." in page.text
    assert "“Gender” has no option “Man” any more." in page.text
    typed = {"drafts": "move", "note": "Nobody used it."}
    organiser.submit(page, typed, button="Publish version 2")
    assert workshop.answers.drafts == {2: 14}
    page = organiser.visit(f"{workshop.page(form)}/versions")
    assert "14 drafts, 0 sent" in page.text
    assert "Nobody used it." in page.text
    assert "“Gender” no longer offers “Man”. Who chose it keeps the answer." in page.text
    history = organiser.visit(f"/manage/events/{workshop.event.slug}/history").text
    assert "Published version 2 of the form “application”. 14 drafts were moved to it." in history


def test_drafts_may_stay_on_the_version_they_were_begun_on(workshop: Workshop) -> None:
    form = workshop.begun()
    workshop.published(form)
    workshop.answers.drafts = {1: 3}
    without_man(workshop, form)
    workshop.published(form, Drafts.STAY)
    assert workshop.answers.drafts == {1: 3}
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    workshop.answers.drafts = {1: 3, 2: 1}
    workshop.published(form, Drafts.MOVE)
    assert workshop.answers.drafts == {3: 4}


def test_old_answers_read_as_they_were(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    first = workshop.published(form)
    without_man(workshop, form)
    second = workshop.published(form)
    assert [each.is_withdrawn for each in second.shown.by_key["gender"].options] == [
        False,
        False,
        False,
        True,
    ]
    for version in (first, second):
        assert in_words(version.shown.by_key["gender"], "man", "es") == "Hombre"
    page = organiser.visit(f"{workshop.page(form)}/versions/1?language=fr")
    assert "Homme Je me décris" in page.text
    assert "no longer offered" not in page.text
    page = organiser.visit(f"{workshop.page(form)}/versions/2")
    assert "Man no longer offered" in page.text
    page = organiser.visit(f"{workshop.page(form)}/questions/gender")
    page = organiser.submit(page, button="Offer again Man")
    organiser.submit(page, button="Save the question")
    assert workshop.fresh(form).by_key["gender"].offered[-1].key == "man"
    organiser.expect_404(f"{workshop.page(form)}/versions/3")


def test_an_option_that_people_saw_is_withdrawn_by_its_button_and_others_go(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    workshop.published(form)
    page = organiser.visit(f"{workshop.page(form)}/questions/gender")
    page = organiser.submit(page, {"options-more": "New one"}, button="Add to the list")
    page = organiser.submit(page, button="× Remove New one")
    page = organiser.submit(page, button="× Remove Man")
    organiser.submit(page, button="Save the question")
    found = workshop.fresh(form).by_key["gender"]
    assert [(each.key, each.is_withdrawn) for each in found.options] == [
        ("woman", False),
        ("man", True),
        ("own", False),
        ("not_said", False),
    ]


def test_what_people_could_not_answer_is_not_published(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    workshop.changed(form, partial(editing.remove_question, key="consent"))
    page = organiser.visit(workshop.page(form))
    assert "1 thing to mend before publishing" in page.text
    assert "Publish" not in page.links
    page = organiser.visit(f"{workshop.page(form)}/publish")
    assert "People could not answer this form yet" in page.text
    with pytest.raises(Problem, match="People could not answer this form: Ask for the consent"):
        workshop.published(form)
    assert form.newest is None
    page = organiser.visit(workshop.page(form))
    page = organiser.submit(page, button="Add it consent")
    assert "“Your application” is added." in page.text
    assert workshop.published(form).shown.sections[-1].questions[-1].key == "consent"


def test_a_form_that_changed_since_it_was_looked_over_is_looked_over_again(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    page = organiser.visit(f"{workshop.page(form)}/publish")
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    page = organiser.submit(page, button="Publish the form", status=422)
    assert "The form was changed since you opened this page." in page.text
    organiser.submit(page, button="Publish the form")
    assert "phone" not in workshop.fresh(form).by_key
    assert form.newest is not None
    with pytest.raises(Problem, match="Nothing has changed"):
        workshop.published(form)


def test_what_is_composed_is_seen_by_nobody_before_it_is_published(workshop: Workshop) -> None:
    form = workshop.begun()
    version = current_version(workshop.session, workshop.clock.now, workshop.event)
    assert version.form is form
    assert version.shown.title["en"] == "Short application"
    assert form.composed.title["en"] == "Application of officials"
    assert workshop.published(form).number == 2


def test_a_statement_with_other_words_is_another_version(workshop: Workshop) -> None:
    form = workshop.begun()
    workshop.published(form)
    consent = form.composed.by_key["consent"]
    other = replace(consent, statement={**consent.statement, "en": "Other words."})
    workshop.changed(form, partial(editing.change_question, question=other))
    version = workshop.published(form)
    wanted = workshop.clock.now.date().isoformat()
    assert version.shown.by_key["consent"].statement_version == wanted
    assert workshop.fresh(form).by_key["consent"].statement_version == wanted


def test_a_template_is_never_published(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    page = organiser.visit(f"{workshop.page(form)}/template")
    organiser.submit(page, {"name": "Ours"}, button="Save")
    template = workshop.forms()[-1]
    with pytest.raises(NotFound):
        workshop.published(template)
    for page_of_events in ("publish", "versions", "versions/1"):
        organiser.expect_404(f"{workshop.page(template)}/{page_of_events}")


def test_the_form_for_after_admission_is_another_one(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    application = workshop.begun()
    logistics = workshop.begun("ours-logistics", Stage.LOGISTICS)
    workshop.published(logistics)
    assert [each.stage for each in workshop.forms()] == [Stage.APPLICATION, Stage.LOGISTICS]
    page = organiser.visit(workshop.hub)
    assert "Not published yet Application of officials : 51 questions" in page.text
    assert "Published Travel and needs : 27 questions" in page.text
    page = organiser.visit(f"{workshop.page(application)}/questions/phone")
    assert "Sensitive" in page.text


def test_a_form_is_given_out_as_a_file_and_read_again(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    for kind, media_type in MEDIA_TYPES.items():
        answer = organiser.get(f"{workshop.page(form)}/file.{kind.value}")
        assert answer.mimetype == media_type
        assert "attachment" in answer.headers["Content-Disposition"]
        assert b"Nom complet" in answer.data or b"Nom\\u" not in answer.data
    assert isinstance(form.event, Event)
