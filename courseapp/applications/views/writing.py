"""The form: one page for each section, saved whatever is typed."""

from collections.abc import Mapping

from flask import flash, redirect
from werkzeug.wrappers import Response

from courseapp.applications.deadlines import can_send
from courseapp.applications.documents.asked import asked_documents
from courseapp.applications.drafting import drop_changes, save_answers
from courseapp.applications.pages import as_asked, writing
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import saved_note
from courseapp.applications.views import stepping
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    form_language,
    own,
    zone_of,
)
from courseapp.applications.views.timing import told_deadline
from courseapp.applications.writing import open_request
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.forms.document.record import Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.merging import Merged, TypedAt
from courseapp.forms.filling.pages import Writing

STEP_ADDRESS = f"{ADDRESS}/steps/<key>"


class OwnApplication(stepping.Filling):
    """The form of an application."""

    template = "applications/step.html"
    last = "check"

    def address(self, page: str = "") -> str:
        return address_of(self.application, page)

    def pages(self) -> Writing:
        return writing(self.application, now(), form_language(self.application))

    def section(self, pages: Writing, key: str) -> Section:
        """Return the page that was sent; of what is closed meanwhile, the page as it was asked."""
        if pages.document.sections:
            return pages.section(key)
        return as_asked(self.application, pages.language).section(key)

    def save(self, form: SectionForm, seen: str, typed_at: TypedAt) -> Merged:
        return save_answers(session(), now(), self.application, form.texts, seen, typed_at)

    def speak(self, language: str) -> None:
        self.application.language = language

    def saved_note(self) -> str:
        return saved_note(self.application, now(), zone_of(self.application))

    def is_shut(self) -> bool:
        open_still = can_send(self.application, now())
        return not open_still and open_request(self.application) is None

    def beside(self, pages: Writing) -> Mapping[str, object]:
        asked = asked_documents(session(), self.application, now(), pages.language)
        return {
            "documents": {each.key: each for each in asked},
            "zone": zone_of(self.application),
            **told_deadline(self.application),
        }


@blueprint.get(STEP_ADDRESS)
@allow(applicant_herself)
def step(reference: str, key: str) -> stepping.Answer:
    filling = OwnApplication(own(reference))
    if not filling.pages().document.sections:
        return redirect(filling.address(), 303)
    return stepping.show(filling, key)


@blueprint.post(STEP_ADDRESS)
@allow(applicant_herself)
def save(reference: str, key: str) -> stepping.Answer:
    return stepping.save(OwnApplication(own(reference)), key)


@blueprint.post(f"{STEP_ADDRESS}/keep")
@allow(applicant_herself)
def keep(reference: str, key: str) -> Response | tuple[Response, int]:
    return stepping.keep(OwnApplication(own(reference)), key)


@blueprint.post(f"{ADDRESS}/drop-changes")
@allow(applicant_herself)
def drop(reference: str) -> Response:
    application = own(reference)
    with answering() as answer:
        drop_changes(session(), now(), application)
    flash(answer.problem or gettext("Your changes are gone. What you sent before stands."), "info")
    return redirect(address_of(application), 303)
