"""Members and partners: which place a name means, when one ended, and many at once."""

from collections.abc import Sequence

from flask import render_template, request

from courseapp.accounts.parking import parked_values
from courseapp.core.errors import NotFound, Problem
from courseapp.core.permissions import allow
from courseapp.initiatives.document.record import Membership
from courseapp.initiatives.edit_forms import ConfirmForm
from courseapp.initiatives.editing.memberships import PastedName, placed, proof_of
from courseapp.initiatives.editing.things import thing_of
from courseapp.initiatives.member_forms import EndForm, PasteForm
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import HeldRecord
from courseapp.initiatives.telling import Clash
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_lists import list_page, page_of
from courseapp.initiatives.views.editing_saves import (
    Answer,
    Sent,
    answer_to,
    began_with,
    home_of,
    record_in_hand,
)

MEMBERS = "memberships"
MEMBER_PAGE = f"/manage/<initiative>/record/{MEMBERS}/<key>"
PASTE_PAGE = f"/manage/<initiative>/record/paste/{MEMBERS}"


@blueprint.post(f"{MEMBER_PAGE}/place")
@allow(organiser_of_initiative)
def choose_place(initiative: str, key: str) -> Answer:
    held, form = record_in_hand(initiative), ConfirmForm()
    line, code = _line(held, form, key), request.form.get("code", "")
    return answer_to(
        Sent(
            held.initiative,
            form,
            lambda record: placed(record, key, code),
            f"“{line.printed}” has its place.",
            page_of(held, MEMBERS),
            lambda clashes: list_page(record_in_hand(initiative), MEMBERS, clashes),
        )
    )


@blueprint.get(f"{MEMBER_PAGE}/end")
@allow(organiser_of_initiative)
def ask_for_end(initiative: str, key: str) -> Answer:
    held = record_in_hand(initiative)
    form = EndForm(parked_values(request.path))
    return _ending_page(held, _line(held, form, key), form)


@blueprint.post(f"{MEMBER_PAGE}/end")
@allow(organiser_of_initiative)
def end_membership(initiative: str, key: str) -> Answer:
    held, form = record_in_hand(initiative), EndForm()
    line = _line(held, form, key)
    return answer_to(
        Sent(
            held.initiative,
            form,
            lambda record: form.applied_to(record, key),
            f"“{line.organisation or line.printed}” has ended, and stays in the record.",
            page_of(held, MEMBERS),
            lambda clashes: _ending_page(held, line, form, clashes),
        )
    )


@blueprint.get(PASTE_PAGE)
@allow(organiser_of_initiative)
def paste_members(initiative: str) -> Answer:
    return _paste_page(record_in_hand(initiative), PasteForm(parked_values(request.path)))


@blueprint.post(PASTE_PAGE)
@allow(organiser_of_initiative)
def add_pasted(initiative: str) -> Answer:
    """Show first what the names mean; add them once somebody has looked at just these."""
    held, form = record_in_hand(initiative), PasteForm()
    form.offer_sources(held.record)
    names = _names(held, form)
    if not names:
        return _paste_page(held, form), 422
    if not form.was_seen(names) or request.form.get("again"):
        form.seen.data = proof_of(names)
        return _paste_page(held, form, names)
    return answer_to(
        Sent(
            held.initiative,
            form,
            form.applied_to,
            f"{len(form.chosen(names))} names are added.",
            page_of(held, MEMBERS),
            lambda clashes: _paste_page(held, form, names, clashes),
        )
    )


def _names(held: HeldRecord, form: PasteForm) -> tuple[PastedName, ...]:
    """Return the pasted names; none where something is wrong, which then stands in the form."""
    if not form.validate():
        return ()
    try:
        return form.read(began_with(held, form))
    except Problem as problem:
        form.names.errors = [problem.message]
        return ()


def _line(held: HeldRecord, form: ConfirmForm | EndForm, key: str) -> Membership:
    line = thing_of(held.record, MEMBERS, key) or thing_of(began_with(held, form), MEMBERS, key)
    if not isinstance(line, Membership):
        raise NotFound
    return line


def _ending_page(
    held: HeldRecord, line: Membership, form: EndForm, clashes: Sequence[Clash] = ()
) -> str:
    form.begin_at(held.version.number)
    return render_template(
        "initiatives/edit/end_member.html",
        held=held,
        form=form,
        line=line,
        back=page_of(held, MEMBERS),
        clashes=clashes,
    )


def _paste_page(
    held: HeldRecord,
    form: PasteForm,
    names: tuple[PastedName, ...] = (),
    clashes: Sequence[Clash] = (),
) -> str:
    form.begin_at(held.version.number)
    form.offer_sources(held.record)
    return render_template(
        "initiatives/edit/paste.html",
        held=held,
        form=form,
        names=names,
        chosen=form.chosen(names),
        here=f"{home_of(held.initiative)}/paste/{MEMBERS}",
        back=page_of(held, MEMBERS),
        clashes=clashes,
    )
