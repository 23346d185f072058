"""How an organiser looks at the list: which columns she sees, and the filters she saved."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.choosing import choose_columns
from courseapp.intake.columns import Fixed, all_columns
from courseapp.intake.desk import desk_of, list_address
from courseapp.intake.filters import Filters
from courseapp.intake.forms import ColumnsForm, SaveFilterForm
from courseapp.intake.saving import kept_filters, remove_filter, save_filter
from courseapp.intake.scope import scope_of
from courseapp.intake.sentences import sentence
from courseapp.intake.views.blueprint import HOME, Answer, blueprint


@blueprint.get(f"{HOME}/columns")
@allow(organiser_of_event)
def columns(slug: str) -> Answer:
    event = organised_event(session(), slug)
    desk = desk_of(session(), event, current_person())
    shown = [each.key for each in desk.columns]
    values = {"columns": shown, "back": Filters.read(request.args.items(multi=True)).query}
    form = ColumnsForm(parked_values(request.path), data=values)
    form.offer(all_columns(desk.scope), shown)
    return _columns_page(event, form)


@blueprint.post(f"{HOME}/columns")
@allow(organiser_of_event)
def keep_columns(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ColumnsForm()
    desk = desk_of(session(), event, current_person())
    form.offer(all_columns(desk.scope), [each.key for each in desk.columns])
    wanted = [] if "usual" in request.form else _in_order(form)
    with answering(form):
        choose_columns(session(), current_person(), now(), desk.scope, wanted)
    if form.errors:
        return _columns_page(event, form), 422
    forget_parked()
    if "earlier" in request.form:
        return redirect(f"/manage/events/{slug}/applications/columns?{form.filters.query}", 303)
    flash("Your columns are kept.", "good")
    return redirect(list_address(slug, form.filters), 303)


@blueprint.get(f"{HOME}/filters")
@allow(organiser_of_event)
def filters(slug: str) -> Answer:
    event = organised_event(session(), slug)
    values = {"back": Filters.read(request.args.items(multi=True)).query}
    return _filters_page(event, SaveFilterForm(parked_values(request.path), data=values))


@blueprint.post(f"{HOME}/filters")
@allow(organiser_of_event)
def keep_filter(slug: str) -> Answer:
    event, form = organised_event(session(), slug), SaveFilterForm()
    with answering(form):
        save_filter(session(), current_person(), now(), event, form.filters, form.name.data or "",
                    is_shared=form.is_shared.data)  # fmt: skip
    if form.errors:
        return _filters_page(event, form), 422
    forget_parked()
    flash("The filter is saved. It stands above the list.", "good")
    return redirect(list_address(slug, form.filters), 303)


@blueprint.post(f"{HOME}/filters/<int(max=2147483647):filter_id>/remove")
@allow(organiser_of_event)
def forget_filter(slug: str, filter_id: int) -> Answer:
    event = organised_event(session(), slug)
    name = remove_filter(session(), current_person(), event, filter_id)
    flash(f"The filter “{name}” is removed. No application has changed.", "good")
    return redirect(f"/manage/events/{slug}/applications/filters", 303)


def _in_order(form: ColumnsForm) -> list[str]:
    """Return what was ticked, in the order of the page; one may go a place towards the front."""
    wanted = list(form.columns.data or ())
    mover = request.form.get("earlier", "")
    if mover in wanted[1:]:
        here = wanted.index(mover)
        wanted[here - 1 : here + 1] = [mover, wanted[here - 1]]
    return wanted


def _columns_page(event: Event, form: ColumnsForm) -> str:
    return render_template(
        "intake/columns.html",
        event=event,
        form=form,
        always=Fixed.NAME.value,
        back=list_address(event.slug, form.filters),
    )


def _filters_page(event: Event, form: SaveFilterForm) -> str:
    scope = scope_of(session(), event)
    kept = kept_filters(session(), current_person(), event.id)
    return render_template(
        "intake/filters.html",
        event=event,
        form=form,
        kept=[(each, sentence(scope, each.filters)) for each in kept],
        said=sentence(scope, form.filters),
        back=list_address(event.slug, form.filters),
    )
