"""Travel details as somebody with a seat fills them in; another person's are not there."""

from collections.abc import Sequence

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import IntegerField

from courseapp.accounts.current import current_person, reader_zone
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import Meanwhile, changed_meanwhile, saved_note, zone_for
from courseapp.applications.views.writing import MORE_ASKED
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.contacts import contact_for
from courseapp.forms.document.record import Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.forgetting import USUAL_DAYS_OF_STAGE_TWO
from courseapp.forms.filling.kept import told_kept
from courseapp.forms.filling.merging import Merged, TypedAt, marks_after
from courseapp.forms.filling.pages import Writing, as_shown, asks_more, files_wanted, tasks
from courseapp.logistics.documents import asked_files, sweep_files
from courseapp.logistics.emails import path_of
from courseapp.logistics.filling import pages_for, save_logistics, send_logistics
from courseapp.logistics.queries import logistics_of, may_change, own_seat
from courseapp.logistics.retention import told_until

Answer = str | Response | tuple[str, int]

HOME = "/applications/<reference>/travel"

blueprint = Blueprint("logistics", __name__)
blueprint.after_request(keep_private)


class SendForm(FlaskForm):
    """The button that sends: it names the version that was read."""

    version = IntegerField()


@blueprint.get(HOME)
@allow(applicant_herself)
def home(reference: str) -> Answer:
    return _home(_own(reference), SendForm(formdata=None))


@blueprint.post(f"{HOME}/send")
@allow(applicant_herself)
def send(reference: str) -> Answer:
    application, form = _own(reference), SendForm()
    with answering(form):
        version = form.version.data or 0
        send_logistics(session(), current_person(), now(), application, version)
        sweep_files(session(), application)
    if form.form_errors:
        return _home(application, form), 422
    flash("Thank you: we have your travel details.", "good")
    return redirect(path_of(application), 303)


@blueprint.get(f"{HOME}/steps/<key>")
@allow(applicant_herself)
def step(reference: str, key: str) -> Answer:
    application = _own(reference)
    pages = pages_for(session(), application, request.args.get("language", ""))
    section = pages.section(key)
    form, parked = pages.filled(section), parked_values(request.path)
    if parked is not None:
        form.read(parked)
    return _step_page(application, pages, section, form, kept=parked is not None)


@blueprint.post(f"{HOME}/steps/<key>")
@allow(applicant_herself)
def save(reference: str, key: str) -> Answer:
    application = _own(reference)
    pages = pages_for(session(), application, request.form.get("language", ""))
    section = pages.section(key)
    form, merged = pages.form(section), Merged({}, (), ())
    form.read(request.form)
    with answering(form):
        merged = _save(application, form)
    if form.form_errors:
        return _step_page(application, pages, section, form), 422
    forget_parked()
    return _after_saving(application, pages.language, section, merged)


@blueprint.post(f"{HOME}/steps/<key>/keep")
@allow(applicant_herself)
def keep(reference: str, key: str) -> Response | tuple[Response, int]:
    """Save while she types; see the same of an application."""
    application = _own(reference)
    pages = pages_for(session(), application, request.form.get("language", ""))
    form, merged = pages.form(pages.section(key)), Merged({}, (), ())
    form.read(request.form)
    with answering(form):
        merged = _save(application, form)
    if form.form_errors:
        return jsonify(problem=" ".join(form.form_errors)), 422
    meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
    return jsonify(
        saved=_saved(application),
        seen=marks_after(form.texts, form["seen"].data or "", merged.texts),
        meanwhile=[{"name": each.name, "told": each.told} for each in meanwhile],
    )


def _own(reference: str) -> Application:
    return own_seat(session(), current_person(), reference)


def _save(application: Application, form: SectionForm) -> Merged:
    typed_at = TypedAt.told_by(request.form.get("ages"), now())
    seen = form["seen"].data or ""
    return save_logistics(session(), now(), application, form.texts, seen, typed_at)


def _after_saving(
    application: Application, language: str, section: Section, merged: Merged
) -> Answer:
    pages = pages_for(session(), application, language)
    found = logistics_of(session(), application)
    if found is not None:
        found.language = pages.language
    fresh = next((each for each in pages.document.sections if each.key == section.key), section)
    form = pages.filled(fresh)
    if merged.lost:
        meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
        return _step_page(application, pages, fresh, form, meanwhile=meanwhile), 409
    wanted = request.form.get("then", "")
    if question := files_wanted(section, wanted):
        return redirect(path_of(application, f"documents/{question}"), 303)
    if any(each.errors for each in form.answers):
        return _step_page(application, pages, section, form), 422
    shown = as_shown(section, request.form.get("seen", ""))
    if asks_more(shown, fresh) and wanted != "later":
        flash(MORE_ASKED, "info")
        return redirect(path_of(application, f"steps/{section.key}"), 303)
    following = section.key if wanted == "stay" else pages.after(section.key)
    page = f"steps/{following}" if following and wanted != "later" else ""
    return redirect(path_of(application, page), 303)


def _saved(application: Application) -> str:
    found = logistics_of(session(), application)
    zone = zone_for(application, reader_zone())
    return saved_note(found, now(), zone) if found else ""


def _home(application: Application, form: SendForm) -> str:
    pages, found = pages_for(session(), application), logistics_of(session(), application)
    return render_template(
        "logistics/home.html",
        application=application,
        event=application.event,
        form=form,
        pages=pages,
        tasks=tasks(pages),
        found=found,
        saved=_saved(application),
        may_change=may_change(application.event, now()),
        base=path_of(application),
        zone=zone_for(application, reader_zone()),
        kept_until=told_until(pages.document, application.event),
        contact=contact_for(session(), application.event),
    )


def _step_page(
    application: Application,
    pages: Writing,
    section: Section,
    form: SectionForm,
    *,
    kept: bool = False,
    meanwhile: Sequence[Meanwhile] = (),
) -> str:
    return render_template(
        "logistics/step.html",
        application=application,
        event=application.event,
        pages=pages,
        section=section,
        form=form,
        kept=kept,
        meanwhile=meanwhile,
        kept_told=_kept(application, pages, section),
        saved=_saved(application),
        accepting=may_change(application.event, now()),
        base=path_of(application),
        files_at=path_of(application, "documents"),
        documents={each.key: each for each in asked_files(session(), application, pages, now())},
        zone=zone_for(application, reader_zone()),
    )


def _kept(application: Application, pages: Writing, section: Section) -> str:
    ends = application.event.ends_on or application.event.starts_on
    return told_kept(pages.document, section, ends, pages.language, USUAL_DAYS_OF_STAGE_TWO)
