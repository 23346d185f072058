"""The organiser's pages of the lists that an initiative keeps itself."""

from collections.abc import Iterator
from itertools import groupby

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.audit import history
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.countries.lists.dated import Entry, Membership
from courseapp.countries.names import country_name
from courseapp.eligibility.country_lists import keeping, showing
from courseapp.eligibility.forms.lists import (
    CountriesForm,
    LineForm,
    ListForm,
    NamingForm,
    line_values,
    list_values,
)
from courseapp.eligibility.views.blueprint import blueprint
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named

Answer = str | Response | tuple[str, int]
LIST = "/manage/<initiative>/country-lists"
ONE = f"{LIST}/<int(max=2147483647):list_id>"
LINE = f"{ONE}/lines/<code>/<int:number>"  # the first, second … line of a country


@blueprint.get(LIST)
@allow(organiser_of_initiative)
def own_lists(initiative: str) -> Answer:
    owner = initiative_named(session(), initiative)
    lines = [
        (kept, showing.line(kept.listed, now().date()))
        for kept in keeping.kept_lists(session(), owner)
    ]
    return render_template("manage/eligibility/own_lists.html", initiative=owner, lines=lines)


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_initiative)
def new_list(initiative: str) -> Answer:
    owner = initiative_named(session(), initiative)
    return _new_page(owner, ListForm(parked_values(request.path)))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_initiative)
def begin_list(initiative: str) -> Answer:
    owner, form, row = initiative_named(session(), initiative), ListForm(), None
    if form.validate():
        about = (owner, form.plan(), form.copied.data or "")
        with answering(form):
            row = keeping.begin_list(session(), current_person(), now(), *about)
    if row is None:
        return _new_page(owner, form), 422
    return _done(f"{_address(owner)}/{row.id}", f"The list “{row.name}” is begun.")


@blueprint.get(ONE)
@allow(organiser_of_initiative)
def own_list(initiative: str, list_id: int) -> Answer:
    owner = initiative_named(session(), initiative)
    kept = keeping.find_list(session(), owner, list_id)
    return _page(owner, kept, CountriesForm(parked_values(request.path)))


@blueprint.post(ONE)
@allow(organiser_of_initiative)
def add_countries(initiative: str, list_id: int) -> Answer:
    owner, form = initiative_named(session(), initiative), CountriesForm()
    kept = keeping.find_list(session(), owner, list_id)
    if form.validate():
        found = form.entries()
        about = (kept, keeping.with_more(found), form.number_seen)
        told = f"Put on the list: {keeping.names_of(found)}."
        with answering(form):
            keeping.change_entries(session(), current_person(), now(), *about, told)
    if form.errors:
        return _page(owner, kept, form), 422
    return _done(_page_of(owner, kept), "The countries are on the list.")


@blueprint.get(f"{ONE}/edit")
@allow(organiser_of_initiative)
def edit_list(initiative: str, list_id: int) -> Answer:
    owner = initiative_named(session(), initiative)
    kept = keeping.find_list(session(), owner, list_id)
    values = list_values(kept.row.name, kept.document) | {"seen": kept.row.number}
    return _edit_page(owner, kept, NamingForm(parked_values(request.path), data=values))


@blueprint.post(f"{ONE}/edit")
@allow(organiser_of_initiative)
def change_list(initiative: str, list_id: int) -> Answer:
    owner, form = initiative_named(session(), initiative), NamingForm()
    kept = keeping.find_list(session(), owner, list_id)
    if form.validate():
        about = (kept, form.plan(), form.number_seen)
        with answering(form):
            keeping.change_list(session(), current_person(), now(), *about)
    if form.errors:
        form.seen.data = str(kept.row.number)
        return _edit_page(owner, kept, form), 422
    return _done(_page_of(owner, kept), "Your changes are saved.")


@blueprint.get(LINE)
@allow(organiser_of_initiative)
def edit_line(initiative: str, list_id: int, code: str, number: int) -> Answer:
    owner = initiative_named(session(), initiative)
    kept = keeping.find_list(session(), owner, list_id)
    entry = _entry(kept, code, number)
    values = line_values(entry) | {"seen": kept.row.number}
    return _line_page(owner, kept, entry, LineForm(parked_values(request.path), data=values))


