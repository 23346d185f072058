"""One's own account: name, zone, password, devices."""

from flask import flash, redirect, render_template

from courseapp.accounts.current import current_person, current_sign_in, remember
from courseapp.accounts.forms import AccountForm, PasswordForm
from courseapp.accounts.models import Person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.passwords import password_fits
from courseapp.accounts.signing_in import end_all_sign_ins, set_password, start_sign_in
from courseapp.accounts.views.blueprint import Page, blueprint, forget_browser
from courseapp.core.permissions import allow, signed_in
from courseapp.core.request import now, session


@blueprint.get("/account")
@allow(signed_in)
def account() -> Page:
    person = current_person()
    kept = parked_values("/account")
    form = AccountForm(formdata=kept, full_name=person.full_name, zone=person.zone or "")
    form.offer_zones(now())
    return render_template("accounts/account.html", form=form, person=person, kept=kept)


@blueprint.post("/account")
@allow(signed_in)
def save_account() -> Page:
    person, form = current_person(), AccountForm()
    form.offer_zones(now())
    if not form.validate():
        return render_template("accounts/account.html", form=form, person=person), 422
    person.full_name, person.zone = form.full_name.data or "", form.zone.data or None
    forget_parked()
    flash("Your account is saved.", "good")
    return redirect("/account", 303)


@blueprint.get("/account/password")
@allow(signed_in)
def choose_password() -> Page:
    return _password_page(PasswordForm())


@blueprint.post("/account/password")
@allow(signed_in)
def save_password() -> Page:
    person, form = current_person(), PasswordForm()
    if form.validate() and _knows_password(person, form):
        set_password(session(), now(), person, form.password.data or "", person.display_name)
        remember(person, *start_sign_in(session(), now(), person, by_link=False))
        flash("Your password is saved. All other devices are signed out.", "good")
        return redirect("/account", 303)
    return _password_page(form), 422


@blueprint.post("/account/sign-out-everywhere")
@allow(signed_in)
def sign_out_everywhere() -> Page:
    end_all_sign_ins(session(), now(), current_person())
    forget_browser()
    flash("You are signed out on all devices.", "good")
    return redirect("/", 303)


def _password_page(form: PasswordForm) -> str:
    return render_template("accounts/password.html", form=form, asks_present=_asks_present())


def _asks_present() -> bool:
    """A link by mail proves as much as the present password does."""
    return bool(current_person().password_hash) and not current_sign_in().by_link


def _knows_password(person: Person, form: PasswordForm) -> bool:
    if not _asks_present() or password_fits(person, form.current_password.data or ""):
        return True
    form.current_password.errors = ["This is not your present password."]
    return False
