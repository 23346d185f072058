"""What all letters of an event say."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.visa_letters.costs import COSTS
from courseapp.visa_letters.forms import SettingsForm
from courseapp.visa_letters.gathering import host_name, settings_of
from courseapp.visa_letters.settling import settle
from courseapp.visa_letters.views.issuing import HERE

blueprint = Blueprint("letter_settings", __name__)


@blueprint.get(f"{HERE}/settings")
@allow(organiser_of_event)
def show(slug: str) -> str:
    event = organised_event(session(), slug)
    form = SettingsForm.of(settings_of(session(), event), host_name(event, None))
    return render_template("visa_letters/settings.html", event=event, form=form, COSTS=COSTS)


@blueprint.post(f"{HERE}/settings")
@allow(organiser_of_event)
def save(slug: str) -> Response | tuple[str, int]:
    event, form = organised_event(session(), slug), SettingsForm()
    if not form.validate():
        page = render_template("visa_letters/settings.html", event=event, form=form, COSTS=COSTS)
        return page, 422
    settle(session(), current_person(), now(), event, form.plan())
    flash("It is saved. The next letters say it; those that are out stay as they are.", "good")
    return redirect(url_for("visa_letters.everybody", slug=slug), 303)
