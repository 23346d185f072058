"""Travel details as somebody with a seat fills them in; another person's are not there."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField

from courseapp.accounts.current import current_person, reader_zone
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import saved_note, zone_for
from courseapp.applications.views import stepping
from courseapp.applications.views.blueprint import form_language, speaking_to_her
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext
from courseapp.events.contacts import contact_for
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.forgetting import USUAL_DAYS_OF_STAGE_TWO
from courseapp.forms.filling.merging import Merged, TypedAt
from courseapp.forms.filling.pages import Writing, tasks
from courseapp.logistics.documents import asked_files, sweep_files
from courseapp.logistics.emails import path_of
from courseapp.logistics.filling import pages_for, save_logistics, send_logistics
from courseapp.logistics.queries import logistics_of, may_change, own_seat
from courseapp.logistics.retention import told_until

HOME = "/applications/<reference>/travel"

blueprint = Blueprint("logistics", __name__)
blueprint.after_request(keep_private)


class SendForm(FlaskForm):
    """The button that sends: it names the version that was read."""

    version = IntegerField()


class OwnTravelDetails(stepping.Filling):
    """The form of those who have a seat."""

    template = "logistics/step.html"
    last = ""
    days_kept = USUAL_DAYS_OF_STAGE_TWO

    def address(self, page: str = "") -> str:
        return path_of(self.application, page)

    def pages(self) -> Writing:
        return pages_for(session(), self.application, form_language(self.application))

    def save(self, form: SectionForm, seen: str, typed_at: TypedAt) -> Merged:
        return save_logistics(session(), now(), self.application, form.texts, seen, typed_at)

    def speak(self, language: str) -> None:
        found = logistics_of(session(), self.application)
        if found is not None:
            found.language = language

    def saved_note(self) -> str:
        found = logistics_of(session(), self.application)
        zone = zone_for(self.application, reader_zone())
        return saved_note(found, now(), zone) if found else ""

    def beside(self, pages: Writing) -> Mapping[str, object]:
        asked = asked_files(session(), self.application, pages, now())
        return {
            "accepting": may_change(self.application.event, now()),
            "base": self.address(),
            "documents": {each.key: each for each in asked},
            "zone": zone_for(self.application, reader_zone()),
        }


@blueprint.get(HOME)
@allow(applicant_herself)
def home(reference: str) -> stepping.Answer:
    return _home(_own(reference), SendForm(formdata=None))


@blueprint.post(f"{HOME}/send")
@allow(applicant_herself)
def send(reference: str) -> stepping.Answer:
    application, form = _own(reference), SendForm()
    with answering(form):
        version = form.version.data or 0
        send_logistics(session(), current_person(), now(), application, version)
        sweep_files(session(), application)
    if form.form_errors:
        return _home(application, form), 422
    flash(gettext("Thank you: we have your travel details."), "good")
    return redirect(path_of(application), 303)


@blueprint.get(f"{HOME}/steps/<key>")
@allow(applicant_herself)
def step(reference: str, key: str) -> stepping.Answer:
    return stepping.show(OwnTravelDetails(_own(reference)), key)


@blueprint.post(f"{HOME}/steps/<key>")
@allow(applicant_herself)
def save(reference: str, key: str) -> stepping.Answer:
    return stepping.save(OwnTravelDetails(_own(reference)), key)


@blueprint.post(f"{HOME}/steps/<key>/keep")
@allow(applicant_herself)
def keep(reference: str, key: str) -> Response | tuple[Response, int]:
    return stepping.keep(OwnTravelDetails(_own(reference)), key)


def _own(reference: str) -> Application:
    return speaking_to_her(own_seat(session(), current_person(), reference))


def _home(application: Application, form: SendForm) -> str:
    filling = OwnTravelDetails(application)
    pages = filling.pages()
    return render_template(
        "logistics/home.html",
        application=application,
        event=application.event,
        form=form,
        pages=pages,
        tasks=tasks(pages),
        found=logistics_of(session(), application),
        saved=filling.saved_note(),
        may_change=may_change(application.event, now()),
        base=filling.address(),
        zone=zone_for(application, reader_zone()),
        kept_until=told_until(pages.document, application.event),
        contact=contact_for(session(), application.event),
    )
