"""A focal point's page about what became of her people, and whom she sends instead.

It stands behind the same secret link as the page on which she nominates; see there.
"""

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.accounts.current import reader_zone
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.contacts import contact_for
from courseapp.extensions import csrf
from courseapp.nominations.models import FocalPoint
from courseapp.nominations.views.own_pages import opened, opened_to_act
from courseapp.selection import points, substitutes
from courseapp.selection.forms import SubstituteForm
from courseapp.selection.models import Substitute
from courseapp.selection.terms import zone_of
from courseapp.selection.texts import SUBSTITUTE_LABELS

Answer = str | Response | tuple[str, int]
HOME = "/nominate/<token>/outcomes"
ONE = f"{HOME}/substitutes/<int(max=2147483647):substitute_id>"

blueprint = Blueprint("outcomes", __name__)
csrf.exempt(blueprint)  # the secret in the address is the proof
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)  # who has the letter is let in
def show(token: str) -> Answer:
    found = opened(token)
    return _page(found, token, SubstituteForm(None)) if isinstance(found, FocalPoint) else found


@blueprint.post(f"{HOME}/substitutes")
@allow(everyone)
def propose(token: str) -> Answer:
    found, form = opened_to_act(token), SubstituteForm()
    if form.validate():
        with answering(form):
            substitutes.propose(session(), now(), found, form.proposal)
    if form.errors:
        return _page(found, token, form), 422
    flash("Your proposal is with the organisers. You read their answer on this page.", "good")
    return redirect(f"/nominate/{token}/outcomes", 303)


@blueprint.post(f"{ONE}/take-back")
@allow(everyone)
def take_back(token: str, substitute_id: int) -> Response:
    found = opened_to_act(token)
    proposal = _hers(found, substitute_id)
    with answering() as answer:
        substitutes.take_back(session(), now(), found, proposal)
    flash(answer.problem or "Your proposal is taken back.", "bad" if answer.problem else "good")
    return redirect(f"/nominate/{token}/outcomes", 303)


def _hers(found: FocalPoint, substitute_id: int) -> Substitute:
    proposal = substitutes.proposal_of(session(), found.quota.event, substitute_id)
    if proposal.quota_id != found.quota_id:
        raise NotFound
    return proposal


def _page(found: FocalPoint, token: str, form: SubstituteForm) -> str:
    quota, event = found.quota, found.quota.event
    leave = substitutes.to_replace(session(), quota)
    come = substitutes.candidates(session(), quota)
    form.instead_of.choices = [SelectChoice(each.reference, each.full_name) for each in leave]
    form.reference.choices = [SelectChoice(each.reference, each.full_name) for each in come]
    release = points.release_told_to_points(session(), event.id)
    return render_template(
        "selection/outcomes.html",
        point=found,
        quota=quota,
        event=event,
        home=f"/nominate/{token}",
        form=form,
        known=points.decided_of(session(), quota, release),
        release=release,
        leave=leave,
        come=come,
        refused=substitutes.refusal(session(), event, now()),
        until=substitutes.until_when(session(), event.id),
        proposals=substitutes.proposals_of(session(), quota),
        SUBSTITUTE_LABELS=SUBSTITUTE_LABELS,
        contact=contact_for(session(), event),
        zone=reader_zone() or zone_of(event),
    )
