"""The templates of an initiative and its series: forms that nobody fills in, and all may copy."""

from dataclasses import replace

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Series
from courseapp.events.series import find_series, series_of
from courseapp.forms.building.copying import add_template, remove_template, rename_template
from courseapp.forms.building.origins import (
    Origin,
    Origins,
    origin_from_file,
    origin_of,
    origins_for,
    series_titles,
    templates_of,
)
from courseapp.forms.building.packing import unpacked
from courseapp.forms.building.page_forms import NewTemplateForm, TemplateForm, content_of
from courseapp.forms.document.record import Stage
from courseapp.forms.document.wording import STAGES
from courseapp.forms.shipped import SHIPPED, shipped_form
from courseapp.forms.views.blueprint import (
    LIST,
    ONE,
    Answer,
    Hand,
    blueprint,
    form_in_hand,
    list_of,
)
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named

MOST_REQUEST_BYTES = 4_000_000  # room to refuse a file politely that is too large


@blueprint.get(LIST)
@allow(organiser_of_initiative)
def templates(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    found = templates_of(session(), named)
    return render_template(
        "manage/forms/templates.html",
        initiative=named,
        here=list_of(named),
        templates=[(each, each.composed) for each in found],
        series=series_titles(session(), found),
        shipped=[(each, shipped_form(each.key)) for each in SHIPPED],
    )


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_initiative)
def new_template(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    begin = request.args.get("begin", "")
    return _new_page(named, NewTemplateForm(parked_values(request.path), begin=begin))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_initiative)
@accepts_upload(MOST_REQUEST_BYTES)
def start_template(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), NewTemplateForm()
    _offer(named, form)
    if form.validate():
        with answering(form):
            about = (form.name.data or "", _chosen(named, form), _series(named, form))
            template = add_template(session(), current_person(), now(), named, *about)
    if form.errors:
        return _new_page(named, form), 422
    forget_parked()
    flash(f"The template “{template.name}” is added.", "good")
    return redirect(f"{list_of(named)}/{template.id}", 303)


@blueprint.get(f"{ONE}/template")
@allow(organiser_of_initiative)
def as_template(initiative: str, form_id: int) -> Answer:
    """An event's form becomes a template; a template gets another name."""
    hand = form_in_hand(initiative, form_id)
    values = {"name": hand.name, "series": str(hand.form.series_id or "")}
    return _name_page(hand, TemplateForm(parked_values(request.path), data=values))


@blueprint.post(f"{ONE}/template")
@allow(organiser_of_initiative)
def save_template(initiative: str, form_id: int) -> Answer:
    hand, form = form_in_hand(initiative, form_id), TemplateForm()
    form.offer(hand.initiative.called, _all_series(hand.initiative))
    if form.validate():
        with answering(form):
            _save(hand, form)
    if form.errors:
        return _name_page(hand, form), 422
    forget_parked()
    flash(f"The template “{form.name.data}” is saved.", "good")
    return redirect(list_of(hand.initiative), 303)


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_initiative)
def remove(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    name = hand.name
    remove_template(session(), current_person(), now(), hand.initiative, hand.form)
    flash(f"The template “{name}” is removed. Forms that were copied from it stay.", "good")
    return redirect(list_of(hand.initiative), 303)


def _save(hand: Hand, form: TemplateForm) -> None:
    series, name = _series(hand.initiative, form), form["name"].data or ""
    who = (session(), current_person(), now(), hand.initiative)
    if hand.form.event is None:
        rename_template(*who, hand.form, name, series)
    else:
        add_template(*who, name, origin_of(hand.initiative, hand.form), series)


def _chosen(initiative: Initiative, form: NewTemplateForm) -> Origin:
    """Return what the template begins with. A file goes before the list. Raises Problem."""
    offered = (each for origins in _origins(initiative) for each in origins.all)
    chosen = next(each for each in offered if each.key == form.begin.data)
    if not form.file.data:
        return chosen
    name, content = content_of(form.file.data)
    return replace(origin_from_file(name, unpacked(content)), stage=chosen.stage)


def _origins(initiative: Initiative) -> tuple[Origins, ...]:
    return tuple(origins_for(session(), initiative, stage) for stage in Stage)


def _series(initiative: Initiative, form: TemplateForm) -> Series | None:
    found = form.series_id
    return find_series(session(), initiative, found) if found else None


def _all_series(initiative: Initiative) -> list[Series]:
    return [each.series for each in series_of(session(), initiative)]


def _offer(initiative: Initiative, form: NewTemplateForm) -> None:
    form.offer(initiative.called, _all_series(initiative))
    groups = {}
    for stage, origins in zip(Stage, _origins(initiative), strict=True):
        groups[STAGES[stage][0]] = [(each.key, each.name) for each in origins.all]
    form.offer_origins(groups)


def _new_page(initiative: Initiative, form: NewTemplateForm) -> str:
    _offer(initiative, form)
    return render_template(
        "manage/forms/new_template.html", initiative=initiative, here=list_of(initiative), form=form
    )


def _name_page(hand: Hand, form: TemplateForm) -> str:
    form.offer(hand.initiative.called, _all_series(hand.initiative))
    return render_template("manage/forms/template.html", hand=hand, form=form)
