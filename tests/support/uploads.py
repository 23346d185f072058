"""Forms with files in them, as a browser sends them."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

Fields = Mapping[str, Any] | Iterable[tuple[str, Any]]


def upload(content: bytes, name: str = "report.pdf") -> FileStorage:
    """Return a file that a person chose, for `submit` or `multipart`."""
    return FileStorage(BytesIO(content), name)


def multipart(fields: Fields) -> dict[str, Any]:
    """Return the options with which a client posts the fields, files included.

    Flask's own client would leave the temporary file of a large form open.
    """
    boundary, body = encode_multipart(MultiDict(fields))
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}
