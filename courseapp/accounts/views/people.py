"""Everybody who has an account, for administrators."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.permissions import administrator
from courseapp.accounts.queries import account, accounts
from courseapp.accounts.signing_in import disable, enable
from courseapp.accounts.views.blueprint import Page, blueprint
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session


@blueprint.get("/manage/people")
@allow(administrator)
def people() -> Page:
    searched = request.args.get("q", "").strip()
    page = paginate(session(), accounts(searched), request.args.get("page", 1, int))
    return render_template("accounts/people.html", page=page, searched=searched)


@blueprint.post("/manage/people/<int:person_id>/close")
@allow(administrator)
def close_account(person_id: int) -> Page:
    person = account(session(), person_id)
    with answering() as answer:
        disable(session(), now(), person, current_person())
    closed = f"The account {person.email} is closed. It is signed out everywhere."
    flash(answer.problem or closed, "bad" if answer.problem else "good")
    return redirect(f"/manage/people?q={person.email}", 303)


@blueprint.post("/manage/people/<int:person_id>/open")
@allow(administrator)
def open_account(person_id: int) -> Page:
    person = account(session(), person_id)
    enable(session(), now(), person, current_person())
    flash(f"The account {person.email} is open again.", "good")
    return redirect(f"/manage/people?q={person.email}", 303)
