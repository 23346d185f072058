"""The people behind an initiative, for its organisers; administrators change who they are."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.models import Role
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.permissions import administrator, is_organiser
from courseapp.accounts.rules import RoleKind
from courseapp.core.audit import history
from courseapp.core.errors import NotFound
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.initiatives.forms import TeamForm
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named, team_of
from courseapp.initiatives.team import (
    end_role,
    find_role,
    give_role,
    is_last_organiser,
    may_end,
    subject_of,
)
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.words import ROLES

LATEST = 20  # changes of the team shown below it

Answer = str | Response | tuple[str, int]


@blueprint.get("/manage/<initiative>/team")
@allow(organiser_of_initiative)
def team(initiative: str) -> Answer:
    form = TeamForm(parked_values(request.path), kind=RoleKind.ORGANISER.value)
    return _team_page(initiative_named(session(), initiative), form)


@blueprint.post("/manage/<initiative>/team")
@allow(administrator)
def add_to_team(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), TeamForm()
    if form.validate():
        with answering(form):
            kind = RoleKind(form.kind.data)
            give_role(session(), current_person(), now(), named, form.email.data or "", kind)
    if form.errors:
        return _team_page(named, form), 422
    forget_parked()
    flash(f"{form.email.data} is {form.kind.data} now. A message is on its way.", "good")
    return redirect(_team_of(named), 303)


@blueprint.get("/manage/<initiative>/team/<int:role_id>/remove")
@allow(organiser_of_initiative)
def confirm_removing(initiative: str, role_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    role = find_role(session(), named, role_id)
    return _gone(named) if role is None else _removing_page(named, role)


@blueprint.post("/manage/<initiative>/team/<int:role_id>/remove")
@allow(organiser_of_initiative)
def remove_from_team(initiative: str, role_id: int) -> Answer:
    named, actor = initiative_named(session(), initiative), current_person()
    role = find_role(session(), named, role_id)
    if role is None:
        return _gone(named)
    told = f"{role.person.display_name} is no longer {role.kind} of {named.short_name}."
    with answering() as answer:
        end_role(session(), actor, now(), named, role)
    if answer.problem:
        return _removing_page(named, role, answer.problem), 422
    flash(told, "good")
    return redirect(_team_of(named) if is_organiser(actor, named.id) else "/", 303)


def _team_of(initiative: Initiative) -> str:
    return f"/manage/{initiative.slug}/team"


def _gone(initiative: Initiative) -> Response:
    """Pressed twice, or taken away by somebody else meanwhile: what was wanted is so."""
    flash("This role was taken away already.", "info")
    return redirect(_team_of(initiative), 303)


def _team_page(initiative: Initiative, form: TeamForm) -> str:
    page = paginate(session(), team_of(initiative.id), request.args.get("page", 1, type=int))
    return render_template(
        "initiatives/team.html",
        initiative=initiative,
        form=form,
        page=page,
        roles=ROLES,
        person=current_person(),
        changes=history(session(), [subject_of(initiative)], LATEST),
    )


def _removing_page(initiative: Initiative, role: Role, problem: str = "") -> str:
    if not may_end(current_person(), role):
        raise NotFound
    return render_template(
        "initiatives/end_role.html",
        initiative=initiative,
        role=role,
        role_words=ROLES[role.kind],
        own=role.person_id == current_person().id,
        last=is_last_organiser(session(), role),
        problem=problem,
    )
