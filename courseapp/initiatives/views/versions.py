"""The versions of a record: for its editors with names and notes, for everybody without."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person, optional_person
from courseapp.core.paging import Page, page_of
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.initiatives.document.merging import Change
from courseapp.initiatives.edit_forms import ConfirmForm
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import held_record, initiative_named
from courseapp.initiatives.saving import newest_version, version_of
from courseapp.initiatives.telling import Told, told
from courseapp.initiatives.versions import (
    changes_between,
    listed_versions,
    public_author,
    restore_version,
)
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_saves import Answer, home_of

VERSIONS_PAGE = "/manage/<initiative>/record/versions"
VERSION_PAGE = f"{VERSIONS_PAGE}/<int:number>"
LISTED, TOLD_PUBLICLY, TOLD = 25, 10, 100  # how many on a page
MOST_TOLD = 20  # changes of one version in the public history


@blueprint.get(VERSIONS_PAGE)
@allow(organiser_of_initiative)
def versions(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    return render_template(
        "initiatives/edit/versions.html",
        initiative=named,
        page=listed_versions(session(), named.id, _page_number(), LISTED),
        here=_versions_of(named),
    )


@blueprint.get(VERSION_PAGE)
@allow(organiser_of_initiative)
def version(initiative: str, number: int) -> Answer:
    named = initiative_named(session(), initiative)
    wanted = version_of(session(), named.id, number)
    against = request.args.get("against", number - 1, type=int)
    other = version_of(session(), named.id, against) if against else None
    return render_template(
        "initiatives/edit/version.html",
        initiative=named,
        version=wanted,
        other=other,
        newest=newest_version(session(), named.id).number,
        page=_told_page(changes_between(other.document, wanted.document) if other else ()),
        here=_versions_of(named),
    )


@blueprint.get(f"{VERSION_PAGE}/restore")
@allow(organiser_of_initiative)
def confirm_restoring(initiative: str, number: int) -> Answer:
    return _restoring_page(initiative_named(session(), initiative), number, ConfirmForm())


@blueprint.post(f"{VERSION_PAGE}/restore")
@allow(organiser_of_initiative)
def restore(initiative: str, number: int) -> Answer:
    named, form = initiative_named(session(), initiative), ConfirmForm()
    seen = form.base_number.data
    saved = restore_version(session(), current_person(), now(), named, number, seen)
    if saved is None:
        return _restoring_page(named, number, form, is_late=True), 409
    if saved.is_new:
        flash(f"Version {number} is restored. It is version {saved.version.number}.", "good")
    else:
        flash(f"The record says already what version {number} says.", "info")
    return redirect(home_of(named), 303)


@blueprint.get("/initiatives/<slug>/history")
@allow(everyone)
def history(slug: str) -> str:
    held = held_record(session(), slug, optional_person())
    page = listed_versions(session(), held.initiative.id, _page_number(), TOLD_PUBLICLY)
    return render_template(
        "initiatives/history.html",
        initiative=held.initiative,
        page=page,
        told={each.version.number: _told(each.changes[:MOST_TOLD]) for each in page.items},
        author=public_author,
    )


def _told(changes: Sequence[Change]) -> list[Told]:
    return [told(change) for change in changes]


def _told_page(changes: Sequence[Change]) -> Page[Told]:
    page = page_of(changes, _page_number(), TOLD)
    return Page(_told(page.items), page.number, page.size, page.total)


def _restoring_page(
    initiative: Initiative, number: int, form: ConfirmForm, *, is_late: bool = False
) -> str:
    wanted, newest = (
        version_of(session(), initiative.id, number),
        newest_version(session(), initiative.id),
    )
    form.base_number.data = newest.number
    return render_template(
        "initiatives/edit/restore.html",
        initiative=initiative,
        version=wanted,
        newest=newest,
        page=_told_page(changes_between(newest.document, wanted.document)),
        form=form,
        is_late=is_late,
        here=_versions_of(initiative),
    )


def _versions_of(initiative: Initiative) -> str:
    return f"{home_of(initiative)}/versions"


def _page_number() -> int:
    return request.args.get("page", 1, type=int)
