"""Uploads as people send them."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

CONTENT = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
ARABIC = "تقرير.pdf"


def pdf(name: str | None = "report.pdf", content: bytes = CONTENT) -> FileStorage:
    """Return an upload of the form's field `document`."""
    return FileStorage(BytesIO(content), name, "document", content_type="text/html")
