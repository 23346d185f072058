"""The editors' pages: what was reported, each report beside the record, and the decision."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.audit import history
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.corrections import deciding, words
from courseapp.corrections.comparing import compare, listed
from courseapp.corrections.filters import Filters
from courseapp.corrections.forms import DeclineForm
from courseapp.corrections.models import Report
from courseapp.corrections.places import RECORD, editor_path
from courseapp.corrections.queries import (
    LARGEST_NUMBER,
    counts,
    open_at_the_same_place,
    report_numbered,
    reports_of,
)
from courseapp.corrections.rules import KEEPS_ADDRESS_FOR, Reason
from courseapp.corrections.views.blueprint import blueprint
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named, record_of

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Opened:
    """A report that an editor has opened, and its initiative."""

    initiative: Initiative
    report: Report

    @property
    def path(self) -> str:
        return f"/manage/{self.initiative.slug}/reports/{self.report.number}"


@blueprint.get("/manage/<initiative>/reports")
@allow(organiser_of_initiative)
def reports(initiative: str) -> str:
    named, wanted = initiative_named(session(), initiative), Filters.read(request.args)
    number = request.args.get("page", 1, type=int)
    page = paginate(session(), reports_of(named.id, wanted), number)
    return render_template(
        "corrections/list.html",
        initiative=named,
        wanted=wanted,
        page=page,
        listed=listed(record_of(session(), named).record, page.items),
        counts=counts(session(), named.id, wanted.text),
        states=words.STATES,
    )


@blueprint.get("/manage/<initiative>/reports/<int:number>")
@allow(organiser_of_initiative)
def one(initiative: str, number: int) -> str:
    return _page(_opened(initiative, number))


@blueprint.post("/manage/<initiative>/reports/<int:number>/accept")
@allow(organiser_of_initiative)
def accept(initiative: str, number: int) -> Answer:
    opened = _opened(initiative, number)
    shown = min(request.form.get("shown", 0, type=int), LARGEST_NUMBER)
    together = request.form.getlist("together", type=int)
    with answering() as answer:
        accepted = deciding.accept(
            session(), current_person(), now(), opened.initiative, number, shown, together
        )
    if answer.problem:
        return _refused(opened, answer.problem)
    flash(_accepted(opened, accepted), "good")
    return redirect(opened.path, 303)


@blueprint.post("/manage/<initiative>/reports/<int:number>/done")
@allow(organiser_of_initiative)
def mark_done(initiative: str, number: int) -> Answer:
    opened = _opened(initiative, number)
    with answering() as answer:
        deciding.mark_done(session(), current_person(), now(), opened.initiative, number)
    if answer.problem:
        return _refused(opened, answer.problem)
    flash(f"Report {number} is marked as done.{_told(opened.report)}", "good")
    return redirect(opened.path, 303)


@blueprint.get("/manage/<initiative>/reports/<int:number>/decline")
@allow(organiser_of_initiative)
def ask_why(initiative: str, number: int) -> Answer:
    opened = _opened(initiative, number)
    return _decline_page(opened, DeclineForm(parked_values(request.path)))


@blueprint.post("/manage/<initiative>/reports/<int:number>/decline")
@allow(organiser_of_initiative)
def decline(initiative: str, number: int) -> Answer:
    opened, form = _opened(initiative, number), DeclineForm()
    if form.validate():
        with answering(form) as answer:
            reason, own = Reason(form.reason.data), form.words.data or ""
            person = current_person()
            deciding.decline(session(), person, now(), opened.initiative, number, reason, own)
        if answer.problem is None:
            forget_parked()
            flash(f"Report {number} is declined.{_told(opened.report)}", "good")
            return redirect(opened.path, 303)
    return _decline_page(opened, form), 422


def _opened(initiative: str, number: int) -> Opened:
    named = initiative_named(session(), initiative)
    return Opened(named, report_numbered(session(), named.id, number))


def _page(opened: Opened, problem: str = "") -> str:
    report = opened.report
    others = open_at_the_same_place(session(), report)
    compared = compare(session(), opened.initiative, report, others)
    place = report.place if compared.now else Place(RECORD, report.part)  # the list it has left
    return render_template(
        "corrections/one.html",
        initiative=opened.initiative,
        report=report,
        here=opened.path,
        compared=compared,
        editor_path=editor_path(opened.initiative.slug, place),
        told_by=words.told_by(report),
        kept_until=report.decided_at and report.decided_at + KEEPS_ADDRESS_FOR,
        problem=problem,
        states=words.STATES,
        trace=history(session(), [report.subject]),
    )


def _refused(opened: Opened, problem: str) -> tuple[str, int]:
    return _page(opened, problem), 422


def _decline_page(opened: Opened, form: DeclineForm) -> str:
    return render_template(
        "corrections/decline.html",
        initiative=opened.initiative,
        report=opened.report,
        here=opened.path,
        form=form,
    )


def _accepted(opened: Opened, accepted: deciding.Accepted) -> Markup:
    versions = f"/manage/{opened.initiative.slug}/record/versions"
    told = _told(*accepted.reports)
    if not accepted.saved.is_new:
        return Markup("The record says this already. The report is accepted.{}").format(told)
    return Markup(
        'The record is changed: version {}.{} <a href="{}">See the versions, or undo it there</a>'
    ).format(accepted.saved.version.number, told, versions)


def _told(*reports: Report) -> str:
    """Say that a message is on its way, where there is somebody to tell."""
    number = sum(bool(each.email) and each.reason is not Reason.NO_REPORT for each in reports)
    if not number:
        return ""
    return (
        " A message to its writer is on its way." if number == 1 else " Messages are on their way."
    )
