"""The organiser's pages of series: which there are, and what each is called and holds."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events import editions
from courseapp.events import series as service
from courseapp.events.models import Event, Series
from courseapp.events.series_forms import EditionForm, EventOfSeriesForm, SeriesForm
from courseapp.events.views.blueprint import blueprint
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named, record_of

Answer = str | Response | tuple[str, int]
LIST = "/manage/<initiative>/series"
ONE = f"{LIST}/<int:series_id>"


@blueprint.get(LIST)
@allow(organiser_of_initiative)
def series(initiative: str) -> Answer:
    form = SeriesForm(parked_values(request.path))
    return _list_page(initiative_named(session(), initiative), form)


@blueprint.post(LIST)
@allow(organiser_of_initiative)
def add_series(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), SeriesForm()
    form.activity.offer(service.owners(record_of(session(), named).record))
    if form.validate():
        with answering(form):
            service.add_series(session(), current_person(), now(), named, form.plan())
    if form.errors:
        return _list_page(named, form), 422
    forget_parked()
    flash(f"The series “{form.title.data}” is added.", "good")
    return redirect(_address(named), 303)


@blueprint.get(ONE)
@allow(organiser_of_initiative)
def one_series(initiative: str, series_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    found = service.find_series(session(), named, series_id)
    form = SeriesForm(parked_values(request.path), obj=found, seen=service.state_of(found))
    return _page(named, found, form, _next_event(found))


@blueprint.post(ONE)
@allow(organiser_of_initiative)
def change_series(initiative: str, series_id: int) -> Answer:
    named, form = initiative_named(session(), initiative), SeriesForm()
    found = service.find_series(session(), named, series_id)
    form.activity.offer(service.owners(record_of(session(), named).record), found.activity)
    if form.validate():
        about = (found, form.plan(), form.seen.data or "")
        with answering(form):
            service.change_series(session(), current_person(), now(), *about)
    if form.errors:
        return _page(named, found, form, _next_event(found)), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    return redirect(_address(named), 303)


@blueprint.post(f"{ONE}/events")
@allow(organiser_of_initiative)
def put_into_series(initiative: str, series_id: int) -> Answer:
    named, form = initiative_named(session(), initiative), EventOfSeriesForm()
    found = service.find_series(session(), named, series_id)
    if form.validate():
        about = (found, form.event_id, form.edition.data)
        with answering(form):
            event = service.put_into_series(session(), current_person(), now(), *about)
            flash(f"“{event.title}” is in the series.", "good")
    if form.errors:
        return _page(named, found, _form_of(found), form), 422
    return redirect(f"{_address(named)}/{found.id}", 303)


@blueprint.post(f"{ONE}/events/<int:event_id>/remove")
@allow(organiser_of_initiative)
def take_out_of_series(initiative: str, series_id: int, event_id: int) -> Answer:
    named, actor = initiative_named(session(), initiative), current_person()
    found = service.find_series(session(), named, series_id)
    event = service.take_out_of_series(session(), actor, now(), found, event_id)
    if event is not None:
        flash(f"“{event.title}” is no longer in the series. The event itself stays.", "good")
    return redirect(f"{_address(named)}/{found.id}", 303)


@blueprint.get(f"{ONE}/events/<int:event_id>/edition")
@allow(organiser_of_initiative)
def edition(initiative: str, series_id: int, event_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    found = service.find_series(session(), named, series_id)
    event = editions.edition_of(session(), found, event_id)
    form = EditionForm(parked_values(request.path), obj=event)
    return _edition_page(named, found, event, form)


@blueprint.post(f"{ONE}/events/<int:event_id>/edition")
@allow(organiser_of_initiative)
def correct_edition(initiative: str, series_id: int, event_id: int) -> Answer:
    named, form = initiative_named(session(), initiative), EditionForm()
    found = service.find_series(session(), named, series_id)
    event = editions.edition_of(session(), found, event_id)
    if form.validate():
        with answering(form):
            editions.correct_edition(session(), current_person(), now(), event, form.edition.data)
    if form.errors:
        return _edition_page(named, found, event, form), 422
    forget_parked()
    flash("The number of the edition is saved.", "good")
    return redirect(f"{_address(named)}/{found.id}", 303)


@blueprint.app_template_global()
def editions_beside(event: Event) -> editions.Beside:
    """Return the public editions before and after an event, for the page of the event."""
    return editions.editions_beside(session(), event)


def _address(initiative: Initiative) -> str:
    return f"/manage/{initiative.slug}/series"


def _form_of(found: Series) -> SeriesForm:
    return SeriesForm(None, obj=found, seen=service.state_of(found))


def _next_event(found: Series) -> EventOfSeriesForm:
    """Propose the number that comes next."""
    return EventOfSeriesForm(None, edition=editions.next_edition(session(), found))


def _edition_page(initiative: Initiative, found: Series, event: Event, form: EditionForm) -> str:
    return render_template(
        "manage/events/edition.html", initiative=initiative, series=found, event=event, form=form
    )


def _list_page(initiative: Initiative, form: SeriesForm) -> str:
    activities = service.owners(record_of(session(), initiative).record)
    form.activity.offer(activities)
    return render_template(
        "manage/events/series.html",
        initiative=initiative,
        form=form,
        lines=service.series_of(session(), initiative),
        activities={each.key: each.title for each in activities},
    )


def _page(
    initiative: Initiative, found: Series, form: SeriesForm, event_form: EventOfSeriesForm
) -> str:
    """Show the form; what it says it saw is what its writer sees now."""
    activities = service.owners(record_of(session(), initiative).record)
    form.activity.offer(activities, found.activity)
    form.seen.data = service.state_of(found)
    event_form.offer(service.events_in_none(session(), initiative.id))
    return render_template(
        "manage/events/one_series.html",
        initiative=initiative,
        series=found,
        form=form,
        event_form=event_form,
        has_left=found.activity and found.activity not in {each.key for each in activities},
        events=service.events_in(session(), found),
    )
