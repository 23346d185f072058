"""The headers that keep a page's neighbours out."""

from flask import Flask, Response, current_app, request

from courseapp.core.feeds import FeedResponse

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
ENCRYPTED_ONLY = ("Strict-Transport-Security", "max-age=31536000")


def wire(app: Flask) -> None:
    """Send the security headers with every answer."""
    app.after_request(_add_headers)


def for_feeds(app: Flask) -> tuple[tuple[str, str], ...]:
    """Return what feeds say besides their own guards: no program shows them as a page."""
    return (ENCRYPTED_ONLY,) if app.config["SESSION_COOKIE_SECURE"] else ()


def _add_headers(response: Response) -> Response:
    if isinstance(response, FeedResponse):
        response.headers.extend(for_feeds(current_app))
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault(*ENCRYPTED_ONLY)
    if request.endpoint != "static":
        # Pages hold what one person may see: no shared cache keeps them; "back" still works.
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
