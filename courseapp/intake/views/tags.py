"""Tags of an event's applications: put on many at once, undone, renamed, merged, removed."""

from collections.abc import Sequence
from urllib.parse import quote

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.core.errors import Problem
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.desk import list_address
from courseapp.intake.filters import Filters
from courseapp.intake.forms import MergeForm, TagForm
from courseapp.intake.listing import references
from courseapp.intake.models import ApplicationTag
from courseapp.intake.rules import Change
from courseapp.intake.scope import scope_of
from courseapp.intake.tagging.bulk import change_tags, done_in_words
from courseapp.intake.tagging.bulk import undo as undo_step
from courseapp.intake.tagging.naming import (
    find_or_make_tag,
    merge_tags,
    remove_tag,
    rename_tag,
)
from courseapp.intake.tagging.reading import counted_tags, tag_of
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

TAG = f"{HOME}/tags/<int(max=2147483647):tag_id>"


@blueprint.post(f"{HOME}/tags/change")
@allow(organiser_of_event)
def change(slug: str) -> Answer:
    event = organised_event(session(), slug)
    filters = Filters.of_query(request.form.get("back", ""))
    said = ""
    with answering() as answer:
        said = _changed(event, filters)
    if answer.problem or said:
        flash(answer.problem or said, "wait" if answer.problem else "good")
    return redirect(_back(event, filters), 303)


@blueprint.post(f"{HOME}/tags/steps/<int(max=2147483647):step_id>/undo")
@allow(organiser_of_event)
def undo(slug: str, step_id: int) -> Answer:
    event = organised_event(session(), slug)
    with answering() as answer:
        step = undo_step(session(), current_person(), now(), event, step_id)
        flash(f"Undone: {done_in_words(step)}.", "good")
    if answer.problem:
        flash(answer.problem, "wait")
    return redirect(list_address(slug, Filters.of_query(request.form.get("back", ""))), 303)


@blueprint.get(f"{HOME}/tags")
@allow(organiser_of_event)
def tags(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _tags_page(event, TagForm(None))


@blueprint.post(f"{HOME}/tags")
@allow(organiser_of_event)
def make(slug: str) -> Answer:
    event, form = organised_event(session(), slug), TagForm()
    with answering(form):
        tag = find_or_make_tag(session(), current_person(), now(), event, form.name.data or "")
    if form.errors:
        return _tags_page(event, form), 422
    flash(f"The tag “{tag.name}” is there. Put it on applications in the list.", "good")
    return redirect(_tags_address(slug), 303)


@blueprint.get(TAG)
@allow(organiser_of_event)
def tag(slug: str, tag_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = tag_of(session(), event.id, tag_id)
    return _tag_page(event, found, TagForm(None, data={"name": found.name}), MergeForm(None))


@blueprint.post(f"{TAG}/rename")
@allow(organiser_of_event)
def rename(slug: str, tag_id: int) -> Answer:
    event, form = organised_event(session(), slug), TagForm()
    with answering(form):
        rename_tag(session(), current_person(), now(), event, tag_id, form.name.data or "")
    if form.errors:
        return _tag_page(event, tag_of(session(), event.id, tag_id), form, MergeForm(None)), 422
    flash("The tag has its new name.", "good")
    return redirect(_tags_address(slug), 303)


@blueprint.post(f"{TAG}/merge")
@allow(organiser_of_event)
def merge(slug: str, tag_id: int) -> Answer:
    event, form = organised_event(session(), slug), MergeForm()
    found = tag_of(session(), event.id, tag_id)
    before, form_of_name = found.name, TagForm(None, data={"name": found.name})
    form.offer(counted_tags(session(), event.id), tag_id)
    if form.validate():
        with answering(form):
            into = merge_tags(session(), current_person(), now(), event, tag_id, form.into_id)
    if form.errors:
        return _tag_page(event, found, form_of_name, form), 422
    flash(f"All that were tagged “{before}” are tagged “{into.name}” now.", "good")
    return redirect(_tags_address(slug), 303)


@blueprint.post(f"{TAG}/remove")
@allow(organiser_of_event)
def remove(slug: str, tag_id: int) -> Answer:
    event = organised_event(session(), slug)
    name = remove_tag(session(), current_person(), now(), event, tag_id)
    flash(f"The tag “{name}” is removed. The applications are as they were.", "good")
    return redirect(_tags_address(slug), 303)


def _changed(event: Event, filters: Filters) -> str:
    """Do what was pressed, and return what to say; the list itself says what can be undone."""
    wanted = _chosen(event, filters)
    if not wanted:
        raise Problem("Choose at least one application first.")
    step = change_tags(session(), current_person(), now(), _tag(event), _pressed(), wanted)
    if step.number == 0:
        return "Nothing had to change."
    return f"{done_in_words(step)}." if request.form.get("opened") else ""


def _pressed() -> Change:
    return Change.REMOVE if request.form.get("tagging") == Change.REMOVE else Change.ADD


def _chosen(event: Event, filters: Filters) -> Sequence[str]:
    if request.form.get("everybody"):
        return references(session(), scope_of(session(), event), filters)
    return request.form.getlist("application")


def _tag(event: Event) -> ApplicationTag:
    """Return the tag that was typed or chosen; only one that is put on may be new."""
    name = request.form.get("new_tag", "").strip()
    if name and _pressed() is Change.ADD:
        return find_or_make_tag(session(), current_person(), now(), event, name)
    chosen = request.form.get("tag", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        raise Problem("Choose a tag first, or type a new one.")
    return tag_of(session(), event.id, int(chosen))


def _back(event: Event, filters: Filters) -> str:
    opened = request.form.get("opened", "")
    if not opened:
        return list_address(event.slug, filters)
    query = f"?{filters.query}" if filters.query else ""
    return f"{list_address(event.slug)}/{quote(opened, safe='')}{query}"


def _tags_address(slug: str) -> str:
    return f"{list_address(slug)}/tags"


def _tags_page(event: Event, form: TagForm) -> str:
    found = counted_tags(session(), event.id)
    return render_template("intake/tags.html", event=event, tags=found, form=form)


def _tag_page(event: Event, found: ApplicationTag, form: TagForm, merging: MergeForm) -> str:
    counted = counted_tags(session(), event.id)
    merging.offer(counted, found.id)
    return render_template(
        "intake/tag.html",
        event=event,
        tag=next(each for each in counted if each.id == found.id),
        form=form,
        merging=merging,
    )
