"""Everybody's page to report a mistake, and the thanks for it."""

from flask import current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.honest_forms import Allowance, sender_network, spend
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.corrections import reporting
from courseapp.corrections.forms import ReportForm, form_for
from courseapp.corrections.places import written
from courseapp.corrections.reporting import Read, read_at, report_mistake
from courseapp.corrections.rules import KEEPS_ADDRESS_FOR
from courseapp.corrections.telling import present
from courseapp.corrections.views.blueprint import blueprint
from courseapp.extensions import csrf
from courseapp.initiatives.queries import held_record

ALLOWANCE = Allowance.of("report a mistake")


@blueprint.get("/initiatives/<slug>/report")
@allow(everyone)
def ask(slug: str) -> str:
    read = read_at(session(), slug, request.args.get("at", ""))
    return _page(read, _form(read))


@blueprint.post("/initiatives/<slug>/report")
@csrf.exempt  # the form asks for its token itself, and comes back with its text (honest_forms)
@allow(everyone)
def report(slug: str) -> Response | tuple[str, int]:
    seen = reporting.unsealed(slug, request.form.get("seen", ""), _key())
    read = read_at(session(), slug, request.form.get("at", ""), seen)
    form = _form(read)
    if form.sent_by_robot():
        return redirect(f"/initiatives/{slug}/report/thanks", 303)
    if form.validate():
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)
            report_mistake(session(), now(), read, form.typed)
            return redirect(f"/initiatives/{slug}/report/thanks", 303)
    return _page(read, form), 422


@blueprint.get("/initiatives/<slug>/report/thanks")
@allow(everyone)
def thanks(slug: str) -> str:
    return render_template(
        "corrections/thanks.html",
        initiative=held_record(session(), slug, None).initiative,
        days=KEEPS_ADDRESS_FOR.days,
    )


def _form(read: Read) -> ReportForm:
    field = read.subject.field
    form = form_for(read.subject, read.record.value(field.key) if field else None)
    form.at.data = written(read.subject.place)
    form.seen.data = reporting.seal(read.initiative.slug, read.version, _key())
    return form


def _page(read: Read, form: ReportForm) -> str:
    said = present(read.record, read.subject.place)
    if said is None:
        raise NotFound
    return render_template(
        "corrections/report.html",
        initiative=read.initiative,
        subject=read.subject,
        said=said,
        form=form,
        days=KEEPS_ADDRESS_FOR.days,
    )


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
