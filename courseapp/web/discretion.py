"""What must not be given away: the secrets in addresses, and who reads the feeds."""

import logging
import re

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

_CALENDARS, _PUBLICATIONS = "/calendars/", "/publications.atom"
SECRET = re.compile(
    r"(/(?:calendars/mine|sign-in|offers|joining|speak|interest|delegation"
    r"|nominate|nominated|registrations|endorse|letter|digest)/)[^/\s\"'?]+"
)


def is_feed(path: str) -> bool:
    """Return whether programs read what is at the path: they keep no cookie and show no page."""
    return path.startswith(_CALENDARS) or path.endswith(_PUBLICATIONS)


class HideSecrets(logging.Filter):
    """Write "…" for the secret in every message, such as Flask's of an exception on a path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the message where needed; let every record pass."""
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = SECRET.sub(r"\1…", message), None
        return True


class CookieExceptForFeeds(SecureCookieSessionInterface):
    """The usual signed cookie; a feed neither sets one nor varies with it (RFC 9111 §4.1).

    Flask-Login looks into the cookie after each request, and Flask then adds Vary: Cookie.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Leave the answers of feeds alone."""
        if not is_feed(request.path):
            super().save_session(app, session, response)


def wire(app: Flask) -> None:
    """Make the app's log and its cookie discreet."""
    app.logger.addFilter(HideSecrets())
    app.session_interface = CookieExceptForFeeds()
