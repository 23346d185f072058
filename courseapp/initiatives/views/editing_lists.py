"""The lists of a record: showing one, adding to it, changing and removing what is in it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from flask import render_template, request

from courseapp.accounts.parking import parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.edit_forms import (
    ConfirmForm,
    SourceThingForm,
    ThingForm,
    form_of,
    values_of,
)
from courseapp.initiatives.editing.kinds import LISTS, Thing
from courseapp.initiatives.editing.listing import Wanted, listed_things, unread_names
from courseapp.initiatives.editing.things import thing_of, uses_of, without_thing
from courseapp.initiatives.member_forms import MemberForm, member_values
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import HeldRecord, all_initiatives
from courseapp.initiatives.telling import Clash
from courseapp.initiatives.versions import last_known
from courseapp.initiatives.views.blueprint import blueprint, events
from courseapp.initiatives.views.editing_saves import (
    Answer,
    Sent,
    answer_to,
    began_with,
    home_of,
    record_in_hand,
)

PARTS = f"<any({', '.join(LISTS)}):part>"
LIST_PAGE = f"/manage/<initiative>/record/{PARTS}"
ADD_PAGE = f"/manage/<initiative>/record/add/{PARTS}"
THING_PAGE = f"{LIST_PAGE}/<key>"
BASES: Mapping[str, type[ThingForm]] = MappingProxyType(
    {"sources": SourceThingForm, "memberships": MemberForm}
)


@blueprint.get(LIST_PAGE)
@allow(organiser_of_initiative)
def edit_list(initiative: str, part: str) -> Answer:
    return list_page(record_in_hand(initiative), part)


@blueprint.get(ADD_PAGE)
@allow(organiser_of_initiative)
def new_thing(initiative: str, part: str) -> Answer:
    held = record_in_hand(initiative)
    wished = {"kind": request.args.get("kind", "")}
    form = _form(part)(parked_values(request.path), data=wished)
    return _thing_page(held, form, None)


@blueprint.post(ADD_PAGE)
@allow(organiser_of_initiative)
def add_thing(initiative: str, part: str) -> Answer:
    held, form = record_in_hand(initiative), _form(part)()
    return _save(held, form, None, form.added_to)


@blueprint.get(THING_PAGE)
@allow(organiser_of_initiative)
def edit_thing(initiative: str, part: str, key: str) -> Answer:
    held = record_in_hand(initiative)
    thing = _found(part, key, held.record)
    own = member_values(thing) if isinstance(thing, Membership) else {}
    shown = values_of(LISTS[part], thing) | own
    return _thing_page(held, _form(part)(parked_values(request.path), data=shown), thing)


@blueprint.post(THING_PAGE)
@allow(organiser_of_initiative)
def change_thing(initiative: str, part: str, key: str) -> Answer:
    held, form = record_in_hand(initiative), _form(part)()
    began = began_with(held, form)
    thing = thing_of(began, part, key) or last_known(session(), held.initiative.id, part, key)
    if thing is None:
        raise NotFound
    return _save(held, form, thing, lambda record: form.changed_in(record, thing))


@blueprint.get(f"{THING_PAGE}/remove")
@allow(organiser_of_initiative)
def confirm_removing_thing(initiative: str, part: str, key: str) -> Answer:
    held = record_in_hand(initiative)
    return _removing_page(held, part, _found(part, key, held.record), ConfirmForm())


@blueprint.post(f"{THING_PAGE}/remove")
@allow(organiser_of_initiative)
def remove_thing(initiative: str, part: str, key: str) -> Answer:
    held, form = record_in_hand(initiative), ConfirmForm()
    thing = _found(part, key, held.record, began_with(held, form))
    return answer_to(
        Sent(
            held.initiative,
            form,
            lambda record: without_thing(record, part, key),
            f"“{LISTS[part].named(thing)}” is removed.",
            page_of(held, part),
            lambda clashes: _removing_page(held, part, thing, form, clashes),
        )
    )


def list_page(held: HeldRecord, part: str, clashes: Sequence[Clash] = ()) -> str:
    """Return the page of a list; a long one comes in pages and can be searched."""
    wanted = Wanted(
        text=request.args.get("q", "")[:200],
        kind=request.args.get("kind", ""),
        unread=bool(request.args.get("unread")),
    )
    return render_template(
        "initiatives/edit/list.html",
        held=held,
        kind=LISTS[part],
        wanted=wanted,
        page=listed_things(held.record, part, wanted, request.args.get("page", 1, type=int)),
        here=page_of(held, part),
        unread=unread_names(held.record) if part == "memberships" else 0,
        clashes=clashes,
    )


def page_of(held: HeldRecord, part: str) -> str:
    """Return the address of a list."""
    return f"{home_of(held.initiative)}/{part}"


@lru_cache
def _form(part: str) -> type[ThingForm]:
    return form_of(part, BASES.get(part, ThingForm))


def _found(part: str, key: str, *records: Record) -> Thing:
    """Return the thing from the first record that has it. Raises NotFound."""
    for record in records:
        thing = thing_of(record, part, key)
        if thing is not None:
            return thing
    raise NotFound


def _save(
    held: HeldRecord, form: ThingForm, thing: Thing | None, edit: Callable[[Record], Record]
) -> Answer:
    part = form.kind_of_list.part
    _prepare(held, form, thing)
    back = page_of(held, part)
    if request.form.get("then"):
        back = f"{home_of(held.initiative)}/add/{part}"
    return answer_to(
        Sent(
            held.initiative,
            form,
            edit,
            "It is saved." if thing else "It is added.",
            back,
            lambda clashes: _thing_page(held, form, thing, clashes),
        )
    )


def _prepare(held: HeldRecord, form: ThingForm, thing: Thing | None) -> None:
    """Offer what can be chosen, and let a form of members know the line it changes."""
    form.offer_sources(held.record)
    if isinstance(form, MemberForm):
        form.known = thing if isinstance(thing, Membership) else None
        others = [each for each in all_initiatives(session()) if each.id != held.initiative.id]
        form.offer_initiatives({each.slug: each.name for each in others})


def _thing_page(
    held: HeldRecord, form: ThingForm, thing: Thing | None, clashes: Sequence[Clash] = ()
) -> str:
    form.begin_at(held.version.number)
    _prepare(held, form, thing)
    kind = form.kind_of_list
    return render_template(
        f"initiatives/edit/{'member' if kind.part == 'memberships' else 'thing'}.html",
        held=held,
        kind=kind,
        form=form,
        thing=thing,
        back=page_of(held, kind.part),
        clashes=clashes,
    )


def _removing_page(
    held: HeldRecord,
    part: str,
    thing: Thing,
    form: ConfirmForm,
    clashes: Sequence[Clash] = (),
) -> str:
    form.begin_at(held.version.number)
    return render_template(
        "initiatives/edit/remove_thing.html",
        held=held,
        kind=LISTS[part],
        form=form,
        thing=thing,
        uses=uses_of(held.record, thing.key) if part == "sources" else 0,
        series=_series_of(held, thing.key) if part == "passages" else (),
        back=page_of(held, part),
        clashes=clashes,
    )


def _series_of(held: HeldRecord, activity: str) -> Sequence[str]:
    """Return the series of events that belong to an activity."""
    rows = events().series(session(), held.initiative.id)
    return [row.title for row in rows if row.activity == activity]
