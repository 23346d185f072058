"""A new initiative, by an administrator."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.permissions import administrator
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.initiatives.edit_forms import FoundingForm
from courseapp.initiatives.founding import found_initiative
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_saves import Answer, home_of

FOUNDING_PAGE = "/manage/initiatives/new"


@blueprint.get(FOUNDING_PAGE)
@allow(administrator)
def new_initiative() -> Answer:
    return _page(FoundingForm(parked_values(request.path)))


@blueprint.post(FOUNDING_PAGE)
@allow(administrator)
def add_new_initiative() -> Answer:
    form, founded = FoundingForm(), None
    if form.validate():
        with answering(form):
            founded = found_initiative(session(), current_person(), now(), form.record())
    if founded is None:
        return _page(form), 422
    forget_parked()
    flash(
        f"{founded.called} has a record now. It is a draft: add its sources and fields, choose its "
        "team, then publish it.",
        "good",
    )
    return redirect(home_of(founded), 303)


def _page(form: FoundingForm) -> str:
    return render_template("initiatives/edit/new.html", form=form)
