"""The form for everybody, and what it says when it is closed."""

from flask import redirect, render_template

from courseapp.accounts.honest_forms import Allowance, sender_network, spend
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.extensions import csrf
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.queries import HeldRecord, held_record
from courseapp.initiatives.rules import MembershipKind
from courseapp.joining.models import JoinForm
from courseapp.joining.queries import form_of, whom_to_ask
from courseapp.joining.request_form import JoinRequestForm
from courseapp.joining.requesting import send_request
from courseapp.joining.rules import CONTRIBUTION_WORDS, TO_CONFIRM
from courseapp.joining.views.blueprint import Answer, blueprint
from courseapp.joining.words import listed

ALLOWANCE = Allowance.of("join")


@blueprint.get("/initiatives/<slug>/join")
@allow(everyone)
def join(slug: str) -> Answer:
    held = held_record(session(), slug, None)
    form = form_of(session(), held.initiative.id)
    if form is None or not form.is_open:
        return _closed(held)
    return _page(held, form, JoinRequestForm().joining(form, held.record))


@blueprint.post("/initiatives/<slug>/join")
@csrf.exempt
@allow(everyone)
def send(slug: str) -> Answer:
    held = held_record(session(), slug, None)
    form, thanks = form_of(session(), held.initiative.id), f"/initiatives/{slug}/join/thanks"
    if form is None:
        return _closed(held)
    typed = JoinRequestForm().joining(form, held.record)
    if typed.sent_by_robot():
        return redirect(thanks, 303)
    if typed.validate():
        with answering(typed):
            spend(session(), now(), ALLOWANCE, sender_network(), typed.email.data)
            send_request(session(), now(), held.initiative, typed.asked)
            return redirect(thanks, 303)
    return _page(held, form, typed), 422


@blueprint.get("/initiatives/<slug>/join/thanks")
@allow(everyone)
def thanks(slug: str) -> Answer:
    held = held_record(session(), slug, None)
    return render_template("joining/thanks.html", initiative=held.initiative, days=TO_CONFIRM.days)


def _page(held: HeldRecord, form: JoinForm, typed: JoinRequestForm) -> str:
    return render_template(
        "joining/join.html",
        initiative=held.initiative,
        join_form=form,
        form=typed,
        open_to=listed(form.open_to),
        limit=CONTRIBUTION_WORDS,
    )


def _secretariat(record: Record) -> str:
    """Return who or where the secretariat is, as the record says; empty where it does not."""
    named = [
        line.organisation or line.printed
        for line in record.memberships
        if line.kind is MembershipKind.SECRETARIAT and not line.until
    ]
    return ", ".join([*named, record.text("secretariat")]).strip(", ")


def _closed(held: HeldRecord) -> str:
    return render_template(
        "joining/closed.html",
        initiative=held.initiative,
        rule=held.record.text("membership-rule"),
        secretariat=_secretariat(held.record),
        contacts=whom_to_ask(session(), held.initiative.id, now().date()),
    )
