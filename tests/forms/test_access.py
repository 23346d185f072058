"""Forms are their initiative's own: nobody else reads or changes them, by whichever address."""

import pytest

from courseapp.forms.building.copying import add_template
from courseapp.forms.building.origins import origins_for
from courseapp.forms.document.record import Stage
from courseapp.scenarios.cast import Part
from tests.events.story import initiative
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

READ = (
    *("", "/title", "/sections/about", "/sections/about/questions", "/sections/new"),
    *("/questions/phone", "/questions/phone/shown", "/languages", "/languages/fr/about"),
    *("/publish", "/versions", "/versions/1", "/preview", "/template", "/file.yaml", "/file.json"),
)
CHANGE = (
    *("/order", "/undo", "/title", "/sections/new", "/sections/about", "/sections/about/remove"),
    *("/sections/about/questions", "/questions/phone", "/questions/phone/remove"),
    *("/questions/phone/shown", "/languages", "/languages/fr/about", "/languages/fr/remove"),
    *("/publish", "/preview", "/template", "/remove"),
)


@pytest.mark.parametrize("part", [Part.A6IP_ORGANISER, Part.REVIEWER, Part.NEWCOMER])
def test_the_form_of_another_initiative_is_not_found_under_any_name(
    workshop: Workshop, as_person: AsPerson, part: Part
) -> None:
    form = workshop.begun()
    workshop.published(form)
    before, revision = workshop.fresh(form), form.revision
    browser = as_person(workshop.cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    typed = {"csrf_token": token, "move": "question:up:nationality", "ready": "phone"}
    for owner in ("icap", "a6ip"):
        here = f"/manage/{owner}/forms/{form.id}"
        found = {browser.get(here + path).status_code for path in READ}
        found |= {browser.post(here + path, data=typed).status_code for path in CHANGE}
        assert found == {404}
    assert workshop.fresh(form) == before
    assert form.revision == revision


def test_the_template_of_another_initiative_is_not_copied(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    with workshop.app.test_request_context():
        foreign = initiative(workshop.session, "a6ip")
        origin = origins_for(workshop.session, foreign, Stage.APPLICATION).named("ours-officials")
        about = (workshop.session, workshop.cast.a6ip_organiser, workshop.clock.now)
        template = add_template(*about, foreign, "Secret template", origin)
        workshop.session.commit()
    page = organiser.visit(f"{workshop.hub}/application")
    assert "Secret template" not in page.text
    token = page.value("csrf_token")
    typed = {"csrf_token": token, "origin": f"template-{template.id}"}
    assert organiser.post(f"{workshop.hub}/application", data=typed).status_code == 404
    assert workshop.forms() == [template]
    assert "Secret template" not in organiser.visit("/manage/icap/forms").text
    assert "Secret template" not in organiser.visit("/manage/icap/forms/new").text
