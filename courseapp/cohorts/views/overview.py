"""The first page of choosing a cohort: limits with warnings, the seed, proposals, cohorts."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.cohorts import planning
from courseapp.cohorts.forms import SeedForm, SettingsForm
from courseapp.cohorts.overview import overview_of
from courseapp.cohorts.words import WORDS
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of

Answer = str | Response | tuple[str, int]
HOME = "/manage/events/<slug>/cohort"

blueprint = Blueprint("cohort", __name__)
blueprint.after_request(keep_private)


def home_of(event: Event) -> str:
    """Return the address of the pages of the event's cohort."""
    return f"/manage/events/{event.slug}/cohort"


@blueprint.get(HOME)
@allow(organiser_of_event)
def overview(slug: str) -> str:
    event = organised_event(session(), slug)
    return render_template(
        "cohorts/overview.html",
        event=event,
        here=home_of(event),
        zone=zone_of(event),
        page=overview_of(session(), event, now()),
        **WORDS,
    )


@blueprint.get(f"{HOME}/settings")
@allow(organiser_of_event)
def settings(slug: str) -> str:
    event = organised_event(session(), slug)
    known = planning.settings_of(session(), event)
    return _settings_page(event, SettingsForm.of(known, parked_values(request.path)))


@blueprint.post(f"{HOME}/settings")
@allow(organiser_of_event)
def change_settings(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = SettingsForm.of(planning.settings_of(session(), event), request.form)
    if form.validate():
        with answering(form):
            about = (session(), current_person(), now(), event)
            planning.change_settings(*about, form.settings())
    if form.errors:
        return _settings_page(event, form), 422
    return done(event, "Your settings are saved.")


@blueprint.post(f"{HOME}/seed")
@allow(organiser_of_event)
def set_seed(slug: str) -> Answer:
    event, form = organised_event(session(), slug), SeedForm(request.form)
    if form.validate():
        with answering(form):
            seed = form.seed.data or ""
            planning.set_seed(session(), current_person(), now(), event, seed)
    if form.errors:
        known = SettingsForm.of(planning.settings_of(session(), event))
        return _settings_page(event, known, form), 422
    return done(event, "The seed is published. Nobody can change it once a proposal is drawn.")


def done(event: Event, told: str, place: str = "") -> Response:
    """Tell what was done, and go back to the first page, or to a place below it."""
    forget_parked()
    flash(told, "good")
    return redirect(f"{home_of(event)}{place}", 303)


def _settings_page(event: Event, form: SettingsForm, seed_form: SeedForm | None = None) -> str:
    seed = planning.seed_of(session(), event, now())
    return render_template(
        "cohorts/settings.html",
        event=event,
        here=home_of(event),
        form=form,
        seed=seed,
        seed_form=seed_form or SeedForm(None, data={"seed": seed.text}),
        day=planning.lists_read_on(session(), event, now()),
        zone=zone_of(event),
    )
