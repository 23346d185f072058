"""Signing in, signing out, and one's own account."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import session as cookie
from flask_login import logout_user
from werkzeug.wrappers import Response

from courseapp.accounts.current import (
    current_person,
    current_sign_in,
    optional_person,
    remember,
)
from courseapp.accounts.forms import AccountForm, LinkForm, PasswordForm, SignInForm
from courseapp.accounts.links import find_link, is_usable
from courseapp.accounts.models import Person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.accounts.passwords import password_fits
from courseapp.accounts.rules import own_path
from courseapp.accounts.signing_in import (
    WRONG,
    check_password,
    end_all_sign_ins,
    end_sign_in,
    follow_link,
    send_link,
    set_password,
    start_sign_in,
)
from courseapp.core.permissions import allow, everyone, signed_in
from courseapp.core.request import answering, now, session

Page = str | Response | tuple[str, int]

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@allow(everyone)
def sign_in() -> Page:
    target = own_path(request.args.get("next"))
    if optional_person() is not None:
        return redirect(target, 303)
    return _sign_in_page(
        SignInForm(formdata=None, next=target), LinkForm(formdata=None, next=target)
    )


@blueprint.post("/sign-in")
@allow(everyone)
def sign_in_with_password() -> Page:
    form = SignInForm()
    if form.validate():
        person = None
        with answering(form):
            email, password = form.email.data or "", form.password.data or ""
            person = check_password(session(), now(), email, password, _client())
        if person is not None:
            return _welcome(person, by_link=False, target=own_path(form.next.data))
        if not form.form_errors:
            form.form_errors.append(WRONG)
    link_form = LinkForm(formdata=None, email=form.email.data, next=form.next.data)
    return _sign_in_page(form, link_form), 422


@blueprint.post("/sign-in/link")
@allow(everyone)
def ask_for_link() -> Page:
    form = LinkForm()
    if form.validate():
        with answering(form):
            email, target = form.email.data or "", own_path(form.next.data)
            send_link(session(), now(), email, _client(), target)
        if not form.form_errors:
            return render_template("accounts/link_sent.html", email=form.email.data)
    return _sign_in_page(SignInForm(formdata=None, next=form.next.data), form), 422


@blueprint.get("/sign-in/<token>")
@allow(everyone)
def open_link(token: str) -> Page:
    link = find_link(session(), token)
    if link is None or not is_usable(link, now()):
        person = optional_person()
        if person is not None and link is not None and person.email == link.email:
            return redirect(own_path(link.next_path), 303)  # followed twice on one device
        email = link.email if link else ""
        again = LinkForm(formdata=None, email=email, next=link.next_path if link else "/")
        return render_template("accounts/link_used.html", form=again), 410 if link else 404
    return render_template("accounts/follow_link.html", link=link)


@blueprint.post("/sign-in/<token>")
@allow(everyone)
def use_link(token: str) -> Page:
    link = find_link(session(), token)
    if link is None:
        return open_link(token)
    with answering() as answer:
        person = follow_link(session(), now(), link)
    if answer.problem is not None:
        flash(answer.problem, "bad")
        return open_link(token)
    return _welcome(person, by_link=True, target=own_path(link.next_path))


@blueprint.post("/sign-out")
@allow(everyone)
def sign_out() -> Page:
    if optional_person() is not None:
        end_sign_in(now(), current_sign_in())
        _forget_browser()
    flash("You are signed out.", "good")
    return redirect("/", 303)


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
    _forget_browser()
    flash("You are signed out on all devices.", "good")
    return redirect("/", 303)


def _sign_in_page(form: SignInForm, link_form: LinkForm) -> str:
    return render_template("accounts/sign_in.html", form=form, link_form=link_form)


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


def _welcome(person: Person, by_link: bool, target: str) -> Response:
    if optional_person() is not None:
        end_sign_in(now(), current_sign_in())
    remember(person, *start_sign_in(session(), now(), person, by_link))
    return redirect(target, 303)


def _forget_browser() -> None:
    cookie.clear()
    logout_user()


def _client() -> str:
    return request.remote_addr or "unknown"
