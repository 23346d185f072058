"""Signing in and out."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_sign_in, optional_person
from courseapp.accounts.forms import LinkForm, SignInForm
from courseapp.accounts.links import find_link, is_usable
from courseapp.accounts.rules import own_path
from courseapp.accounts.signing_in import (
    WRONG,
    check_password,
    end_sign_in,
    follow_link,
    send_link,
)
from courseapp.accounts.views.blueprint import Page, blueprint, forget_browser, welcome
from courseapp.core.languages import language_of_answer, speak_to_reader
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext


@blueprint.get("/sign-in")
@allow(everyone)
def sign_in() -> Page:
    speak_to_reader()
    target = own_path(request.args.get("next"))
    if optional_person() is not None:
        return redirect(target, 303)
    return _sign_in_page(
        SignInForm(formdata=None, next=target), LinkForm(formdata=None, next=target)
    )


@blueprint.post("/sign-in")
@allow(everyone)
def sign_in_with_password() -> Page:
    speak_to_reader()
    form = SignInForm()
    if form.validate():
        person = None
        with answering(form):
            email, password = form.email.data or "", form.password.data or ""
            person = check_password(session(), now(), email, password, _client())
        if person is not None:
            return welcome(person, by_link=False, target=own_path(form.next.data))
        if not form.form_errors:
            form.form_errors.append(gettext(WRONG))
    link_form = LinkForm(formdata=None, email=form.email.data, next=form.next.data)
    return _sign_in_page(form, link_form), 422


@blueprint.post("/sign-in/link")
@allow(everyone)
def ask_for_link() -> Page:
    speak_to_reader()
    form = LinkForm()
    if form.validate():
        with answering(form):
            email, target = form.email.data or "", own_path(form.next.data)
            send_link(session(), now(), email, _client(), target, language_of_answer())
        if not form.form_errors:
            return render_template("accounts/link_sent.html", email=form.email.data)
    return _sign_in_page(SignInForm(formdata=None, next=form.next.data), form), 422


@blueprint.get("/sign-in/<token>")
@allow(everyone)
def open_link(token: str) -> Page:
    speak_to_reader()
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
    speak_to_reader()
    link = find_link(session(), token)
    if link is None:
        return open_link(token)
    with answering() as answer:
        person = follow_link(session(), now(), link)
    if answer.problem is not None:
        flash(answer.problem, "bad")
        return open_link(token)
    return welcome(person, by_link=True, target=own_path(link.next_path))


@blueprint.post("/sign-out")
@allow(everyone)
def sign_out() -> Page:
    if optional_person() is not None:
        end_sign_in(now(), current_sign_in())
        forget_browser()
    flash("You are signed out.", "good")
    return redirect("/", 303)


def _sign_in_page(form: SignInForm, link_form: LinkForm) -> str:
    return render_template("accounts/sign_in.html", form=form, link_form=link_form)


def _client() -> str:
    return request.remote_addr or "unknown"
