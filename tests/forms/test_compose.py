"""An organiser composes a form page by page, without script."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from courseapp.accounts.passwords import hash_password
from courseapp.forms.building import editing
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.record import Kind, Need, Visibility
from courseapp.forms.models import FormStep
from courseapp.forms.shipped import OFFICIALS, shipped_form
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value

SAVE = "Save the question"
_QUESTIONS = shipped_form(OFFICIALS).questions
ONE_OF_EACH_KIND = {each.kind: each.key for each in _QUESTIONS}.values()


def test_every_page_of_the_builder_opens(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    here = workshop.page(form)
    for path in (
        workshop.hub,
        f"{workshop.hub}/logistics",
        f"{here}/title",
        f"{here}/sections/new",
        f"{here}/sections/support/shown",
        *(f"{here}/questions/{key}" for key in ONE_OF_EACH_KIND),
        f"{here}/questions/endorsement/shown",
        f"{here}/questions/supervisor_name/needed",
        f"{here}/languages/fr/-",
        "/manage/icap/forms/ours/officials?language=es",
    ):
        organiser.visit(path)


def test_an_event_without_a_form_of_its_own_gets_a_copy_with_its_source(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    page = organiser.visit(workshop.hub)
    assert "People answer our form “Short application”" in page.text
    page = organiser.follow(page, "Compose a form of your own : Application")
    page = organiser.submit(page, button="Copy it : Officials")
    assert page.heading == "Application of officials"
    assert "Not published yet" in page.text
    (form,) = workshop.forms()
    day = workshop.clock.now
    assert form.source == f"Copied from our form “Officials”, {day.day} {day:%B %Y}."
    assert form.source in organiser.visit(workshop.hub).text
    again = organiser.visit(f"{workshop.hub}/application")
    assert "This event has a form already" in again.text
    page = organiser.submit(again, button="Copy it : Short application")
    assert page.heading == "Short application"
    assert "our form “Short application”" in workshop.forms()[0].source
    page = organiser.submit(page, button="Undo: began anew with “Short application”")
    assert page.heading == "Application of officials"
    assert "our form “Officials”" in workshop.forms()[0].source
    assert len(workshop.forms()) == 1


def test_a_question_is_added_worded_and_set_up(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun("ours-short")
    page = organiser.visit(workshop.page(form))
    page = organiser.follow(page, "+ Add a question to Your work")
    page = organiser.submit(page, {"label": " "}, button="Add and set up", status=422)
    assert "Write your question, and choose how it is answered." in page.text
    wanted = {"label": "How many people work on this?", "kind": "choice"}
    page = organiser.submit(page, wanted, button="Add and set up")
    assert page.heading == "How many people work on this?"
    page = organiser.submit(page, {"options-more": "One\nTwo to five\n\nMore"}, button=SAVE)
    key = "how_many_people_work_on_this"
    made = workshop.fresh(form).by_key[key]
    assert [(each.key, each.label["en"]) for each in made.options] == [
        ("one", "One"),
        ("two_to_five", "Two to five"),
        ("more", "More"),
    ]
    page = organiser.visit(f"{workshop.page(form)}/questions/{key}")
    page = organiser.submit(page, {"options-0-label": "Only I"}, button="↑ Move More up")
    assert "Not saved yet" in page.text
    assert workshop.fresh(form).by_key[key] == made
    page = organiser.submit(page, button="× Remove Two to five")
    typed: dict[str, Value] = {
        "need": "sending",
        "visibility": "sensitive",
        "is_personal": True,
        "kept_days": "30",
    }
    page = organiser.submit(page, typed, button=SAVE)
    assert f"“{wanted['label']}” is saved." in page.text
    saved = workshop.fresh(form).by_key[key]
    assert [(each.key, each.label) for each in saved.options] == [
        ("one", {"en": "Only I"}),
        ("more", {"en": "More"}),
    ]
    assert (saved.need, saved.visibility) == (Need.SENDING, Visibility.SENSITIVE)
    assert (saved.is_personal, saved.kept_days) == (True, 30)


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("full_name", {"label": " "}, "Write the question."),
        ("motivation", {"words": "0"}, "Enter a whole number from 1 to 5000."),
        ("gender", {"options-0-label": ""}, "Write the words of each of the options"),
        ("endorsement", {"due_at": "2027-03-15T17:00"}, "not both"),
        ("endorsement", {"due_days": "", "due_at": "soon"}, "Enter the days after the deadline"),
        ("phone", {"kept_days": "many"}, "Enter a whole number"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    workshop: Workshop,
    organiser: CheckingClient,
    key: str,
    typed: dict[str, str],
    told: str,
) -> None:
    form = workshop.begun()
    before = workshop.fresh(form)
    page = organiser.visit(f"{workshop.page(form)}/questions/{key}")
    page = organiser.submit(page, typed, button=SAVE, status=422)
    assert told in page.text
    assert workshop.fresh(form) == before


def test_saving_a_page_as_it_is_changes_nothing(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    before, revision = workshop.fresh(form), form.revision
    for key in ("gender", "previous_positions", "consent", "endorsement", "for_reviewers"):
        page = organiser.visit(f"{workshop.page(form)}/questions/{key}")
        organiser.submit(page, button=SAVE)
    page = organiser.visit(f"{workshop.page(form)}/sections/about")
    organiser.submit(page, button="Save")
    page = organiser.visit(f"{workshop.page(form)}/questions/funding_note/shown")
    organiser.submit(page, button="Save the condition")
    page = organiser.visit(f"{workshop.page(form)}/languages/fr/support")
    organiser.submit(page, button="Save and go on")
    assert workshop.fresh(form) == before
    assert form.revision == revision


def test_questions_and_sections_are_ordered_by_buttons_and_each_step_is_undone(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    began = workshop.fresh(form)
    page = organiser.visit(workshop.page(form))
    page = organiser.submit(page, button="↑ Move Nationality up")
    page = organiser.submit(page, button="↓ Move the section Your work down")
    assert [each.key for each in workshop.fresh(form).sections][:3] == [
        "about",
        "organisation",
        "work",
    ]
    page = organiser.visit(f"{workshop.page(form)}/questions/phone")
    page = organiser.submit(page, {"section": "work"}, button="Move")
    assert workshop.fresh(form).sections[2].questions[-1].key == "phone"
    page = organiser.submit(page, button="Undo: moved “Phone number” into “Your work”")
    assert "Undone: moved “Phone number” into “Your work”." in page.text
    page = organiser.submit(page, button="Undo: moved the section “Your work” down")
    page = organiser.submit(page, button="Undo: moved “Nationality” up")
    assert workshop.fresh(form) == began
    assert workshop.session.scalars(select(FormStep)).all() == []


def test_what_is_dragged_arrives_where_it_was_dropped(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    page = organiser.visit(workshop.page(form))
    dropped = {"key": "phone", "section": "work", "at": "1"}
    form_of_page = page.form(button="↑ Move Nationality up")
    fields = dict(form_of_page.fill(dropped, None).fields) | {"move": "place"}
    organiser.post(f"{workshop.page(form)}/order", data=fields)
    keys = [each.key for each in workshop.fresh(form).sections[1].questions]
    assert keys[:3] == ["work_country", "phone", "position"]
    for wrong in ("place", "question:up:gone", "section:sideways:work", "nonsense"):
        fields |= {"move": wrong, "key": "gone"}
        answer = organiser.post(f"{workshop.page(form)}/order", data=fields)
        assert answer.status_code == 404


def test_a_section_comes_and_goes(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun("ours-short")
    page = organiser.visit(f"{workshop.page(form)}/sections/new")
    page = organiser.submit(page, {"title": ""}, button="Add the section", status=422)
    page = organiser.submit(
        page, {"title": "Last words", "intro": "Nearly done."}, button="Add the section"
    )
    section = workshop.fresh(form).sections[-1]
    assert (section.key, section.title, section.intro) == (
        "last_words",
        {"en": "Last words"},
        {"en": "Nearly done."},
    )
    page = organiser.visit(f"{workshop.page(form)}/sections/work")
    assert "Its 6 questions go too" in page.text
    page = organiser.submit(page, button="Remove this section")
    assert "You can undo this." in page.text
    assert "Ask for" not in page.text
    assert "experience" not in workshop.fresh(form).by_key


def test_when_something_is_asked_is_composed_of_and_and_or(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    here = f"{workshop.page(form)}/questions/funding_note/shown"
    page = organiser.visit(here)
    page = organiser.submit(page, button="and:1")
    page = organiser.submit(page, {"1-2-question": "experience_years"}, button="Show its answers")
    page = organiser.submit(
        page, {"1-2-comparison": "at_least"}, button="Save the condition", status=422
    )
    assert "Enter a whole number, for example 5." in page.text
    page = organiser.submit(page, {"1-2-value": "3"}, button="remove:2:1")
    page = organiser.submit(page, button="or")
    page = organiser.submit(page, {"2-1-question": "work_country"}, button="Show its answers")
    page = organiser.submit(page, {"2-1-value": "TG"}, button="Save the condition")
    assert "The condition is saved." in page.text
    assert workshop.fresh(form).by_key["funding_note"].shown_if == (
        (
            Clause("funding_need", Comparison.IS, "full"),
            Clause("experience_years", Comparison.AT_LEAST, "3"),
        ),
        (Clause("work_country", Comparison.IS, "TG"),),
    )
    assert "“Country where you work” is “Togo”" in page.text
    page = organiser.visit(here)
    page = organiser.submit(page, {"2-1-value": ""}, button="Save the condition", status=422)
    assert "Choose the answer to compare with." in page.text


def test_an_answer_that_is_needed_at_times_says_when(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    page = organiser.visit(f"{workshop.page(form)}/questions/phone")
    page = organiser.submit(page, {"need": "sometimes"}, button=SAVE)
    assert page.heading == "When is an answer needed?"
    page = organiser.submit(page, {"1-1-question": "title"}, button="Show its answers")
    page = organiser.submit(page, button="Save the condition")
    phone = workshop.fresh(form).by_key["phone"]
    assert (phone.need, phone.needed_if) == (
        Need.SOMETIMES,
        ((Clause("title", Comparison.ANSWERED),),),
    )
    page = organiser.visit(f"{workshop.page(form)}/questions/phone/needed")
    page = organiser.submit(page, button="remove:1:1")
    organiser.submit(page, button="Save the condition")
    phone = workshop.fresh(form).by_key["phone"]
    assert (phone.need, phone.needed_if) == (Need.OPTIONAL, ())


def test_a_second_editor_overwrites_nothing_unseen(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    here = workshop.page(form)
    question = organiser.visit(f"{here}/questions/phone")
    condition = organiser.visit(f"{here}/questions/phone/shown")
    section = organiser.visit(f"{here}/sections/about")
    texts = organiser.visit(f"{here}/languages/fr/about")
    phone = replace(form.composed.by_key["phone"], label={"en": "Mobile"}, help={})
    workshop.changed(form, partial(editing.change_question, question=phone))
    other = replace(form.composed.sections[0], title={"en": "Who you are"})
    workshop.changed(form, partial(editing.change_section, section=other))
    before = workshop.fresh(form)
    told = organiser.submit(question, {"label": "Telephone"}, button=SAVE, status=422)
    assert "Somebody else changed this after you had opened it." in told.text
    assert "Yours: Telephone Saved now: Mobile" in told.text
    for page, typed, button in (
        (condition, {"1-1-question": ""}, "Save the condition"),
        (section, {"title": "You"}, "Save"),
        (texts, {"t-about..title.": "Toi"}, "Save and go on"),
    ):
        again = organiser.submit(page, typed, button=button, status=422)
        assert "Somebody else changed" in again.text
    assert workshop.fresh(form) == before
    organiser.submit(told, button=SAVE)
    assert workshop.fresh(form).by_key["phone"].label == {"en": "Telephone"}


def test_two_editors_of_different_things_do_not_disturb_each_other(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    phone = organiser.visit(f"{workshop.page(form)}/questions/phone")
    title = organiser.visit(f"{workshop.page(form)}/questions/title")
    organiser.submit(phone, {"label": "Telephone"}, button=SAVE)
    page = organiser.submit(title, {"label": "Form of address"}, button=SAVE)
    found = workshop.fresh(form).by_key
    assert (found["phone"].label["en"], found["title"].label["en"]) == (
        "Telephone",
        "Form of address",
    )
    assert "The words in French and Spanish still say what they said before." in page.text


def test_only_the_last_step_is_undone(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    workshop.changed(form, partial(editing.remove_question, key="phone"), "removed “Phone”")
    page = organiser.visit(workshop.page(form))
    workshop.changed(form, partial(editing.remove_question, key="title"), "removed “Title”")
    page = organiser.submit(page, button="Undo: removed “Phone”")
    assert "The form was changed again since you opened this page." in page.text
    assert "title" not in workshop.fresh(form).by_key


def test_texts_are_translated_side_by_side(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun("ours-short")
    page = organiser.visit(f"{workshop.page(form)}/languages")
    page = organiser.submit(page, button="Add it", status=422)
    page = organiser.submit(page, {"language": "pt"}, button="Add it")
    assert page.heading == "The form in Portuguese"
    assert "texts missing." in page.text
    page = organiser.submit(page, {"t-..title.": "Candidatura"}, button="Save and go on")
    assert page.path.endswith("/languages/pt/about")
    workshop.fresh(form)
    assert form.composed.title["pt"] == "Candidatura"
    overview = organiser.visit(workshop.page(form))
    assert "Portuguese: 44 texts are missing. People read them in English." in overview.text
    page = organiser.visit(f"{workshop.page(form)}/languages")
    organiser.submit(page, button="Remove Portuguese")
    assert form.composed.languages == ("en", "fr", "es")
    assert "pt" not in workshop.fresh(form).title
    for tag in ("en", "de", "xx"):
        organiser.expect_404(f"{workshop.page(form)}/languages/{tag}")


def test_a_form_may_not_grow_without_end(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    document = form.composed
    for number in range(200 - len(document.questions)):
        more = replace(document.by_key["phone"], key=f"phone_{number}")
        document = editing.add_question(document, "about", more)
    workshop.changed(form, lambda _held: document)
    page = organiser.visit(f"{workshop.page(form)}/sections/about/questions")
    typed = {"label": "One more", "kind": Kind.LINE.value}
    page = organiser.submit(page, typed, button="Add and set up", status=422)
    assert "A form may ask 200 questions." in page.text


def test_what_was_typed_survives_an_expired_sign_in(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form, person = workshop.begun(), workshop.cast.icap_organiser
    person.password_hash = hash_password("four words are enough")
    credentials = {"email": person.email, "password": "four words are enough"}
    for path, typed, button in (
        ("gender", {"label": "Your gender", "options-0-label": "Female"}, SAVE),
        ("funding_note/shown", {"2-1-value": "none"}, "Save the condition"),
    ):
        page = organiser.visit(f"{workshop.page(form)}/questions/{path}")
        workshop.clock.advance(days=15)
        asked = organiser.submit(page, typed, button=button)
        assert asked.path == "/sign-in"
        back = organiser.submit(asked, credentials, form="/sign-in")
        assert back.path == page.path
        assert {name: back.value(name) for name in typed} == typed
        organiser.submit(back, button=button)
    assert workshop.fresh(form).by_key["gender"].options[0].label["en"] == "Female"
    assert workshop.fresh(form).by_key["funding_note"].shown_if[1][0].value == "none"
