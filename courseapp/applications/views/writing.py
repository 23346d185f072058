"""The draft: one page for each step, saved whatever is typed."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.answers import fingerprint, texts_of
from courseapp.applications.drafting import Saving, save_answers
from courseapp.applications.forms import (
    STEP_KEYS,
    FormStep,
    StepForm,
    checked,
    step_after,
    step_of,
    steps_for,
)
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.questions import CONSENT_TEXT, names_in
from courseapp.applications.rules import EXPERIENCE_WORDS, MOTIVATION_WORDS, Status
from courseapp.applications.standing import Meanwhile, changed_meanwhile, saved_note
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    organiser_to_ask,
    own,
    zone_of,
)
from courseapp.applications.wishes import titles_for
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import Window, accepts, explain, window

Answer = str | Response | tuple[str, int]

LIMITS = {"experience": EXPERIENCE_WORDS, "motivation": MOTIVATION_WORDS}
STEP_ADDRESS = f"{ADDRESS}/<any({','.join(STEP_KEYS)}):key>"


@blueprint.get(STEP_ADDRESS)
@allow(applicant_herself)
def step(reference: str, key: str) -> Answer:
    application = own(reference)
    page = step_of(steps_for(application.event), key)
    if application.status is not Status.DRAFT:
        return redirect(address_of(application), 303)
    parked = parked_values(request.path)
    if parked is not None:
        return _step_page(application, page, page.form(parked), kept=True)
    texts = texts_of(application)
    form = checked(page, texts, sending=False)
    form.seen.data = fingerprint(texts, names_in(key))
    return _step_page(application, page, form)


@blueprint.post(STEP_ADDRESS)
@allow(applicant_herself)
def save(reference: str, key: str) -> Answer:
    application = own(reference)
    page = step_of(steps_for(application.event), key)
    form, saving = page.form(), None
    with answering(form):
        saving = save_answers(session(), now(), application, form.texts, form.seen.data or "")
    forget_parked()
    if saving is Saving.SAVED:
        return _after_saving(application, page, form)
    return _not_saved(application, page, form, saving)


def _after_saving(application: Application, page: FormStep, form: StepForm) -> Answer:
    form.validate()
    if form.errors or not accepts(application.event, now()):
        form.seen.data = fingerprint(texts_of(application), names_in(page.key))
        return _step_page(application, page, form), 422
    if request.form.get("then") == "later":
        flash(
            f"{saved_note(application, now(), zone_of(application))}. You can go on at any time.",
            "good",
        )
        return redirect(address_of(application), 303)
    following = step_after(steps_for(application.event), page.key)
    return redirect(address_of(application, following.key if following else "check"), 303)


def _not_saved(
    application: Application, page: FormStep, form: StepForm, saving: Saving | None
) -> Answer:
    """Show what she typed beside what was saved elsewhere, so that she can choose."""
    if saving is None:
        return _step_page(application, page, form), 422
    saved = texts_of(application)
    form.seen.data = fingerprint(saved, names_in(page.key))
    meanwhile = changed_meanwhile(saved, form.texts, titles_for(application))
    return _step_page(application, page, form, meanwhile=meanwhile), 409


def _step_page(
    application: Application,
    page: FormStep,
    form: StepForm,
    *,
    kept: bool = False,
    meanwhile: Sequence[Meanwhile] = (),
) -> str:
    event = application.event
    steps = steps_for(event)
    return render_template(
        "applications/step.html",
        application=application,
        event=event,
        page=page,
        steps=steps,
        form=form,
        limits=LIMITS,
        kept=kept,
        meanwhile=meanwhile,
        saved=saved_note(application, now(), zone_of(application)),
        late=window(event, now()) is not Window.OPEN,
        accepting=accepts(event, now()),
        explained=explain(event, now()),
        contact=organiser_to_ask(event),
        consent=CONSENT_TEXT,
    )
