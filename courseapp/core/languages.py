"""In which language an answer speaks to whoever reads it.

A page is whole in one language. It speaks English unless its view says otherwise, so that no page
is half translated.
"""

from datetime import timedelta

import flask_babel
from flask import Response, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from courseapp.core.translations import ENGLISH

SPOKEN = (ENGLISH, "fr", "es")
COOKIE = "language"
LONGEST_TAG = 35
LONGEST_HEADER = 1_000  # characters; browsers send about fifty


def spoken(tag: str | None) -> str:
    """Return the language of ours that a tag (BCP 47) names: ``fr`` for ``fr-TG``; "" for none."""
    primary = (tag or "").partition("-")[0].lower()
    return primary if primary in SPOKEN else ""


def speak(language: str) -> None:
    """Let the answer to this request speak a language of ours; English for any other."""
    g.language = spoken(language) or ENGLISH
    flask_babel.refresh()


def language_of_answer() -> str:
    """Return the language in which this request is answered."""
    return str(g.get("language", ENGLISH))


def chosen_language() -> str:
    """Return the language that the reader chose: with this request, or before on this device."""
    return spoken(_asked_for()) or spoken(request.cookies.get(COOKIE))


def reader_language(*known: str) -> str:
    """Return the language of the reader: chosen by her, known of her, or told by her browser."""
    wishes = (chosen_language(), *map(spoken, known), _told_by_browser())
    return next(filter(None, wishes), ENGLISH)


def speak_to_reader(*known: str) -> None:
    """Speak the reader's language; `known` is what we know of her, the surest first."""
    speak(reader_language(*known))


def remember_language(response: Response) -> Response:
    """Who chose a language on one page meets it on the next one."""
    wanted = spoken(request.args.get("language"))
    if wanted and wanted != request.cookies.get(COOKIE):
        year = timedelta(days=365)
        response.set_cookie(COOKIE, wanted, max_age=year, samesite="Lax", httponly=True)
    return response


def _asked_for() -> str | None:
    try:
        return request.values.get("language")
    except HTTPException:  # what is too large to be read is not read to say so either
        return request.args.get("language")


def _told_by_browser() -> str:
    """The best that the browser asks for (RFC 9110 §12.5.4); what makes no sense asks nothing."""
    header = request.headers.get("Accept-Language", "")[:LONGEST_HEADER]
    return parse_accept_header(header, LanguageAccept).best_match(SPOKEN) or ""
