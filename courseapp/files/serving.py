"""Give a stored file out: to be saved, never shown as a page of ours."""

import logging

from flask import Response, send_file

from courseapp.core.errors import NotFound
from courseapp.files.folder import Folder
from courseapp.files.models import StoredFile

# Whatever the file holds: a browser that shows it all the same runs and loads nothing.
CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"

log = logging.getLogger(__name__)


def attachment(file: StoredFile, folder: Folder, *, is_confidential: bool = False) -> Response:
    """Return the file as a download (RFC 6266) under its name in any script (RFC 8187).

    Its bytes are streamed; conditional and range requests are answered (RFC 9110 §13, §14).
    Who asks must be allowed to read it: that is for the view to know. Browsers keep the file but
    ask again each time; one that is confidential is kept nowhere. Raises NotFound where the bytes
    are missing.
    """
    if folder.size_of(file.key) is None:
        log.error("the bytes of file %s are missing", file.id)
        raise NotFound
    response = send_file(
        folder.path_of(file.key),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
        etag=file.sha256,
        last_modified=file.created_at,
        max_age=lambda _path: None,  # not the year that our own files have
    )
    response.cache_control.private = True
    if is_confidential:
        response.cache_control.no_store = True
        response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
