"""The organiser's pages of the modules of an event."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.facts import modules as service
from courseapp.events.facts.module_forms import ModuleForm, ModuleRangeForm
from courseapp.events.facts.module_words import (
    module_days,
    module_level,
    modules_to_choose,
    number_word,
    range_words,
    wish_label,
)
from courseapp.events.models import Event, Module
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.module_wishes import wishes_for
from courseapp.events.queries import organised_event
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]
LIST = "/manage/events/<slug>/modules"
ONE = f"{LIST}/<int:module_id>"

SAID = (module_days, module_level, modules_to_choose, number_word, range_words, wish_label)
for words in SAID:
    blueprint.add_app_template_global(words)


@blueprint.get(LIST)
@allow(organiser_of_event)
def modules(slug: str) -> Answer:
    event = organised_event(session(), slug)
    held = {"least": event.modules_min, "most": event.modules_max}
    return _list_page(event, ModuleRangeForm(parked_values(request.path), data=held))


@blueprint.post(LIST)
@allow(organiser_of_event)
def choose_modules(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ModuleRangeForm()
    if form.validate():
        with answering(form):
            service.choose_range(session(), current_person(), now(), event, form.chosen())
    if form.errors:
        return _list_page(event, form), 422
    return _done(event, "Your choice is saved.")


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new_module(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _page(event, None, ModuleForm(parked_values(request.path)))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
def add_module(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ModuleForm()
    if form.validate():
        with answering(form):
            service.add_module(session(), current_person(), now(), event, form.plan())
    if form.errors:
        return _page(event, None, form), 422
    return _done(event, f"The module “{form.title.data}” is added.")


@blueprint.get(ONE)
@allow(organiser_of_event)
def module(slug: str, module_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = service.find_module(event, module_id)
    held = {"seen": service.state_of(found)}
    return _page(event, found, ModuleForm(parked_values(request.path), obj=found, data=held))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change_module(slug: str, module_id: int) -> Answer:
    event, form = organised_event(session(), slug), ModuleForm()
    found = service.find_module(event, module_id)
    if form.validate():
        about = (found, form.plan(), form.seen.data or "")
        with answering(form):
            service.change_module(session(), current_person(), now(), *about)
    if form.errors:
        return _page(event, found, form), 422
    return _done(event, "Your changes are saved.")


@blueprint.post(f"{ONE}/move")
@allow(organiser_of_event)
def move_module(slug: str, module_id: int) -> Answer:
    event = organised_event(session(), slug)
    found, up = service.find_module(event, module_id), request.form.get("to") == "up"
    with answering() as answer:
        service.move_module(session(), current_person(), now(), found, up=up)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(_address(event), 303)


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove_module(slug: str, module_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = service.find_module(event, module_id)
    title = found.title
    with answering() as answer:
        service.remove_module(session(), current_person(), now(), found)
    flash(
        answer.problem or f"The module “{title}” is removed. Its sessions stay.",
        "bad" if answer.problem else "good",
    )
    return redirect(_address(event), 303)


def _done(event: Event, told: str) -> Response:
    forget_parked()
    flash(told, "good")
    return redirect(_address(event), 303)


def _address(event: Event) -> str:
    return f"{home_of(event)}/modules"


def _list_page(event: Event, form: ModuleRangeForm) -> str:
    return render_template(
        "manage/events/modules.html",
        event=event,
        form=form,
        wishes=wishes_for(session(), event.id),
        held=_sessions_of(event),
    )


def _page(event: Event, found: Module | None, form: ModuleForm) -> str:
    """Show the form; what it says it saw is what its writer sees now."""
    if found is not None:
        form.seen.data = service.state_of(found)
    form.offer(event, found)
    return render_template("manage/events/module.html", event=event, module=found, form=form)


def _sessions_of(event: Event) -> dict[int, int]:
    """Return how many sessions belong to each module, by its id."""
    named = [each.module_id for each in event.sessions if each.module_id is not None]
    return {module_id: named.count(module_id) for module_id in set(named)}
