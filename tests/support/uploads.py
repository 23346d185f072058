"""Forms with files in them, as a browser sends them."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

Fields = Mapping[str, Any] | Iterable[tuple[str, Any]]


def upload(content: bytes, name: str = "report.pdf") -> FileStorage:
    """Return a file that a person chose, for `submit` or `multipart`."""
    return FileStorage(BytesIO(content), name)


def pdf(*marks: str, pages: int = 1, catalog: str = "") -> bytes:
    """Return a whole PDF without words; `marks` tell one from another, `catalog` is added to it."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    parts = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages,
    ]
    return written_pdf(parts, "".join(f"%{mark}\n" for mark in marks).encode())


def written_pdf(parts: Sequence[str], before_end: bytes = b"", trailer: str = "") -> bytes:
    """Return the PDF of the objects, of which the first is the catalog, with its table."""
    written, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    written += before_end
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    written_at = len(written)
    written += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n".encode()
    written += f"<< /Size {size} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(written) + f"startxref\n{written_at}\n%%EOF\n".encode()


def multipart(fields: Fields) -> dict[str, Any]:
    """Return the options with which a client posts the fields, files included.

    Flask's own client would leave the temporary file of a large form open.
    """
    boundary, body = encode_multipart(MultiDict(fields))
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}