@blueprint.post(LINE)
@allow(organiser_of_initiative)
def change_line(initiative: str, list_id: int, code: str, number: int) -> Answer:
    owner, form = initiative_named(session(), initiative), LineForm()
    kept = keeping.find_list(session(), owner, list_id)
    entry, name = _entry(kept, code, number), country_name(code)
    if form.validate():
        change = keeping.in_place_of(entry, form.entry(entry.code))
        about = (kept, change, form.number_seen, f"Changed the line of {name}.")
        with answering(form):
            keeping.change_entries(session(), current_person(), now(), *about)
    if form.errors:
        return _line_page(owner, kept, entry, form), 422
    return _done(_page_of(owner, kept), f"The line of {name} is changed.")


@blueprint.post(f"{LINE}/remove")
@allow(organiser_of_initiative)
def remove_line(initiative: str, list_id: int, code: str, number: int) -> Answer:
    owner, form = initiative_named(session(), initiative), LineForm()
    kept = keeping.find_list(session(), owner, list_id)
    entry, name = _entry(kept, code, number), country_name(code)
    about = (kept, keeping.without(entry), form.number_seen, f"Took the line of {name} out.")
    with answering() as answer:
        keeping.change_entries(session(), current_person(), now(), *about)
    flash(answer.problem or f"{name} is off the list.", "bad" if answer.problem else "good")
    return redirect(_page_of(owner, kept), 303)


@blueprint.post(f"{ONE}/retire")
@allow(organiser_of_initiative)
def retire_list(initiative: str, list_id: int) -> Answer:
    owner, retired = initiative_named(session(), initiative), request.form.get("to") != "offer"
    kept = keeping.find_list(session(), owner, list_id)
    keeping.retire_list(session(), current_person(), now(), kept, retired=retired)
    flash("The list is no longer offered." if retired else "The list is offered again.", "good")
    return redirect(_page_of(owner, kept), 303)


def _numbered(kept: keeping.KeptList) -> Iterator[tuple[Entry, int]]:
    """Yield each line with its number among those of its country."""
    for _, own in groupby(kept.document.in_order, key=lambda entry: entry.code):
        yield from ((entry, number) for number, entry in enumerate(own, 1))


def _entry(kept: keeping.KeptList, code: str, number: int) -> Entry:
    lines = [each for each in kept.document.in_order if each.code == code]
    if not 1 <= number <= len(lines):
        raise NotFound
    return lines[number - 1]


def _done(address: str, told: str) -> Response:
    forget_parked()
    flash(told, "good")
    return redirect(address, 303)


def _address(owner: Initiative) -> str:
    return f"/manage/{owner.slug}/country-lists"


def _page_of(owner: Initiative, kept: keeping.KeptList) -> str:
    return f"{_address(owner)}/{kept.row.id}"


def _new_page(owner: Initiative, form: ListForm) -> str:
    return render_template("manage/eligibility/new_list.html", initiative=owner, form=form)


def _edit_page(owner: Initiative, kept: keeping.KeptList, form: NamingForm) -> str:
    return render_template(
        "manage/eligibility/edit_list.html", initiative=owner, kept=kept, form=form
    )


def _line_page(owner: Initiative, kept: keeping.KeptList, entry: Entry, form: LineForm) -> str:
    form.seen.data = str(kept.row.number)
    return render_template(
        "manage/eligibility/line.html",
        initiative=owner,
        kept=kept,
        entry=entry,
        form=form,
        unknown=Membership.UNKNOWN,
    )


def _page(owner: Initiative, kept: keeping.KeptList, form: CountriesForm) -> str:
    """Show the list; what the form says it saw is what its writer sees now."""
    form.seen.data = str(kept.row.number)
    today = now().date()
    return render_template(
        "manage/eligibility/own_list.html",
        initiative=owner,
        kept=kept,
        form=form,
        lines=tuple(_numbered(kept)),
        line=showing.line(kept.listed, today),
        today=today,
        entries=history(session(), [f"country-list/{kept.row.id}"]),
    )
