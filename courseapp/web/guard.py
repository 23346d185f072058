"""Who may open what: denied unless the view declares a rule and the rule says yes."""

from urllib.parse import quote

from flask import Flask, abort, current_app, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from courseapp.accounts.current import has_lapsed, optional_person
from courseapp.accounts.parking import page_to_return_to, park, sent_from_own_page
from courseapp.core.languages import speak_to_reader
from courseapp.core.permissions import allow, everyone, rule_of
from courseapp.core.request import now, session
from courseapp.web.discretion import is_feed


def wire(app: Flask) -> None:
    """Ask the view's rule before each view, and keep what was typed when a token is refused."""
    allow(everyone)(app.view_functions["static"])
    app.before_request(_refuse_nul)
    app.before_request(_ask_the_rule)
    app.register_error_handler(CSRFError, _keep_what_was_typed)


def _refuse_nul() -> None:
    """No address of ours holds NUL, and PostgreSQL cannot even be asked for it.

    Feeds say no in plain text themselves: no program shows its user a page.
    """
    if "\0" in request.path and not is_feed(request.path):
        abort(404)


def _ask_the_rule() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: the 404 page follows
    rule = rule_of(current_app.view_functions[request.endpoint])
    if rule is None:
        raise PermissionError(f"{request.endpoint} does not say who may open it")
    if rule is everyone:
        return None  # without a look at the cookie: a feed must not vary with it
    person = optional_person()
    if rule.test(person, request.view_args or {}):
        return None
    if person is None and (rule.needs_sign_in or has_lapsed()):
        return _ask_to_sign_in()
    abort(404)


def _ask_to_sign_in() -> Response:
    if request.method == "POST":
        park(session(), now())
    return redirect(f"/sign-in?next={quote(page_to_return_to())}", 303)


def _keep_what_was_typed(_error: CSRFError) -> Response | tuple[str, int]:
    """A form from before a new sign-in is not acted on, but its text comes back to its writer."""
    if not sent_from_own_page():
        speak_to_reader()
        return render_template("errors/400.html"), 400
    park(session(), now())
    person = optional_person()
    target = page_to_return_to()
    return redirect(target if person else f"/sign-in?next={quote(target)}", 303)
