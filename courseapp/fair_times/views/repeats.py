"""Sessions that are held again: how many runs one attends, and which one suits whom."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person, reader_zone
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.published.publicity import may_read_programme
from courseapp.events.queries import organised_event, public_event
from courseapp.events.rules import RepeatRule
from courseapp.events.sessions.repeats import choose_rule, repeated, rules_of, suggested
from courseapp.fair_times.views.blueprint import blueprint

Answer = str | Response | tuple[str, int]


@blueprint.get("/events/<slug>/which-time")
@allow(everyone)
def which_time(slug: str) -> Answer:
    event = public_event(session(), slug)
    rows = event.published_sessions if may_read_programme(event) else ()
    groups = repeated(rows, rules_of(session(), event))
    if not groups:
        raise NotFound
    zone = reader_zone()
    return render_template(
        "fair_times/which_time.html",
        event=event,
        groups=[(each, suggested(each), each.suits(zone) if zone else None) for each in groups],
        zone=zone,
    )


@blueprint.get("/manage/events/<slug>/repeats")
@allow(organiser_of_event)
def show_repeats(slug: str) -> Answer:
    event = organised_event(session(), slug)
    groups = repeated(event.sessions, rules_of(session(), event))
    return render_template("fair_times/repeats.html", event=event, groups=groups)


@blueprint.post("/manage/events/<slug>/repeats")
@allow(organiser_of_event)
def choose_repeats(slug: str) -> Answer:
    event = organised_event(session(), slug)
    name, rule = request.form.get("group", ""), request.form.get("rule", type=RepeatRule)
    with answering() as answer:
        new = rule and choose_rule(session(), current_person(), now(), event, name, rule)
    if answer.problem:
        flash(answer.problem, "bad")
    elif new:
        flash(f"The rule for “{name}” is saved.", "good")
    return redirect(f"/manage/events/{slug}/repeats", 303)
