"""What sources state for one field: adding, changing, removing, and which is the current."""

from collections.abc import Sequence
from functools import partial

from flask import render_template, request

from courseapp.accounts.parking import parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.initiatives.document.fields import BY_KEY
from courseapp.initiatives.document.record import Record, Statement
from courseapp.initiatives.edit_forms import ConfirmForm
from courseapp.initiatives.editing.statements import (
    made_current,
    mark_of,
    statement_of,
    successor,
    told_statements,
    without_statement,
)
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import HeldRecord
from courseapp.initiatives.saving import Edit
from courseapp.initiatives.statement_forms import StatementForm, statement_form
from courseapp.initiatives.telling import Clash
from courseapp.initiatives.versions import entered_by
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_saves import (
    Answer,
    Sent,
    answer_to,
    began_with,
    home_of,
    record_in_hand,
)

FIELDS_PAGE = "/manage/<initiative>/record/fields/<field>"


@blueprint.get(FIELDS_PAGE)
@allow(organiser_of_initiative)
def edit_field(initiative: str, field: str) -> Answer:
    return _field_page(record_in_hand(initiative), field)


@blueprint.get(f"{FIELDS_PAGE}/add")
@allow(organiser_of_initiative)
def new_statement(initiative: str, field: str) -> Answer:
    held, form = record_in_hand(initiative), _form(field)(parked_values(request.path))
    if not form.base_number.data:
        form.is_current.data = held.record.value(field) is None
    return _statement_page(held, form)


@blueprint.post(f"{FIELDS_PAGE}/add")
@allow(organiser_of_initiative)
def add_statement(initiative: str, field: str) -> Answer:
    held, form = record_in_hand(initiative), _form(field)()
    return _save(held, form, began_with(held, form))


@blueprint.get(f"{FIELDS_PAGE}/<mark>")
@allow(organiser_of_initiative)
def edit_statement(initiative: str, field: str, mark: str) -> Answer:
    held, form = record_in_hand(initiative), _form(field)(parked_values(request.path))
    form.stored = _stored(held.record, field, mark)
    if not form.base_number.data:
        form.show(form.stored)
    return _statement_page(held, form)


@blueprint.post(f"{FIELDS_PAGE}/<mark>")
@allow(organiser_of_initiative)
def change_statement(initiative: str, field: str, mark: str) -> Answer:
    held, form = record_in_hand(initiative), _form(field)()
    began = began_with(held, form)
    form.stored = statement_of(began, field, form.replaced.data or mark)
    return _save(held, form, began)


@blueprint.get(f"{FIELDS_PAGE}/<mark>/remove")
@allow(organiser_of_initiative)
def confirm_removing_statement(initiative: str, field: str, mark: str) -> Answer:
    held, form = record_in_hand(initiative), ConfirmForm()
    _stored(held.record, field, mark)
    form.begin_at(held.version.number)
    said = {each.mark: each for each in told_statements(held.record, field)}
    return render_template(
        "initiatives/edit/remove_statement.html",
        held=held,
        form=form,
        field=BY_KEY[field],
        statement=said[mark],
        back=_page_of(held, field),
    )


@blueprint.post(f"{FIELDS_PAGE}/<mark>/remove")
@allow(organiser_of_initiative)
def remove_statement(initiative: str, field: str, mark: str) -> Answer:
    edit = partial(without_statement, field=field, mark=mark)
    return _press(initiative, field, mark, edit, "The statement is removed.")


@blueprint.post(f"{FIELDS_PAGE}/<mark>/current")
@allow(organiser_of_initiative)
def choose_statement(initiative: str, field: str, mark: str) -> Answer:
    edit = partial(made_current, field=field, mark=mark)
    return _press(initiative, field, mark, edit, "Readers see this statement first now.")


def _press(initiative: str, field: str, mark: str, edit: Edit, done: str) -> Answer:
    """Do what a button asks for; after somebody else's change show first what is there now."""
    held, form = record_in_hand(initiative), ConfirmForm()
    _stored(began_with(held, form), field, mark)
    return answer_to(
        Sent(
            held.initiative,
            form,
            edit,
            done,
            _page_of(held, field),
            lambda clashes: _field_page(record_in_hand(initiative), field, clashes),
        )
    )


def _save(held: HeldRecord, form: StatementForm, began: Record) -> Answer:
    form.offer_sources(held.record)
    return answer_to(
        Sent(
            held.initiative,
            form,
            form.applied_to,
            "The statement is saved.",
            _page_of(held, form.about.key),
            lambda clashes: _again(held, form, began, clashes),
        )
    )


def _again(held: HeldRecord, form: StatementForm, began: Record, clashes: Sequence[Clash]) -> str:
    """Show the form once more; after a clash it takes the place of what others made of it."""
    newest = record_in_hand(held.initiative.slug)
    if clashes and form.stored is not None:
        form.replaced.data = successor(began, newest.record, form.stored)
    return _statement_page(newest, form, clashes)


def _form(field: str) -> type[StatementForm]:
    if field not in BY_KEY:
        raise NotFound
    return statement_form(field)


def _stored(record: Record, field: str, mark: str) -> Statement:
    found = statement_of(record, field, mark) if field in BY_KEY else None
    if found is None:
        raise NotFound
    return found


def _page_of(held: HeldRecord, field: str) -> str:
    return f"{home_of(held.initiative)}/fields/{field}"


def _statement_page(held: HeldRecord, form: StatementForm, clashes: Sequence[Clash] = ()) -> str:
    form.begin_at(held.version.number)
    form.offer_sources(held.record)
    first = held.record.current(form.about.key)
    is_first = first is not None and form.replaced.data == mark_of(first)
    return render_template(
        "initiatives/edit/statement.html",
        held=held,
        form=form,
        field=form.about,
        back=_page_of(held, form.about.key),
        is_first=is_first,
        clashes=clashes,
    )


def _field_page(held: HeldRecord, field: str, clashes: Sequence[Clash] = ()) -> str:
    if field not in BY_KEY:
        raise NotFound
    return render_template(
        "initiatives/edit/field.html",
        held=held,
        field=BY_KEY[field],
        statements=told_statements(held.record, field),
        entered=entered_by(session(), held.initiative.id, held.record.by_field.get(field, ())),
        here=_page_of(held, field),
        clashes=clashes,
    )
