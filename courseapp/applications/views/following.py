"""Where an application stands, taking it back, and a copy of it on paper."""

from collections.abc import Sequence
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person, reader_zone
from courseapp.applications.asked import Answered, answered, form_asked
from courseapp.applications.beside import beside
from courseapp.applications.deadlines import can_reopen, deadline_of, deadlines_of
from courseapp.applications.documents.asked import to_follow
from courseapp.applications.elsewhere import page_elsewhere
from courseapp.applications.forgetting import deleted_by_now
from courseapp.applications.models import Application
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.queries import (
    applications_of,
    public_history,
)
from courseapp.applications.receipts import file_name, receipt_pdf
from courseapp.applications.rules import Action, Status, next_step
from courseapp.applications.standing import milestones, told_history, what_comes_next
from courseapp.applications.submitting import reopen_application, withdraw_application
from courseapp.applications.texts import status_text
from courseapp.applications.views.blueprint import (
    ADDRESS,
    address_of,
    blueprint,
    form_language,
    organiser_to_ask,
    own,
    zone_of,
)
from courseapp.applications.views.sending import draft_page
from courseapp.applications.writing import may_change, open_request
from courseapp.core import formats
from courseapp.core.languages import speak_to_reader
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow, signed_in
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import Window, told_in_zones, zone_of_deadline
from courseapp.extra_time.windows import accepts_for, window_for
from courseapp.forms.document.known import MODULES
from courseapp.mail.attachments import PDF

Answer = str | Response | tuple[str, int]


@blueprint.get("/applications")
@allow(signed_in)
def mine() -> str:
    speak_to_reader()
    person, number = current_person(), request.args.get("page", 1, type=int)
    page = paginate(session(), applications_of(person), number)
    deadlines = deadlines_of(session(), person, page.items)
    return render_template(
        "applications/list.html",
        page=page,
        text_of=status_text,
        zone_of=zone_of,
        deadlines=deadlines,
        accepting=lambda event: accepts_for(event, now(), deadlines.get(event.id)),
    )


@blueprint.get(ADDRESS)
@allow(applicant_herself)
def status(reference: str) -> Answer:
    application = own(reference)
    elsewhere = page_elsewhere(session(), application)
    if elsewhere:
        return redirect(elsewhere, 303)
    if application.status is Status.DRAFT:
        return draft_page(application)
    return _status_page(application)


@blueprint.get(f"{ADDRESS}/print")
@allow(applicant_herself)
def sent(reference: str) -> Answer:
    application = own(reference)
    if application.submitted_at is None:
        return redirect(address_of(application), 303)
    return render_template(
        "applications/print.html",
        application=application,
        event=application.event,
        answers=_sent_answers(application),
        told=application.sendings[-1].told if application.sendings else "",
        text=status_text(application.status),
        submitted=_told(application),
    )


@blueprint.get(f"{ADDRESS}/receipt.pdf")
@allow(applicant_herself)
def receipt(reference: str) -> Response:
    application = own(reference)
    if not application.sendings:
        return redirect(address_of(application), 303)
    sending = application.sendings[-1]
    response = send_file(
        BytesIO(receipt_pdf(sending)),
        mimetype=PDF,
        as_attachment=True,
        download_name=file_name(sending),
        max_age=0,
    )
    return keep_private(response)


@blueprint.get(f"{ADDRESS}/withdraw")
@allow(applicant_herself)
def warn(reference: str) -> Answer:
    application = own(reference)
    is_elsewhere = page_elsewhere(session(), application)
    if is_elsewhere or next_step(application.status, Action.WITHDRAW) is None:
        return redirect(address_of(application), 303)
    return _withdraw_page(application)


@blueprint.post(f"{ADDRESS}/withdraw")
@allow(applicant_herself)
def withdraw(reference: str) -> Answer:
    application = own(reference)
    with answering() as answer:
        withdraw_application(session(), current_person(), now(), application)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(address_of(application), 303)


@blueprint.post(f"{ADDRESS}/reopen")
@allow(applicant_herself)
def reopen(reference: str) -> Answer:
    application = own(reference)
    with answering() as answer:
        reopen_application(session(), current_person(), now(), application)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(address_of(application), 303)


def _status_page(application: Application) -> str:
    zone, hers = zone_of(application), deadline_of(application)
    return render_template(
        "applications/status.html",
        application=application,
        event=application.event,
        text=status_text(application.status),
        next=what_comes_next(application),
        Status=Status,
        wishes=next((a.text for a in _sent_answers(application) if a.name == MODULES), ""),
        request_open=open_request(application),
        beside=beside(session(), application, now()),
        may_change=application.status is Status.SUBMITTED and may_change(application, now()),
        zone=zone,
        submitted=_told(application),
        contact=organiser_to_ask(application.event),
        milestones=milestones(application, now(), zone),
        history=told_history(public_history(session(), application), zone),
        to_follow=to_follow(session(), application, now(), form_language(application)),
        can_withdraw=next_step(application.status, Action.WITHDRAW) is not None,
        can_reopen=can_reopen(application, now()),
        closes_at=hers.closing.at if hers else None,
    )


def _sent_answers(application: Application) -> Sequence[Answered]:
    document, language = form_asked(application), form_language(application)
    due = deleted_by_now(application, now())
    return answered(document, application.answers, language=language, due=due)


def _withdraw_page(application: Application) -> str:
    hers = deadline_of(application)
    return render_template(
        "applications/withdraw.html",
        application=application,
        event=application.event,
        reopens=window_for(application.event, now(), hers) is Window.OPEN,
        until=formats.instant(hers.closing.at, hers.closing.zone) if hers else "",
    )


def _told(application: Application) -> tuple[str, ...]:
    at = application.submitted_at
    return told_in_zones(at, zone_of_deadline(application.event), reader_zone()) if at else ()
