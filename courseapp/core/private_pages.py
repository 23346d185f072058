"""Pages behind a secret address: nobody else learns the address, and no machine keeps the page."""

from flask import Response

HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cache-Control": "no-store"}


def keep_private(response: Response) -> Response:
    """Return the answer with what browsers, searchers and proxies must know; for after_request."""
    response.headers.update(HEADERS)
    return response
