"""The form: one page for each section, saved whatever is typed."""

from collections.abc import Sequence

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.deadlines import can_send
from courseapp.applications.documents.asked import asked_documents
from courseapp.applications.drafting import drop_changes, save_answers
from courseapp.applications.models import Application
from courseapp.applications.pages import as_asked, writing
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.standing import Meanwhile, changed_meanwhile, saved_note
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    own,
    zone_of,
)
from courseapp.applications.views.timing import told_deadline
from courseapp.applications.writing import open_request
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.document.record import Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.kept import told_kept
from courseapp.forms.filling.merging import Merged, TypedAt, marks_after
from courseapp.forms.filling.pages import Writing, as_shown, asks_more, files_wanted

Answer = str | Response | tuple[str, int]

STEP_ADDRESS = f"{ADDRESS}/steps/<key>"
MORE_ASKED = "Because of what you answered, this page asks something more. Please go on here."


@blueprint.get(STEP_ADDRESS)
@allow(applicant_herself)
def step(reference: str, key: str) -> Answer:
    application = own(reference)
    pages = writing(application, now(), request.args.get("language", ""))
    if not pages.document.sections:
        return redirect(address_of(application), 303)
    section = pages.section(key)
    parked = parked_values(request.path)
    form = pages.filled(section)
    if parked is not None:
        form.read(parked)
    return _step_page(application, pages, section, form, kept=parked is not None)


@blueprint.post(STEP_ADDRESS)
@allow(applicant_herself)
def save(reference: str, key: str) -> Answer:
    application = own(reference)
    language = request.form.get("language", "")
    pages = writing(application, now(), language)
    section = _section(application, pages, key)
    form, merged = pages.form(section), Merged({}, (), ())
    form.read(request.form)
    with answering(form):
        merged = _save(application, form)
    if form.form_errors:
        return _step_page(application, pages, section, form), 422
    application.language = pages.language
    forget_parked()
    return _after_saving(application, writing(application, now(), language), section, merged)


@blueprint.post(f"{STEP_ADDRESS}/keep")
@allow(applicant_herself)
def keep(reference: str, key: str) -> Response | tuple[Response, int]:
    """Save while she types; the page stays open and goes on with the marks of the answer."""
    application = own(reference)
    pages = writing(application, now(), request.form.get("language", ""))
    section = _section(application, pages, key)
    form, merged = pages.form(section), Merged({}, (), ())
    form.read(request.form)
    with answering(form):
        merged = _save(application, form)
    if form.form_errors:
        return jsonify(problem=" ".join(form.form_errors)), 422
    meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
    return jsonify(
        saved=saved_note(application, now(), zone_of(application)),
        seen=marks_after(form.texts, form["seen"].data or "", merged.texts),
        meanwhile=[{"name": each.name, "told": each.told} for each in meanwhile],
    )


@blueprint.post(f"{ADDRESS}/drop-changes")
@allow(applicant_herself)
def drop(reference: str) -> Response:
    application = own(reference)
    with answering() as answer:
        drop_changes(session(), now(), application)
    flash(answer.problem or "Your changes are gone. What you sent before stands.", "info")
    return redirect(address_of(application), 303)


def _save(application: Application, form: SectionForm) -> Merged:
    """Save the page; a script says how long ago each answer was typed."""
    typed_at = TypedAt.told_by(request.form.get("ages"), now())
    return save_answers(
        session(), now(), application, form.texts, form["seen"].data or "", typed_at
    )


def _section(application: Application, pages: Writing, key: str) -> Section:
    """Return the page that was sent; of what is closed meanwhile, the page as it was asked."""
    if pages.document.sections:
        return pages.section(key)
    return as_asked(application, pages.language).section(key)


def _after_saving(
    application: Application, pages: Writing, section: Section, merged: Merged
) -> Answer:
    fresh = next((each for each in pages.document.sections if each.key == section.key), section)
    form = pages.filled(fresh)
    form.complain(pages.wrong(fresh, sending=False))
    if merged.lost:
        meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
        return _step_page(application, pages, fresh, form, meanwhile=meanwhile), 409
    if wanted := files_wanted(section, request.form.get("then", "")):
        return redirect(address_of(application, f"documents/{wanted}"), 303)
    is_shut = not can_send(application, now()) and open_request(application) is None
    if any(each.errors for each in form.answers) or is_shut:
        return _step_page(application, pages, fresh, form), 422
    if request.form.get("then") == "later":
        note = saved_note(application, now(), zone_of(application))
        flash(f"{note}. You can go on at any time.", "good")
        return redirect(address_of(application), 303)
    return redirect(address_of(application, _next_page(pages, section, fresh)), 303)


def _next_page(pages: Writing, section: Section, fresh: Section) -> str:
    """Return where she goes on: on the same page where she wants, or where it asks more now."""
    more = asks_more(as_shown(section, request.form.get("seen", "")), fresh)
    if more:
        flash(MORE_ASKED, "info")
    stays = more or request.form.get("then") == "stay"
    following = section.key if stays else pages.after(section.key)
    return f"steps/{following}" if following else "check"


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
        "applications/step.html",
        application=application,
        event=application.event,
        pages=pages,
        section=section,
        form=form,
        kept=kept,
        meanwhile=meanwhile,
        kept_told=_kept(application, pages, section),
        saved=saved_note(application, now(), zone_of(application)),
        documents={
            each.key: each
            for each in asked_documents(session(), application, now(), pages.language)
        },
        files_at=address_of(application, "documents"),
        zone=zone_of(application),
        **told_deadline(application),
    )


def _kept(application: Application, pages: Writing, section: Section) -> str:
    ends = application.event.ends_on or application.event.starts_on
    return told_kept(pages.document, section, ends, pages.language)
