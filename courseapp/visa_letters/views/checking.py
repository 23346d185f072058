"""The page for officers: is this letter genuine, and does it still count. It says nothing else."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.honest_forms import sender_network
from courseapp.core.errors import Problem
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import now, session
from courseapp.visa_letters.checking import check_letter, count_wrong_code, refuse_guessing
from courseapp.visa_letters.forms import CodeForm
from courseapp.visa_letters.issuing import CHECK_PATH
from courseapp.visa_letters.rules import read_code

blueprint = Blueprint("letter_check", __name__)
blueprint.after_request(keep_private)


@blueprint.route(CHECK_PATH, methods=["GET", "POST"])
@allow(everyone)
def ask() -> str | Response | tuple[str, int]:
    """Ask for the code; it goes into an address only once it looks like one."""
    form = CodeForm()
    if request.method == "GET":
        return render_template("visa_letters/check.html", form=form)
    if form.validate():
        code = read_code(form.code.data or "")
        return redirect(url_for("letter_check.show", code=code or "unknown"), 303)
    return render_template("visa_letters/check.html", form=form), 422


@blueprint.get(f"{CHECK_PATH}/<code>")
@allow(everyone)
def show(code: str) -> str | tuple[str, int]:
    network = sender_network()
    try:
        refuse_guessing(session(), now(), network)
    except Problem as problem:
        return render_template("visa_letters/unknown.html", wait=problem.message), 429
    found = check_letter(session(), code)
    if found is None:
        count_wrong_code(session(), now(), network)
        return render_template("visa_letters/unknown.html", wait=""), 404
    return render_template("visa_letters/checked.html", found=found)
