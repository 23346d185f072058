"""A form is tried out as an applicant would fill it in; nothing of it is kept."""

from functools import partial

from sqlalchemy import func, select

from courseapp.applications.models import Application
from courseapp.forms.building import editing
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient


def test_a_form_is_tried_page_by_page_in_any_language(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    page = organiser.visit(f"{workshop.page(form)}/preview?section=support")
    assert page.heading == "Support"
    assert "What your employer can pay" not in page.text
    page = organiser.submit(page, {"funding_need": "part"}, button="Go on")
    assert page.heading == "Documents and consent"
    page = organiser.submit(page, button="Back")
    assert "What your employer can pay" in page.text
    assert page.value("funding_need") == "part"
    page = organiser.submit(page, {"language": "fr"}, button="Show")
    assert page.heading == "Soutien"
    assert "Ce que votre employeur peut payer" in page.text
    assert page.value("funding_need") == "part"
    page = organiser.submit(page, {"endorsement_way": "link"}, button="Show")
    page = organiser.submit(page, {"supervisor_email": "nobody"}, button="Go on")
    assert "“nobody” is not an e-mail address." in page.text
    page = organiser.submit(page, {"supervisor_email": "chief@example.org"}, button="Go on")
    page = organiser.submit(page, button="Go on")
    assert page.heading == "Check and send"
    assert "chief@example.org" in page.text
    assert "Oui, pour une partie" in page.text
    assert "Missing before it can be sent" in page.text
    page = organiser.submit(page, button="Change Soutien")
    assert page.value("supervisor_email") == "chief@example.org"
    assert workshop.session.scalar(select(func.count()).select_from(Application)) == 0


def test_an_old_version_and_an_unfinished_form_can_be_tried_too(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    workshop.published(form)
    workshop.changed(form, partial(editing.remove_section, key="about"))
    page = organiser.visit(f"{workshop.page(form)}/preview")
    assert page.heading == "Your work"
    page = organiser.visit(f"{workshop.page(form)}/preview?version=1")
    assert "Preview of version 1." in page.text
    page = organiser.submit(page, {"full_name": "Sukarno"}, button="Go on")
    page = organiser.submit(page, button="Back")
    assert page.value("full_name") == "Sukarno"
    for section in [each.key for each in form.composed.sections]:
        workshop.changed(form, partial(editing.remove_section, key=section))
    assert "asks nothing yet" in organiser.visit(f"{workshop.page(form)}/preview").text


def test_what_travels_with_the_page_is_never_trusted(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun("ours-short")
    page = organiser.visit(f"{workshop.page(form)}/preview")
    for so_far in ("", "[", "[1]", '{"full_name": 3, "x": "y"}', "[" * 99_999, "x" * 200_000):
        answer = organiser.submit(page, {"so_far": so_far, "language": "en"}, button="Show")
        assert answer.heading == "About you"
        assert answer.value("so_far") == page.value("so_far").replace("{}", answer.value("so_far"))
