"""Uploads as people send them."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from tests.support import uploads

CONTENT = uploads.pdf()
ARABIC = "تقرير.pdf"


def pdf(name: str | None = "report.pdf", content: bytes = CONTENT) -> FileStorage:
    """Return an upload of the form's field `document`."""
    return FileStorage(BytesIO(content), name, "document", content_type="text/html")
