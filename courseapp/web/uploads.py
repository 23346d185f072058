"""Room for files, in those views alone that declare it."""

from flask import Flask, current_app, request

from courseapp.core.uploads import most_bytes_of_request


def wire(app: Flask) -> None:
    """Set the limit of each request, before anything reads its form.

    The guard against forged requests looks for its token in the form, so this must be wired
    before that guard is.
    """
    app.before_request(_make_room)


def _make_room() -> None:
    if request.endpoint is None:
        return  # no such address: the 404 page follows
    most_bytes = most_bytes_of_request(current_app.view_functions[request.endpoint])
    if most_bytes is not None:
        request.max_content_length = most_bytes
