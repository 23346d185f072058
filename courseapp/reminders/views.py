"""The messages of an event for its organisers: what goes to whom when, how each is set, pauses."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.reminders import queries, setting
from courseapp.reminders.elsewhere import also_going
from courseapp.reminders.forms import MessageRuleForm
from courseapp.reminders.gathering import rules_of, situation_of
from courseapp.reminders.letters import preview
from courseapp.reminders.models import PlannedMessage
from courseapp.reminders.overview import group_rows, names_of_subjects, picture
from courseapp.reminders.overview import sessions_without_link as without_link
from courseapp.reminders.queries import MessageGroup, Sought
from courseapp.reminders.readers import LIVE
from courseapp.reminders.replanning import key_of
from courseapp.reminders.rules import SHIPPED, Kind, State
from courseapp.reminders.words import CALLED, PAUSED, STATES, rule_in_words
from courseapp.selection.terms import zone_of

Answer = str | Response | tuple[str, int]
HOME = "/manage/events/<slug>/messages"
ONE = f"{HOME}/<int(max=2147483647):planned_id>"
KINDS = ",".join(Kind)
RULE = f"{HOME}/settings/<any({KINDS}):reminder>"
LONGEST_SEARCH = 100
ALL = "all"

blueprint = Blueprint("reminders", __name__)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(organiser_of_event)
def overview(slug: str) -> str:
    event = organised_event(session(), slug)
    counts = queries.counted(session(), event)
    number = request.args.get("page", 1, type=int)
    return _page(
        "reminders/overview.html",
        event,
        groups=page_of(group_rows(session(), event), number),
        rules=rules_of(session(), event.id),
        planned=queries.planned_by_kind(counts, State.PLANNED),
        sent=queries.planned_by_kind(counts, State.SENT),
        picture=picture(event, counts, now()),
        also=also_going(session(), event, now()),
        without_link=without_link(session(), event, now()) if event.mode != "in_person" else 0,
        rule_in_words=rule_in_words,
    )


@blueprint.get(f"{HOME}/people")
@allow(organiser_of_event)
def people(slug: str) -> str:
    event, sought = organised_event(session(), slug), _sought()
    number = request.args.get("page", 1, type=int)
    page = queries.people_of(session(), event, sought, number)
    return _page("reminders/people.html", event, page=page, sought=sought, ALL=ALL)


@blueprint.get(ONE)
@allow(organiser_of_event)
def one(slug: str, planned_id: int) -> str:
    event = organised_event(session(), slug)
    row = queries.planned_message(session(), event, planned_id)
    situation = situation_of(session(), event, only=row.application_id)
    is_due = row.state is State.PLANNED and key_of(row) in situation.wanted
    letter = preview(session(), situation, key_of(row)) if is_due else None
    return _page("reminders/one.html", event, row=row, letter=letter)


@blueprint.post(f"{ONE}/pause")
@allow(organiser_of_event)
def pause(slug: str, planned_id: int) -> Response:
    row = queries.planned_message(session(), organised_event(session(), slug), planned_id)
    with answering() as answer:
        setting.pause_one(session(), current_person(), now(), row)
    told = "This message waits until you let it go out again."
    return _back(answer.problem, told, f"messages/{planned_id}", slug)


@blueprint.post(f"{ONE}/resume")
@allow(organiser_of_event)
def resume(slug: str, planned_id: int) -> Response:
    row = queries.planned_message(session(), organised_event(session(), slug), planned_id)
    with answering() as answer:
        setting.resume_one(session(), current_person(), now(), row)
    return _back(answer.problem, "This message goes out again.", f"messages/{planned_id}", slug)


@blueprint.post(f"{HOME}/pause")
@allow(organiser_of_event)
def pause_all(slug: str) -> Response:
    setting.pause_all(session(), current_person(), now(), organised_event(session(), slug))
    return _back(
        None, "All messages of this event wait now. You can undo this above.", "messages", slug
    )


@blueprint.post(f"{HOME}/resume")
@allow(organiser_of_event)
def resume_all(slug: str) -> Response:
    setting.resume_all(session(), current_person(), now(), organised_event(session(), slug))
    told = "The messages go out again. What is over by now is left out."
    return _back(None, told, "messages", slug)


@blueprint.get(RULE)
@allow(organiser_of_event)
def rule(slug: str, reminder: str) -> Answer:
    event, kind = organised_event(session(), slug), Kind(reminder)
    before = rules_of(session(), event.id)[kind]
    return _rule_page(event, kind, MessageRuleForm.of(before, parked_values(request.path)))


@blueprint.post(RULE)
@allow(organiser_of_event)
def save_rule(slug: str, reminder: str) -> Answer:
    event, kind = organised_event(session(), slug), Kind(reminder)
    before = rules_of(session(), event.id)[kind]
    form = MessageRuleForm.of(replace(before, is_on=False, every_day=False), request.form)
    if form.validate():
        with answering(form):
            setting.save_rule(session(), current_person(), now(), event, form.rule(before))
    if form.errors:
        return _rule_page(event, kind, form), 422
    forget_parked()
    return _back(None, f"Saved: {CALLED[kind].name}. The plan below is new.", "messages", slug)


@blueprint.post(f"{RULE}/shipped")
@allow(organiser_of_event)
def use_shipped(slug: str, reminder: str) -> Response:
    event, kind = organised_event(session(), slug), Kind(reminder)
    setting.use_shipped(session(), current_person(), now(), event, kind)
    return _back(None, f"{CALLED[kind].name}: as it comes.", "messages", slug)


def _rule_page(event: Event, kind: Kind, form: MessageRuleForm) -> str:
    rules = rules_of(session(), event.id)
    planned = queries.planned_by_kind(queries.counted(session(), event), State.PLANNED)
    return _page(
        "reminders/rule.html",
        event,
        kind=kind,
        form=form,
        shipped=rule_in_words(SHIPPED[kind]),
        is_own=rules[kind] != SHIPPED[kind],
        number=planned.get(kind, 0),
    )


def _page(template: str, event: Event, **values: Any) -> str:
    return render_template(
        template,
        event=event,
        here=f"/manage/events/{event.slug}/messages",
        zone=zone_of(event),
        is_live=event.status in LIVE,
        pause=queries.pause_of(session(), event.id),
        about=_about(event),
        CALLED=CALLED,
        STATES=STATES,
        PAUSED=PAUSED,
        **values,
    )


def _about(event: Event) -> Any:
    """Return a function that says what a message is about; names are read once."""
    known: dict[str, str] = {}

    def told(row: PlannedMessage) -> str:
        if row.subject and row.subject not in known:
            group = MessageGroup(row.kind, row.subject, row.due_at, row.due_at, 1, 0)
            known.update(names_of_subjects(session(), event, [group]))
        return known.get(row.subject, "")

    return told


def _sought() -> Sought:
    text = one_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    kind, state = request.args.get("kind", ""), request.args.get("state", State.PLANNED)
    return Sought(
        text,
        Kind(kind) if kind in set(Kind) else None,
        request.args.get("subject"),
        State(state) if state in set(State) else (None if state == ALL else State.PLANNED),
    )


def _back(problem: str | None, told: str, page: str, slug: str) -> Response:
    flash(problem or told, "bad" if problem else "good")
    return redirect(f"/manage/events/{slug}/{page}", 303)
