"""What every page shares: its names for templates and its errors in calm words."""

from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask_login import current_user
from jinja2 import Template
from werkzeug.exceptions import HTTPException, default_exceptions

from courseapp.accounts.current import ZONE_COOKIE, chosen_zone, reader_zone
from courseapp.accounts.permissions import is_reviewer, organised_initiative_ids
from courseapp.config import Settings
from courseapp.core import formats
from courseapp.core.errors import NotFound
from courseapp.core.languages import speak_to_reader
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now
from courseapp.initiatives.document import dates as partial_dates
from courseapp.initiatives.web_addresses import host_of

FINGERPRINT_LENGTH = 10
ENGLISH_ONLY = ("/manage", "/reviews")  # where organisers and reviewers work

blueprint = Blueprint("shell", __name__)


def wire(app: Flask) -> None:
    """Give templates their names and filters, and each error a page."""
    app.context_processor(_names)
    app.after_request(_remember_zone)
    app.jinja_env.filters.update(
        day=formats.day,
        date_range=lambda dates: formats.date_range(*dates),
        clock=formats.clock,
        instant=formats.instant,
        days_left=_days_left,
        month_and_year=formats.month_and_year,
        partial_date=partial_dates.told,
        iso=lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}",
    )
    app.jinja_env.tests["web_address"] = lambda address: host_of(address) != ""
    app.jinja_env.globals.update(static_file=_static_file, time_range=formats.time_range)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_error_handler(NotFound, lambda _error: _error_page(404))
    app.register_error_handler(HTTPException, _explain)


@blueprint.get("/robots.txt")
@allow(everyone)
def robots() -> tuple[str, dict[str, str]]:
    """Let search engines in, and calendars: Google's stays away from a feed that is closed here.

    Personal feeds keep out of indexes by a header of their own.
    """
    closed = ("/sign-in", "/account", "/applications", "/offers", "/joining", "/manage", "/reviews")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return "\n".join(lines) + "\n", {"Content-Type": "text/plain; charset=utf-8"}


def _names() -> dict[str, object]:
    settings = cast(Settings, current_app.extensions["settings"])
    person = current_user.person if current_user.is_authenticated else None
    return {
        "development": not settings.production,
        "can_manage": organised_initiative_ids(person) != frozenset(),
        "can_review": is_reviewer(person),
        "reader_zone": reader_zone(),
        "zone_chosen": chosen_zone() is not None,
        "now": now(),
    }


def _remember_zone(response: Response) -> Response:
    """Who asked for a zone once is not asked on every page."""
    if request.args.get("zone") and request.args["zone"] == chosen_zone():
        year = timedelta(days=365)
        response.set_cookie(ZONE_COOKIE, request.args["zone"], max_age=year, samesite="Lax")
    return response


def _days_left(until: datetime) -> str:
    return formats.days_left(until, now())


def _static_file(name: str) -> str:
    """Return the address of one of our own files; it changes with the file's content."""
    file = Path(cast(str, current_app.static_folder)) / name
    return url_for("static", filename=name, v=_fingerprint(file, file.stat().st_mtime_ns))


@lru_cache(maxsize=200)
def _fingerprint(file: Path, _changed: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:FINGERPRINT_LENGTH]


def _explain(error: HTTPException) -> HTTPException | tuple[str, int]:
    code = error.code or 500
    return error if error.response is not None or code < 400 else _error_page(code)


def _error_page(code: int) -> tuple[str, int]:
    if not request.path.startswith(ENGLISH_ONLY):
        speak_to_reader()
    name = default_exceptions[code].__name__ if code in default_exceptions else ""
    known_first: list[str | Template] = [f"errors/{code}.html", "errors/500.html"]
    return render_template(known_first, code=code, name=name), code
