"""The organiser's pages of an event: from the first plan until it was held or cancelled."""

from flask import flash, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.permissions import organised_initiative_ids, organiser_somewhere
from courseapp.core.audit import history as audit_history
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.clock.local_time import which_of_two
from courseapp.events.facts.describing import difference, event_facts
from courseapp.events.facts.forms import EventForm, event_values
from courseapp.events.facts.planning import change_event, create_event
from courseapp.events.facts.plans import EventPlan
from courseapp.events.lists.listing import events_of
from courseapp.events.lists.organising import overview
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.cautions import by_session, cautions_of
from courseapp.events.ports.figures import applications_of
from courseapp.events.published.reading import programme_for
from courseapp.events.published.versions import unpublished_changes
from courseapp.events.queries import organised_event
from courseapp.events.rules import EventStatus
from courseapp.events.sessions.readings import readings_of
from courseapp.events.standing import publishing
from courseapp.events.views.blueprint import blueprint, home_of
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative

LONGEST_SEARCH = 100

Answer = str | Response | tuple[str, int]

TASKS = {
    publishing.Need.FACTS: ("Dates, time zone, and how people get in", "/edit"),
    publishing.Need.WINDOW: ("Deadline for applications", "/edit#closes_on"),
    publishing.Need.TEXT: ("Description, and who it is for", "/edit#audience"),
    publishing.Need.SESSIONS: ("Sessions", "/sessions/new"),
    publishing.Need.PROBLEMS: ("No problem in the programme", "/warnings"),
}


@blueprint.get("/manage")
@allow(organiser_somewhere)
def home() -> Answer:
    text = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    number = request.args.get("page", 1, type=int)
    ids = organised_initiative_ids(current_person())
    own = overview(session(), now(), ids, text, number)
    return render_template("manage/events/home.html", own=own, text=text)


@blueprint.get("/manage/<initiative>")
@allow(organiser_of_initiative)
def of_initiative(initiative: str) -> Answer:
    record, text = _initiative(initiative), one_line(request.args.get("q", ""))
    status = request.args.get("status", type=EventStatus)
    chosen = events_of(record.id, text, status)
    page = paginate(session(), chosen, request.args.get("page", 1, type=int))
    return render_template(
        "manage/events/list.html",
        initiative=record,
        page=page,
        figures=applications_of(session(), [event.id for event in page.items]),
        text=text,
        status=status,
    )


@blueprint.get("/manage/<initiative>/events/new")
@allow(organiser_of_initiative)
def new(initiative: str) -> Answer:
    return _new_page(EventForm(parked_values(request.path)), _initiative(initiative))


@blueprint.post("/manage/<initiative>/events/new")
@allow(organiser_of_initiative)
def create(initiative: str) -> Answer:
    form, record, event = EventForm(), _initiative(initiative), None
    if form.is_sound(now(), None):
        with answering(form):
            event = create_event(session(), current_person(), now(), record, form.plan())
    if event is None:
        return _new_page(form, record), 422
    forget_parked()
    flash("The draft is saved. Only organisers see it. Add its sessions next.", "good")
    _explain_double_times(form.plan())
    return redirect(home_of(event), 303)


@blueprint.get("/manage/events/<slug>")
@allow(organiser_of_event)
def manage(slug: str) -> Answer:
    event = organised_event(session(), slug)
    cautions = cautions_of(session(), event, now())
    return render_template(
        "manage/events/overview.html",
        event=event,
        tasks=[_task(event, check) for check in publishing.checklist(event, now(), cautions)],
        ready=not publishing.obstacles(event, now()),
        cautions=cautions,
        beside=by_session(cautions),
        days=programme_for(event.sessions, None),
        unpublished=unpublished_changes(event) if event.status is not EventStatus.DRAFT else (),
        to_read=readings_of(session(), event),
        applications=applications_of(session(), [event.id])[event.id],
        may_be_held=publishing.may_be_held(event, now()),
    )


@blueprint.get("/manage/events/<slug>/edit")
@allow(organiser_of_event)
def edit(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _edit_page(EventForm(parked_values(request.path), data=event_values(event)), event)


@blueprint.post("/manage/events/<slug>/edit")
@allow(organiser_of_event)
def change(slug: str) -> Answer:
    event, form = organised_event(session(), slug), EventForm()
    if form.is_sound(now(), event):
        with answering(form):
            change_event(
                session(), current_person(), now(), event, form.plan(), form.changed_at.data
            )
    if form.errors:
        return _edit_page(form, event), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    _explain_double_times(form.plan())
    _explain_seats(event)
    return redirect(home_of(event), 303)


@blueprint.get("/manage/events/<slug>/history")
@allow(organiser_of_event)
def history(slug: str) -> Answer:
    event = organised_event(session(), slug)
    entries = audit_history(session(), [f"event/{event.id}"])
    return render_template("manage/events/history.html", event=event, entries=entries)


def _explain_double_times(plan: EventPlan) -> None:
    """Say which of the two is meant where the clocks show a time twice."""
    when = plan.schedule
    for at in filter(None, (plan.starts, plan.ends, when.opens, when.closes)):
        if note := which_of_two(at):
            flash(note, "wait")


def _explain_seats(event: Event) -> None:
    """Say that nobody loses a seat where there are fewer than are taken."""
    if event.seats_above:
        flash(
            f"{event.seats_taken} people hold a seat or an offer, {event.seats_above} more than "
            "there are seats now. Nobody loses hers or his, and nobody moves up until there are "
            f"fewer than {event.places}.",
            "wait",
        )


def _task(event: Event, check: publishing.Check) -> tuple[str, str, str, str]:
    """Return one need as an item of the task list."""
    title, page = TASKS[check.need]
    open_state = "problem" if check.blocks else "todo"
    return title, home_of(event) + page, "done" if check.done else open_state, check.hint


def _initiative(slug: str) -> Initiative:
    return session().scalars(select(Initiative).where(Initiative.slug == slug)).one()


def _new_page(form: EventForm, initiative: Initiative) -> str:
    form.offer_zones(now())
    return render_template("manage/events/new.html", form=form, initiative=initiative)


def _edit_page(form: EventForm, event: Event) -> str:
    """Show the form; after somebody else's change also what is saved now."""
    meanwhile = None
    if form.changed_at.errors:
        meanwhile = difference(event_facts(form.plan()), event_facts(event))
        form.changed_at.data = event.changed_at
    form.offer_zones(now())
    return render_template("manage/events/edit.html", form=form, event=event, meanwhile=meanwhile)
