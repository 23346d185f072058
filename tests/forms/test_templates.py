"""Templates of an initiative and its series: saved, copied with their source, kept as files."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from courseapp.core.audit import AuditEntry
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.series import SeriesPlan, add_series
from courseapp.forms.building import editing
from courseapp.forms.building.packing import PackedAs, packed
from courseapp.forms.cloning import CLONE_STEP
from courseapp.forms.document.record import Stage
from courseapp.forms.models import Form
from courseapp.forms.shipped import LOGISTICS, shipped_form
from tests.events.story import draft, initiative
from tests.forms.story import Workshop
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value

LIST = "/manage/icap/forms"


def upload(content: bytes, name: str = "ours.yaml") -> FileStorage:
    return FileStorage(BytesIO(content), name, "file", "text/plain")


def test_the_form_of_an_event_becomes_a_template_and_the_form_of_another_event(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    page = organiser.follow(organiser.visit(workshop.page(form)), "Save as a template")
    page = organiser.submit(page, {"name": ""}, button="Save", status=422)
    page = organiser.submit(page, {"name": "Officials of ICAP"}, button="Save")
    assert page.path == LIST
    assert f"Copied from the event “{workshop.event.title}”" in page.text
    again = organiser.visit(f"{workshop.page(form)}/template")
    told = organiser.submit(again, {"name": "officials of icap"}, button="Save", status=422)
    assert "There is a template “Officials of ICAP” already." in told.text
    now = workshop.clock.now
    other = draft(workshop.session, workshop.cast.icap_organiser, now, title="Next one")
    page = organiser.visit(f"/manage/events/{other.slug}/form/application")
    page = organiser.submit(page, button="Copy it : Officials of ICAP")
    copy = workshop.forms()[-1]
    assert copy.event_id == other.id
    assert "phone" not in copy.composed.by_key
    assert copy.source == (
        f"Copied from ICAP's template “Officials of ICAP”, {now.day} {now:%B %Y}."
    )
    workshop.changed(copy, partial(editing.remove_question, key="title"))
    assert "title" in workshop.forms()[1].composed.by_key


def test_a_template_is_made_named_and_removed(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    with workshop.app.test_request_context():
        about = (workshop.session, workshop.cast.icap_organiser, workshop.clock.now)
        series = add_series(*about, initiative(workshop.session), SeriesPlan("Autumn courses"))
    page = organiser.visit(LIST)
    assert "No template yet" in page.text
    page = organiser.visit(f"{LIST}/new?begin=ours-logistics")
    typed = {"name": "Travel", "series": str(series.id)}
    page = organiser.submit(page, typed, button="Make the template")
    (template,) = workshop.forms()
    assert (template.stage, template.series_id) == (Stage.LOGISTICS, series.id)
    assert template.composed == shipped_form(LOGISTICS)
    assert "Template" in page.text
    page = organiser.follow(page, "Change the name")
    page = organiser.submit(page, {"name": "Journeys", "series": ""}, button="Save")
    assert "Journeys After admission 27 questions" in page.text
    page = organiser.follow(page, "Journeys")
    page = organiser.submit(page, button="Remove this template")
    assert workshop.forms() == []
    told = workshop.session.scalars(select(AuditEntry.summary).order_by(AuditEntry.id)).all()
    assert told[-1] == "Removed the form template “Journeys”."


def test_the_form_of_an_event_is_not_removed_as_a_template(
    workshop: Workshop, organiser: CheckingClient
) -> None:
    form = workshop.begun()
    page = organiser.visit(workshop.page(form))
    token = page.value("csrf_token")
    answer = organiser.post(f"{workshop.page(form)}/remove", data={"csrf_token": token})
    assert answer.status_code == 404
    assert workshop.forms() == [form]


def test_a_form_travels_as_a_file(workshop: Workshop, organiser: CheckingClient) -> None:
    form = workshop.begun()
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    given = organiser.get(f"{workshop.page(form)}/file.yaml").data
    assert given == packed(form.composed, PackedAs.YAML)
    page = organiser.visit(f"{LIST}/new")
    file = upload(given, "../../<b>ours</b>.yaml")
    typed: dict[str, Value] = {"name": "From a file", "file": file}
    organiser.submit(page, typed, button="Make the template")
    template = workshop.forms()[-1]
    assert template.composed == form.composed
    assert "the file “../../<b>ours</b>.yaml”" in template.source
    page = organiser.visit(f"{workshop.hub}/logistics")
    content = packed(shipped_form(LOGISTICS), PackedAs.JSON)
    page = organiser.submit(page, {"file": upload(content, "x.json")}, button="Read the file")
    assert page.heading == "Travel and needs"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<script>alert(1)</script>", "This is no form that we can read."),
        (b"title: x\nsections: &a [*a]", "alias"),
        (b"title: x\nlanguages: []", "says not in which language"),
        (b"a" * 600_000, "larger than 500 kB"),
    ],
)
def test_what_is_no_form_is_refused_beside_the_field(
    workshop: Workshop, organiser: CheckingClient, content: bytes, told: str
) -> None:
    page = organiser.visit(f"{workshop.hub}/application")
    answer = organiser.submit(page, {"file": upload(content)}, button="Read the file", status=422)
    assert told in answer.text
    assert workshop.forms() == []


def test_the_forms_of_an_edition_come_along_into_the_next_one_unpublished(
    workshop: Workshop,
) -> None:
    form = workshop.begun()
    workshop.published(form)
    workshop.changed(form, partial(editing.remove_question, key="phone"))
    workshop.begun("ours-logistics", Stage.LOGISTICS)
    assert CLONE_STEP.found(workshop.session, workshop.event) == "2 forms"
    wish = CloneWish("Next course", date(2028, 3, 20), steps=frozenset({CLONE_STEP.key}))
    with workshop.app.test_request_context():
        about = (workshop.session, workshop.cast.icap_organiser, workshop.clock.now)
        edition = clone_event(*about, workshop.event, wish)
        workshop.session.commit()
    own = select(Form).where(Form.event_id == edition.id).order_by(Form.id)
    copies = workshop.session.scalars(own).all()
    assert [each.stage for each in copies] == [Stage.APPLICATION, Stage.LOGISTICS]
    assert "phone" in copies[0].composed.by_key  # what people fill in, not what is being composed
    assert all(each.newest is None for each in copies)
    assert copies[0].source.startswith(f"Copied from the event “{workshop.event.title}”")
